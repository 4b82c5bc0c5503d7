"""超过一年半 and 至少一年 to the day, and what is open when only a month is stated."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.adjustments import Tenure
from pipeline.lifecycle.tenure import at_least, days_of, longer_than


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
    assert longer_than(Tenure(started, left)) is past


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
    assert at_least(Tenure(started, left)) is year


@pytest.mark.parametrize(
    ("months", "past"), [(17, False), (18, None), (19, True), (24, True), (None, None)]
)
def test_a_number_of_months_leaves_the_days_open(months, past) -> None:
    assert longer_than(Tenure(months=months)) is past


def test_a_suspension_that_matters_is_left_to_a_person() -> None:
    served = Tenure("2025-01-01", "2026-08-01", suspended_days=60)
    assert longer_than(served) is None
    assert longer_than(Tenure("2025-01-01", "2026-12-01", suspended_days=60)) is True


@given(st.dates(dt.date(2015, 1, 1), dt.date(2040, 1, 1)), st.integers(0, 1200))
def test_knowing_only_the_months_never_turns_an_answer_round(started, days) -> None:
    left = started + dt.timedelta(days=days)
    exact = longer_than(Tenure(started.isoformat(), left.isoformat()))
    vague = longer_than(Tenure(started.isoformat()[:7], left.isoformat()[:7]))
    assert vague in (None, exact)


def test_a_month_is_all_its_days() -> None:
    assert days_of("2024-02").last == dt.date(2024, 2, 29)
    assert days_of("2026-13") is None
