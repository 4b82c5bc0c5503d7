"""超过一年半 and 至少一年 to the day, and what is open when only a month is stated."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.adjustments import Tenure
from pipeline.domain.lengths import Counting, Lengths, days_in_words, months_in_words
from pipeline.domain.school_calendar import SchoolCalendar, TermDates
from pipeline.lifecycle.adjustments import due_on
from pipeline.lifecycle.tenure import days_of, end_of_months, past_the_opinion, served_enough

CIVIL = Lengths(12, 18, 14)
FIRST_DAY = Lengths(12, 18, 14, Counting.FIRST_DAY_COUNTS)


@pytest.mark.parametrize(
    ("started", "left", "past"),
    [
        ("2025-03-01", "2026-09-01", False),  # 18 months exactly
        ("2025-03-01", "2026-09-02", True),
        ("2025-08-31", "2027-02-28", False),  # the corresponding day is the month's last
        ("2025-08-31", "2027-03-01", True),
        ("2022-08-31", "2024-02-29", False),
        ("2025-03", "2026-08", False),
        ("2025-03", "2026-10", True),
        ("2025-03", "2026-09", None),  # open to the day
        ("2025-03-15", "2026-09", None),
        ("", "2026-09-01", None),
        ("2025年3月", "2026-09-01", None),
    ],
)
def test_whether_somebody_served_for_more_than_eighteen_months(started, left, past) -> None:
    assert past_the_opinion(Tenure(started, left), CIVIL) is past


@pytest.mark.parametrize(
    ("started", "left", "year"),
    [
        ("2025-09-01", "2026-09-01", True),
        ("2025-09-01", "2026-08-31", False),
        ("2024-02-29", "2025-02-28", True),
        ("2024-02-29", "2025-02-27", False),
        ("2025-09", "2026-09", None),
    ],
)
def test_whether_somebody_served_a_year(started, left, year) -> None:
    assert served_enough(Tenure(started, left), CIVIL) is year


@pytest.mark.parametrize(
    ("months", "past"), [(17, False), (18, None), (19, True), (24, True), (None, None)]
)
def test_a_number_of_months_leaves_the_days_open(months, past) -> None:
    assert past_the_opinion(Tenure(months=months), CIVIL) is past


def test_a_suspension_that_matters_is_left_to_a_person() -> None:
    served = Tenure("2025-01-01", "2026-08-01", suspended_days=60)
    assert past_the_opinion(served, CIVIL) is None
    assert past_the_opinion(Tenure("2025-01-01", "2026-12-01", suspended_days=60), CIVIL) is True


@given(st.dates(dt.date(2015, 1, 1), dt.date(2040, 1, 1)), st.integers(0, 1200))
def test_knowing_only_the_months_never_turns_an_answer_round(started, days) -> None:
    left = started + dt.timedelta(days=days)
    exact = past_the_opinion(Tenure(started.isoformat(), left.isoformat()), CIVIL)
    vague = past_the_opinion(Tenure(started.isoformat()[:7], left.isoformat()[:7]), CIVIL)
    assert vague in (None, exact)


def test_a_month_is_all_its_days() -> None:
    assert days_of("2024-02").last == dt.date(2024, 2, 29)
    assert days_of("2026-13") is None


@pytest.mark.parametrize(
    ("started", "last_of_18", "last_of_12"),
    [
        ("2025-03-01", "2026-08-31", "2026-02-28"),
        ("2025-03-02", "2026-09-01", "2026-03-01"),
        ("2025-08-31", "2027-02-28", "2026-08-30"),  # February has no 31st: its last day
        ("2022-08-30", "2024-02-29", "2023-08-29"),
        ("2024-02-29", "2025-08-28", "2025-02-28"),  # and no 29th in 2025
        ("2024-01-01", "2025-06-30", "2024-12-31"),
    ],
)
def test_where_the_first_day_counts_a_period_ends_a_day_earlier(
    started, last_of_18, last_of_12
) -> None:
    last = dt.date.fromisoformat(last_of_18)
    after = last + dt.timedelta(days=1)
    assert past_the_opinion(Tenure(started, last.isoformat()), FIRST_DAY) is False
    assert past_the_opinion(Tenure(started, after.isoformat()), FIRST_DAY) is True
    year = dt.date.fromisoformat(last_of_12)
    before = year - dt.timedelta(days=1)
    assert served_enough(Tenure(started, year.isoformat()), FIRST_DAY) is True
    assert served_enough(Tenure(started, before.isoformat()), FIRST_DAY) is False


@given(st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)), st.integers(1, 60))
def test_the_two_countings_are_a_day_apart_or_meet_at_a_month_s_end(begin, months) -> None:
    ends = [end_of_months(begin, months, counting) for counting in Counting]
    apart = (ends[0] - ends[1]).days
    assert apart == 1 or (apart == 0 and (ends[0] + dt.timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("begins_on", "lengths", "due"),
    [
        ("2026-09-07", CIVIL, "2026-09-21"),  # a Monday, two weeks on
        ("2026-09-08", CIVIL, "2026-09-22"),
        ("2026-09-08", FIRST_DAY, "2026-09-21"),
        ("2026-09-07", FIRST_DAY, "2026-09-21"),  # the 20th is a Sunday
        ("2028-02-16", CIVIL, "2028-03-01"),  # past the 29th of February
        ("2026-09-07", Lengths(12, 18, 10), "2026-09-17"),
    ],
)
def test_the_due_day_is_counted_by_the_edition_of_the_first_day_of_term(
    begins_on, lengths, due
) -> None:
    first = dt.date.fromisoformat(begins_on)
    school = SchoolCalendar((TermDates("2026-autumn", first, None),))
    assert due_on("2026-autumn", school, {first: lengths}.__getitem__) == dt.date.fromisoformat(due)


def test_other_numbers_of_an_edition_are_counted_by() -> None:
    two_years = Lengths(6, 24, 14)
    served = Tenure("2025-03-01", "2026-10-01")
    assert (past_the_opinion(served, CIVIL), past_the_opinion(served, two_years)) == (True, False)
    short = Tenure("2025-03-01", "2025-10-01")
    assert (served_enough(short, CIVIL), served_enough(short, two_years)) == (False, True)


def test_lengths_are_said_as_the_clause_says_them() -> None:
    assert [months_in_words(one) for one in (6, 12, 18, 20, 24, 30)] == [
        "半年",
        "一年",
        "一年半",
        "20个月",
        "两年",
        "两年半",
    ]
    assert [days_in_words(one) for one in (7, 10, 14, 21)] == ["一周", "10天", "两周", "三周"]
