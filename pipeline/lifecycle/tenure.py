"""How long somebody has served: 至少一年 (二.1) and 超过一年半 (三.1.(2)③).

The day of the start is not counted and the end is the corresponding day (Civil Code 201-203 by
analogy), so exactly 18 months are not *more* than 18 months. Who states only a month leaves the
day open; where the open days lead to different answers the answer is None: a person decides.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from pipeline.domain.adjustments import LEAST_MONTHS, OPINION_PAST_MONTHS, Tenure
from pipeline.domain.school_calendar import add_months


@dataclass(frozen=True, slots=True)
class Days:
    """A day known exactly (both ends equal) or only to its month."""

    first: dt.date
    last: dt.date


def days_of(written: str) -> Days | None:
    """Read "YYYY-MM-DD" or "YYYY-MM"; None for anything else."""
    try:
        if len(written) == len("YYYY-MM"):
            first = dt.date.fromisoformat(f"{written}-01")
            return Days(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
        day = dt.date.fromisoformat(written)
    except ValueError:
        return None
    return Days(day, day)


def longer_than(tenure: Tenure, months: int = OPINION_PAST_MONTHS) -> bool | None:
    """Whether somebody served for more than so many months; None when that is not certain."""
    return _certain(tenure, months, strictly=True)


def at_least(tenure: Tenure, months: int = LEAST_MONTHS) -> bool | None:
    """Whether somebody served for at least so many months; None when that is not certain."""
    return _certain(tenure, months, strictly=False)


def _certain(tenure: Tenure, months: int, strictly: bool) -> bool | None:
    started, left = days_of(tenure.started_on), days_of(tenure.left_on)
    if started is None or left is None:
        return _as_stated(tenure.months, months, strictly)
    away = dt.timedelta(days=tenure.suspended_days)
    answers = {
        _reached(begin, end - gone, months, strictly)
        for begin in (started.first, started.last)
        for end in (left.first, left.last)
        for gone in (dt.timedelta(0), away)
    }
    return answers.pop() if len(answers) == 1 else None


def _as_stated(stated: int | None, months: int, strictly: bool) -> bool | None:
    """A number of whole months leaves the days beyond it open."""
    if stated is None or (strictly and stated == months):
        return None
    return stated > months if strictly else stated >= months


def _reached(begin: dt.date, end: dt.date, months: int, strictly: bool) -> bool:
    mark = add_months(begin, months)
    return end > mark if strictly else end >= mark
