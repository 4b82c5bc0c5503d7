"""How long 至少一年, 超过一年半 and 开学后两周内 are, as an edition has them, and how days are counted."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

DAYS_OF_A_WEEK = 7
NUMERALS = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")


class Counting(StrEnum):
    """Whether the first day of a period counts; no clause says.

    By the Civil Code (201-203 by analogy) it does not, and a period ends on the corresponding
    day; where it counts, the period ends a day earlier.
    """

    CIVIL_CODE = "civil_code"
    FIRST_DAY_COUNTS = "first_day_counts"


@dataclass(frozen=True, slots=True)
class Lengths:
    """The named numbers of an edition that days are counted by (二.1, 三.1.(2)③, 三.1.(2)).

    Months and days as their names say; `opinion_past_months` has to be exceeded.
    """

    least_service_months: int
    opinion_past_months: int
    adjustment_days: int
    counting: Counting = Counting.CIVIL_CODE


LengthsOn = Callable[[dt.date], Lengths]
"""The lengths of the edition in force on a day."""


def months_in_words(months: int) -> str:
    """一年半 of 18, as the clause puts it; ``20个月`` of what is no half year."""
    years, rest = divmod(months, 12)
    if rest not in (0, 6) or years >= len(NUMERALS):
        return f"{months}个月"
    if not years:
        return "半年"
    return f"{NUMERALS[years]}年{'半' if rest else ''}"


def days_in_words(days: int) -> str:
    """两周 of 14, as the clause puts it; ``10天`` of what is no whole week."""
    weeks, rest = divmod(days, DAYS_OF_A_WEEK)
    return f"{days}天" if rest or weeks >= len(NUMERALS) else f"{NUMERALS[weeks]}周"
