"""Sending approved notices by SMTP: each at most once, every doubt told.

    approved -> sending (recorded) -> SMTP -> copy into Sent -> sent (recorded)

Between the server's 250 and the last record nobody can know whether the mail went out; then
it is looked up in Sent by its Message-ID, and a person decides where that does not tell.
"""

import itertools

from pipeline.domain.dispatching import Delivery, Outcome
from pipeline.domain.plans import NoticeState
from pipeline.errors import MailboxError
from pipeline.office.house import SOFTWARE, Mailbox, Office
from pipeline.office.letters.moving import MOVE, fresh, move
from pipeline.office.outbox_ports import Allowance, Carrier
from pipeline.office.rows import NoticeRow

LATER_SECONDS = 900.0
"""How long a server that asks for patience is left alone; one mail, when it refuses only that."""

MOST_TRIES = 96
"""So often a mail that is refused for now is tried: for a day."""

REFUSED_IN_A_ROW = 3
"""So many mails refused for now one after the other are the server's trouble, not theirs."""

_AFTER = {
    Outcome.ACCEPTED: NoticeState.SENT,
    Outcome.REFUSED: NoticeState.FAILED,
    Outcome.LATER: NoticeState.APPROVED,
    Outcome.PAUSE: NoticeState.APPROVED,
    Outcome.UNKNOWN: NoticeState.IN_DOUBT,
}


def send_approved(office: Office, mailbox: Mailbox) -> int:
    """Send what is approved of a mailbox, oldest first, as fast as its provider allows; how many
    went out.

    Must be called by the one who dispatches, after `settle`. Raises `MailboxError` when the
    server cannot be used, or when mails went out and no copy of them could be kept.
    """
    carrier = mailbox.carrier
    approved = [
        one
        for one in office.notices_of(mailbox, (NoticeState.APPROVED,))
        if office.ledger.outbox.has(_own_pause(one), office.now())
    ]
    if carrier is None or not approved:
        return 0
    sent = in_a_row = 0
    trouble: MailboxError | None = None
    for listed in approved:
        if not office.ledger.outbox.take(mailbox.allowance, office.now()):
            break
        carrier.ready()  # after a broken line, another one for the next mail
        notice = _begin(office, listed, carrier)
        if notice is None:
            continue
        data = office.archive.read(notice.object_id, notice.file)
        delivery = carrier.carry(data, notice.sender or mailbox.address, notice.to)
        mailbox.arrivals.tell()
        office.crash("carried")
        if delivery.outcome is Outcome.ACCEPTED:
            sent += 1
            trouble = _keep_copy(mailbox, notice, data) or trouble
            office.crash("copied")
        _finish(office, notice, carrier, delivery)
        later = delivery.outcome is Outcome.LATER
        in_a_row = in_a_row + 1 if later else 0
        if later:
            office.ledger.outbox.empty(_own_pause(notice), office.now(), LATER_SECONDS)
        if delivery.outcome is Outcome.PAUSE or in_a_row == REFUSED_IN_A_ROW:
            office.ledger.outbox.empty(mailbox.allowance, office.now(), LATER_SECONDS)
            break
    if trouble is not None:
        raise trouble
    return sent


def _own_pause(notice: NoticeRow) -> Allowance:
    return Allowance(f"notice {notice.id}", 1, LATER_SECONDS)


def tries(office: Office, notice: NoticeRow) -> int:
    """How often this notice was refused for now since a person released it."""
    software = itertools.takewhile(
        lambda row: row.by == SOFTWARE,
        (row for row in reversed(office.ledger.history(notice.id)) if row.act == MOVE),
    )
    return sum(1 for _ in software) // 2  # `sending` and back


def _begin(office: Office, listed: NoticeRow, carrier: Carrier) -> NoticeRow | None:
    """Record that it is being sent, before it is; None when it must not be sent any more."""
    with office.act():
        notice = fresh(office, listed.id)
        if (
            notice.state is not NoticeState.APPROVED
        ):  # a person cancelled it, or withdrew the decision
            return None
        if notice.automatic and office.ledger.outbox.breaker() is not None:
            move(office, notice, NoticeState.DRAFT, says="自动发出已停止，改由人核准")
            return None
        moved = move(office, notice, NoticeState.SENDING, carrier.name)
    office.crash("sending")
    return moved if moved.state is NoticeState.SENDING else None


def _keep_copy(mailbox: Mailbox, notice: NoticeRow, data: bytes) -> MailboxError | None:
    """A copy into Sent. The mail is out, so a mailbox that is away is only told."""
    if mailbox.sent is None:
        return None
    try:
        mailbox.sent.keep(data, notice.message_id)
    except MailboxError as fault:
        return fault
    return None


def _finish(office: Office, notice: NoticeRow, carrier: Carrier, delivery: Delivery) -> None:
    state = _AFTER[delivery.outcome]
    with office.act():
        if delivery.outcome is Outcome.LATER and tries(office, notice) >= MOST_TRIES:
            state = NoticeState.FAILED
        move(office, notice, state, carrier.name, delivery.says)
    office.crash("sent")
