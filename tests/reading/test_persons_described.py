"""Letters, certificates and decisions: who they are about, never surer than a guess."""

import pytest
from reading.understood import fields_of, paper_of, values
from reading.word_files import TITLE, lines_of, table_of

from pipeline.domain.papers import CONFIDENT

LETTER = (
    "尊敬的老师：我叫李思涵，女，汉族，2002年5月生，中共党员，现为计算机学院2025级硕士研究生，"
    "学号3220251111，专业为软件工程，联系电话13900001111，邮箱lisihan@bit.edu.cn。"
)


def test_an_application_written_as_a_letter_is_shown_and_not_judged() -> None:
    paper = paper_of(lines_of("研究生德育工作助理申请书", LETTER))
    assert values(paper) == {
        "name": "李思涵",
        "gender": "女",
        "ethnicity": "汉族",
        "birth_date": "2002-05",
        "party_standing": "member",
        "college": "计算机学院",
        "grade": "2025级",
        "degree_level": "master",
        "major": "软件工程",
        "student_no": "3220251111",
        "phone": "13900001111",
        "email": "lisihan@bit.edu.cn",
    }
    assert all(field.confidence < CONFIDENT for field in paper.fields)


@pytest.mark.parametrize(
    "line",
    [
        "董小鹏，男，汉族，学号20231104。柳青，女，苗族，学号20220631。",
        "各位同学，男，女，请于明天开会。",
        "其中，男，女各半。",
    ],
)
def test_a_text_about_several_people_or_nobody_says_nothing_of_anybody(line: str) -> None:
    assert not {"name", "gender", "ethnicity"} & fields_of(lines_of("通报", line)).keys()


def test_a_day_counted_by_a_spreadsheet_is_a_date() -> None:
    told = fields_of(table_of([["姓名", "张喆", "出生日期", "36526"]], TITLE))
    assert told == {"name": "张喆", "birth_date": "2000-01-01"}


def test_labels_of_several_things_over_their_answers_take_the_parts() -> None:
    rows = [
        ["姓名", "学号 / 政治面貌", "年级专业"],
        ["张喆", "3120240001 / 预备党员", "2025级博士 力学"],
    ]
    assert fields_of(table_of(rows, TITLE)) == {
        "name": "张喆",
        "student_no": "3120240001",
        "party_standing": "probationary",
        "grade": "2025级",
        "degree_level": "doctor",
        "major": "力学",
    }


def test_a_college_behind_a_name_is_no_part_of_it() -> None:
    assert fields_of(lines_of(TITLE, "申请人：钱一鸣  机电学院"))["name"] == "钱一鸣"
