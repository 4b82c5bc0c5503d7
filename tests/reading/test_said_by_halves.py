"""Answers that a hasty reader would take at their word: half denied, put off, another's, or two."""

import pytest
from reading.understood import fields_of
from reading.word_files import form

from pipeline.judging.consent import opinion_of_college
from pipeline.reading.doubts import Doubt
from pipeline.reading.words.choices import degree_level, gender, study_mode
from pipeline.reading.words.persons_written import college, ethnicity, name
from pipeline.reading.words.posts import other_post, position_kind
from pipeline.reading.words.telephones import phone
from pipeline.reading.words.values import birth_date, email, student_no

ASKED = "是否受聘其他助教、助管岗位"
OPEN = (
    *((degree_level, one) for one in ("非博士", "不是博士", "准博士", "博士肄业", "已毕业博士")),
    *((gender, one) for one in ("非男", "不是男")),
    *((position_kind, one) for one in ("就业中心助管", "党支部书记", "本科生辅导员（党建）")),
    *((position_kind, one) for one in ("研究生会学术部", "学术交流部部长", "团委办公室助管")),
    *((name, one) for one in ("汉族", "博士研究生", "机电学院", "王书记", "李明远教授", "同上")),
    *((name, one) for one in ("张三（导师）", "张三（代李四填）", "张三改为李四", "张三等")),
    *((phone, one) for one in ("13800000000（旧）13900000000", "原13800000000 现13900000000")),
    *((phone, one) for one in ("张老师13800000000", "13800000000（导师）", "13800000000（室友）")),
    *((phone, one) for one in ("+852 91234567", "20260901")),
    *((email, one) for one in ("zhang@bit.edu,cn", "zhang@bit.edu.c0m", "导师邮箱li@bit.edu.cn")),
    *((email, one) for one in ("a@bit.edu.cn（旧） b@qq.com", "zhang@bit.edu.cn13800000000")),
    *((student_no, one) for one in ("312024000？", "312024****", "3120240001待定")),
    *(
        (birth_date, one)
        for one in ("农历1998年八月十五", "1998.10（身份证1997.10）", "约1998年10月")
    ),
    *((birth_date, one) for one in ("父亲1968年10月", "2024年9月入学", "1998年9月或10月")),
    *((ethnicity, one) for one in ("少数民族", "非汉族", "原汉族现满族", "母亲为回族")),
    *(
        (college, one)
        for one in ("清华大学", "北京航空航天大学机械学院", "原机电学院，现自动化学院")
    ),
    *((college, one) for one in ("机电学院/自动化学院", "同意", "博士")),
)


@pytest.mark.parametrize(("parse", "written"), OPEN)
def test_it_is_left_to_a_person(parse, written) -> None:
    assert isinstance(parse(written, ""), Doubt)


@pytest.mark.parametrize(
    "written",
    [
        *("不是助教是助管", "无偿助管", "无固定岗位", "未正式受聘", "没有编制岗位"),
        *("否则不予聘用", "是，未受聘"),
    ],
)
def test_a_post_denied_in_part_is_not_denied(written) -> None:
    assert isinstance(other_post(written, ASKED), Doubt)


def test_yes_to_a_statement_that_denies_has_to_be_a_plain_yes() -> None:
    assert isinstance(other_post("有", "未被其他助教、助管岗位聘用"), Doubt)
    assert other_post("是", "未被其他助教、助管岗位聘用") is False


@pytest.mark.parametrize("written", ["是（在职）", "是，但本学期在企业实习", "否，全日制"])
def test_what_is_said_behind_a_yes_counts(written) -> None:
    assert isinstance(study_mode(written, "是否全日制"), Doubt)


@pytest.mark.parametrize(
    ("written", "means"),
    [("是", "full_time"), ("是，全日制", "full_time"), ("否（非全日制）", "part_time")],
)
def test_a_yes_that_is_explained_is_a_yes(written, means) -> None:
    assert study_mode(written, "是否全日制") == means


@pytest.mark.parametrize("written", ["导师：同意", "导师意见：同意", "支部书记同意", "学校同意"])
def test_what_others_agree_to_is_not_the_colleges_consent(written) -> None:
    assert opinion_of_college(written) != "agrees"


def test_an_opinion_left_standing_as_an_example_is_none() -> None:
    read = fields_of(form(学院意见="同意推荐。\n（以上为填写示例）"))
    assert "college_opinion" not in read


@pytest.mark.parametrize(
    ("parse", "written", "means"),
    [
        (phone, "家长：13800000000 本人：13900000000", "13900000000"),
        (phone, "13800000000、13900000000", "13800000000"),
        (email, "a@qq.com b@bit.edu.cn", "a@qq.com"),
        (email, "zhang @ bit.edu.cn", "zhang@bit.edu.cn"),
        (name, "（例）张三", None),
        (college, "北京理工大学机电学院", "机电学院"),
        (position_kind, "教育管理助理", "education_management"),
    ],
)
def test_what_is_plain_stays_plain(parse, written, means) -> None:
    assert parse(written, "") == means
