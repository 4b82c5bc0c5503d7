"""Releasing notices through the office's one door, each at most once.

The ledger decides what is laid or sent; the mailbox is asked only about what is unsettled.
"""

from collections.abc import Callable

from pipeline.domain.dispatching import Release
from pipeline.domain.plans import NoticeKind, NoticeState, SubmissionState
from pipeline.errors import MailboxError
from pipeline.office.house import Office
from pipeline.office.moving import fresh, move
from pipeline.office.rows import NoticeRow
from pipeline.office.sending import send_approved
from pipeline.office.settling import settle

OUTDATED = "所要的材料已经补来，不必再发"


def release(office: Office, progress: Callable[[str], None] = lambda notice: None) -> int:
    """Settle what is unsettled, lay what waits for people, send what was approved.

    Answers how many drafts were laid. Raises `MailboxError` when a server is away; what was
    not done waits for the next round.
    """
    with office.ledger.dispatch():
        settle(office)
        _withdraw_outdated(office)
        laid = 0
        trouble: MailboxError | None = None
        if office.house.release is Release.MAILBOX:
            try:
                laid = _lay_drafts(office, progress)
            except MailboxError as fault:  # sending must not wait for the Drafts folder
                trouble = fault
        send_approved(office)
        if trouble is not None:
            raise trouble
        return laid


def _lay_drafts(office: Office, progress: Callable[[str], None]) -> int:
    waiting = _waiting(office)
    if not waiting:
        return 0
    # A rebuilt ledger has forgotten that a draft was about to be laid.
    present = office.drafts.present()
    laid = 0
    for listed in waiting:
        with office.ledger.act():
            notice = fresh(office, listed.id)
            if not notice.unlaid:  # a person cancelled it meanwhile
                continue
            office.ledger.outbox.begin_laying(notice.id, office.drafts.position())
        office.crash("laying")
        if notice.message_id in present:
            where = office.drafts.name
        else:
            data = office.archive.read(notice.object_id, notice.file)
            where = office.drafts.lay(data, notice.message_id)
            laid += 1
        office.crash("laid")
        with office.ledger.act():
            move(office, notice, NoticeState.DRAFT, where)
        progress(notice.id)
    return laid


def _waiting(office: Office) -> list[NoticeRow]:
    drafts = office.ledger.notices(states=(NoticeState.DRAFT,))
    return [one for one in drafts if one.unlaid and not one.laying]


def _withdraw_outdated(office: Office) -> None:
    for notice in _waiting(office):
        if _outdated(notice, office):
            with office.ledger.act():
                move(office, notice, NoticeState.CANCELLED, says=OUTDATED)


def _outdated(notice: NoticeRow, office: Office) -> bool:
    """A request to complete what has meanwhile been completed would only confuse."""
    if notice.kind is not NoticeKind.COMPLETION or notice.application:
        return False
    row = office.ledger.submission(notice.submission)
    return row is not None and row.state is SubmissionState.SUPERSEDED
