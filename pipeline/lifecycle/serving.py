"""Who is an assistant in a term, and what is not certain about it: pure.

An appointment belongs to a term unless what is recorded says that it does not. Whoever left or
was removed in the term stands in it with that day, and does not serve at its end.
"""

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.appointments import AppointmentStanding, AppointmentState
from pipeline.domain.school_calendar import (
    FIRST_AUTUMN_MONTH,
    FIRST_SPRING_MONTH,
    DaySpan,
    SchoolCalendar,
    Season,
    Term,
)
from pipeline.lifecycle.tenure import days_of

ENDED = (AppointmentState.LEFT, AppointmentState.DISMISSED)

NO_START = "上岗日期没有记载，请核对"
STILL_LEAVING = "所报离岗日期（{day}）已过，离岗手续未办结，请核对"
LATER = "{day}{event}"
TWICE = "同一学号另有任用 {others}，请核对"


@dataclass(frozen=True, slots=True)
class InTerm:
    """An appointment in a term; `serves` says that nothing recorded ends it before the term does.

    `remarks` are what the office has to look at, or what came later: Chinese sentences.
    """

    appointment: AppointmentStanding
    serves: bool
    remarks: tuple[str, ...] = ()


def span_of(term: Term, school: SchoolCalendar) -> DaySpan:
    """The days of a term: the calendar's, and where it has none those of its months."""
    autumn = term.season is Season.AUTUMN
    first = dt.date(term.year, FIRST_AUTUMN_MONTH if autumn else FIRST_SPRING_MONTH, 1)
    ends_in = FIRST_SPRING_MONTH - 1 if autumn else FIRST_AUTUMN_MONTH - 1
    year = term.year + 1 if autumn else term.year
    last = dt.date(year, ends_in, calendar.monthrange(year, ends_in)[1])
    dates = school.dates_of(term)
    if dates is None:
        return DaySpan(first, last)
    return DaySpan(dates.begins_on, dates.ends_on or max(last, dates.begins_on))


def in_term(
    appointments: Sequence[AppointmentStanding], term: Term, school: SchoolCalendar
) -> tuple[InTerm, ...]:
    """Those of a term in the order given."""
    span = span_of(term, school)
    found = [one for each in appointments if (one := _in_term(each, term, span)) is not None]
    serving = Counter(one.appointment.person.student_no for one in found if one.serves)
    return tuple(
        _beside_another(one, found) if serving[one.appointment.person.student_no] > 1 else one
        for one in found
    )


def _in_term(one: AppointmentStanding, term: Term, span: DaySpan) -> InTerm | None:
    started, ended = days_of(one.starts_on), days_of(one.ended_on)
    if one.state is AppointmentState.VOIDED:
        return None
    pending = one.state is AppointmentState.PENDING
    stated = started.first if started else None
    begun = _begins(one, stated) if pending or stated is None else stated
    if begun is not None and begun > span.last and one.term != str(term):
        return None
    remarks = () if started or pending else (NO_START,)
    if ended is None:
        return InTerm(one, serves=True, remarks=remarks)
    if ended.last < span.first:
        if one.state is not AppointmentState.LEAVING:
            return None
        return InTerm(one, False, (*remarks, STILL_LEAVING.format(day=_written(one.ended_on))))
    if ended.first > span.last:
        event = "免职" if one.state is AppointmentState.DISMISSED else "离岗"
        return InTerm(one, True, (*remarks, LATER.format(day=_written(one.ended_on), event=event)))
    return InTerm(one, one.state not in ENDED, remarks)


def _begins(one: AppointmentStanding, stated: dt.date | None) -> dt.date | None:
    """From when somebody counts who has not begun: the term that the approval was for."""
    if not one.term:
        return stated
    term = Term.parse(one.term)
    return span_of(term, SchoolCalendar()).first


def _beside_another(one: InTerm, found: Sequence[InTerm]) -> InTerm:
    number = one.appointment.person.student_no
    others = [
        other.appointment.id
        for other in found
        if other.appointment.person.student_no == number and other.serves and other != one
    ]
    if not number or not others:
        return one
    return InTerm(
        one.appointment, one.serves, (*one.remarks, TWICE.format(others="、".join(others)))
    )


def state_in_term(one: InTerm, span: DaySpan) -> str:
    """The state in the office's word; who left only after the term was in office in it."""
    state, ended = one.appointment.state, days_of(one.appointment.ended_on)
    if ended is not None and state in (*ENDED, AppointmentState.LEAVING):
        if ended.first > span.last:
            return AppointmentState.ACTIVE.label
        return f"{state.label}（{_written(one.appointment.ended_on)}）"
    return state.label


def _written(day: str) -> str:
    """2026年9月15日, or 2026年9月 where the day is not known."""
    year, month, *rest = day.split("-")
    return f"{int(year)}年{int(month)}月" + (f"{int(rest[0])}日" if rest else "")
