"""Adjustments of a mail: what is known that bears on them, and what is filed for them (三.1.(2))."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.adjustments import (
    ABOUT_THE_LEAVER,
    Collected,
    FiledPaper,
    Material,
    Service,
    Tenure,
)
from pipeline.domain.appointments import SERVING, AppointmentState
from pipeline.domain.entries import ApplicationLink, FiledEntry, PaperLine
from pipeline.domain.papers import Paper, PaperKind
from pipeline.domain.people import Person, same_person
from pipeline.domain.plans import ApplicationStanding
from pipeline.domain.school_calendar import term_applied_for
from pipeline.lifecycle.beginning import OPEN, THIS_MAIL, Known
from pipeline.lifecycle.collecting import Collection
from pipeline.office.filing import file_entry
from pipeline.office.house import Office, adjustment_object
from pipeline.office.lengths import lengths_of

ABOUT_TENURE = ("started_on", "left_on", "tenure_months")
"""Fields by which a paper states how long somebody served."""

_CONCERNED = (PaperKind.REPLACEMENT_REQUEST, PaperKind.APPLICATION_FORM, *ABOUT_THE_LEAVER)

_ENDED = (AppointmentState.LEFT, AppointmentState.DISMISSED)

REMEMBERED = dt.timedelta(days=183)
"""How long before its adjustment a case report may have been sent: one term."""


def paper_line(paper: Paper) -> PaperLine:
    stated = tuple(one for one in paper.fields if one.name in (*ABOUT_TENURE, "period"))
    return PaperLine(paper.kind, paper.source, paper.person, paper.says("college"), stated)


def known_of(
    papers: Sequence[Paper],
    applications: Sequence[ApplicationStanding],
    office: Office,
    received_at: dt.datetime,
) -> Known:
    """What the office holds of the people whom these papers name; read before anything is filed."""
    concerned = [one for one in papers if one.kind in _CONCERNED]
    people = [person for paper in concerned for person in _people(paper)]
    if not people:
        return Known(lengths_of(office), applications=tuple(applications))
    lives = office.ledger.lives
    loose = _unclaimed(concerned, office, received_at)
    cases = lives.adjustments(people, [one.says("college") for one in concerned])
    comers = [
        Person(one.says("incoming_name"), one.says("incoming_student_no")) for one in concerned
    ]
    earlier = office.ledger.like(
        [one.name for one in comers if one.name],
        [one.student_no for one in comers if one.student_no],
    )
    known = (*earlier, *applications, *loose.applications)
    of_them = (
        one
        for one in lives.papers(people, ABOUT_THE_LEAVER)
        if received_at - REMEMBERED <= one.received_at <= received_at
    )
    return Known(
        lengths_of(office),
        adjustments=cases,
        papers=tuple(dict.fromkeys((*of_them, *loose.papers))),
        services=_services([*people, *(one.person for one in loose.papers)], office),
        applications=tuple({one.id: one for one in known}.values()),
        zone=office.house.timezone,
        unclaimed_papers=loose.papers,
        unclaimed_applications=loose.applications,
    )


@dataclass(frozen=True, slots=True)
class _Unclaimed:
    """What of a college belongs to no adjustment yet, though it may belong to this mail's."""

    papers: tuple[FiledPaper, ...] = ()
    applications: tuple[ApplicationStanding, ...] = ()


def _unclaimed(concerned: Sequence[Paper], office: Office, received_at: dt.datetime) -> _Unclaimed:
    """Nothing where the mail names its adjustment itself, or speaks of several colleges."""
    colleges = {one.says("college") for one in concerned} - {""}
    college = colleges.pop() if len(colleges) == 1 else ""
    if not college or any(one.kind is PaperKind.REPLACEMENT_REQUEST for one in concerned):
        return _Unclaimed()
    ledger = office.ledger
    term = str(term_applied_for(office.house.day_of(received_at)))
    cases = [one for one in ledger.lives.adjustments(colleges=[college]) if one.college == college]
    papers = tuple(
        one
        for one in ledger.lives.papers(
            kinds=(PaperKind.CASE_REPORT, PaperKind.EVALUATION_OPINION), college=college
        )
        if received_at - REMEMBERED <= one.received_at <= received_at
        and not any(same_person(one.person, case.leaver) for case in cases)
    )
    claimed = {one.application for one in cases}
    rows = [
        one
        for one in ledger.applications(term=term, college=college)
        if one.state in OPEN and one.id not in claimed
    ]
    ids = {one.id for one in rows}
    numbers = [one.person.student_no for one in rows if one.person.student_no]
    names = [one.person.name for one in rows if not one.person.student_no]
    known = ledger.like(names, numbers) if rows else ()
    return _Unclaimed(papers, tuple(one for one in known if one.id in ids))


def _services(people: Sequence[Person], office: Office) -> tuple[Service, ...]:
    """Who of these people serves or served, by the office's own record; who still does, last."""
    served = {
        one.id: one for person in people for one in office.ledger.lives.appointments(person=person)
    }
    begun = [one for one in served.values() if one.state in (*SERVING, *_ENDED)]
    begun.sort(key=lambda one: one.state in SERVING)
    return tuple(
        Service(
            one.person,
            one.college,
            Tenure(
                one.starts_on,
                one.ended_on if one.state in _ENDED else "",
                suspended_days=one.suspended_days,
            ),
        )
        for one in begun
    )


def _people(paper: Paper) -> list[Person]:
    """Whom a paper is about, whom it names as leaving, whom as coming."""
    told = [
        paper.person,
        Person(paper.says("leaver_name"), paper.says("leaver_student_no")),
        Person(paper.says("incoming_name"), paper.says("incoming_student_no")),
    ]
    return [one for one in told if one.named]


def collected_of(
    submission: str,
    key: str,
    office: Office,
    collections: Sequence[Collection],
    links: Sequence[ApplicationLink],
    received_on: dt.date,
) -> tuple[Collected, ...]:
    """What this mail brings for each adjustment, in full; a new adjustment gets its number.

    Asked again with the same `key`, a new adjustment gets the same number.
    """
    fresh = [one for one in collections if not one.case.id]
    keys = [f"{key}/adjustment/{number}" for number, _ in enumerate(fresh)]
    numbers = iter(office.ledger.numbers("C", received_on.year, keys))
    made = []
    for one in collections:
        case = one.case
        brought = links[one.candidature].application if one.candidature is not None else ""
        made.append(
            Collected(
                adjustment=case.id or next(numbers),
                submission=submission,
                college=case.college,
                term=case.term,
                leaver=case.leaver,
                incoming=case.incoming,
                application=brought or case.application,
                materials=tuple(_placed(material, submission) for material in one.brought),
                tenure=case.tenure,
                state=case.state,
                asks=one.asks,
                doubts=case.doubts,
                sender=case.sender,
                opened=not case.id,
            )
        )
    return tuple(made)


def _placed(material: Material, submission: str) -> Material:
    return (
        replace(material, submission=submission) if material.submission == THIS_MAIL else material
    )


def file_collected(
    collected: Sequence[Collected], identity: str, handled: FiledEntry, office: Office
) -> list[FiledEntry]:
    """The entries of a handled mail's adjustments, as they lie in the adjustments' objects."""
    return [
        file_entry(
            office.archive,
            adjustment_object(one.adjustment),
            f"material-{identity[:32]}-{number}",
            handled.entry.at,
            handled.entry.by,
            (one.adjustment,),
            one,
        )
        for number, one in enumerate(collected)
    ]
