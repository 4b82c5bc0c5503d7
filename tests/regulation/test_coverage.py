"""Every clause of the source is judged, tracked, printed, or left to people with a reason."""

from pathlib import Path

import pytest
from copied_edition import copied, line_of, spoil

from pipeline.regulation import edition
from pipeline.regulation.clause_uses import coverage_page, uses_of
from pipeline.regulation.coverage import How
from pipeline.regulation.edition import load_edition
from pipeline.regulation.lint import check_folder
from pipeline.regulation.parameters import NEEDED, Parameter, is_quoted

EDITION = load_edition("2014-draft")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "clauses-2014-draft.zh-CN.md"
EDITIONS = Path(edition.__file__).parent / "editions"
USES = {clause.address: uses for clause, uses in uses_of(EDITION)}


def told(folder: Path) -> list[str]:
    return [str(fault) for fault in check_folder(folder)]


def test_every_clause_has_its_place_and_every_reason_is_a_sentence() -> None:
    assert [address for address, uses in USES.items() if not uses] == []
    assert all(entry.because.endswith("。") for entry in EDITION.coverage)
    assert {how for uses in USES.values() for how in {use.how for use in uses}} == set(How)


def test_each_qualification_is_judged_and_each_position_printed() -> None:
    for item in "①②③④⑤⑥⑦":
        assert How.JUDGED in {use.how for use in USES[f"三.1.(1){item}"]}, item
    for number in range(1, 9):
        assert How.DOCUMENT in {use.how for use in USES[f"一.2.({number})"]}


def test_the_page_of_the_documentation_is_the_generated_one() -> None:
    assert PAGE.read_text("utf-8").rstrip() == coverage_page(EDITION).rstrip(), (
        "run: deyu rules clauses --page --edition 2014-draft > docs/clauses-2014-draft.zh-CN.md"
    )


def test_a_clause_that_nothing_takes_up_is_told_with_its_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    line = line_of(folder, "coverage.yaml", "clause: 二.4")
    text = (folder / "coverage.yaml").read_text("utf-8").splitlines(keepends=True)
    (folder / "coverage.yaml").write_text("".join(text[: line - 1] + text[line:]), "utf-8")
    clause, item = told(folder)
    assert "二.4" in clause
    assert "原文第32行" in clause
    assert "23 指导和参加活动" in item


def test_a_clause_added_to_the_source_is_asked_for(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(
        folder,
        "source.txt",
        "三、研究生德育工作助理队伍的管理",
        "\t8．助理应每月值班一次。\n三、研究生德育工作助理队伍的管理",
    )
    assert any("条款 二.8" in fault for fault in told(folder))


def test_a_clause_taken_out_of_the_source_is_missed(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder, "source.txt", "④ 学习成绩、科研工作情况良好；\n", "")
    assert any("三.1.(1)④" in fault for fault in told(folder))


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("coverage.yaml", "how: document, because: 版本", "how: docment, because: 版本", "“docment”不认识"),
        ("coverage.yaml", "quote: 以本办法为准", "quote: 以那办法为准", "不在 source.txt 中"),
        ("parameters.yaml", "value: 18", "value: 一年半", "应是一个正整数"),
        ("parameters.yaml", "value: 18", "value: 18000", "不大于 999"),
        ("parameters.yaml", "name: adjustment_days", "name: adjustment_day", "adjustment_days"),
        ("parameters.yaml", "quote: 在岗时间至少为一年", "quote: 在岗时间至少为两年", "不在 source.txt 中"),
        ("edition.yaml", "id: 2014-draft", "id: 2014-draft\nin_force_from: 明年", "不是日期"),
        ("edition.yaml", "id: 2014-draft", "id: 2014-draft\nin_force_from: 2027-01-01", "decided_by"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(tmp_path: Path, file, old, new, word) -> None:
    folder = copied(tmp_path)
    spoil(folder, file, old, new)
    assert any(word in fault for fault in told(folder)), told(folder)


@pytest.mark.parametrize(("old", "new"), [("12", "6"), ("18", "24"), ("14", "21")])
def test_an_edition_may_have_other_numbers(tmp_path: Path, old: str, new: str) -> None:
    folder = copied(tmp_path)
    spoil(folder, "parameters.yaml", f"value: {old}", f"value: {new}")
    assert told(folder) == []


@pytest.mark.parametrize(
    ("name", "value", "quote", "quoted"),
    [
        ("least_service_months", 24, "至少为两年", True),
        ("least_service_months", 12, "至少为两年", False),
        ("least_service_months", 12, "超过一年半", False),
        ("opinion_past_months", 18, "超过一年半", True),
        ("opinion_past_months", 18, "满18个月", True),
        ("opinion_past_months", 8, "满18个月", False),
        ("opinion_past_months", 6, "满半年", True),
        ("adjustment_days", 14, "十四日内", True),
        ("adjustment_days", 4, "十四日内", False),
        ("adjustment_days", 21, "开学后三周内", True),
        ("least_weekly_hours", 15, "每周15～20小时", True),
        ("least_weekly_hours", 5, "每周15～20小时", False),
    ],
)
def test_a_number_that_its_quotation_does_not_write_is_noticed(name, value, quote, quoted) -> None:
    assert is_quoted(Parameter(name, "", value, "二.1", quote, 1)) is quoted


def test_the_numbers_of_the_regulation_are_those_printed() -> None:
    assert all(map(is_quoted, EDITION.parameters.values()))
    assert [EDITION.parameters[name].value for name in NEEDED] == [15, 20, 12, 18, 14]


def test_every_item_of_the_inventory_is_listed_and_taken_up() -> None:
    numbers = {int(item.name.split()[0]) for item in EDITION.items}
    assert numbers == set(range(1, 58))
    assert check_folder(EDITIONS / "2014-draft") == ()


@pytest.mark.parametrize(
    ("file", "gone", "item"),
    [
        ("obligations.yaml", "- id: handover", "53 工作交接"),
        ("obligations.yaml", "- id: college_training", "49 学院培训"),
        ("obligations.yaml", "- id: department_assessment", "52 研究生工作部的考评"),
        ("obligations.yaml", "- id: yearly_report", "25 每年汇报"),
        ("coverage.yaml", "- {clause: 二.1, quote: 在岗时间至少为一年", "20 在岗至少一年"),
        ("coverage.yaml", "- {clause: 三.1.(2), quote: 调整助理需要同时报送", "40 三方面材料"),
    ],
)
def test_an_item_that_nothing_takes_up_any_more_is_told(tmp_path, file, gone, item) -> None:
    """Although something else still takes up its clause."""
    folder = copied(tmp_path)
    text = (folder / file).read_text("utf-8")
    start = text.index(gone)
    end = text.find("\n- ", start + 1)
    (folder / file).write_text(text[:start] + (text[end + 1 :] if end > 0 else ""), "utf-8")
    assert any(item in fault for fault in told(folder)), told(folder)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (
            "item: 27 离岗前的案例, clause: 二.7",
            "item: 27 离岗前的案例, clause: 二.6",
            "而在 二.7 中",
        ),
        (
            "quote: 在岗时间至少为一年, how: tracked}",
            "quote: 在岗时间至少为一年, how: judged}",
            "核对",
        ),
        ("item: 8 重要", "itm: 8 重要", "item"),
    ],
)
def test_a_slip_in_an_item_is_told(tmp_path, old, new, word) -> None:
    folder = copied(tmp_path)
    spoil(folder, "coverage.yaml", old, new)
    assert any(word in fault for fault in told(folder)), told(folder)
