"""A case report is its author's, never of the student it tells of; a tenure told twice is none."""

import pytest
from reading.understood import paper_of
from reading.word_files import lines_of, table_of

from pipeline.reading.doubts import Doubt
from pipeline.reading.words.values import months

TITLE = "研究生德育工作助理工作案例"
TOLD = [
    "正文",
    "李二同学一度不愿与人往来，我与他谈了几次心，并请导师一同帮助他，如今已有好转。",
    "",
    "",
]
AUTHOR = ["作者", "王一", "学院", "机电学院"]


@pytest.mark.parametrize("label", ["案例对象", "学生姓名", "帮扶对象", "谈话对象", "当事人姓名"])
def test_the_number_of_whom_a_case_tells_is_not_its_authors(label: str) -> None:
    for rows in (
        [[label, "李二", "学号", "3120250002"], AUTHOR, TOLD],
        [[label, "李二", "学号", "3120250002"], [*AUTHOR[:2], "学号", "3120220001"], TOLD],
    ):
        paper = paper_of(table_of(rows, TITLE))
        assert [one.value for one in paper.fields if one.name == "name"] == ["王一"]
        assert paper.says("student_no") in ("", "3120220001")


def test_a_line_about_the_subject_names_no_author() -> None:
    lines = ("姓名：王一", "当事人姓名：李二　学号：3120250002", TOLD[1])
    paper = paper_of(lines_of(TITLE, *lines))
    assert (paper.person.name, paper.person.student_no) == ("王一", "")


def test_a_title_that_speaks_of_a_subject_takes_no_author_away() -> None:
    rows = [
        ["案例题目", "一位帮扶对象的转变", "作者", "王一"],
        ["学号", "3120220001", "", ""],
        TOLD,
    ]
    paper = paper_of(table_of(rows, TITLE))
    assert (paper.person.name, paper.person.student_no) == ("王一", "3120220001")


@pytest.mark.parametrize(
    ("written", "means"), [("1年6个月", 18), ("共一年半", 18), ("满2年", 24), ("两年零三个月", 27)]
)
def test_a_length_in_two_parts_is_one(written: str, means: int) -> None:
    assert months(written) == means


@pytest.mark.parametrize("written", ["2年（实际1年）", "两年，其中出国一年"])
def test_two_lengths_are_none(written: str) -> None:
    assert isinstance(months(written), Doubt)
