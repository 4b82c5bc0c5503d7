"""A form that two people are named on is judged by nothing that may be the other's."""

import docx
import pytest
from reading.understood import paper_of
from reading.word_files import ANSWERS, TITLE, add_form, form, saved, table_of

from pipeline.domain.papers import CONFIDENT, Paper
from pipeline.judging.consent import opinion_of_college

ANOTHER = "姓名：李四　学号：3120240002　政治面貌：中共党员"


def _sure(paper: Paper) -> dict[str, object]:
    return {one.name: one.value for one in paper.fields if one.confidence >= CONFIDENT}


def _with_header(line: str, **changes: str) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = line
    add_form(document, ANSWERS | changes)
    return saved(document)


def test_a_page_header_that_names_another_fills_nothing_in() -> None:
    read = _sure(paper_of(_with_header(ANOTHER, 姓名="", 政治面貌="")))
    assert "name" not in read
    assert "party_standing" not in read
    assert read["student_no"] == ANSWERS["学号"]


def test_a_page_header_that_names_the_applicant_does() -> None:
    read = _sure(paper_of(_with_header("姓名：张喆　政治面貌：中共党员", 政治面貌="")))
    assert read["party_standing"] == "member"


def test_what_is_told_of_another_below_the_form_is_shown_and_not_judged() -> None:
    document = docx.Document()
    add_form(document, ANSWERS | {"政治面貌": ""})
    document.add_paragraph(ANOTHER)
    paper = paper_of(saved(document))
    read = _sure(paper)
    assert "party_standing" not in read
    assert paper.says("party_standing") == "member"
    assert (read["name"], read["degree_level"]) == ("张喆", "doctor")


def test_of_two_people_named_alike_only_what_both_tell_is_judged() -> None:
    rows = [
        *(["姓名", "张喆", "学号", "3120240001"], ["学院", "机电学院", "性别", "男"]),
        *(
            ["代表", "", "", ""],
            ["姓名", "李四", "政治面貌", "中共党员"],
            ["学院", "光电学院", "", ""],
        ),
    ]
    paper = paper_of(table_of(rows, TITLE))
    told = [(one.name, one.value) for one in paper.fields if one.confidence >= CONFIDENT]
    assert told == [
        *(("name", "张喆"), ("name", "李四")),
        *(("college", "机电学院"), ("college", "光电学院")),
    ]


@pytest.mark.parametrize(
    "whose", ["导师推荐意见", "研究生院意见", "系意见", "学院研究生会意见", "面试小组意见"]
)
def test_an_opinion_of_others_in_the_colleges_cell_is_not_the_colleges(whose: str) -> None:
    written = _sure(paper_of(form(学院意见=f"{whose}：同意推荐。")))["college_opinion"]
    assert opinion_of_college(str(written)) == "other"


@pytest.mark.parametrize(
    "written", ["审核意见：同意推荐。", "经考核，同意推荐。", "经考核同意推荐。"]
)
def test_the_colleges_own_is(written: str) -> None:
    assert opinion_of_college(written) == "agrees"
