"""A person says what a scan is: one act, and its paper is ticked.

Clauses: 三.1.(1) (登记表, 申请表), 三.1.(2)① (更换申请), 责.尾 (责任书). The paper is ticked first
and the scan taken off the list after it: a call that was killed in between is simply repeated.
"""

from dataclasses import dataclass, replace
from typing import Any

from pipeline.domain.adjustments import AdjustmentStanding, Collected, Material
from pipeline.domain.appointments import PaperEvent, PaperItemKind
from pipeline.domain.entries import Handled
from pipeline.domain.letters import ProblemCode
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import same_person
from pipeline.domain.plans import SubmissionState
from pipeline.domain.scans import PAPER_OF_ITEM, Sorted
from pipeline.errors import DecisionRefusedError
from pipeline.lifecycle.adjustments import asks_of, collected_state
from pipeline.office.appointments.cases import effective
from pipeline.office.appointments.opening_adjustments import UNSAID, Request, open_adjustment
from pipeline.office.appointments.recording import Told, move_paper
from pipeline.office.appointments.recording_checks import Telling, day_of
from pipeline.office.catching_up import catch_up
from pipeline.office.filed import reading_of
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import Office, mail_object, not_found
from pipeline.office.lengths import lengths_for
from pipeline.office.mails.asking_for_forms import (
    Asked,
    ask,
    is_a_form_alone,
    letters_of,
    says_of_letters,
)
from pipeline.office.mails.scans import scans_json
from pipeline.office.rows import NoticeRow, SubmissionRow

Json = dict[str, Any]

NO_PAPER = "none"
"""What a scan is sorted as that is no paper of the office's."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """Which file of which mail is what: a paper item or None for no paper of ours.

    `file` is "" for the only one that waits; `about` is the appointment or adjustment whose paper
    it is, "" for the one that the mail itself is about; `request` is what a sealed request says,
    where no adjustment holds it yet.
    """

    submission: str
    item: PaperItemKind | None
    file: str = ""
    about: str = ""
    request: Request = UNSAID


def sort_scan(sorting: Sorting, telling: Telling, office: Office) -> Told:
    """A person says what a scan is: its paper is ticked, the mail waits for it no more.

    A request that belongs to no adjustment opens one; an application form that came as a picture
    only is asked for in electronic form. Raises `DecisionRefusedError` when it is not clear which
    file, or whose paper.
    """
    identity = _identity(sorting.submission, office)
    with office.act():
        catch_up(sorting.submission, mail_object(identity), office)
    scans = scans_json(reading_of(sorting.submission, office), identity, office)
    scan = _meant(sorting, scans)
    about = sorting.about or _whose(sorting, scan, office)
    told = _tick(about, sorting, scan, telling, office)
    with office.act():
        opened = _opened(sorting, scan, about, identity, office)
        body = _body(sorting, scan, scans, about, telling, office)
        if opened is not None:
            body = replace(body, about=opened.adjustment, collected=opened)
        row = _row(sorting.submission, office)
        asked = ask(row, identity, body, scans, _next_entry(row.id, identity, office), office)
        letters = letters_of(scan["source"], identity, office) if asked is None else ()
        if _same(scan["sorted"], body):
            state = _state(sorting.submission, office)
            return Told(sorting.submission, state.value, told, unchanged=not told)
        body = replace(
            body,
            state=SubmissionState.TO_COMPLETE
            if asked and asked.awaited and body.state is SubmissionState.FILED
            else body.state,
            notices=asked.notices if asked else (),
            withdrawn_notices=tuple(one.id for one in letters if not one.reached),
        )
        entry = _file(body, identity, telling.by, office, asked.files if asked else ())
    if opened is not None:
        told = _tick(body.about, sorting, scan, telling, office)
    return Told(
        sorting.submission,
        _state(sorting.submission, office).value,
        (*told, entry),
        False,
        tuple(one.id for one in body.notices),
        _says(body, asked, letters, office),
    )


def _tick(
    about: str, sorting: Sorting, scan: Json, telling: Telling, office: Office
) -> tuple[str, ...]:
    """The paper item ticked, where there is something that it belongs to."""
    if sorting.item is None or not about or about.startswith("A-"):
        return ()
    note = f"扫描件 {sorting.submission} {scan['source']}"
    noted = replace(telling, reason="；".join(filter(None, (note, telling.reason))))
    return move_paper(about, sorting.item, PaperEvent.RECEIVE, noted, office).entries


def _opened(
    sorting: Sorting, scan: Json, about: str, identity: str, office: Office
) -> Collected | None:
    if about or sorting.item is not PaperItemKind.REPLACEMENT_REQUEST:
        return None
    row = _row(sorting.submission, office)
    key = _next_entry(sorting.submission, identity, office)
    return open_adjustment(sorting.request, row, identity, scan["source"], key, office)


def _says(
    body: Sorted, asked: Asked | None, letters: tuple[NoticeRow, ...], office: Office
) -> tuple[str, ...]:
    """What followed, or what is left to do."""
    told = says_of_letters(body, asked, letters)
    if body.collected is not None and body.collected.asks:
        lacks = "；".join(one.says for one in body.collected.asks)
        way = f"请学院补齐用 deyu decide {body.about} return --reason 理由"
        told.append(f"{body.about}（离岗{body.collected.leaver.name}）还缺：{lacks}。{way}。")
    return tuple(told)


def _identity(submission: str, office: Office) -> str:
    if office.ledger.submission(submission) is None:
        raise not_found(submission)
    return office.ledger.identity_of(submission)


def _meant(sorting: Sorting, scans: list[Json]) -> Json:
    """The file that is sorted: as named, else the only one that waits."""
    listed = "、".join(f"“{one['source']}”" for one in scans)
    if not scans:
        raise DecisionRefusedError(
            f"{sorting.submission} 里没有图片或扫描件。", "请用 deyu show 查看这封邮件。"
        )
    if sorting.file:
        named = [
            one
            for one in scans
            if sorting.file in (one["source"], one["source"].rpartition("/")[2])
        ]
        if len(named) != 1:
            raise DecisionRefusedError(
                f"{sorting.submission} 里没有这样一个图片或扫描件：“{sorting.file}”。",
                f"请用 --file 写下列之一：{listed}。",
            )
        return named[0]
    waiting = [one for one in scans if one["to_be_sorted"]] or scans
    if len(waiting) > 1:
        raise DecisionRefusedError(
            f"{sorting.submission} 里有几个图片或扫描件，不知道指哪一个。",
            f"请用 --file 写明：{listed}。",
        )
    return waiting[0]


def _whose(sorting: Sorting, scan: Json, office: Office) -> str:
    """The adjustment or appointment that the mail itself is about, or that the file was sorted to
    before; "" where there is none.
    """
    lives, item = office.ledger.lives, sorting.item
    if item is None:
        return ""
    if item is PaperItemKind.REPLACEMENT_REQUEST:
        leaver = sorting.request.leaver
        found = [
            one.id
            for one in lives.adjustments(submission=sorting.submission)
            if not leaver.named or same_person(one.leaver, leaver)
        ]
    else:
        row = office.ledger.submission(sorting.submission)
        applications = row.applications if row else ()
        found = [one.id for line in applications for one in lives.appointments(application=line.id)]
    if len(found) > 1:
        raise DecisionRefusedError(
            f"{sorting.submission} 涉及 {'、'.join(found)}，不知道是谁的{item.label}。",
            "请加上 --for 编号（P- 或 C-）或学号。",
        )
    return found[0] if found else ""


def _body(
    sorting: Sorting, scan: Json, scans: list[Json], about: str, telling: Telling, office: Office
) -> Sorted:
    others = any(one["to_be_sorted"] and one["source"] != scan["source"] for one in scans)
    kind = PAPER_OF_ITEM[sorting.item] if sorting.item else None
    case = office.ledger.lives.adjustment(about) if about.startswith("C-") else None
    return Sorted(
        submission=sorting.submission,
        source=scan["source"],
        kind=kind,
        item=sorting.item,
        about=about,
        on=day_of(telling, office),
        note=telling.reason,
        state=SubmissionState.TO_SORT
        if others
        else _otherwise(sorting.submission, scan["source"], scans, office),
        system_user=office.system_user,
        verified=False,
        collected=_collected(case, sorting.submission, scan["source"], office) if case else None,
    )


def _otherwise(submission: str, source: str, scans: list[Json], office: Office) -> SubmissionState:
    """The mail's own state once no scan waits; applications and adjustments go before it."""
    if any(is_a_form_alone(one["sorted"]) for one in scans if one["source"] != source):
        return SubmissionState.TO_COMPLETE
    for filed in entries_of(office.archive, mail_object(_identity(submission, office))):
        body = filed.entry.body
        if isinstance(body, Handled) and body.state is SubmissionState.SET_ASIDE:
            return SubmissionState.SET_ASIDE
        if isinstance(body, Handled) and set(body.problems) - {ProblemCode.NO_TEXT.value}:
            return SubmissionState.TO_COMPLETE
    return SubmissionState.FILED


def _collected(case: AdjustmentStanding, submission: str, source: str, office: Office) -> Collected:
    """The adjustment with its request, which is here now."""
    material = Material(PaperKind.REPLACEMENT_REQUEST, submission, source)
    whole = effective(case, office)
    whole = replace(
        whole,
        materials=(*whole.materials, material),
        received=(*whole.received, office.now()),
    )
    lengths = lengths_for(whole, office)
    return Collected(
        adjustment=case.id,
        submission=submission,
        college=case.college,
        term=case.term,
        leaver=case.leaver,
        incoming=case.incoming,
        application=case.application,
        materials=(material,),
        tenure=case.tenure,
        state=collected_state(whole, lengths),
        asks=asks_of(whole, lengths),
        doubts=case.doubts,
        sender=case.sender,
        opened=False,
    )


def _same(done: Json | None, body: Sorted) -> bool:
    now = (body.kind and body.kind.value, body.item and body.item.value, body.about or None)
    return done is not None and (done["kind"], done["item"], done["about"]) == now


def _next_entry(submission: str, identity: str, office: Office) -> str:
    times = sum(row.act == "sort" for row in office.ledger.history(submission))
    return f"sort-{identity[:32]}-{times + 1}"


def _file(
    body: Sorted, identity: str, by: str, office: Office, files: tuple[tuple[str, bytes], ...]
) -> str:
    filed = file_entry(
        office.archive,
        mail_object(identity),
        _next_entry(body.submission, identity, office),
        office.ledger.clock(office.now())(),
        by,
        tuple(filter(None, (body.submission, body.about))),
        body,
        dict(files),
    )
    office.crash("sorted_filed")
    office.ledger.record([filed], office.archive.read)
    office.crash("sorted")
    return filed.entry.id


def _state(submission: str, office: Office) -> SubmissionState:
    return _row(submission, office).state


def _row(submission: str, office: Office) -> SubmissionRow:
    row = office.ledger.submission(submission)
    assert row is not None  # it was there when the scan was looked for
    return row
