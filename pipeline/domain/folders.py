"""What the office remembers of a folder on a mail server, beside the mails themselves."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spans:
    """A set of numbers as runs (first, last), ascending: a folder of 100,000 mails is one run."""

    runs: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, ascending: Iterable[int]) -> "Spans":
        runs: list[tuple[int, int]] = []
        for number in ascending:
            if runs and number == runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
        return cls(tuple(runs))

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self.runs, number, key=lambda run: run[0])
        return at > 0 and number <= self.runs[at - 1][1]

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.runs)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stored mail lies: its UID, its identity, the sha256 of its header block, its octets."""

    position: int
    identity: str
    head: str
    size: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """A stored mail that lay in a folder before it was numbered anew."""

    identity: str
    head: str
    size: int


Recall = Callable[[Sequence[str]], Sequence[Remembered]]
"""What is remembered of mails with these header blocks (sha256)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of a folder under one numbering.

    `epoch` is its UIDVALIDITY, with a count behind a slash where a server gave the same one
    for another numbering; "" before the first look. A UID counts as stored only when the
    mail was. `undelivered` lie there, but the server does not give them out; `resting` are
    those of them that are not asked for again yet. `place` answers where a stored UID lies,
    `recall` which mails were stored from this folder. `renumbered` says that it was numbered
    anew and not looked through since.
    """

    epoch: str = ""
    stored: Spans = Spans()
    undelivered: frozenset[int] = frozenset()
    resting: frozenset[int] = frozenset()
    place: Callable[[int], Place | None] = lambda position: None
    recall: Recall = lambda heads: ()
    renumbered: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What one batch changes in what is known of a folder."""

    source: str
    epoch: str
    places: tuple[Place, ...] = ()
    undelivered: tuple[int, ...] = ()
    vanished: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderState:
    """How a folder stood when it was last looked at; `trouble` is "" when all went well.

    `messages` lay in it, `unaccounted` of them neither stored nor known as undelivered; both
    None before the first count. `undelivered` are UIDs, `since` when the first of them was met.
    """

    source: str
    checked_at: dt.datetime | None
    messages: int | None
    unaccounted: int | None
    undelivered: tuple[int, ...]
    since: dt.datetime | None
    trouble: str
    trouble_since: dt.datetime | None
