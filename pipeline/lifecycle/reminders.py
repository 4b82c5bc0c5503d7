"""One letter for each college and week, with all that is open; the same is asked for once.

A matter's `stands` says how it stands: as long as that is what was asked for last time, it is
not asked for again. What was asked before and is still open is only mentioned.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.lengths import LengthsOn
from pipeline.domain.obligations import Owed, OwedState
from pipeline.domain.people import Person
from pipeline.domain.plans import Ask, SubmissionState
from pipeline.domain.school_calendar import SchoolCalendar, period_label
from pipeline.lifecycle.adjustments import as_it_stands, asks_of, due_on, judged_on

OPEN, OVERDUE = "open", "overdue"

PATIENCE = dt.timedelta(weeks=1)
"""How long an answer that asked for something is given before a reminder asks again."""

AHEAD = dt.timedelta(weeks=2)
"""How long before its day something is asked for."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something open with a college: what identifies it, how it stands, and about whom.

    `told` says how it stood when another letter (a request to complete) last asked for it.
    """

    key: str
    stands: str
    college: str
    person: Person
    ask: Ask
    due_on: dt.date | None
    overdue: bool
    told: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One letter: what is asked for now, and what was asked for before and is still open."""

    college: str
    week: str
    asked: tuple[Matter, ...]
    mentioned: tuple[Matter, ...]


def week_of(day: dt.date) -> str:
    """The ISO week, ``2026-W37``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def matters_of_cases(
    cases: Sequence[AdjustmentStanding],
    school: SchoolCalendar,
    today: dt.date,
    zone: dt.tzinfo,
    letters: Mapping[str, dt.datetime],
    lengths_on: LengthsOn,
) -> Iterable[Matter]:
    """What adjustments lack. Without a day in the calendar nothing is reminded of.

    Each mail of a case was answered with what is lacking, so that a reminder says something
    new only when the day has passed, and some time after that answer. `letters` says when the
    newest was written, by case: a mail that is handled late is answered late.
    """
    for case in cases:
        due = due_on(case.term, school, lengths_on)
        if case.state is not SubmissionState.TO_COMPLETE or due is None or not case.college:
            continue
        overdue = today > due
        moments = [*case.received, *([letters[case.id]] if case.id in letters else [])]
        newest = max(moments).astimezone(zone).date() if moments else due
        stands = OVERDUE if overdue else OPEN
        told = OPEN if newest <= due and newest + PATIENCE < today else stands
        lengths = lengths_on(judged_on(case, today, zone))
        for ask in asks_of(as_it_stands(case, today, zone), lengths):
            key = f"{case.id}/{ask.clause}/{ask.says}"
            yield Matter(key, stands, case.college, case.leaver, ask, due, overdue, told)


def matters_of_obligations(owed: Sequence[Owed], today: dt.date) -> Iterable[Matter]:
    """What is overdue, and what falls due within two weeks."""
    for one in owed:
        if one.state not in (OwedState.DUE, OwedState.OVERDUE) or one.due_on is None:
            continue
        if today < one.due_on - AHEAD or not one.college or not one.reminded:
            continue
        key = f"{one.appointment}/{one.obligation}/{one.period}"
        ask = Ask(one.clause, one.label + _of_period(one.period))
        overdue = one.state is OwedState.OVERDUE
        yield Matter(key, one.state.value, one.college, one.person, ask, one.due_on, overdue)


def _of_period(period: str) -> str:
    """Nothing where it is owed once."""
    return f"（{period_label(period)}）" if period else ""


def reminders_due(
    matters: Iterable[Matter],
    asked: Mapping[str, str],
    written: frozenset[tuple[str, str]],
    today: dt.date,
) -> tuple[Reminder, ...]:
    """The letters of today. `asked` tells how each matter stood when it was last asked for.

    `written` holds the college and week of every letter before; a college gets one a week.
    """
    week = week_of(today)
    open_with: dict[str, list[Matter]] = {}
    for matter in matters:
        open_with.setdefault(matter.college, []).append(matter)
    letters = []
    for college, open_now in sorted(open_with.items()):
        fresh = tuple(one for one in open_now if not _asked_already(one, asked))
        if fresh and (college, week) not in written:
            known = tuple(one for one in open_now if _asked_already(one, asked))
            letters.append(Reminder(college, week, fresh, known))
    return tuple(letters)


def _asked_already(matter: Matter, asked: Mapping[str, str]) -> bool:
    return matter.stands in (asked.get(matter.key), matter.told)
