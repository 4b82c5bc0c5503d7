"""What every assistant owes, by clause and day: from appointments, calendar and what is held.

A year is an academic year (每年 and 每学年 are mixed in the source). Only where a clause sets a
day can something be overdue; 及时, 经常 and 定期 set none. Whoever serves fewer than `LEAST_DAYS`
days of a term, or `LEAST_DAYS_OF_A_YEAR` of a year without being there at its end, does not owe
what that period asks for; nor does who is suspended for all of it. Of whoever has left or was
removed nobody is reminded but of what leaving asks for.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.adjustments import FiledPaper, Tenure
from pipeline.domain.appointments import (
    AppointmentStanding,
    AppointmentState,
    PaperItem,
    PaperItemKind,
    PaperState,
    Settlement,
    SettlingEvent,
)
from pipeline.domain.lengths import LengthsOn
from pipeline.domain.obligations import Each, Obligation, Owed, OwedState
from pipeline.domain.people import same_person
from pipeline.domain.school_calendar import SchoolCalendar, Season, Term
from pipeline.lifecycle.serving import ENDED
from pipeline.lifecycle.tenure import days_of, past_the_opinion

LEAST_DAYS = 28
LEAST_DAYS_OF_A_YEAR = 180
LONGEST_TERM = dt.timedelta(days=150)

_OWING = (
    AppointmentState.ACTIVE,
    AppointmentState.SUSPENDED,
    AppointmentState.WARNED,
    AppointmentState.LEAVING,
    AppointmentState.LEFT,
    AppointmentState.DISMISSED,
)

_PAPERS_OF = {
    "registration_form": PaperItemKind.REGISTRATION_FORM,
    "agreement": PaperItemKind.AGREEMENT_DEPARTMENT,
}


@dataclass(frozen=True, slots=True)
class Period:
    """A term or an academic year; `evidence_until` is the day before the next one begins."""

    name: str
    first: dt.date
    last: dt.date | None
    evidence_until: dt.date
    seasons: tuple[Season, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What the office holds: papers by person, trainings attended, paper items, settlements.

    `trainings` are student number, day, and whether the person attended.
    """

    papers: tuple[FiledPaper, ...] = ()
    trainings: tuple[tuple[str, dt.date, bool], ...] = ()
    items: tuple[PaperItem, ...] = ()
    settlements: tuple[Settlement, ...] = ()


def owed_by(
    appointments: Sequence[AppointmentStanding],
    duties: Sequence[Obligation],
    school: SchoolCalendar,
    held: Held,
    lengths_on: LengthsOn,
    today: dt.date,
    until: dt.date | None = None,
) -> tuple[Owed, ...]:
    """Everything owed in the periods that begin by `until` (today), the earliest day first."""
    rows = []
    for one in appointments:
        own = _of(one, held, appointments)
        days = today, max(today, until or today)
        rows += [row for duty in duties for row in _owed(one, duty, school, own, lengths_on, days)]
    rows.sort(key=lambda row: (row.due_on or dt.date.max, row.college, row.appointment, row.clause))
    return tuple(rows)


def _of(one: AppointmentStanding, held: Held, everybody: Sequence[AppointmentStanding]) -> Held:
    """What is held of one person; a paper with a name alone is nobody's where two share it."""
    namesakes = {
        other.person.student_no for other in everybody if other.person.name == one.person.name
    }
    return Held(
        tuple(
            paper
            for paper in held.papers
            if same_person(paper.person, one.person)
            and (paper.person.student_no or len(namesakes) == 1)
        ),
        tuple(row for row in held.trainings if row[0] == one.person.student_no),
        tuple(item for item in held.items if item.about == one.id),
        tuple(word for word in held.settlements if word.appointment == one.id),
    )


def _owed(
    one: AppointmentStanding,
    duty: Obligation,
    school: SchoolCalendar,
    held: Held,
    lengths_on: LengthsOn,
    days: tuple[dt.date, dt.date],
) -> Iterable[Owed]:
    today, until = days
    match duty.each:
        case Each.START:
            if one.state in (AppointmentState.PENDING, *_OWING) and one.application:
                yield _at_the_start(one, duty, held)
        case Each.LEAVING:
            owes = not duty.past_the_opinion or _served_long(one, lengths_on, today)
            if owes and one.state in (AppointmentState.LEAVING, AppointmentState.LEFT):
                yield _at_the_end(one, duty, held, today)
        case Each.TERM | Each.YEAR:
            periods = terms_of(school) if duty.each is Each.TERM else years_of(school)
            for period in periods:
                if period.first <= until and _serves(one, period, duty.each):
                    yield _in_a_period(one, duty, period, held, today)


def terms_of(school: SchoolCalendar) -> tuple[Period, ...]:
    """The terms that the calendar has, each until the next begins."""
    terms = sorted(school.terms, key=lambda one: one.begins_on)
    periods = []
    for number, one in enumerate(terms):
        after = terms[number + 1].begins_on if number + 1 < len(terms) else None
        until = after - dt.timedelta(days=1) if after else one.begins_on + LONGEST_TERM
        season = Term.parse(one.term).season
        periods.append(Period(one.term, one.begins_on, one.ends_on, until, (season,)))
    return tuple(periods)


def years_of(school: SchoolCalendar) -> tuple[Period, ...]:
    """Academic years, as far as the calendar has their terms; named ``2026-2027``."""
    years: dict[int, list[Period]] = {}
    for term in terms_of(school):
        parsed = Term.parse(term.name)
        years.setdefault(parsed.year - (parsed.season is Season.SPRING), []).append(term)
    return tuple(
        Period(
            f"{year}-{year + 1}",
            terms[0].first,
            terms[-1].last if terms[-1].seasons == (Season.SPRING,) else None,
            terms[-1].evidence_until,
            tuple(season for term in terms for season in term.seasons),
        )
        for year, terms in sorted(years.items())
    )


def _serves(one: AppointmentStanding, period: Period, each: Each) -> bool:
    """Whether the person serves long enough in a period to owe what it asks for."""
    started, ended = days_of(one.starts_on), days_of(one.ended_on)
    if one.state not in _OWING or started is None:
        return False
    last = period.last or period.evidence_until
    begin = max(started.first, period.first)
    end = min(ended.last, last) if ended else last
    days = (end - begin).days + 1 - _away(one, begin, end)
    if each is Each.TERM:
        return days >= LEAST_DAYS
    there_at_the_end = end == last and days >= LEAST_DAYS
    return there_at_the_end or days >= LEAST_DAYS_OF_A_YEAR


def _away(one: AppointmentStanding, begin: dt.date, end: dt.date) -> int:
    """Days of suspension between two days."""
    spans = ((max(first, begin), min(last or end, end)) for first, last in one.suspensions)
    return sum(max(0, (last - first).days) for first, last in spans)


def _in_a_period(
    one: AppointmentStanding, duty: Obligation, period: Period, held: Held, today: dt.date
) -> Owed:
    evidence = tuple(
        paper.submission
        for paper in held.papers
        if paper.kind in duty.evidence and _is_for(paper, duty, period)
    )
    trainings = [
        attended
        for _, day, attended in held.trainings
        if period.first <= day <= period.evidence_until
    ]
    done = duty.id == "training" and any(trainings)
    state = _state(
        settled=_settled(duty, period.name, held),
        evidence=bool(evidence) or done,
        past=_must(duty, period) and period.last is not None and today > period.last,
    )
    return Owed(
        appointment=one.id,
        person=one.person,
        college=one.college,
        obligation=duty.id,
        label=duty.label,
        clause=duty.clause,
        period=period.name,
        due_on=period.last,
        state=state,
        evidence=tuple(dict.fromkeys(evidence)),
        attended=sum(trainings),
        held=len(trainings),
        reminded=duty.reminded and one.state not in ENDED,
    )


def _is_for(paper: FiledPaper, duty: Obligation, period: Period) -> bool:
    """By the period that the paper names; where it names none of the kind, by when it came."""
    named = paper.says("period")
    if duty.each is Each.YEAR and named and not named[-1].isdecimal():
        term = Term.parse(named)
        first = term.year - (term.season is Season.SPRING)
        named = f"{first}-{first + 1}"
    if named and (duty.each is Each.YEAR or not named[-1].isdecimal()):
        return named == period.name
    return period.first <= paper.received_at.date() <= period.evidence_until


def _must(duty: Obligation, period: Period) -> bool:
    return duty.dated and (duty.at_least is None or duty.at_least in period.seasons)


def _at_the_start(one: AppointmentStanding, duty: Obligation, held: Held) -> Owed:
    """Papers that must be back before somebody begins; no clause sets a day for them."""
    kind = _PAPERS_OF.get(duty.id)
    back = any(item.kind is kind and item.state is PaperState.RECEIVED for item in held.items)
    state = _state(_settled(duty, "", held), evidence=False, past=False)
    return Owed(
        one.id,
        one.person,
        one.college,
        duty.id,
        duty.label,
        duty.clause,
        "",
        None,
        OwedState.DONE if back else state,
    )


def _served_long(one: AppointmentStanding, lengths_on: LengthsOn, today: dt.date) -> bool:
    """Whether somebody surely served past 一年半 by the edition of the day of leaving."""
    tenure = Tenure(one.starts_on, one.ended_on, suspended_days=one.suspended_days)
    leaves = days_of(one.ended_on)
    return past_the_opinion(tenure, lengths_on(leaves.last if leaves else today)) is True


def _at_the_end(one: AppointmentStanding, duty: Obligation, held: Held, today: dt.date) -> Owed:
    """What is owed before leaving."""
    evidence = [paper.submission for paper in held.papers if paper.kind in duty.evidence]
    leaves = days_of(one.ended_on)
    return Owed(
        one.id,
        one.person,
        one.college,
        duty.id,
        duty.label,
        duty.clause,
        "",
        leaves.last if leaves else None,
        _state(
            _settled(duty, "", held),
            bool(evidence),
            past=duty.dated and leaves is not None and today > leaves.last,
        ),
        tuple(dict.fromkeys(evidence)),
        reminded=duty.reminded,
    )


def _settled(duty: Obligation, period: str, held: Held) -> SettlingEvent | None:
    words = [
        word.event
        for word in held.settlements
        if (word.obligation, word.period) == (duty.id, period)
    ]
    return words[-1] if words else None


def _state(settled: SettlingEvent | None, evidence: bool, past: bool) -> OwedState:
    if settled is not None:
        return OwedState.DONE if settled is SettlingEvent.DONE else OwedState.WAIVED
    if evidence:
        return OwedState.SUBMITTED
    return OwedState.OVERDUE if past else OwedState.DUE
