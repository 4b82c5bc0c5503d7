"""Raw writing to values: every habit one value, every doubt told, nothing guessed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.doubts import Doubt
from pipeline.reading.words.choices import degree_level, gender, party_standing, study_mode
from pipeline.reading.words.dates_written import dates_in
from pipeline.reading.words.long_answers import answer_in, listed
from pipeline.reading.words.options import options_in
from pipeline.reading.words.persons_written import college, name
from pipeline.reading.words.posts import other_post, position_kind
from pipeline.reading.words.telephones import phone
from pipeline.reading.words.values import date, email, months, student_no

DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def chinese_year(year: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year))


HABITS = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f" {d.year} 年 {d.month:02} 月 {d.day:02} 日 ",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{d.year}-{d.month:02}-{d.day:02}",
    lambda d: f"{d.year}—{d.month}—{d.day}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{chinese_year(d.year)}年{chinese(d.month)}月{chinese(d.day)}日",
    lambda d: f"{d.year} {d.month} {d.day}",
    lambda d: f"{d:%Y.%m.%d}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
]
MONTH_HABITS = [
    lambda d: f"{d.year}.{d.month:02}",
    lambda d: f"{d.year}年{d.month}月",
    lambda d: f"{d.year}/{d.month}",
    lambda d: f"{d:%Y%m}",
    lambda d: f"{chinese_year(d.year)}年{chinese(d.month)}月",
]
DAYS = st.dates(dt.date(1951, 1, 1), dt.date(2049, 12, 31))


@given(DAYS, st.sampled_from(HABITS))
def test_a_day_is_the_same_day_in_every_habit_of_writing(day: dt.date, habit) -> None:
    assert date(habit(day)) == day.isoformat()


@given(DAYS, st.sampled_from(MONTH_HABITS))
def test_a_month_is_the_same_month_in_every_habit_of_writing(day: dt.date, habit) -> None:
    assert date(habit(day)) == day.isoformat()[:7]


@given(DAYS)
def test_two_digits_of_a_year_belong_to_the_nearer_century(day: dt.date) -> None:
    assert date(f"{day:%y}年{day.month}月") == day.isoformat()[:7]


@given(st.text(max_size=60))
def test_no_writing_makes_a_date_that_is_none(written: str) -> None:
    for value in dates_in(written):
        assert dt.date.fromisoformat(value if len(value) == 10 else value + "-01")


@pytest.mark.parametrize("written", ["", "    年   月   日", "/", "无", "20  年  月  日", "——"])
def test_a_blank_date_states_nothing(written: str) -> None:
    assert date(written) is None


@pytest.mark.parametrize("written", ["1994年", "1994.13", "大约两年前", "2026年2月30日", "三月"])
def test_what_is_no_full_month_is_in_doubt(written: str) -> None:
    assert isinstance(date(written), Doubt)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("中共党员", "member"),
        ("党员", "member"),
        ("中共正式党员", "full"),
        ("正式党员", "full"),
        ("中共党员（正式）", "full"),
        ("中共党员（2021.06转正）", "full"),
        ("2018.5成为预备党员，2019.5转为正式党员", "full"),
        ("预备党员（已按期转正）", "full"),
        ("中共预备党员", "probationary"),
        ("中共党员（预备）", "probationary"),
        ("预备党员，拟于2026年12月转正", "probationary"),
        ("共青团员", "none"),
        ("群众", "none"),
        ("入党积极分子", "none"),
        ("发展对象", "none"),
        ("民革党员", "none"),
        ("九三学社社员", "none"),
        ("非党员", "none"),
        ("□中共党员 ☑共青团员", "none"),
        ("☑正式党员　□预备党员", "full"),
    ],
)
def test_party_standing_says_which_member_only_where_the_form_does(written, value) -> None:
    assert party_standing(written) == value


@pytest.mark.parametrize(
    "written", ["党员/团员", "待定", "预备党员（2027年5月转正）", "正式党员 预备党员"]
)
def test_a_standing_that_may_be_two_is_in_doubt(written: str) -> None:
    assert isinstance(party_standing(written), Doubt)


def test_options_of_which_none_is_ticked_state_nothing() -> None:
    assert party_standing("□正式党员 □预备党员 □其他") is None
    assert study_mode("□全日制　□非全日制") is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("博士研究生", "doctor"),
        ("直博生", "doctor"),
        ("2024级博士", "doctor"),
        ("PhD", "doctor"),
        ("硕博连读（博士阶段）", "doctor"),
        ("硕士", "master"),
        ("博士□ 硕士☑", "master"),
        ("本科生", "other"),
    ],
)
def test_degree_levels(written: str, value: str) -> None:
    assert degree_level(written) == value


@pytest.mark.parametrize("written", ["硕博连读", "研究生", "博士/硕士", "博士后"])
def test_a_degree_level_that_is_not_said_is_in_doubt(written: str) -> None:
    assert isinstance(degree_level(written), Doubt)


@pytest.mark.parametrize(
    ("written", "label", "value"),
    [
        ("全日制", "", "full_time"),
        ("非全日制", "", "part_time"),
        ("非 全 日 制", "", "part_time"),
        ("□全日制 ☑非全日制", "", "part_time"),
        ("全日制（√） 非全日制（ ）", "", "full_time"),
        ("脱产", "", "full_time"),
        ("是", "是否全日制", "full_time"),
        ("否", "是否全日制", "part_time"),
        ("博士研究生（非全日制）", "", "part_time"),
    ],
)
def test_part_time_is_never_taken_for_full_time(written: str, label: str, value: str) -> None:
    assert study_mode(written, label) == value


OTHER = "是否担任其他助教、助管"
NONE_HELD = "未受聘其他助教、助管岗位"


@pytest.mark.parametrize(
    ("written", "label", "value"),
    [
        ("否", OTHER, False),
        ("无", OTHER, False),
        ("没有", OTHER, False),
        ("□是 ☑否", OTHER, False),
        ("是（ ）否（√）", OTHER, False),
        ("未受聘其他助教、助管岗位", OTHER, False),
        ("本人未被其他助教、助管岗位聘用。", OTHER, False),
        ("助研", OTHER, False),
        ("是（助研）", OTHER, False),
        ("担任导师课题组助研，未担任助教助管", OTHER, False),
        ("是", OTHER, True),
        ("是，助教", OTHER, True),
        ("担任《矩阵论》助教", OTHER, True),
        ("是", NONE_HELD, False),
        ("否", NONE_HELD, True),
        ("有", "有无其他助教、助管岗位", True),
        ("无", "有无其他助教、助管岗位", False),
    ],
)
def test_another_post_is_read_whichever_way_the_form_asks(written, label, value) -> None:
    assert other_post(written, label) is value


@pytest.mark.parametrize("written", ["曾任助教，已结束", "否，但担任助教", "详见附件"])
def test_a_post_that_may_or_may_not_be_held_is_in_doubt(written: str) -> None:
    assert isinstance(other_post(written, OTHER), Doubt)


@pytest.mark.parametrize("written", ["", "□是 □否", "/"])
def test_an_empty_answer_about_other_posts_states_nothing(written: str) -> None:
    assert other_post(written, OTHER) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("党建", "party_building"),
        ("党建工作助理（负责党支部建设）", "party_building"),
        ("团 工 作", "youth_league"),
        ("学术", "academic"),
        ("就业指导", "employment"),
        ("社会实践", "practice"),
        ("文体类", "culture_sports"),
        ("信息（宣传）", "publicity"),
        ("信息(宣传)工作", "publicity"),
        ("信息宣传", "publicity"),
        ("教育管理助理", "education_management"),
        ("□党建 ☑团工作 □学术 □信息（宣传）", "youth_league"),
        ("党建□ 团工作□ 学术√", "academic"),
        ("宣传", "ambiguous"),
        ("宣传助理", "ambiguous"),
        ("党建、就业", "ambiguous"),
        ("☑党建 ☑就业 □实践", "ambiguous"),
    ],
)
def test_the_eight_kinds_of_position_and_their_other_names(written: str, value: str) -> None:
    assert position_kind(written) == value


def test_a_position_of_no_known_kind_is_in_doubt() -> None:
    assert isinstance(position_kind("兼职辅导员"), Doubt)


@pytest.mark.parametrize(
    ("written", "ticked"),
    [
        ("□男 ☑女", ("女",)),
        ("男□ 女√", ("女",)),
        ("√男 □女", ("男",)),
        ("□√男 □女", ("男",)),
        ("（√）是 （ ）否", ("是",)),
        ("是[ ] 否[√]", ("否",)),
        ("☒是 ☐否", ("是",)),
        ("□是 □否", ()),
    ],
)
def test_ticks_belong_to_the_option_beside_them(written: str, ticked: tuple[str, ...]) -> None:
    options = options_in(written)
    assert options is not None
    assert options.ticked == ticked


def test_a_tick_between_two_options_is_assigned_to_neither() -> None:
    assert isinstance(gender("□男√□女"), Doubt)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("18个月", 18),
        ("一年半", 18),
        ("1年6个月", 18),
        ("两年", 24),
        ("1.5年", 18),
        ("20", 20),
        ("十八个月", 18),
        ("2024年9月至2026年7月", 22),
        ("2024.9-2026.7", 22),
    ],
)
def test_time_in_post_is_counted_in_months(written: str, value: int) -> None:
    assert months(written) == value


@pytest.mark.parametrize("written", ["三个学期", "2024年9月起", "很久"])
def test_a_time_in_post_without_a_length_is_in_doubt(written: str) -> None:
    assert isinstance(months(written), Doubt)


def test_names_lose_the_blanks_that_spread_them() -> None:
    assert name("张　　喆") == "张喆"
    assert name("阿卜杜拉·买买提") == "阿卜杜拉·买买提"
    assert name("John Smith") == "John Smith"
    assert isinstance(name("张喆 13800000001"), Doubt)


def test_a_college_is_named_as_an_office_names_it() -> None:
    assert college("北京理工大学机电学院（盖章）") == "机电学院"
    assert college("机 电 学 院") == "机电学院"
    assert college("    （盖章）") is None


@pytest.mark.parametrize(
    "written", ["3.12025E+09", "原学号1120200001", "3120250001.0", "1120200001（本科）"]
)
def test_a_number_that_may_be_another_is_in_doubt(written: str) -> None:
    assert isinstance(student_no(written), Doubt)


def test_numbers_and_addresses_are_checked_for_their_shape() -> None:
    assert student_no("３１２０２４０００１") == "3120240001"
    assert isinstance(student_no("待补"), Doubt)
    assert phone("+86 138-0000-0001") == "13800000001"
    assert phone("010-68912345") == "010-68912345"
    assert isinstance(phone("同上"), Doubt)
    assert email("zhang＠bit.edu.cn") == "zhang@bit.edu.cn"
    assert isinstance(email("zhang at bit"), Doubt)


@pytest.mark.parametrize(
    ("written", "text", "signed"),
    [
        ("同意推荐。\n负责人签字：王五\n（公章）\n2026年9月3日", "同意推荐。", "2026年9月3日"),
        (
            "（请学院填写，可附页）\n同意。  签字（盖章）：  2026年9月3日",
            "同意。",
            "签字（盖章）：  2026年9月3日",
        ),
        ("       签字：      年   月   日", "", ""),
        ("（公章）\n    年  月  日", "", ""),
        (
            "同意推荐。\n机电学院党委（盖章）\n二〇二六年九月三日",
            "同意推荐。",
            "二〇二六年九月三日",
        ),
        (
            "审核通过。\n（学院党委章）　2016年6月30日",
            "审核通过。",
            "（学院党委章）　2016年6月30日",
        ),
        ("情况属实，同意上岗。\n2026.9.10（章）", "情况属实，同意上岗。", "2026.9.10（章）"),
        ("同意。\n审查人：关静　2026年9月7日", "同意。", "审查人：关静　2026年9月7日"),
        ("同意上岗 2026.9.6", "同意上岗", "2026.9.6"),
        ("待助教结束后上岗。（2021.1.14）", "待助教结束后上岗。", "（2021.1.14）"),
        ("同意，聘期自 2026年9月1日", "同意，聘期自 2026年9月1日", ""),
        ("（等学院盖章）", "", ""),
        ("该生签字认真负责，群众基础好" * 8, "该生签字认真负责，群众基础好" * 8, ""),
    ],
)
def test_an_answer_ends_where_the_signature_lines_begin(written, text, signed) -> None:
    answer = answer_in(written)
    assert (answer.text, answer.signed) == (text, signed)


def test_duties_are_listed_by_their_numbers_or_lines() -> None:
    assert listed("1、指导党支部；2．发展党员；\n3）其他") == ("指导党支部", "发展党员", "其他")
    assert listed("（一）甲\n（二）乙") == ("甲", "乙")
    assert listed("指导党支部\n发展党员") == ("指导党支部", "发展党员")
    assert listed("联系 3.5 个班级") == ("联系 3.5 个班级",)
