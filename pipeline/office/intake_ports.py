"""What taking in mail needs of the outside, and what several processes need to share the work."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.domain.folders import FolderState, Known, Place
from pipeline.domain.letters import Batch


class Source(Protocol):
    """A place that offers mail: an IMAP folder, a folder of files, an mbox, a Maildir."""

    @property
    def name(self) -> str: ...

    @property
    def on_server(self) -> bool:
        """Whether it is a folder of a mailbox, with numbers, a count, and a clock of its own."""
        ...

    @property
    def marks(self) -> bool:
        """Whether mails that were taken in get a mark there."""
        ...

    def batches(self, known: Known) -> Iterator[Batch]:
        """Offer what is not known, in batches."""
        ...

    def mark(self, epoch: str, places: Sequence[Place]) -> None:
        """Show in the mailbox what has been taken in: cosmetic, repeatable, and only where the
        mail that lies there is the one that was stored.
        """
        ...

    def oldest_new(self, known: Known) -> dt.datetime | None:
        """When the oldest mail was received that is not known to be stored; None for none."""
        ...

    def listed(self) -> tuple[int, ...] | None:
        """The UIDs that lie there after a pass; None where nothing is numbered."""
        ...

    def tell_arrivals(self, arriving: Callable[[], None]) -> None:
        """From now on call `arriving` while mail comes in: one mail may take many minutes."""
        ...

    def await_news(self, ended: Callable[[], bool]) -> bool | None:
        """Wait some minutes at most; whether something new is there, None if it cannot be told."""
        ...

    def stop_listening(self) -> None: ...

    def close(self) -> None:
        """Log out; the next act logs in again."""
        ...


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to do one thing alone, a minute at most unless renewed.

    `fence` grows each time the lease changes hands: what is recorded under an old one is
    refused.
    """

    name: str
    owner: str
    fence: int


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A stored mail that waits to be handled; `attempts` counts this one too."""

    submission: str
    identity: str
    attempts: int
    lease: Lease


class Leases(Protocol):
    """Who does what, when several processes work on one office."""

    def take(self, name: str) -> Lease | None:
        """The lease, None while another holds it."""
        ...

    def release(self, lease: Lease) -> None: ...

    def require(self, lease: Lease) -> None:
        """Raises `LeaseLostError` when another took the lease over."""
        ...

    def claim(self, before: dt.datetime | None = None) -> WorkItem | None:
        """Take the oldest waiting mail that nobody holds; the attempt is counted in the claim.

        With `before` one that was received earlier.
        """
        ...

    def unclaim(self, item: WorkItem) -> None:
        """Put a mail back, the attempt not counted: what failed was not the mail."""
        ...

    def is_next(self, item: WorkItem) -> bool:
        """Whether nobody is still busy with an older mail."""
        ...


class Folders(Protocol):
    """What is known of the folders of the mailbox."""

    def known(self, source: str, tried_before: dt.datetime) -> Known:
        """What is stored of a folder; what was asked for in vain since then is left to rest."""
        ...

    def seen(self, source: str) -> bool:
        """Whether any mail was taken in from this folder, as the archive tells."""
        ...

    def unmarked(self, source: str, most: int) -> tuple[Place, ...]: ...

    def note_marked(self, source: str, epoch: str, positions: Sequence[int]) -> None: ...

    def note_count(self, source: str, at: dt.datetime, listed: Iterable[int]) -> int:
        """Compare what lies there with what is stored; answers how many are neither."""
        ...

    def note_trouble(self, source: str, at: dt.datetime, says: str) -> None:
        """What keeps a folder from being read, "" when it could be."""
        ...

    def states(self) -> tuple[FolderState, ...]: ...

    def forget(self, keep: Sequence[str]) -> None:
        """Drop what is known of all other folders."""
        ...
