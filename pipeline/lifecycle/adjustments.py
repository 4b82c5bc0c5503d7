"""What an adjustment still lacks, when it is due, and whether it came in time (三.1.(2))."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.domain.adjustments import (
    ABOUT_THE_LEAVER,
    MATERIALS,
    AdjustmentStanding,
)
from pipeline.domain.lengths import Counting, Lengths, LengthsOn, months_in_words
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import Ask, SubmissionState
from pipeline.domain.school_calendar import SchoolCalendar
from pipeline.lifecycle.state_tables import ADJUSTMENT, AdjustmentEvent, apply
from pipeline.lifecycle.tenure import past_the_opinion

CLAUSE = "三.1.(2)"
REQUEST_CLAUSE = "三.1.(2)①"
FORM_CLAUSE = "三.1.(2)②"

_CLAUSES = {
    PaperKind.REPLACEMENT_REQUEST: REQUEST_CLAUSE,
    PaperKind.APPLICATION_FORM: FORM_CLAUSE,
    PaperKind.CASE_REPORT: "三.1.(2)③",
    PaperKind.EVALUATION_OPINION: "三.1.(2)③",
}


class Presence(StrEnum):
    """How it stands with one of the materials."""

    RECEIVED = "received"
    MISSING = "missing"
    NOT_REQUIRED = "not_required"
    UNKNOWN = "unknown"  # whether it is required depends on a tenure nobody has stated


@dataclass(frozen=True, slots=True)
class Requirement:
    kind: PaperKind
    clause: str
    presence: Presence


def requirements(case: AdjustmentStanding, lengths: Lengths) -> tuple[Requirement, ...]:
    """The materials of the clause and how it stands with each, in the clause's order."""
    return tuple(
        Requirement(kind, _CLAUSES[kind], _presence(case, kind, lengths)) for kind in MATERIALS
    )


def as_of(case: AdjustmentStanding, day: dt.date) -> AdjustmentStanding:
    """The case with a day of leaving: where no paper states one, the day its papers came."""
    if case.tenure.left_on:
        return case
    return replace(case, tenure=replace(case.tenure, left_on=day.isoformat()))


def presumed_leaving(arrivals: Sequence[tuple[PaperKind, dt.date]]) -> dt.date | None:
    """Where no paper states the day: when the request came, else the first paper of the leaver.

    Whichever mail is looked at and whenever, it is the same day.
    """
    requests = [day for kind, day in arrivals if kind is PaperKind.REPLACEMENT_REQUEST]
    of_the_leaver = [day for kind, day in arrivals if kind in ABOUT_THE_LEAVER]
    return min(requests or of_the_leaver, default=None)


def arrivals_of(case: AdjustmentStanding, zone: dt.tzinfo) -> list[tuple[PaperKind, dt.date]]:
    pairs = zip(case.materials, case.received, strict=True)
    return [(one.kind, moment.astimezone(zone).date()) for one, moment in pairs]


def as_it_stands(case: AdjustmentStanding, today: dt.date, zone: dt.tzinfo) -> AdjustmentStanding:
    """The case with the day of leaving that holds where no paper states one."""
    return as_of(case, presumed_leaving(arrivals_of(case, zone)) or today)


def judged_on(case: AdjustmentStanding, today: dt.date, zone: dt.tzinfo) -> dt.date:
    """The day whose edition judges an adjustment: when its first paper came."""
    first = first_arrival(case)
    return first.astimezone(zone).date() if first else today


def _presence(case: AdjustmentStanding, kind: PaperKind, lengths: Lengths) -> Presence:
    if kind is PaperKind.APPLICATION_FORM and case.incoming_refused:
        return Presence.MISSING
    if case.has(kind):
        return Presence.RECEIVED
    if kind is not PaperKind.EVALUATION_OPINION:
        return Presence.MISSING
    required = past_the_opinion(case.tenure, lengths)
    if required is None:
        return Presence.UNKNOWN
    return Presence.MISSING if required else Presence.NOT_REQUIRED


def missing(case: AdjustmentStanding, lengths: Lengths) -> tuple[PaperKind, ...]:
    found = requirements(case, lengths)
    return tuple(one.kind for one in found if one.presence is Presence.MISSING)


def asks_of(case: AdjustmentStanding, lengths: Lengths) -> tuple[Ask, ...]:
    """What the college is asked for, a line for each thing, doubts after what is missing."""
    leaver, incoming = _named(case.leaver, "离岗助理"), _named(case.incoming, "新任助理")
    lines = {
        PaperKind.REPLACEMENT_REQUEST: "请填报《研究生德育工作助理更换申请》"
        "（打印后加盖学院党委公章报研究生工作部，电子版一并发来）",
        PaperKind.APPLICATION_FORM: f"{incoming}未获同意上岗，请另报一人，"
        "并由其填写《研究生德育工作助理上岗申请表》电子版，经学院审核后发来"
        if case.incoming_refused
        else f"请由{incoming}填写《研究生德育工作助理上岗申请表》电子版，经学院审核后发来",
        PaperKind.CASE_REPORT: f"请提交{leaver}结合自己工作经历撰写的工作案例",
        PaperKind.EVALUATION_OPINION: f"{leaver}在岗时间超过"
        f"{months_in_words(lengths.opinion_past_months)}，"
        "请学院学生工作办公室提交对该助理的评议意见",
    }
    wanted = [Ask(_CLAUSES[kind], lines[kind]) for kind in missing(case, lengths)]
    if case.leaver.name and not case.leaver.student_no:
        clause = _CLAUSES[PaperKind.REPLACEMENT_REQUEST]
        wanted.append(Ask(clause, f"请写明{leaver}的学号"))
    return (*wanted, *(Ask(CLAUSE, doubt) for doubt in case.doubts))


def _named(person: Person, role: str) -> str:
    return f"{role}{person.name}" if person.name else role


def collected_state(case: AdjustmentStanding, lengths: Lengths) -> SubmissionState:
    """The state after a mail brought something; what was decided or closed stays so."""
    event = AdjustmentEvent.INCOMPLETE if asks_of(case, lengths) else AdjustmentEvent.COMPLETE
    return SubmissionState(apply(ADJUSTMENT, case.state, event) or case.state)


def due_on(term: str, school: SchoolCalendar, lengths_on: LengthsOn) -> dt.date | None:
    """The last day of 每学期开学后两周内, past days of rest, by the edition of the term's first day.

    None where the calendar does not say when the term begins.
    """
    dates = school.dates_of(term)
    if dates is None:
        return None
    lengths = lengths_on(dates.begins_on)
    day = dates.begins_on + dt.timedelta(days=lengths.adjustment_days)
    if lengths.counting is Counting.FIRST_DAY_COUNTS:
        day -= dt.timedelta(days=1)
    while school.is_rest_day(day):
        day += dt.timedelta(days=1)
    return day


def first_arrival(case: AdjustmentStanding) -> dt.datetime | None:
    """When the first paper of the case was received, by the server's clock."""
    return min(case.received, default=None)


def completed_at(case: AdjustmentStanding, lengths: Lengths) -> dt.datetime | None:
    """When the last required material first arrived; None while one is missing or uncertain."""
    arrivals: list[dt.datetime] = []
    for one in requirements(case, lengths):
        if one.presence in (Presence.MISSING, Presence.UNKNOWN):
            return None
        arrivals += _first_of(case, one.kind)
    return max(arrivals, default=None)


def _first_of(case: AdjustmentStanding, kind: PaperKind) -> Sequence[dt.datetime]:
    moments = [
        moment
        for one, moment in zip(case.materials, case.received, strict=True)
        if one.kind is kind
    ]
    return [min(moments)] if moments else []


def is_late(case: AdjustmentStanding, due: dt.date | None, today: dt.date, zone: dt.tzinfo) -> bool:
    """Whether the first paper came after the due day, or nothing came by `today`. Only a flag."""
    if due is None:
        return False
    first = first_arrival(case)
    return (first.astimezone(zone).date() if first else today) > due
