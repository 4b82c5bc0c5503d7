"""Who leaves and who comes, told in whatever order; never the other way round."""

import pytest
from reading.understood import fields_of
from reading.word_files import table_of

from pipeline.reading.blocks import Paragraph
from pipeline.reading.paper_kinds.pair_told import pair_told
from pipeline.reading.paper_kinds.prose import people_in_sentences
from pipeline.reading.words.persons_written import name

LEAVES, COMES = "离岗王（3120220001）", "新来李（3120250002）"


def _told(text: str) -> dict[str, str]:
    found = people_in_sentences((Paragraph(text, "段落1"),))
    return {one.field: one.written for one in found if one.field.endswith("_name")}


@pytest.mark.parametrize(
    "text",
    [
        f"现任助理{COMES}接替原任助理{LEAVES}。",
        f"由{COMES}接替离岗的助理{LEAVES}。",
        f"推荐{COMES}替代离岗助理{LEAVES}。",
        f"助理{COMES}上岗，替换助理{LEAVES}。",
        f"离岗助理{LEAVES}毕业，接替助理{COMES}已到岗。",
        f"原助理{LEAVES}由{COMES}替换。",
        f"推荐{COMES}担任助理，更换助理{LEAVES}不再担任。",
        f"{LEAVES}的助理岗位拟由{COMES}接任。",
        f"由于{LEAVES}即将毕业，现推荐{COMES}担任助理。",
        f"党建助理由{LEAVES}变更为{COMES}。",
        f"免去{LEAVES}党建助理，任命{COMES}为党建助理。",
        f"我院助理{LEAVES}自2024年9月到岗以来称职。拟由{COMES}接任。联系人：彭老师，13800001234。",
    ],
)
def test_whoever_is_replaced_leaves(text: str) -> None:
    assert _told(text) == {"leaver_name": "离岗王", "incoming_name": "新来李"}


@pytest.mark.parametrize(
    "lines",
    [
        ("离岗：尤小安，女，学号3120220001", "接岗：霍青山，男，学号3120250002"),
        ("更换前：尤小安（3120220001）", "更换后：霍青山（3120250002）"),
        ("一、离岗人员", "尤小安，女，学号3120220001，2022级硕士。", "二、上岗人员", "霍青山，学号3120250002。"),
        ("1.原学术助理尤  小  安（3120220001）申请离岗；", "2.拟由霍青山（3120250002）同学接任"),
        ("拟由霍青山同学接任。霍青山，女，1999年1月生，学号3120250002。", "尤小安（3120220001）不再担任助理。"),
        ("关于更换助理的请示，我院研究生工作助理尤小安同学（学号3120220001）不再担", "任助理，经学院党委会研究决定，现拟聘任霍青山（学号", "3120250002）接任。"),
    ],
)  # fmt: skip
def test_the_two_are_told_over_several_lines(lines: tuple[str, ...]) -> None:
    found = pair_told([Paragraph(line, f"段落{n}") for n, line in enumerate(lines, 1)])
    assert {one.field: one.written for one in found} == {
        "leaver_name": "尤小安",
        "leaver_student_no": "3120220001",
        "incoming_name": "霍青山",
        "incoming_student_no": "3120250002",
    }


@pytest.mark.parametrize("before", ["由于小溪", "聘任晓东"])
def test_where_a_name_might_begin_in_two_places_nobody_is_told(before: str) -> None:
    text = f"原助理{LEAVES}离岗。{before}（3120250002）拟接任助理。"
    assert _told(text) == {}


def test_a_name_with_more_about_the_person_behind_it_is_read() -> None:
    assert name("尤小安，女，学号3120220001，2022级硕士") == "尤小安"
    assert name("尤小安，女，李四，男，2022级") != "尤小安"


@pytest.mark.parametrize(
    "text",
    [
        f"原推荐{COMES}接任，现助理{LEAVES}离岗。",
        f"原助理{COMES}接替离岗的助理{LEAVES}。",
        f"推荐{LEAVES}留任，{COMES}不再担任助理。",
        f"我院助理{LEAVES}因故拟转任就业助理，由{COMES}接任党建助理。",
        f"党建助理{LEAVES}、就业助理{COMES}均将毕业离岗，接任人选另报。",
        f"原助理{LEAVES}离岗，由{COMES}接任，周备选（3120250009）备选。",
        f"在离岗前由{LEAVES}带教，{COMES}是组长。",
        f"{LEAVES}推荐，由{COMES}接任。",
    ],
)
def test_where_both_might_leave_nobody_is_told(text: str) -> None:
    assert _told(text) == {}


def test_a_label_of_who_comes_counts_more_than_the_one_before_it_in_the_row() -> None:
    rows = [["拟离岗人员", "离岗王", "拟上岗人员", "新来李"], ["学号", "", "学号", ""]]
    read = fields_of(table_of(rows, "研究生德育工作助理更换申请"))
    assert read.get("incoming_name") == "新来李"
    assert read.get("leaver_name") in (None, "离岗王")


@pytest.mark.parametrize("written", ["卸任人", "辞去人员", "拟聘人员", "接替人"])
def test_a_word_for_who_goes_or_comes_is_no_name(written: str) -> None:
    assert not isinstance(name(written), str)
