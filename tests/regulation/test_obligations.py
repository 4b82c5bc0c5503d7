"""The obligations of the shipped edition: every one has its clause, and mistakes are told."""

import pytest
from copied_edition import copied, line_of, spoil

from pipeline.domain.obligations import Each
from pipeline.domain.papers import PaperKind
from pipeline.regulation.edition import load_edition
from pipeline.regulation.lint import check_folder

DUTIES = {duty.id: duty for duty in load_edition("2014-draft").obligations}


def test_the_edition_has_what_every_assistant_owes() -> None:
    assert {duty.id: (duty.each, duty.dated) for duty in DUTIES.values()} == {
        "registration_form": (Each.START, False),
        "agreement": (Each.START, False),
        "term_plan": (Each.TERM, True),
        "training": (Each.YEAR, False),
        "college_training": (Each.YEAR, False),
        "yearly_report": (Each.YEAR, False),
        "yearly_writing": (Each.YEAR, False),
        "assessment": (Each.TERM, True),
        "department_assessment": (Each.YEAR, False),
        "handover": (Each.LEAVING, False),
        "case_report": (Each.LEAVING, True),
        "evaluation_opinion": (Each.LEAVING, True),
        "leaving_survey": (Each.LEAVING, True),
    }


def test_an_assessment_has_five_headings_and_is_a_must_in_spring() -> None:
    assert len(DUTIES["assessment"].headings) == 5
    assert DUTIES["assessment"].at_least == "spring"
    assert DUTIES["evaluation_opinion"].past_the_opinion
    assert DUTIES["evaluation_opinion"].evidence == (PaperKind.EVALUATION_OPINION,)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("每学期应制定一份书面工作计划", "每学期应制定一份工作计划", "不在 source.txt 中"),
        ("clause: 二.6", "clause: 二.5", "而在 二.6 中"),
        ("each: term", "each: trem", "是不是“term”？"),
        ("[yearly_writing]", "[yearly_writting]", "是不是“yearly_writing”？"),
        ("past: opinion_past_months", "past: opinion_months", "是不是“opinion_past_months”？"),
        ("id: training", "id: term_plan", "写了2次"),
        ("工作任务和职责的理解及贯彻情况", "工作任务的理解情况", "不在 source.txt 中"),
        ("  dated: no", "  datd: no", "是不是“dated”？"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, says) -> None:
    folder = copied(tmp_path)
    spoil(folder, "obligations.yaml", old, new)
    told = [one for one in check_folder(folder) if one.file == "obligations.yaml"]
    assert any(says in one.says for one in told), told
    assert all(one.line <= line_of(folder, "obligations.yaml", "拟离岗") + 8 for one in told)
