"""A school term as people write it: every usual way is the one term, a doubtful one is none."""

import pytest

from pipeline.domain.school_calendar import Season, Term
from pipeline.domain.terms_written import period_written, term_written, told_term
from pipeline.domain.written import plain_number
from pipeline.errors import OfficeError

AUTUMN = [
    "2026-autumn",
    "2026autumn",
    "AUTUMN-2026",
    "2026秋",
    "2026年秋",
    "2026秋季",
    "2026秋季学期",
    "2026年秋季学期",
    "2026-秋",
    "26秋",
    "26年秋季",
    "26秋季学期",
    "2026学年秋季学期",
    "2026学年第一学期",
    "2026-2027-1",
    "2026-2027学年第一学期",
    "2026-2027学年第1学期",
    "2026—2027学年秋季学期",
    "2026－2027学年度第一学期",
    "2026~2027学年上学期",
    "2026/2027秋",
    "2026-27-1",
    "26-27-1",
    "26-27学年第一学期",
    "2026-2027年第一学期",
    "2026-20271",
    "２０２６年秋季学期",
    "二〇二六年秋季学期",
    "2026至2027学年第一学期",
    "2026fall",
]
SPRING = [
    "2027-spring",
    "2027春",
    "2027年春季学期",
    "27春",
    "2026-2027-2",
    "2026-2027学年第二学期",
    "2026—2027学年春季学期",
    "2026-2027学年下学期",
    "2026学年第二学期",
    "26-27-2",
    "二零二七年春",
]
NONE = [
    "2026",
    "秋",
    "秋季学期",
    "2026-2027",
    "2026-2027学年",
    "2026-2028-1",
    "2027-2026-1",
    "2026学年春季学期",
    "2026-1",
    "2026-9",
    "2026-2027-3",
    "2026-2027学年第三学期",
    "2026-summer",
    "2026夏",
    "2026-09-07",
    "第一学期",
    "2026-2027学年秋季第二学期",
    "202秋",
    "12026秋",
]


@pytest.mark.parametrize("written", [*AUTUMN, " 2026 年 秋 季 学 期 ", "2026 – 2027 学年 第一学期"])
def test_these_are_the_autumn_of_2026(written: str) -> None:
    assert term_written(written) == Term(2026, Season.AUTUMN)


@pytest.mark.parametrize("written", SPRING)
def test_these_are_the_spring_of_2027(written: str) -> None:
    assert term_written(written) == Term(2027, Season.SPRING)


@pytest.mark.parametrize("written", ["", *NONE])
def test_what_names_no_single_term_is_none(written: str) -> None:
    assert term_written(written) is None
    with pytest.raises(OfficeError, match="不认识"):
        told_term(written)


def test_a_period_may_be_a_term_or_a_year() -> None:
    for written in ("2026-2027", "2026—2027学年", "26-27学年", "2026/2027学年度"):
        assert period_written(written) == "2026-2027"
    assert period_written("2027年春季学期") == "2027-spring"
    assert period_written(" 去年 ") == "去年"


@pytest.mark.parametrize(
    "written",
    [
        "B31202600a",
        "ｂ３１２０２６００ａ",
        " b3120 2600A\u3000",
        "'b31202600a",
        "’B31202600A",
        '="b31202600a"',
        "\ufeffb31202600a\u200b",
    ],
)
def test_a_number_has_one_form(written: str) -> None:
    assert plain_number(written) == "B31202600A"
