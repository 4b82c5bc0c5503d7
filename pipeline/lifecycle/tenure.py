"""How long somebody has served: 至少一年 (二.1) and 超过一年半 (三.1.(2)③).

Where the day of the start is not counted, the end is the corresponding day (Civil Code 201-203 by
analogy), so exactly 18 months are not *more* than 18 months; where it is, they end the day before.
Who states only a month leaves the day open; where the open days lead to different answers the
answer is None: a person decides.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from pipeline.domain.adjustments import Tenure
from pipeline.domain.lengths import Counting, Lengths
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


def past_the_opinion(tenure: Tenure, lengths: Lengths) -> bool | None:
    """Whether somebody served longer than 一年半, as the edition has it; None when uncertain."""
    return _certain(tenure, lengths.opinion_past_months, lengths.counting, strictly=True)


def served_enough(tenure: Tenure, lengths: Lengths) -> bool | None:
    """Whether somebody served 至少一年, as the edition has it; None when uncertain."""
    return _certain(tenure, lengths.least_service_months, lengths.counting, strictly=False)


def _certain(tenure: Tenure, months: int, counting: Counting, strictly: bool) -> bool | None:
    started, left = days_of(tenure.started_on), days_of(tenure.left_on)
    if started is None or left is None:
        return _as_stated(tenure.months, months, strictly)
    away = dt.timedelta(days=tenure.suspended_days)
    answers = {
        _reached(end_of_months(begin, months, counting), end - gone, strictly)
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


def _reached(mark: dt.date, end: dt.date, strictly: bool) -> bool:
    return end > mark if strictly else end >= mark


def end_of_months(begin: dt.date, months: int, counting: Counting) -> dt.date:
    """The last day of so many months; of a month without the corresponding day its own last."""
    day = add_months(begin, months)
    if counting is Counting.CIVIL_CODE or day.day < begin.day:
        return day
    return day - dt.timedelta(days=1)
