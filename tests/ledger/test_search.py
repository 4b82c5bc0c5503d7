"""Search: any piece of the text from one character up, and nothing that is not there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import keep_mail, ledger_in

from pipeline.domain.written import comparable
from pipeline.office.queries import ListQuery, SearchQuery

LETTERS = "张喆党建工作机电学院 　\nAaｂ3%_'\"\\①㈠"
TEXTS = (
    "机电学院推荐张 喆同学\n担任党建助理",
    "关于ＧＢＫ附件：100%完成_计划",
    "老师好，\n请查收 Zhang Zhe 的申请表。",
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    ledger = ledger_in(tmp_path_factory.mktemp("search"))
    for number, text in enumerate(TEXTS, 1):
        keep_mail(ledger, number, f"主题{number}", text, ("case_report", f"案例{number}：{text}"))
    return ledger


def found(ledger, *words, **filters):
    return ledger.search(SearchQuery(words, ListQuery(**filters)))


@given(st.integers(0, len(TEXTS) - 1), st.integers(0, 40), st.integers(1, 12))
def test_every_piece_of_a_text_finds_it(ledger, which: int, start: int, length: int) -> None:
    piece = comparable(TEXTS[which])[start : start + length]
    if comparable(piece):
        ids = [hit.id for hit in found(ledger, piece).hits]
        assert f"S-2026-{which + 1:04}" in ids


@settings(max_examples=200)
@given(st.text(LETTERS, min_size=1, max_size=4))
def test_what_is_found_is_what_a_plain_comparison_finds(ledger, word: str) -> None:
    folded = comparable(word)
    told = found(ledger, word)
    if not folded:
        assert told.hits == ()
        return
    expected = {
        f"S-2026-{number:04}"
        for number, text in enumerate(TEXTS, 1)
        if any(
            folded in comparable(part)
            for part in (f"主题{number}", text, f"案例{number}：{text}", "张喆", "zhang@bit.edu.cn")
        )
        or folded in comparable(f"S-2026-{number:04}")
    }
    assert {hit.id for hit in told.hits} >= expected
    assert told.total == len(told.hits)


def test_several_words_must_all_be_found_in_whichever_part(ledger) -> None:
    assert [hit.id for hit in found(ledger, "主题1", "党建").hits] == ["S-2026-0001"]
    assert found(ledger, "主题1", "gbk").total == 0


def test_white_space_between_chinese_characters_and_wide_letters_do_not_matter(ledger) -> None:
    for word in ("张喆同学", "张  喆同学", "gbk附件", "GBK", "zhang zhe"):
        assert found(ledger, word).total >= 1, word


def test_wildcards_are_characters_like_any_other(ledger) -> None:
    assert [hit.id for hit in found(ledger, "100%").hits] == ["S-2026-0002"]
    assert [hit.id for hit in found(ledger, "成_计").hits] == ["S-2026-0002"]
    assert found(ledger, "成%计").total == 0


def test_a_hit_names_the_paper_and_shows_what_was_found(ledger) -> None:
    (hit,) = found(ledger, "党建助理").hits
    assert hit.kind == "case_report"
    assert "党建助理" in hit.snippet
    (letter,) = found(ledger, "主题3").hits
    assert letter.kind == "mail"


def test_the_number_of_a_submission_finds_it(ledger) -> None:
    assert [hit.id for hit in found(ledger, "s-2026-0002").hits] == ["S-2026-0002"]


def test_facets_count_all_that_was_found_and_filters_narrow(ledger) -> None:
    told = found(ledger, "主题")
    assert told.total == 3
    assert told.facets["year"] == {"2026": 3}
    assert told.facets["state"] == {"to_sort": 3}
    assert found(ledger, "主题", year="2025").total == 0
    assert found(ledger, "主题", limit=2).total == 3
    assert len(found(ledger, "主题", limit=2).hits) == 2
