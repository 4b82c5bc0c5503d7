"""The mails that wait: who takes which, and what becomes of one that cannot be handled."""

import datetime as dt
import time
import traceback
from collections.abc import Callable
from dataclasses import replace

from pipeline.domain.entries import Quarantined
from pipeline.domain.plans import STATE_LABELS, SubmissionState
from pipeline.errors import LeaseLostError, NotFoundError, OfficeError, StillFailingError
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import SOFTWARE, Office, mail_object, not_found
from pipeline.office.intake_ports import WorkItem
from pipeline.office.mails.handling import TURN_SECONDS, handle
from pipeline.office.queries import ListQuery
from pipeline.office.rows import SubmissionRow
from pipeline.reading.mail.letter import sender_and_subject

MAX_ATTEMPTS = 5


def handle_waiting(
    office: Office,
    progress: Callable[[str], None] = lambda submission: None,
    ended: Callable[[], bool] = lambda: False,
    before: dt.datetime | None = None,
) -> None:
    """Handle every stored mail that waits and that no other process handles, oldest first.

    With `before` only those received earlier.

    A mail that our own code cannot handle is tried five times and then put in front of a
    person with its traceback; the others go on.
    """
    while not ended() and (item := office.ledger.leases.claim(before)) is not None:
        office.crash("claimed")
        try:
            _handle_or_give_up(item, office)
        except LeaseLostError:
            continue
        progress(item.submission)


def _handle_or_give_up(item: WorkItem, office: Office) -> None:
    try:
        if item.attempts > MAX_ATTEMPTS:
            known = office.ledger.failure(item.submission)
            _give_up(item, office, known or "处理这封邮件时程序多次被中断，没有留下报错。")
        else:
            handle(item, office)
    except OfficeError:
        office.ledger.leases.unclaim(item)
        raise
    except Exception:  # noqa: BLE001  # the worker's edge: a bug costs one mail, never the run
        _give_up(item, office, traceback.format_exc())


def _give_up(item: WorkItem, office: Office, fault: str) -> None:
    if item.attempts < MAX_ATTEMPTS:
        office.ledger.note_failure(item, fault)
        return
    object_id = mail_object(item.identity)
    with office.act():
        office.ledger.leases.require(item.lease)
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
        office.ledger.record([filed], office.archive.read, under=item.lease)


def replay(submission: str, office: Office) -> SubmissionState:
    """Try a mail again that five attempts could not handle; answers its state afterwards.

    Raises `StillFailingError` when it fails as before.
    """
    row = office.ledger.submission(submission)
    if row is None:
        raise not_found(submission)
    if row.state is not SubmissionState.QUARANTINED:
        raise NotFoundError(
            f"{submission} 不在待查之列（现在是：{STATE_LABELS[row.state]}）。",
            "请用 deyu quarantine list 查看哪些邮件在等。",
        )
    with office.act():
        office.ledger.requeue(submission)
    while office.ledger.waiting():
        handle_waiting(office)
        time.sleep(TURN_SECONDS)
    state = office.ledger.states([submission])[submission]
    if state is SubmissionState.QUARANTINED:
        raise StillFailingError(
            f"{submission} 仍然处理不了，邮件完好地存着。",
            f"请把 deyu quarantine show {submission} 的报错交给维护程序的人，程序修好后再 replay。",
        )
    return state


def quarantined(office: Office) -> tuple[SubmissionRow, ...]:
    """The mails that wait for whoever can mend the program, with what their headers tell."""
    rows, _ = office.ledger.submissions(ListQuery(state=SubmissionState.QUARANTINED.value))
    return tuple(_with_header(row, office) for row in rows)


def _with_header(row: SubmissionRow, office: Office) -> SubmissionRow:
    identity = office.ledger.identity_of(row.id)
    sender, subject = sender_and_subject(office.archive.read(mail_object(identity), "message.eml"))
    return replace(row, sender=sender, subject=subject)
