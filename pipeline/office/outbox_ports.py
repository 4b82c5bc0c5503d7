"""What notices need of the outside: the Sent folder, a server to send through, limits."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.domain.dispatching import Delivery, ReadTo, SentMail


@dataclass(frozen=True, slots=True)
class Allowance:
    """A token bucket: at most `size` at once, and so many again in `seconds`."""

    name: str
    size: int
    seconds: float


NOTHING_SENT = Allowance("smtp", 0, 60.0)
"""That of a mailbox from which nothing is sent."""


class Outbox(Protocol):
    """What only the database knows of the outbox; a rebuilt one begins anew."""

    def take(self, allowance: Allowance, now: dt.datetime) -> bool:
        """Take one token of a bucket; False when it is empty."""
        ...

    def has(self, allowance: Allowance, now: dt.datetime) -> bool:
        """Whether a bucket holds a token, which stays there."""
        ...

    def empty(self, allowance: Allowance, now: dt.datetime, pause: float) -> None:
        """Let nobody take a token of a bucket for `pause` seconds."""
        ...

    def named(self, message_ids: Collection[str], numbers: Collection[str]) -> tuple[str, ...]:
        """The numbers of our notices among these Message-IDs and numbers."""
        ...

    def begin_laying(self, notice: str, position: str) -> None:
        """Note that a draft is about to be laid at this position of its place."""
        ...

    def breaker(self) -> dt.datetime | None:
        """Since when nothing goes out by itself any more, None while it may."""
        ...

    def resumed(self) -> dt.datetime | None:
        """When a person closed the breaker, None when it never opened or is open."""
        ...

    def by_themselves(self, since: dt.datetime) -> Sequence[tuple[dt.datetime, str]]:
        """The notices written since then that go out without a person: when, and to whom."""
        ...

    def read_to(self, source: str) -> ReadTo | None:
        """How far the Sent folder of that name is read."""
        ...

    def note_read(self, mark: ReadTo) -> None: ...


class SentMails(Protocol):
    """The folder of sent mails, for whoever sends: people in their client, and we by SMTP."""

    @property
    def name(self) -> str: ...

    def mails(self, since: ReadTo | None) -> tuple[tuple[SentMail, ...], ReadTo | None]:
        """Mails that came to lie there after that, and how far they are read now."""
        ...

    def keep(self, data: bytes, message_id: str) -> None:
        """Lay a copy of a mail there unless the server has done so by itself."""
        ...


class Carrier(Protocol):
    """Takes mail to a server that sends it."""

    @property
    def name(self) -> str: ...

    def ready(self) -> None:
        """Log in; raises `MailboxError` when the server cannot be used, and nothing was sent."""
        ...

    def carry(self, data: bytes, sender: str, to: Sequence[str]) -> Delivery:
        """Hand over one mail; whatever happens is told in the answer, never raised."""
        ...
