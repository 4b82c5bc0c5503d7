"""School terms. Without a calendar register a term is told from the month alone."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import OfficeError

FIRST_AUTUMN_MONTH = 8
FIRST_SPRING_MONTH = 2
SATURDAY = 5


class Season(StrEnum):
    SPRING = "spring"
    AUTUMN = "autumn"


@dataclass(frozen=True, slots=True)
class Term:
    """A school term, written ``2026-autumn``; the year is the one in which it begins."""

    year: int
    season: Season

    def __str__(self) -> str:
        return f"{self.year}-{self.season}"

    @property
    def label(self) -> str:
        """The office's words: 2026—2027学年秋季学期; the academic year begins in autumn."""
        first = self.year if self.season is Season.AUTUMN else self.year - 1
        word = "秋季" if self.season is Season.AUTUMN else "春季"
        return f"{first}—{first + 1}学年{word}学期"

    @classmethod
    def parse(cls, written: str) -> "Term":
        """Read ``2026-autumn``; raises `OfficeError` with the way out when it is something else."""
        year, _, season = written.partition("-")
        if not (year.isascii() and year.isdecimal() and len(year) == 4 and season in set(Season)):
            raise OfficeError(f"学期“{written}”不认识。", "请写成 2026-autumn 或 2026-spring。")
        return cls(int(year), Season(season))


def period_label(period: str) -> str:
    """A term or academic year (``2026-2027``) in the office's words; anything else as it is."""
    second = period.partition("-")[2]
    if second in set(Season):
        return Term.parse(period).label
    return f"{period}学年" if second.isdecimal() else period


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}至{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class TermDates:
    """A term as the school's calendar has it; `workdays` are weekend days worked in exchange."""

    term: str
    begins_on: dt.date
    ends_on: dt.date | None = None
    holidays: tuple[DaySpan, ...] = ()
    workdays: tuple[dt.date, ...] = ()

    @property
    def key(self) -> str:
        return self.term

    @property
    def scope(self) -> str:
        return self.term


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The terms the office has dates for, the earliest first; what is not there is unknown."""

    terms: tuple[TermDates, ...] = ()

    def dates_of(self, term: Term | str) -> TermDates | None:
        return next((one for one in self.terms if one.term == str(term)), None)

    def is_rest_day(self, day: dt.date) -> bool:
        """A holiday, or a weekend day that is not worked."""
        if any(day in one.workdays for one in self.terms):
            return False
        free = any(day in span for one in self.terms for span in one.holidays)
        return free or day.weekday() >= SATURDAY


def term_of(day: dt.date) -> Term:
    """The term a day belongs to: August to January is autumn, February to July spring."""
    if day.month >= FIRST_AUTUMN_MONTH:
        return Term(day.year, Season.AUTUMN)
    if day.month >= FIRST_SPRING_MONTH:
        return Term(day.year, Season.SPRING)
    return Term(day.year - 1, Season.AUTUMN)


def term_applied_for(day: dt.date) -> Term:
    """The term for which an application or adjustment of a day is meant: in July and January,
    when a term ends and nobody begins any more, the next one.
    """
    return term_of(add_months(day.replace(day=1), 1))


def add_months(day: dt.date, months: int) -> dt.date:
    """The corresponding day months later, else that month's last day (Civil Code 202 by analogy)."""
    years, month = divmod(day.month - 1 + months, 12)
    first_of_next = dt.date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - dt.timedelta(days=1)).day
    return dt.date(day.year + years, month + 1, min(day.day, last))
