"""Handling one stored mail: the one sequence from bytes to archive, ledger and outbox.

    message.eml -> understand -> judge -> plan -> write the letter -> file -> record

Everything before `file` is pure and may be repeated. The entry `handle` in the mail's object
is the one place where it is decided what follows; after it, each step is taken from there.
"""

import datetime as dt
import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.domain.entries import (
    ApplicationLink,
    FiledEntry,
    Handled,
    PaperLine,
    Quarantined,
    Revised,
    TakenIn,
)
from pipeline.domain.letters import Letter
from pipeline.domain.papers import Paper
from pipeline.domain.plans import STATE_LABELS, Candidature, Notice, Plan, Standing, SubmissionState
from pipeline.errors import NotFoundError, OfficeError
from pipeline.notices.wording import NoticeWords, paper_labels, person_line
from pipeline.office.encoding import decode
from pipeline.office.filing import entries_of, entry_path, file_entry, known_entry
from pipeline.office.house import SOFTWARE, Office, application_object, mail_object, not_found
from pipeline.office.ports import WorkItem
from pipeline.office.telling import check_json
from pipeline.office.understanding import Understood, judge_forms, understand_mail
from pipeline.office.writing import NoticeDraft, chinese_day, write_notice
from pipeline.planning import make_plan

MAX_ATTEMPTS = 5


@dataclass(slots=True)
class Handling:
    """What one pass over the waiting mails did; it grows while the pass goes on."""

    handled: dict[str, SubmissionState] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    notices: int = 0


def handle_waiting(
    office: Office, progress: Callable[[str], None] = lambda submission: None
) -> Handling:
    """Handle every stored mail that waits, oldest first.

    A mail that our own code cannot handle is tried five times and then put in front of a
    person with its traceback; the others go on.
    """
    handling = Handling()
    while (item := office.ledger.claim()) is not None:
        with office.ledger.act():
            filed: FiledEntry | None
            try:
                filed = _handle_or_give_up(item, office)
            except OfficeError:
                raise
            except Exception:  # noqa: BLE001  # the worker's edge: a bug costs one mail, never the run
                filed = _give_up(item, office, traceback.format_exc())
        _count(handling, filed)
        progress(item.submission)
    return handling


def _count(handling: Handling, filed: FiledEntry | None) -> None:
    match filed.entry.body if filed else None:
        case Handled() as body:
            handling.handled[body.submission] = body.state
            handling.notices += len(body.notices)
            if body.unreadable:
                handling.unreadable.add(body.submission)
        case Quarantined() as body:
            handling.handled[body.submission] = SubmissionState.QUARANTINED


def _give_up(item: WorkItem, office: Office, fault: str) -> FiledEntry | None:
    office.ledger.note_failure(item.submission, fault)
    if item.attempts < MAX_ATTEMPTS:
        return None
    object_id = mail_object(item.identity)
    earlier = sum(
        isinstance(one.entry.body, Quarantined) for one in entries_of(office.archive, object_id)
    )
    tick = office.ledger.clock(office.now())
    filed = file_entry(
        office.archive,
        object_id,
        f"quarantine-{item.identity[:32]}-{earlier + 1}",
        tick(),
        SOFTWARE,
        (item.submission,),
        Quarantined(item.submission, item.attempts, fault),
    )
    office.ledger.record([filed], office.archive.read)
    return filed


def replay(submission: str, office: Office) -> SubmissionState:
    """Try a mail again that five attempts could not handle; answers its state afterwards."""
    row = office.ledger.submission(submission)
    if row is None:
        raise not_found(submission)
    if row.state is not SubmissionState.QUARANTINED:
        raise NotFoundError(
            f"{submission} 不在待查之列（现在是：{STATE_LABELS[row.state]}）。",
            "请用 deyu quarantine list 查看哪些邮件在等。",
        )
    with office.ledger.act():
        office.ledger.requeue(submission)
    handle_waiting(office)
    return office.ledger.states([submission])[submission]


def _handle_or_give_up(item: WorkItem, office: Office) -> FiledEntry | None:
    if item.attempts > MAX_ATTEMPTS:
        known = office.ledger.failure(item.submission)
        return _give_up(item, office, known or "处理这封邮件时程序多次被中断，没有留下报错。")
    return _handle(item, office)


def _handle(item: WorkItem, office: Office) -> FiledEntry:
    object_id = mail_object(item.identity)
    filed = known_entry(office.archive, object_id, _handle_id(item))
    if filed is None:
        filed = _read_judge_and_plan(item, office)
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
    office.crash("revised_filed")
    office.ledger.record([filed, *after], office.archive.read)
    office.crash("handled")
    return filed


def _handle_id(item: WorkItem) -> str:
    return f"handle-{item.identity[:32]}"


def _read_judge_and_plan(item: WorkItem, office: Office) -> FiledEntry:
    object_id = mail_object(item.identity)
    taken = _taken_in(item, office)
    received_on = taken.received_at.astimezone(office.house.timezone).date()
    data = office.archive.read(object_id, "message.eml")
    understood = understand_mail(data, office.reader, office.house.addresses)
    letter = understood.letter
    if letter is None:
        raise TypeError("a mail is always a letter")
    judgements = judge_forms(understood, office.edition, received_on)
    standing = _standing(understood, office, taken.silent)
    plan = make_plan(
        letter, understood.papers, judgements, understood.problems, standing, received_on
    )
    at = office.ledger.clock(office.now())()
    links, revised = _applications(item, office, plan, letter, received_on)
    notices, files = _letters(item, office, plan, understood, received_on, at)
    reading = check_json(understood, judgements, received_on, office.edition)
    files["reading.json"] = _json_bytes(reading)
    body = Handled(
        submission=item.submission,
        state=plan.state,
        automatic=letter.automatic,
        message_id=letter.message_id,
        references=letter.references,
        subject=letter.subject,
        sender=letter.sender,
        papers=tuple(_line(paper) for paper in understood.papers),
        problems=tuple(dict.fromkeys(one.code.value for one in understood.problems)),
        unreadable=any(file.problem for file in understood.files),
        applications=links,
        revised=revised,
        notices=notices,
    )
    about = (item.submission, *(link.application for link in links))
    return file_entry(office.archive, object_id, _handle_id(item), at, SOFTWARE, about, body, files)


def _json_bytes(document: object) -> bytes:
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return (text + "\n").encode(errors="backslashreplace")


def _taken_in(item: WorkItem, office: Office) -> TakenIn:
    path = entry_path(f"take-in-{item.identity[:32]}")
    body = decode(office.archive.read(mail_object(item.identity), path)).body
    if not isinstance(body, TakenIn):
        raise TypeError(f"{path} is no take_in entry")
    return body


def _line(paper: Paper) -> PaperLine:
    return PaperLine(paper.kind, paper.source, paper.person, paper.says("college"))


def _standing(understood: Understood, office: Office, silent: bool) -> Standing:
    people = [form.person for form in understood.forms]
    names = [person.name for person in people if person.name]
    numbers = [person.student_no for person in people if person.student_no]
    known = office.ledger.like(names, numbers) if names or numbers else ()
    return Standing(tuple(known), silent)


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
        if not one.unchanged:
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
        sender=plan.notice.to if plan.notice else letter.sender.address,
        fields=one.fields,
        judgement=one.judgement,
        state=one.state,
        asks=one.asks,
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
    words = NoticeWords(
        number=number,
        office=office.house.name,
        demo=office.house.demo,
        received_on=chinese_day(received_on),
        original_subject=letter.subject[:80],
        people=tuple(person_line(one) for one in plan.candidatures),
        papers=paper_labels([paper.kind for paper in understood.papers]),
        troubles=tuple(ask.says for ask in plan.asks),
    )
    draft = NoticeDraft(
        kind=plan.notice.kind,
        to=plan.notice.to,
        submission=item.submission,
        application="",
        identity=item.identity,
        answers=letter.message_id,
        references=letter.references,
    )
    notice, data = write_notice(office, draft, words, at)
    return (notice,), {notice.file: data}
