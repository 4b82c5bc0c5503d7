"""What the words of a paper tell about its kind: learned from sorted papers, and from these alone."""

import math

import pytest
from reading.learn_kinds import HELD_BACK, WRITTEN_TO, Sorted, digest_of, learn, lots
from reading.understood import paper_of
from reading.word_files import lines_of

from pipeline.domain.papers import PaperKind
from pipeline.reading.paper_kinds import words_weighed
from pipeline.reading.paper_kinds.kinds import recognise
from pipeline.reading.paper_kinds.papers import TITLE_LINES
from pipeline.reading.paper_kinds.words_weighed import (
    LENGTH,
    may_be_ours,
    shares_of,
    weigh,
    weighed_parts,
    weights_written,
    written_down,
)

LETTER = (
    "研工部各位老师：",
    "我院就业助理佘山因身体原因休养，余下的一个学期想请王琪接着做，二人已经见面谈妥。",
    "佘山手上的台账本周交给王琪，研究生德育助理的例会也由王琪参加。",
    "机电学院学工办",
)


def test_the_weights_were_learned_from_the_sorted_papers_as_they_are() -> None:
    assert WRITTEN_TO.read_text("utf-8").partition("\n")[0] == digest_of()


def test_what_was_learned_from_is_told_rightly() -> None:
    told = [
        (weigh(paper.text), paper)
        for papers in lots().values()
        for paper in papers
        if may_be_ours(paper.text)
    ]
    wrong = [
        (paper.kind, paper.text[:40])
        for one, paper in told
        if (one.kind if one.likelihood > one.none_of_ours else PaperKind.UNRECOGNISED)
        not in (paper.kind, *paper.also)
    ]
    assert len(wrong) <= len(told) / 200, wrong


def test_what_nobody_learned_from_is_told_rightly_99_times_of_100() -> None:
    papers = [paper for one in lots(HELD_BACK).values() for paper in one]
    wrong = []
    for paper in papers:
        lines = tuple(line for line in paper.text.split("\n") if line.strip())[:TITLE_LINES]
        told = recognise(lines, frozenset(), "材料.docx", paper.text)
        if told.kind not in (paper.kind, *paper.also):
            wrong.append((paper.kind, told, paper.text[:40]))
    assert len(papers) > 200
    assert len(wrong) <= len(papers) / 100, wrong


def test_weights_are_what_was_written_down() -> None:
    weights = words_weighed.learned()
    assert weights_written(written_down(weights)) == weights


def test_likelihoods_of_all_kinds_add_up_and_shares_of_either_part_do() -> None:
    one = weigh("\n".join(LETTER))
    assert 0 < one.likelihood + one.none_of_ours <= 1
    top, whole = weighed_parts("\n".join(LETTER))
    shares = shares_of(top, whole, {}, 1.0)
    squares = math.fsum(share * share for word, share in shares.items() if word[0] not in "^?")
    assert squares == pytest.approx(1)


def test_a_letter_in_words_of_its_own_is_known_and_the_words_that_told_are_shown() -> None:
    paper = paper_of(lines_of(*LETTER))
    assert paper.kind is PaperKind.REPLACEMENT_REQUEST
    assert paper.confidence < 0.9
    shown = paper.because.split("“")[1:]
    assert shown
    assert all(piece.split("”")[0] in "".join(LETTER) for piece in shown)


def test_whom_a_letter_greets_and_the_head_of_a_mail_are_no_title() -> None:
    head = (
        "发件人：学工办",
        "日期：2026年9月3日",
        "主题：转发：德育助理名单",
        "老师好：",
        "请查收。",
    )
    assert weighed_parts("\n".join(head))[0] == "$德育助理名单$请查收。$"


def test_only_the_beginning_of_a_long_text_is_weighed() -> None:
    endless = "研究生德育助理岗位责任书\n" + "一、认真履行职责。\n" * 100_000
    assert len(weighed_parts(endless)[1]) == LENGTH
    assert weigh(endless) == weigh(endless[: LENGTH * 2])


def test_a_paper_without_a_word_of_assistants_is_not_weighed(monkeypatch) -> None:
    def never(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr("pipeline.reading.paper_kinds.kinds.weigh", never)
    paper = paper_of(lines_of("课程表", "星期一 矩阵分析"))
    assert paper.kind is PaperKind.UNRECOGNISED


def test_the_title_of_another_post_is_not_believed_against_the_words_below() -> None:
    paper = paper_of(
        lines_of(
            "学生会2026年工作总结",
            "各位代表：校学生会在校团委指导下举办校园歌手大赛，主席团换届，各部门助理参加。",
        )
    )
    assert paper.kind is PaperKind.UNRECOGNISED
    assert "不是德育工作助理" in paper.because


def test_the_same_papers_teach_the_same_weights() -> None:
    taught = [
        Sorted(kind, (), f"研究生德育助理{title}\n{below}")
        for kind, title in (
            (PaperKind.TERM_PLAN, "学期工作计划"),
            (PaperKind.ROSTER, "名单"),
            (PaperKind.UNRECOGNISED, "津贴发放表"),
        )
        for below in ("张喆", "王琪", "机电学院", "宇航学院")
    ]
    assert learn(taught) == learn(taught)


def test_the_words_that_are_shown_stand_in_the_paper_without_figures_and_signs() -> None:
    dated = ("研工部：2026年9月1日起，就业助理佘山不再担任助理，拟由王琪接任，请批准。",)
    because = paper_of(lines_of(*dated)).because
    pieces = because.partition("，最有分量的是")[2].strip("“”").split("”“")
    assert pieces
    assert all(piece.isalpha() and piece in dated[0] for piece in pieces)
