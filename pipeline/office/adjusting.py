"""Adjustments of a mail: what is known that bears on them, and what is filed for them (三.1.(2))."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.adjustments import ABOUT_THE_LEAVER, Collected, Material, Tenure
from pipeline.domain.appointments import SERVING
from pipeline.domain.entries import ApplicationLink, FiledEntry, PaperLine
from pipeline.domain.papers import Paper, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import ApplicationStanding
from pipeline.lifecycle.beginning import THIS_MAIL, Known
from pipeline.lifecycle.collecting import Collection
from pipeline.office.filing import file_entry
from pipeline.office.house import Office, adjustment_object
from pipeline.office.intake_ports import WorkItem

ABOUT_TENURE = ("started_on", "left_on", "tenure_months")
"""Fields by which a paper states how long somebody served."""

_CONCERNED = (PaperKind.REPLACEMENT_REQUEST, PaperKind.APPLICATION_FORM, *ABOUT_THE_LEAVER)

REMEMBERED = dt.timedelta(days=183)
"""How long before its adjustment a case report may have been sent: one term."""


def paper_line(paper: Paper) -> PaperLine:
    stated = tuple(one for one in paper.fields if one.name in ABOUT_TENURE)
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
        return Known(applications=tuple(applications))
    lives = office.ledger.lives
    cases = lives.adjustments(people, [one.says("college") for one in concerned])
    comers = [one for paper in concerned for one in _people(paper)[2:]]
    earlier = office.ledger.like(
        [one.name for one in comers if one.name],
        [one.student_no for one in comers if one.student_no],
    )
    return Known(
        adjustments=cases,
        papers=tuple(
            one
            for one in lives.papers(people, ABOUT_THE_LEAVER)
            if received_at - REMEMBERED <= one.received_at <= received_at
        ),
        tenures=_tenures(people, office),
        applications=tuple(earlier or applications),
    )


def _tenures(people: Sequence[Person], office: Office) -> tuple[tuple[Person, Tenure], ...]:
    """Who of these people serves, and since when, by the office's own record."""
    served = {
        one.id: one for person in people for one in office.ledger.lives.appointments(person=person)
    }
    return tuple(
        (one.person, Tenure(one.starts_on, suspended_days=one.suspended_days))
        for one in served.values()
        if one.state in SERVING
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
    item: WorkItem,
    office: Office,
    collections: Sequence[Collection],
    links: Sequence[ApplicationLink],
    received_on: dt.date,
) -> tuple[Collected, ...]:
    """What this mail brings for each adjustment, in full; a new adjustment gets its number."""
    fresh = [one for one in collections if not one.case.id]
    keys = [f"{item.identity}/adjustment/{number}" for number, _ in enumerate(fresh)]
    numbers = iter(office.ledger.numbers("C", received_on.year, keys))
    made = []
    for one in collections:
        case = one.case
        brought = links[one.candidature].application if one.candidature is not None else ""
        made.append(
            Collected(
                adjustment=case.id or next(numbers),
                submission=item.submission,
                college=case.college,
                term=case.term,
                leaver=case.leaver,
                incoming=case.incoming,
                application=brought or case.application,
                materials=tuple(_placed(material, item.submission) for material in one.brought),
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
