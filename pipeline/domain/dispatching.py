"""How a notice goes out: its states, and how its traces in a mailbox are recognised."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.mail_domains import with_ascii_domain
from pipeline.domain.plans import NoticeState


class Release(StrEnum):
    """The one door through which people release notices."""

    MAILBOX = "mailbox"
    CONSOLE = "console"


_S = NoticeState
MOVES: dict[NoticeState, frozenset[NoticeState]] = {
    _S.DRAFT: frozenset(
        {_S.DRAFT, _S.APPROVED, _S.SENT, _S.IN_DOUBT, _S.HANDED_OVER, _S.FAILED, _S.CANCELLED}
    ),
    _S.APPROVED: frozenset({_S.SENDING, _S.DRAFT, _S.CANCELLED}),
    _S.SENDING: frozenset({_S.SENT, _S.IN_DOUBT, _S.FAILED, _S.APPROVED}),
    _S.IN_DOUBT: frozenset({_S.SENT, _S.DRAFT, _S.FAILED, _S.CANCELLED}),
    _S.HANDED_OVER: frozenset({_S.SENT, _S.DRAFT, _S.FAILED, _S.CANCELLED}),
    _S.FAILED: frozenset({_S.APPROVED, _S.SENT, _S.CANCELLED}),
    _S.SENT: frozenset({_S.FAILED}),
    _S.CANCELLED: frozenset(),
}
"""Where a notice may go from each state; what is sent stays so unless it comes back, what is
cancelled for ever."""


class Outcome(StrEnum):
    """What became of one attempt to send."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good
    LATER = "later"  # this mail was refused for now; others may go
    PAUSE = "pause"  # the server takes nothing for now
    UNKNOWN = "unknown"  # the connection broke before the server's last word


@dataclass(frozen=True, slots=True)
class Delivery:
    """The outcome and, in one line, what the server said."""

    outcome: Outcome
    says: str


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail in the Sent folder, as far as it may be one of our notices."""

    message_id: str
    recipients: frozenset[str]
    subject: str
    notice: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The breaker: from now on nothing goes out by itself, or, `held` False, it may again."""

    held: bool
    says: str


@dataclass(frozen=True, slots=True)
class ReturnedNotice:
    """A notice that a mail system gave back for good; `says` is what it gave as the reason."""

    notice: str
    says: str


@dataclass(frozen=True, slots=True)
class ReadTo:
    """How far a Sent folder is read: UIDVALIDITY and the last UID."""

    source: str
    epoch: str
    position: int


def tells_of(mail: SentMail, number: str, message_id: str, to: Collection[str]) -> bool:
    """Whether a sent mail is this notice, however a person changed it before sending.

    It went to the same address and bears the notice's number: in our header, in a bracket of
    the subject, or in a reference to the draft.
    """
    written = {with_ascii_domain(address) for address in mail.recipients}
    if written.isdisjoint(with_ascii_domain(address.casefold()) for address in to):
        return False
    return (
        mail.message_id == message_id
        or mail.notice == number
        or message_id in mail.references
        or bool(re.search(rf"[\[【［]\s*{re.escape(number)}\s*[\]】］]", mail.subject))
    )
