"""Terms and months: no day without a term, and no month arithmetic that leaves the calendar."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.school_calendar import Season, Term, add_months, term_applied_for, term_of
from pipeline.errors import OfficeError

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))


@given(DAYS)
def test_every_day_belongs_to_one_term_and_terms_follow_each_other(day: dt.date) -> None:
    today, tomorrow = term_of(day), term_of(day + dt.timedelta(days=1))
    if today != tomorrow:
        assert (today.season, tomorrow.season) in {
            (Season.SPRING, Season.AUTUMN),
            (Season.AUTUMN, Season.SPRING),
        }
        assert tomorrow.year == today.year + (today.season is Season.AUTUMN)


@given(DAYS)
def test_a_term_reads_back_as_it_is_written(day: dt.date) -> None:
    assert Term.parse(str(term_of(day))) == term_of(day)


@pytest.mark.parametrize(
    ("day", "term", "label"),
    [
        (dt.date(2026, 9, 3), "2026-autumn", "2026—2027学年秋季学期"),
        (dt.date(2027, 1, 31), "2026-autumn", "2026—2027学年秋季学期"),
        (dt.date(2027, 2, 1), "2027-spring", "2026—2027学年春季学期"),
        (dt.date(2027, 7, 31), "2027-spring", "2026—2027学年春季学期"),
    ],
)
def test_terms_begin_in_august_and_february(day: dt.date, term: str, label: str) -> None:
    assert str(term_of(day)) == term
    assert term_of(day).label == label


@pytest.mark.parametrize(
    "written", ["", "2026", "2026-summer", "26-autumn", "２０２６-autumn", "x-spring"]
)
def test_what_is_no_term_is_refused_with_the_way_out(written: str) -> None:
    with pytest.raises(OfficeError, match="2026-autumn"):
        Term.parse(written)


@given(DAYS, st.integers(0, 600))
def test_months_later_is_the_same_day_or_the_last_of_its_month(day: dt.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    last = calendar.monthrange(later.year, later.month)[1]
    assert later.day == min(day.day, last)


@given(DAYS, st.integers(0, 100), st.integers(0, 100))
def test_adding_months_never_turns_the_order_of_days(day: dt.date, few: int, more: int) -> None:
    assert add_months(day, few) <= add_months(day, few + more)


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (dt.date(2026, 6, 30), "2026-spring"),
        (dt.date(2026, 7, 1), "2026-autumn"),
        (dt.date(2026, 8, 31), "2026-autumn"),
        (dt.date(2026, 12, 31), "2026-autumn"),
        (dt.date(2027, 1, 1), "2027-spring"),
        (dt.date(2027, 2, 28), "2027-spring"),
    ],
)
def test_who_applies_when_a_term_ends_applies_for_the_next(day, term) -> None:
    assert str(term_applied_for(day)) == term
