"""Papers that name several people, and numbers of doubtful sense: whose answer it is, or nobody's."""

import io

import docx
import pytest
from reading.broken_files import workbook
from reading.understood import fields_of, paper_of, values
from reading.word_files import cell, lines_of, paragraph, raw, row, saved, table, table_of

from pipeline.domain.letters import FileType
from pipeline.domain.papers import PaperKind
from pipeline.reading.doubts import Doubt
from pipeline.reading.words.dates_written import dates_in
from pipeline.reading.words.values import student_no


def test_the_telephone_of_who_drew_up_a_list_is_nobodys_on_it() -> None:
    rows = [
        ["序号", "姓名", "学号", "手机"],
        ["1", "晏殊同", "3120240001", "13675100011"],
        ["2", "秋瑾瑜", "3120240002", "13675100012"],
    ]
    above = "学院：水利学院　填表人：祝老师　联系电话：025-83780000"
    assert fields_of(table_of(rows, "兼职辅导员拟聘名单", above)) == {"college": "水利学院"}


def test_two_people_side_by_side_are_not_read_as_the_first() -> None:
    rows = [
        ["项目", "第一人", "第二人"],
        ["姓名", "苏小妹", "秦少游"],
        ["学号", "2025330018", "2025330027"],
        ["手机", "13905710018", "13905710027"],
    ]
    assert fields_of(workbook(rows), FileType.XLSX) == {}


def test_two_people_under_labels_are_not_read_as_the_first() -> None:
    rows = [
        ["", "姓名", "学号", "现住宿舍", "联系电话"],
        ["甲方", "葛优然", "2024007", "东1-204", "13611000207"],
        ["乙方", "方鸿渐", "2024019", "东3-511", "13611000219"],
    ]
    assert fields_of(table_of(rows, "宿舍互换申请表")) == {}


def test_headings_merged_down_the_left_tell_who_leaves_and_who_comes() -> None:
    def section(heading: str, *pairs: tuple[str, str]) -> list[str]:
        merges = ['<w:vMerge w:val="restart"/>', *["<w:vMerge/>"] * len(pairs)]
        texts = [heading, *[""] * len(pairs)]
        return [
            row(cell(paragraph(text), merge), *(cell(paragraph(one)) for one in pair))
            for text, merge, pair in zip(texts, merges, pairs, strict=False)
        ]

    rows = (
        *section("原德育助理", ("姓名", "樊篱"), ("学号", "3120240001")),
        *section("拟聘德育助理", ("姓名", "沐春风"), ("学号", "3120250002")),
    )
    paper = paper_of(raw(paragraph("德育助理更换申请表") + table(*rows)))
    assert paper.kind is PaperKind.REPLACEMENT_REQUEST
    assert values(paper) == {
        "leaver_name": "樊篱",
        "leaver_student_no": "3120240001",
        "incoming_name": "沐春风",
        "incoming_student_no": "3120250002",
    }


def test_who_is_in_charge_is_the_applicant_only_where_a_student_number_is_asked() -> None:
    student = [["负责人姓名", "安健刚", "性别", "男", "学号", "3120241111"]]
    teacher = [["负责人姓名", "安健刚", "职称", "教授", "工号", "10086"]]
    said = {"name": "安健刚", "gender": "男", "student_no": "3120241111"}
    assert fields_of(table_of(student, "创新项目申报表")) == said
    assert fields_of(table_of(teacher, "创新项目申报表")) == {}


def test_when_somebodys_contact_joined_the_party_says_nothing_of_them() -> None:
    rows = [
        ["姓名", "龙映雪", "学号", "52025011"],
        ["培养联系人姓名", "罗鸣", "入党时间", "2010.06"],
    ]
    assert fields_of(table_of(rows, "入党积极分子登记表")) == {
        "name": "龙映雪",
        "student_no": "52025011",
    }


def test_headings_over_pairs_of_columns_tell_who_leaves_and_who_comes() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    headings = ("离岗德育助理信息", "新任德育助理信息")
    rows = [
        row(*(cell(paragraph(text), wide) for text in headings)),
        row(*(cell(paragraph(text)) for text in ("姓名", "童兆河", "姓名", "孟健"))),
        row(*(cell(paragraph(text)) for text in ("学号", "3120230401", "学号", "3120250402"))),
    ]
    paper = paper_of(raw(paragraph("德育助理更换申请") + table(*rows)))
    assert values(paper) == {
        "leaver_name": "童兆河",
        "leaver_student_no": "3120230401",
        "incoming_name": "孟健",
        "incoming_student_no": "3120250402",
    }


def test_of_a_change_that_is_asked_for_neither_side_is_told() -> None:
    rows = [
        ["学号", "2120240018", "姓名", "文泰来"],
        ["更正项目", "更正前", "更正后", "证明材料"],
        ["出生日期", "1999-01-08", "1999-10-08", "户口簿"],
        ["民族", "汉族", "满族", "户口簿"],
    ]
    said = {"student_no": "2120240018", "name": "文泰来"}
    assert fields_of(table_of(rows, "学籍信息更正申请表")) == said


def test_the_telephone_in_a_page_header_is_that_of_the_office_which_printed_it() -> None:
    package = docx.Document(
        io.BytesIO(table_of([["姓名", "水笙", "学号", "3220251818"]], "调课申请"))
    )
    header = package.sections[0].header.paragraphs[0]
    header.text = "研究生院　联系电话：010-68910000　邮箱：yjs@example.cn"
    assert fields_of(saved(package)) == {"name": "水笙", "student_no": "3220251818"}


@pytest.mark.parametrize(("label", "printed"), [("邮箱", "xxx@bit.edu.cn"), ("学院", "请填全称")])
def test_a_sample_or_request_that_was_left_in_is_no_answer(label: str, printed: str) -> None:
    said = fields_of(table_of([["姓名", "水笙", label, printed]], "调课申请"))
    assert said == {"name": "水笙"}


@pytest.mark.parametrize(
    ("mobile", "number"),
    [("13521706643", "17120240088"), ("", None), ("17120240088", None)],
    ids=["another mobile", "no mobile", "the same"],
)
def test_a_number_like_a_mobile_one_is_a_student_number_beside_another_mobile(
    mobile: str, number: str | None
) -> None:
    rows = [["姓名", "霍去非", "学号", "17120240088"], ["手机", mobile, "民族", "汉族"]]
    assert fields_of(table_of(rows, "优秀研究生干部申报表")).get("student_no") == number


@pytest.mark.parametrize("written", ["S2024-0712", "2024-SZ-118", "2023-1-0447"])
def test_a_student_number_may_have_hyphens(written: str) -> None:
    assert student_no(written) == written


@pytest.mark.parametrize("written", ["2024-09-01", "010-62281100", "137-0957-2261", "2023-10447"])
def test_digits_with_hyphens_are_no_student_number(written: str) -> None:
    assert isinstance(student_no(written), Doubt)


@pytest.mark.parametrize(
    "row",
    [
        ["任课教师", "欧老师", "工号", "6120120008", "电话", "13900080008"],
        ["见证人", "刘阿姨", "电话", "13900121212"],
        ["校内导师", "白研究员", "手机", "13900202002", "邮箱", "bai@example.cn"],
        ["合作单位", "某研究所", "邮箱", "hr@example.cn"],
        ["联系人", "王老师", "电话", "68911616", "邮箱", "wang@example.cn"],
    ],
)
def test_telephone_and_address_in_somebody_elses_row_are_theirs(row: list[str]) -> None:
    rows = [["姓名", "水笙", "学号", "3220251818"], row]
    said = fields_of(table_of(rows, "课程助教申请表"))
    assert said.keys() & {"phone", "email"} == set(), said


def test_a_notice_that_asks_for_people_is_about_nobody() -> None:
    lines = [
        "一、岗位要求：1.政治面貌：中共党员；2.学历：硕士及以上；3.专业：不限。",
        "二、报名方式：请将报名表发至邮箱：ygb@example.cn。",
        "三、联系人：智老师，联系电话：010-68911414。",
    ]
    assert fields_of(lines_of("助理招聘启事", *lines)) == {}


def test_of_two_numbers_in_a_cell_the_one_marked_as_own_is_told() -> None:
    numbers = "13720241515（本人）/13900151515（母亲）"
    said = fields_of(
        table_of([["姓名", "卢方 学号：3120241515", "联系电话", numbers]], "测评反馈单")
    )
    assert said["phone"] == "13720241515"
    assert said["name"] == "卢方"


def test_what_is_asked_of_whoever_the_paper_is_about_is_theirs() -> None:
    rows = [
        ["受助学生", "倪继祖", "学号", "3120241717"],
        ["受助学生电话", "13720241717", "备注", ""],
    ]
    assert fields_of(table_of(rows, "受助学生信息")) == {
        "name": "倪继祖",
        "student_no": "3120241717",
        "phone": "13720241717",
    }


@pytest.mark.parametrize(
    ("written", "told"),
    [("12 March 1997", "1997-03-12"), ("Mar. 5, 1998", "1998-03-05"), ("May 1999", "1999-05")],
)
def test_a_day_in_english_is_a_day(written: str, told: str) -> None:
    assert dates_in(written) == (told,)
