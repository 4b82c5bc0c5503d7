"""Handling one stored mail: the one sequence from bytes to archive, ledger and outbox.

    message.eml -> understand -> judge -> plan -> write the letter -> file -> record

Everything before `file` is pure and may be repeated. The entry `handle` in the mail's object
is the one place where it is decided what follows; after it, each step is taken from there.
"""

import datetime as dt
import json
import time
from dataclasses import dataclass, replace

from pipeline.domain.dispatching import ReturnedNotice
from pipeline.domain.entries import (
    ApplicationLink,
    FiledEntry,
    Handled,
    Revised,
)
from pipeline.domain.findings import Judgement
from pipeline.domain.letters import Letter
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import Candidature, Notice, NoticeKind, Standing
from pipeline.notices.permission import urgent_word
from pipeline.notices.wording import case_line, paper_labels, person_line
from pipeline.office.appointments.adjusting import (
    collected_of,
    file_collected,
    known_of,
    paper_line,
)
from pipeline.office.copies import original_of
from pipeline.office.drawing.enclosing import NOTHING, blank_form
from pipeline.office.filing import file_entry, known_entry, taken_in
from pipeline.office.house import SOFTWARE, Office, application_object, mail_object
from pipeline.office.intake_ports import WorkItem
from pipeline.office.letters.allowing import goes_by_itself
from pipeline.office.letters.returned_notices import file_returned, returned_of
from pipeline.office.registered import extracts_of
from pipeline.office.telling import check_json
from pipeline.office.understanding import Understood, judge_forms, understand_mail
from pipeline.office.writing import NoticeDraft, letter_head, write_notice
from pipeline.planning import Plan, make_plan

TURN_SECONDS = 0.02
"""How often somebody looks whether the older mails are through."""


def handle(item: WorkItem, office: Office) -> None:
    """Handle one claimed mail; raises `LeaseLostError` when another took it over."""
    read = _read_and_judge(item, office) if _handled(item, office) is None else None
    # Reading is done by many at once; what follows from it, one after the other as they came.
    while not office.ledger.leases.is_next(item):
        time.sleep(TURN_SECONDS)
    with office.act():
        office.ledger.leases.require(item.lease)
        filed = _handled(item, office)
        if filed is None:
            filed = _plan_and_file(item, read or _read_and_judge(item, office), office)
            office.crash("handled_filed")
        body = filed.entry.body
        if not isinstance(body, Handled):
            raise TypeError(f"{filed.entry.id} is no handle entry")
        after = [
            file_entry(
                office.archive,
                application_object(revised.application),
                f"revise-{item.identity[:32]}-{number}",
                filed.entry.at,
                filed.entry.by,
                (revised.application,),
                revised,
            )
            for number, revised in enumerate(body.revised)
        ]
        after += file_collected(body.collected, item.identity, filed, office)
        after += file_returned(body.returned, office)
        office.crash("revised_filed")
        office.ledger.record([filed, *after], office.archive.read, under=item.lease)
        office.crash("handled")


def _handled(item: WorkItem, office: Office) -> FiledEntry | None:
    """The entry of an earlier attempt that was killed, or of whoever had the lease before."""
    return known_entry(office.archive, mail_object(item.identity), _handle_id(item))


def _handle_id(item: WorkItem) -> str:
    return f"handle-{item.identity[:32]}"


@dataclass(frozen=True, slots=True)
class _Read:
    """What a mail says and how its forms are judged: nothing that another mail could change."""

    understood: Understood
    letter: Letter
    judgements: tuple[Judgement, ...]
    received_at: dt.datetime
    received_on: dt.date
    silent: bool
    returned: tuple[ReturnedNotice, ...]


def _read_and_judge(item: WorkItem, office: Office) -> _Read:
    taken = taken_in(office.archive, item.identity)
    received_on = office.house.day_of(taken.received_at)
    data = office.archive.read(mail_object(item.identity), "message.eml")
    gateways = office.house.gateways_of(taken.sighting.source)
    understood = understand_mail(data, office.reader, office.house.addresses, gateways)
    letter = understood.letter
    if letter is None:
        raise TypeError("a mail is always a letter")
    judgements = tuple(
        judge_forms(
            understood, office.editions.on(received_on), received_on, extracts_of(office.ledger)
        )
    )
    return _Read(
        understood,
        letter,
        judgements,
        taken.received_at,
        received_on,
        taken.silent,
        returned_of(data, letter, office),
    )


def _plan_and_file(item: WorkItem, read: _Read, office: Office) -> FiledEntry:
    object_id = mail_object(item.identity)
    understood, letter, received_on = read.understood, read.letter, read.received_on
    standing = _standing(item, office, read)
    known = known_of(understood.electronic, standing.applications, office, read.received_at)
    plan = make_plan(
        letter,
        understood.electronic,
        read.judgements,
        understood.problems,
        standing,
        received_on,
        known,
        understood.scans,
    )
    copied, at = standing.copy_of, office.ledger.clock(office.now())()
    links, revised = _applications(item, office, plan, letter, received_on)
    collected = collected_of(
        item.submission, item.identity, office, plan.collections, links, received_on
    )
    notices, files = _letters(item, office, plan, understood, received_on, at)
    reading = check_json(understood, read.judgements, received_on, office.editions.on(received_on))
    files["reading.json"] = _json_bytes(reading)
    body = Handled(
        submission=item.submission,
        state=plan.state,
        automatic=letter.automatic,
        message_id=letter.message_id,
        references=letter.references,
        subject=letter.subject,
        sender=letter.sender,
        papers=() if copied else tuple(paper_line(one) for one in understood.electronic),
        problems=tuple(dict.fromkeys(one.code.value for one in understood.problems)),
        unreadable=any(file.problem for file in understood.files),
        applications=links,
        revised=revised,
        notices=notices,
        trust=understood.trust,
        urgent="" if letter.automatic else urgent_word(letter, office.house.urgent_words),
        collected=collected,
        copy_of=copied,
        returned=read.returned,
    )
    about = (
        item.submission,
        *filter(None, (copied,)),
        *(link.application for link in links),
        *(one.adjustment for one in collected),
    )
    return file_entry(office.archive, object_id, _handle_id(item), at, SOFTWARE, about, body, files)


def _json_bytes(document: object) -> bytes:
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return (text + "\n").encode(errors="backslashreplace")


def _standing(item: WorkItem, office: Office, read: _Read) -> Standing:
    people = [form.person for form in read.understood.forms]
    names = [person.name for person in people if person.name]
    numbers = [person.student_no for person in people if person.student_no]
    known = office.ledger.like(names, numbers) if names or numbers else ()
    lives = office.ledger.lives
    served = [
        one for number in dict.fromkeys(numbers) for one in lives.appointments(Person("", number))
    ]
    original = original_of(item, read.letter, office)
    return Standing(tuple(known), read.silent, tuple(served), read.received_at, original)


def _applications(
    item: WorkItem, office: Office, plan: Plan, letter: Letter, received_on: dt.date
) -> tuple[tuple[ApplicationLink, ...], tuple[Revised, ...]]:
    """Which applications this mail touches, and their new revisions in full."""
    fresh = [one for one in plan.candidatures if not one.application]
    keys = [f"{item.identity}/{number}" for number, _ in enumerate(fresh)]
    numbers = iter(office.ledger.numbers("A", received_on.year, keys))
    links, revised = [], []
    for one in plan.candidatures:
        id_ = one.application or next(numbers)
        links.append(ApplicationLink(id_, one.revision, one.judgement.paper))
        if not one.settled:
            revised.append(_revised(id_, one, item.submission, letter, plan))
    return tuple(links), tuple(revised)


def _revised(id_: str, one: Candidature, submission: str, letter: Letter, plan: Plan) -> Revised:
    return Revised(
        application=id_,
        revision=one.revision,
        submission=submission,
        paper=one.judgement.paper,
        person=one.judgement.person,
        college=one.college,
        term=one.term,
        position_kind=one.position_kind,
        sender=plan.notice.to if plan.notice else "",
        fields=one.fields,
        judgement=one.judgement,
        state=one.state,
        asks=one.asks,
        doubts=one.doubts,
    )


def _letters(
    item: WorkItem,
    office: Office,
    plan: Plan,
    understood: Understood,
    received_on: dt.date,
    at: dt.datetime,
) -> tuple[tuple[Notice, ...], dict[str, bytes]]:
    """The one letter that answers this mail, if any, and its bytes by path."""
    letter = understood.letter
    if plan.notice is None or letter is None:
        return (), {}
    number = office.ledger.numbers("N", received_on.year, [f"{item.identity}/notice"])[0]
    incomplete = plan.wants_form or any(one.asks for one in plan.candidatures)
    asked = plan.notice.kind is NoticeKind.COMPLETION and incomplete
    enclosed = blank_form(office) if asked else NOTHING
    words = replace(
        letter_head(office, number, received_on, letter.subject),
        people=tuple(person_line(one) for one in plan.candidatures),
        cases=tuple(
            case_line(one.case, one.asks, one.from_the_college) for one in plan.collections
        ),
        papers=paper_labels([paper.kind for paper in understood.electronic]),
        scans=tuple(scan.source for scan in understood.scans),
        request_scanned=any(
            scan.supposed is PaperKind.REPLACEMENT_REQUEST for scan in understood.scans
        ),
        troubles=tuple(ask.says for ask in plan.asks),
        enclosed=enclosed.named,
    )
    draft = NoticeDraft(
        kind=plan.notice.kind,
        to=plan.notice.to,
        submission=item.submission,
        application="",
        identity=item.identity,
        answers=letter.message_id,
        references=letter.references,
        automatic=goes_by_itself(office, plan, understood),
        enclosures=enclosed.files,
    )
    notice, data = write_notice(office, draft, words, at)
    return (notice,), {notice.file: data}
