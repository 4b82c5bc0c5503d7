"""Releasing notices through the office's one door, each at most once.

The ledger decides what is laid or sent; the mailbox is asked only about what is unsettled.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from pipeline.domain.dispatching import Release
from pipeline.domain.plans import NoticeKind, NoticeState, SubmissionState
from pipeline.errors import MailboxError, OfficeError, SettingsError
from pipeline.office.house import Mailbox, Office
from pipeline.office.letters.moving import fresh, move
from pipeline.office.letters.sending import send_approved
from pipeline.office.letters.settling import settle
from pipeline.office.letters.strays import put_back_strays, put_back_unsendable
from pipeline.office.rows import NoticeRow

OUTDATED = "所要的材料已经补来，不必再发"


@dataclass(frozen=True, slots=True)
class Released:
    """How many drafts were laid, and what kept which mailbox (by its address) from its part."""

    laid: int
    troubles: Mapping[str, OfficeError]


def release(office: Office, progress: Callable[[str], None] = lambda notice: None) -> int:
    """Settle what is unsettled, lay what waits for people, send what was approved.

    Answers how many drafts were laid. Raises `MailboxError` when a server is away; what was
    not done waits for the next round.
    """
    done = release_from(office.mailboxes, office, progress)
    for trouble in done.troubles.values():
        raise trouble
    return done.laid


def release_from(
    mailboxes: Collection[Mailbox], office: Office, progress: Callable[[str], None]
) -> Released:
    """The same for some of the office's mailboxes; one that fails holds up no other."""
    laid, troubles = 0, dict[str, OfficeError]()
    with office.ledger.dispatch():
        put_back_strays(office)
        for mailbox in mailboxes:
            try:
                settle(office, mailbox)
                _withdraw_outdated(office, mailbox)
                laid += _lay_and_send(mailbox, office, progress)
            except (MailboxError, SettingsError) as trouble:
                troubles[mailbox.address] = trouble
    return Released(laid, troubles)


def _lay_and_send(mailbox: Mailbox, office: Office, progress: Callable[[str], None]) -> int:
    put_back_unsendable(office, mailbox)
    laid = 0
    trouble: MailboxError | None = None
    if office.house.release is Release.MAILBOX:
        try:
            laid = _lay_drafts(mailbox, office, progress)
        except MailboxError as fault:  # sending must not wait for the Drafts folder
            trouble = fault
    send_approved(office, mailbox)
    if trouble is not None:
        raise trouble
    return laid


def _lay_drafts(mailbox: Mailbox, office: Office, progress: Callable[[str], None]) -> int:
    waiting = _waiting(office, mailbox)
    if not waiting:
        return 0
    # A rebuilt ledger has forgotten that a draft was about to be laid.
    present = mailbox.drafts.present()
    laid = 0
    for listed in waiting:
        with office.act():
            notice = fresh(office, listed.id)
            if not notice.unlaid:  # a person cancelled it meanwhile
                continue
            office.ledger.outbox.begin_laying(notice.id, mailbox.drafts.position())
        office.crash("laying")
        if notice.message_id in present:
            where = mailbox.drafts.name
        else:
            data = office.archive.read(notice.object_id, notice.file)
            where = mailbox.drafts.lay(data, notice.message_id)
            laid += 1
        office.crash("laid")
        with office.act():
            move(office, notice, NoticeState.DRAFT, where)
        progress(notice.id)
    return laid


def _waiting(office: Office, mailbox: Mailbox) -> list[NoticeRow]:
    drafts = office.notices_of(mailbox, (NoticeState.DRAFT,))
    return [one for one in drafts if one.unlaid and not one.laying]


def _withdraw_outdated(office: Office, mailbox: Mailbox) -> None:
    for notice in _waiting(office, mailbox):
        if _outdated(notice, office):
            with office.act():
                move(office, notice, NoticeState.CANCELLED, says=OUTDATED)


def _outdated(notice: NoticeRow, office: Office) -> bool:
    """A request to complete what has meanwhile been completed would only confuse."""
    if notice.kind is not NoticeKind.COMPLETION or notice.application:
        return False
    row = office.ledger.submission(notice.submission)
    return row is not None and row.state is SubmissionState.SUPERSEDED
