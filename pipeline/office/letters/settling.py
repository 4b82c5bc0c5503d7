"""Finding out what became of notices that left our hands: looked up, never guessed.

A draft that a person sent is found in Sent; one that is in Drafts no more was handed over;
one that was about to be laid or sent when the process died is settled before anything else.
"""

from collections.abc import Sequence

from pipeline.domain.dispatching import ReadTo, SentMail, tells_of
from pipeline.domain.entries import FiledEntry
from pipeline.domain.plans import NoticeState
from pipeline.office.house import Mailbox, Office
from pipeline.office.letters.moving import file_move, fresh, move
from pipeline.office.rows import NoticeRow

GONE = "草稿箱里已经没有这份草稿，也没有在“已发送”里找到"
LAYING_UNKNOWN = "放入草稿箱时中断，草稿箱和“已发送”里都没有找到"
SENDING_UNKNOWN = "发出时中断，没有在“已发送”里找到"


def settle(office: Office, mailbox: Mailbox) -> None:
    """Bring every notice of a mailbox that left our hands up to date.

    Must be called by the one who dispatches. Raises `MailboxError` when the mailbox is away;
    then nothing is concluded.
    """
    if not _open(office):  # a person may have sent a notice of one mailbox from another
        return
    mails, read_to = _sent_since(office, mailbox)
    with office.act():
        _note_sent(office, mailbox, mails)
        if read_to is not None:
            office.ledger.outbox.note_read(read_to)
    _settle_sending(office, mailbox)
    _settle_drafts(office, mailbox)


_UNSETTLED = (
    NoticeState.DRAFT,
    NoticeState.SENDING,
    NoticeState.IN_DOUBT,
    NoticeState.HANDED_OVER,
)


def _open(office: Office) -> list[NoticeRow]:
    """Of which a mail in Sent, or a look into Drafts, can still tell something."""
    return [one for one in office.ledger.notices(states=_UNSETTLED) if one.reached]


def _lying(office: Office, mailbox: Mailbox) -> list[NoticeRow]:
    """Drafts that lie there, or may."""
    drafts = office.notices_of(mailbox, (NoticeState.DRAFT,))
    return [one for one in drafts if one.reached]


def _sent_since(office: Office, mailbox: Mailbox) -> tuple[tuple[SentMail, ...], ReadTo | None]:
    if mailbox.sent is None:
        return (), None
    return mailbox.sent.mails(office.ledger.outbox.read_to(mailbox.sent.name))


def _note_sent(office: Office, mailbox: Mailbox, mails: Sequence[SentMail]) -> None:
    """Which open notices stand in this Sent: a person may have sent them from any mailbox."""
    where = mailbox.sent.name if mailbox.sent else ""
    filed: list[FiledEntry] = [
        file_move(office, notice, NoticeState.SENT, where)
        for notice in _open(office)
        if any(tells_of(mail, notice.id, notice.message_id, notice.to) for mail in mails)
    ]
    office.ledger.record(filed, office.archive.read)


def _settle_sending(office: Office, mailbox: Mailbox) -> None:
    """What a killed process was sending and Sent does not show, only a person can tell."""
    for notice in office.notices_of(mailbox, (NoticeState.SENDING,)):
        with office.act():
            move(office, notice, NoticeState.IN_DOUBT, notice.where, SENDING_UNKNOWN)


def _settle_drafts(office: Office, mailbox: Mailbox) -> None:
    lying = _lying(office, mailbox)
    if not lying:
        return
    position = mailbox.drafts.position()
    present = mailbox.drafts.present()
    for listed in lying:
        if listed.where and listed.message_id in present:  # as most of them, in every round
            continue
        with office.act():
            notice = fresh(office, listed.id)
            if notice.state is not NoticeState.DRAFT:
                continue
            if notice.message_id in present:
                if not notice.where:
                    move(office, notice, NoticeState.DRAFT, mailbox.drafts.name)
            elif notice.where:
                move(office, notice, NoticeState.HANDED_OVER, notice.where, GONE)
            elif notice.laying == position:
                office.ledger.outbox.begin_laying(
                    notice.id, ""
                )  # nothing was laid since: lay it again
            else:
                move(office, notice, NoticeState.IN_DOUBT, "", LAYING_UNKNOWN)
