"""Who leaves and who comes, told in whatever order; never the other way round."""

import pytest
from reading.understood import fields_of
from reading.word_files import table_of

from pipeline.reading.blocks import Paragraph
from pipeline.reading.paper_kinds.prose import people_in_sentences
from pipeline.reading.words.persons_written import name

LEAVES, COMES = "离岗王（3120220001）", "新来李（3120250002）"


def _told(text: str) -> dict[str, str]:
    found = people_in_sentences([Paragraph(text, "段落1")])
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
    ],
)
def test_whoever_is_replaced_leaves(text: str) -> None:
    assert _told(text) == {"leaver_name": "离岗王", "incoming_name": "新来李"}


@pytest.mark.parametrize(
    "text",
    [
        f"原推荐{COMES}接任，现助理{LEAVES}离岗。",
        f"推荐{COMES}担任助理，更换助理{LEAVES}不再担任。",
        f"原助理{COMES}接替离岗的助理{LEAVES}。",
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
