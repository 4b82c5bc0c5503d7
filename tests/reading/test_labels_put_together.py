"""Labels that every college words anew are told by their parts; answers that look alike are none."""

import pytest

from pipeline.reading.words.choices import party_standing
from pipeline.reading.words.composites import UNITS
from pipeline.reading.words.label_words import LABELS, STRUCTURE
from pipeline.reading.words.labels import field_of, may_hold_label
from pipeline.reading.words.posts import other_post


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("目前有无兼任助教/助管", "other_post"),
        ("是否受聘于其他助教、助管", "other_post"),
        ("16. 有无其他助管助教岗", "other_post"),
        ("现担任的其他岗位", "other_post"),
        ("担任其他助理情况", "other_post"),
        ("是否有其他聘任", "other_post"),
        ("是否兼任其他助教、助管（是/否）", "other_post"),
        ("起聘日期", "start_on"),
        ("15. 可到岗时间", "start_on"),
        ("拟聘期", "start_on"),
        ("预计上岗时间", "start_on"),
        ("申请岗位类别", "position_kind"),
        ("岗位意向", "position_kind"),
        ("继任助理姓名", "incoming_name"),
        ("接任人员学号", "incoming_student_no"),
        ("离任同学姓名", "leaver_name"),
        ("卸任助理的学号", "leaver_student_no"),
        ("离任原因", "reason"),
        ("拟更换时间", "start_on"),
        ("姓 别", "gender"),
        ("出身年月", "birth_date"),
        ("政治面貌及入党时间", "party_standing"),
        ("学习阶段", "degree_level"),
        ("学院审核", "college_opinion"),
    ],
)
def test_a_label_is_told_by_its_parts(label: str, field: str) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    "written",
    [
        *(
            "担任其他助教",
            "兼任其他助管岗位",
            "助管岗位",
            "助教",
            "担任其他职务",
            "担任其他工作情况",
        ),
        *("是否担任过助教", "是否服从其他岗位", "其他社会工作", "岗位职责", "原学号", "新学号"),
    ],
)
def test_what_is_an_answer_or_asks_for_something_else_is_no_such_label(written: str) -> None:
    asked = field_of(written)
    assert asked in (None, "position_duties", "social_experience")


def test_a_numbered_question_for_none_is_understood_the_right_way_round() -> None:
    assert other_post("否", "7. 未受聘其他助教、助管岗位") is True
    assert other_post("是", "7．是否未受聘其他岗位") is False


def test_a_probationary_member_may_say_when_the_party_took_them_in() -> None:
    assert party_standing("预备党员（2025年5月接收）") == "probationary"


def test_no_label_is_without_a_letter() -> None:
    words = {word for listed in LABELS.values() for word in listed.split()} | {*STRUCTURE, *UNITS}
    assert all(map(may_hold_label, words))
    assert not any(map(may_hold_label, ("", "3120240001", "2026-09-01", "（1）", "□ √")))
