"""Whose a name, a telephone or an address is where tutors, secretaries and contacts stand beside it."""

import pytest
from reading.understood import fields_of, paper_of
from reading.word_files import ANSWERS, TITLE, form, lines_of, table_of

from pipeline.reading.words.labels import field_of, is_label
from pipeline.reading.words.other_people import is_another_person

ROLES = ("研究生秘书", "分管领导", "学院联系人", "代填人", "学院副书记", "任课教师", "联络员")
OTHER, THEIR_PHONE, THEIR_ADDRESS = "李外人", "13911112222", "waires@bit.edu.cn"
ASKED = (["姓名", "张喆", "学号", "3120240001"], ["联系电话", "", "政治面貌", ""])
LAYOUTS = (
    [["{}", OTHER, "联系电话", THEIR_PHONE, "电子邮箱", THEIR_ADDRESS]],
    [["{}姓名", OTHER, "联系电话", THEIR_PHONE]],
    [["{}", "姓名", OTHER, "电话", THEIR_PHONE]],
    [["{}信息"], ["姓名", OTHER, "电话", THEIR_PHONE], ["邮箱", THEIR_ADDRESS, "性别", "女"]],
    [["{}情况"], ["姓名", OTHER, "电话", THEIR_PHONE], ["政治面貌", "中共党员", "民族", "满"]],
    [["{}姓名", "联系电话", "邮箱", "职称"], [OTHER, THEIR_PHONE, THEIR_ADDRESS, "教授"]],
    [["{}：李外人　电话：13911112222　邮箱：waires@bit.edu.cn"]],
    [["{}：李外人\n电话：13911112222\n邮箱：waires@bit.edu.cn"]],
    [["{}", OTHER], ["联系电话", THEIR_PHONE], ["电子邮箱", THEIR_ADDRESS]],
)
LINES = (
    ("{}：李外人　联系电话：13911112222",),
    ("{}：李外人", "联系电话：13911112222", "邮箱：waires@bit.edu.cn"),
    ("{}（签字）：李外人　　电话：13911112222",),
    ("{}信息：", "姓名：李外人", "电话：13911112222", "政治面貌：中共党员"),
    ("电话：13911112222（{}）",),
)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_told_of_somebody_else_is_never_the_applicants(role: str) -> None:
    for rows in LAYOUTS:
        named = [[text.replace("{}", role) for text in row] for row in rows]
        read = fields_of(table_of([*ASKED, *named], TITLE))
        assert read == {"name": "张喆", "student_no": "3120240001"}, rows
    for lines in LINES:
        asked = "姓名：张喆　学号：3120240001　政治面貌："
        read = fields_of(lines_of(TITLE, asked, *(line.replace("{}", role) for line in lines)))
        assert read == {"name": "张喆", "student_no": "3120240001"}, lines


def test_of_two_numbers_as_sure_neither_is_the_applicants() -> None:
    rows = [["姓名", "张喆", "联系电话", "13800000001"], ["单位", "机电学院", "电话", THEIR_PHONE]]
    paper = paper_of(table_of(rows, TITLE))
    assert paper.field("phone") is None
    assert [one.raw for one in paper.unclear if one.name == "phone"] == ["13800000001、13911112222"]


def test_the_supervisors_number_gives_way_to_one_of_the_applicants_own() -> None:
    rows = [["姓名", "张喆", "手机", "13800000001"], ["导师", "李明远", "电话", THEIR_PHONE]]
    assert fields_of(table_of(rows, TITLE))["phone"] == "13800000001"
    assert fields_of(form())["phone"] == ANSWERS["联系电话"]


def test_two_colleges_are_both_told() -> None:
    rows = [["姓名", "张喆", "学院", "机电学院"], ["工号", "61201", "学院", "自动化学院"]]
    paper = paper_of(table_of(rows, TITLE))
    told = [one.value for one in paper.fields if one.name == "college"]
    assert told == ["机电学院", "自动化学院"]


@pytest.mark.parametrize("label", ["接任人", "委托人", "团支书姓名", "班长姓名", "原任助理"])
def test_who_else_is_named_is_not_who_applies(label: str) -> None:
    rows = [[label, OTHER, "职务", "教师"], ["姓名", "张喆", "学号", "3120240001"]]
    paper = paper_of(table_of(rows, TITLE))
    assert [one.value for one in paper.fields if one.name == "name"] == ["张喆"]


def test_a_section_about_who_served_before_is_not_about_who_applies() -> None:
    rows = [
        ["原任助理", "姓名", OTHER, "学号", "3120220009"],
        ["本人", "姓名", "张喆", "学号", "3120240001"],
    ]
    paper = paper_of(table_of(rows, TITLE))
    assert (paper.person.name, paper.person.student_no) == ("张喆", "3120240001")


@pytest.mark.parametrize(
    "label",
    ["姓名（导师）", "联系电话（家）", "学号（本科）", "出生日期（农历）", "政治面貌（配偶）"],
)
def test_a_label_whose_remark_names_another_asks_for_nothing_of_ours(label: str) -> None:
    assert field_of(label) is None
    assert is_label(label)


@pytest.mark.parametrize(
    "label", ["申请人", "拟任用人", "导师", "学院负责人意见", "支部书记", "班级"]
)
def test_these_say_of_nobody_else(label: str) -> None:
    assert not is_another_person(label)
