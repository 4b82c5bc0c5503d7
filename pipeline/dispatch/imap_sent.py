"""The Sent folder of a mail account: what people sent from their clients, and copies of ours."""

import datetime as dt
from collections.abc import Callable

from pipeline.domain.arrivals import Arrivals
from pipeline.domain.dispatching import ReadTo, SentMail
from pipeline.domain.plans import NOTICE_HEADER
from pipeline.mailbox.account import Account
from pipeline.mailbox.session import Session
from pipeline.mailbox.special_folder import SENT, SpecialFolder
from pipeline.reading.message.addresses import addresses_of
from pipeline.reading.message.headers import (
    first,
    message_id_of,
    references_of,
    split_head,
    text_of,
)

FIELDS = ("Message-ID", "To", "Cc", "Bcc", "Subject", "References", "In-Reply-To", NOTICE_HEADER)
LISTED_AT_ONCE = 500
NEWEST = 50
"""Among how many of the last mails a copy that the server itself kept is looked for."""


class ImapSent:
    """A `SentMails` in a mailbox; where there is no such folder nothing is found."""

    def __init__(
        self,
        account: Account,
        folder: str | None,
        now: Callable[[], dt.datetime],
        arrivals: Arrivals | None = None,
    ) -> None:
        self._folder = SpecialFolder(account, folder, SENT, arrivals or Arrivals())
        self._now = now
        self._place = f"{account.place}/{folder or SENT.flag}"

    @property
    def name(self) -> str:
        """Always the same for one account and setting, so that it is known how far it was read."""
        return self._place

    def mails(self, since: ReadTo | None) -> tuple[tuple[SentMail, ...], ReadTo | None]:
        """Mails above the last UID that was read; all of them after the folder was renumbered."""
        session = self._folder.session()
        folder = self._folder.found(session)
        if folder is None:
            return (), None
        epoch = session.examine(folder)
        known = since.position if since is not None and since.epoch == epoch else 0
        uids = session.uids_above(known)
        mails: list[SentMail] = []
        for start in range(0, len(uids), LISTED_AT_ONCE):
            blocks = session.fields(uids[start : start + LISTED_AT_ONCE], FIELDS)
            mails += [_sent_mail(block) for block in blocks.values()]
        if not uids and since is not None and since.epoch == epoch:
            return (), None
        return tuple(mails), ReadTo(self.name, epoch, max(uids, default=known))

    def keep(self, data: bytes, message_id: str) -> None:
        """Lay a copy unless one lies there; the folder is made where there is none."""
        session = self._folder.session()
        folder = self._folder.found_or_made(session)
        if message_id in _newest(session, folder):
            return
        session.append(folder, data, (b"\\Seen",), self._now())

    def close(self) -> None:
        """Log out; the next act logs in again."""
        self._folder.close()


def _newest(session: Session, folder: str) -> frozenset[str]:
    session.examine(folder)
    uids = session.uids_above(0)[-NEWEST:]
    return session.message_ids(uids) if uids else frozenset()


def _sent_mail(block: bytes) -> SentMail:
    headers, _ = split_head(block)
    to = ", ".join(value for name, value in headers if name in ("to", "cc", "bcc"))
    return SentMail(
        message_id=message_id_of(headers),
        recipients=frozenset(one.address.casefold() for one in addresses_of(to)),
        subject=text_of(first(headers, "subject")),
        notice=first(headers, NOTICE_HEADER.lower()).strip(),
        references=references_of(headers),
    )
