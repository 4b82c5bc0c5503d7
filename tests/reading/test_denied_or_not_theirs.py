"""What is denied, past, hoped for, somebody else's or only an example is never taken for said."""

import datetime as dt

import pytest
from reading.understood import fields_of
from reading.word_files import TITLE, form, leaf, table_of

from pipeline.domain.positions import AMBIGUOUS_KIND
from pipeline.judging.consent import opinion_of_college
from pipeline.judging.words import enrolment_state, standing_on
from pipeline.reading.blocks import Paragraph
from pipeline.reading.doubts import Doubt
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.reading.paper_kinds.prose import people_in_sentences, person_in_prose
from pipeline.reading.words.choices import degree_level, party_standing, study_mode
from pipeline.reading.words.dates_written import dates_in
from pipeline.reading.words.persons_written import name
from pipeline.reading.words.posts import other_post, position_kind
from pipeline.reading.words.telephones import phone
from pipeline.reading.words.values import date, months, student_no

ASKED = "是否受聘其他助教、助管岗位"
OPEN = (
    *((study_mode, one) for one in ("不是全日制", "非“全日制”", "原全日制", "全日制：否")),
    *(
        (degree_level, one)
        for one in ("本科（保研硕士）", "已获硕士学位", "申博", "李四（博导）", "文物与博物馆")
    ),
    *(
        (party_standing, one)
        for one in (
            "曾为中共党员，2020年退党",
            "原中共党员",
            "拟发展中共党员",
            "申请加入中国共产党",
        )
    ),
    *((party_standing, one) for one in ("父亲为中共党员", "中共党员（组织关系待查）")),
    *((study_mode, one) for one in ("全日制转非全日制", "本科为全日制", "全日制待确认")),
    *((party_standing, one) for one in ("被取消预备党员资格", "中共党员（停止党籍）", "准党员")),
    *(
        (phone, one)
        for one in ("（父亲）13900001111", "导师13900139000", "紧急联系人：13900139000")
    ),
    *((student_no, one) for one in ("3120251234 5", "312025123O", "13800138000")),
    *((months, one) for one in ("不满一年", "18个月以上", "近两年", "1个半月", "1,5年")),
    *(
        (date, one)
        for one in ("民国88年5月", "1999.1o", "2024年5月（积极分子），2025年6月（预备）")
    ),
)


@pytest.mark.parametrize(("parse", "written"), OPEN)
def test_it_is_left_to_a_person(parse, written) -> None:
    assert isinstance(parse(written, ""), Doubt)


@pytest.mark.parametrize(
    "written",
    ["不清楚", "不确定", "未知", "不详", "无（将辞去助管岗位）", "没有其他岗位（现为图书馆助管）"],
)
def test_no_post_is_said_only_plainly(written) -> None:
    assert isinstance(other_post(written, ASKED), Doubt)


def test_a_statement_that_is_denied_says_nothing() -> None:
    assert isinstance(other_post("不符合", "未被其他助教、助管岗位聘用"), Doubt)


@pytest.mark.parametrize(
    "written", ["原党建，现就业", "不担任党建", "党团工作", "实践育人、党支部"]
)
def test_two_kinds_or_a_denied_one_are_open(written) -> None:
    assert position_kind(written) == AMBIGUOUS_KIND


def test_a_students_club_is_no_league() -> None:
    assert position_kind("社团工作") != "youth_league"


@pytest.mark.parametrize(
    "written", ["中共党员（预计2026年12月1日转正）", "中共党员（应于2027年6月转正）"]
)
def test_who_is_still_to_turn_full_is_probationary(written) -> None:
    assert party_standing(written) == "probationary"


@pytest.mark.parametrize("written", ["中共党员(含预备党员)", "中共党员/预备党员"])
def test_a_choice_for_both_does_not_say_which(written) -> None:
    assert party_standing(written) == "member"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("中共党员（2026.12转正）", ("probationary",)),
        ("中共党员（2026.11转正）", ("full", "probationary")),
        ("中共党员（2021.06转正）", ("full",)),
        ("中共党员，2025.5入党2027.5转正", ("probationary",)),
        ("中共正式党员", ("full",)),
    ],
)
def test_a_day_of_turning_full_is_laid_beside_the_day_of_judging(written, means) -> None:
    assert standing_on(written, dt.date(2026, 11, 25)) == means


@pytest.mark.parametrize(
    "written", ["注册失败", "正在办理注册", "预注册", "曾注册", "旁听在读", "申请注册", "注册异常"]
)
def test_a_registration_that_is_not_there_yet_is_none(written) -> None:
    assert enrolment_state(written) == "other"


@pytest.mark.parametrize(
    "written",
    [
        *("不太同意", "不完全同意", "难以同意", "无法同意。", "未经同意", "导师同意，学院待审"),
        *("同意票数不足，未过半", "同意撤换", "同意推荐其他同学", "不够条件，同意下次再报"),
    ],
)
def test_consent_that_is_weakened_is_none(written) -> None:
    assert opinion_of_college(written) != "agrees"


@pytest.mark.parametrize(
    "written",
    [
        "经支部和导师同意，学院党委研究，同意推荐",
        "无异议，同意",
        "公示无异议同意推荐",
        "表现非常优秀同意推荐",
    ],
)
def test_the_colleges_own_consent_counts(written) -> None:
    assert opinion_of_college(written) == "agrees"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("1999-05-12 00:00:00", "1999-05-12"),
        ("2026.9—12", "2026-09"),
        ("2000年元月", "2000-01"),
        ("一九九九年十二月廿五日", "1999-12-25"),
    ],
)
def test_habits_of_dates(written, means) -> None:
    assert dates_in(written) == (means,)


@pytest.mark.parametrize(
    "written", ["李四 张三", "同意", "本人", "某某某", "张三老师", "以上四位", "接任人简况"]
)
def test_what_is_no_name_or_two_is_left_to_a_person(written) -> None:
    assert isinstance(name(written), Doubt)


@pytest.mark.parametrize(
    ("written", "means"),
    [("张 三 丰", "张三丰"), ("张三 女", "张三"), ("欧阳 娜娜", "欧阳娜娜"), ("张 三", "张三")],
)
def test_a_name_may_be_spread_or_have_a_word_behind_it(written, means) -> None:
    assert name(written) == means


@pytest.mark.parametrize(
    ("told", "leaver", "incoming"),
    [
        (
            "因我院德育助理张三（学号3120231111）毕业离岗，现申请由李四（学号3120251235）接任。",
            "张三",
            "李四",
        ),
        ("拟由李四同学（3120251235）替换张三同学（3120231111）。", "张三", "李四"),
        ("原助理张三（3120231111）离岗，由李四（3120251235）接任。", "张三", "李四"),
    ],
)
def test_who_leaves_and_who_comes_whichever_is_named_first(told, leaver, incoming) -> None:
    found = people_in_sentences([Paragraph(told, "段落1")])
    said = {one.field: one.written for one in found}
    assert (said["leaver_name"], said["incoming_name"]) == (leaver, incoming)


@pytest.mark.parametrize(
    ("field", "written", "means"),
    [
        ("姓名", "应志强", "应志强"),
        ("姓名", "应为民", "应为民"),
        ("拟任岗位类型", "（党建）", "party_building"),
        ("社会工作经历", "说明：任班长两年", "说明：任班长两年"),
    ],
)
def test_an_answer_that_only_looks_like_a_hint_is_read(field, written, means) -> None:
    (paper,) = read_papers(leaf(form(**{field: written}))).papers
    assert means in [one.value for one in paper.fields]


@pytest.mark.parametrize(
    "title",
    [
        "关于德育助理工作的评议意见",
        "关于离岗助理的评议意见",
        "对该生的评价意见",
        "关于我院助理期间的评价",
    ],
)
def test_an_opinion_whose_title_names_nobody_is_about_nobody(title: str) -> None:
    told = person_in_prose([Paragraph(title, "段落1"), Paragraph("工作踏实，同意离岗。", "段落2")])
    assert not [one for one in told if one.field == "name"]


def test_when_an_earlier_post_began_is_not_when_this_one_begins() -> None:
    past = table_of([["姓名", "张喆"], ["起始时间", "2023年9月", "结束时间", "2024年7月"]], TITLE)
    listed = table_of([["起始时间", "岗位", "单位"], ["2023年9月", "班长", "机电学院"]], TITLE)
    for data in (past, listed):
        assert "start_on" not in fields_of(data)
