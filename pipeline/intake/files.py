"""Mail that lies in files, one file a mail: what a folder and a Maildir have in common."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.folders import Known, Place
from pipeline.domain.letters import Batch, RawMail, Sighting
from pipeline.errors import MailboxError, reason_of
from pipeline.intake.arrival import Clock, arrived
from pipeline.intake.portions import portions


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at a place found: files as (what it is called there, path), and what could
    not be looked into, with the reason.
    """

    files: Sequence[tuple[str, Path]]
    closed: Sequence[str] = ()


class MailFiles:
    """A `Source`: one file after another, as `look` finds them anew at each pass.

    A file that vanished is passed over. One that cannot be read does not hold up the others:
    `MailboxError` names it after all the others were offered.
    """

    on_server = False
    marks = False

    def __init__(self, place: Path, look: Callable[[], Found], now: Clock) -> None:
        self._name = printable(place)
        self._look = look
        self._now = now

    @property
    def name(self) -> str:
        return self._name

    def batches(self, known: Known) -> Iterator[Batch]:
        found = self._look()
        unread = list(found.closed)
        weighed = [(file, size) for file in found.files if (size := _size(file[1])) is not None]
        left = len(weighed)
        for portion in portions(weighed):
            mails = tuple(
                mail for file in portion if (mail := self._read(*file, unread)) is not None
            )
            left -= len(portion)
            yield Batch(mails, left)
        if unread:
            raise _unreadable(self._name, unread)

    def mark(self, epoch: str, places: Sequence[Place]) -> None:
        """Files are never touched."""

    def oldest_new(self, known: Known) -> None:
        """Files have no order in which they came."""

    def listed(self) -> None:
        """Files have no numbers that could be counted through."""

    def await_news(self, ended: object) -> None:
        """Files tell nothing: they are looked at again."""

    def stop_listening(self) -> None:
        """Nothing listens."""

    def tell_arrivals(self, arriving: Callable[[], None]) -> None:
        """Files are there at once."""

    def close(self) -> None:
        """Nothing stays open."""

    def _read(self, called: str, path: Path, unread: list[str]) -> RawMail | None:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as fault:
            unread.append(named(called, fault))
            return None
        return arrived(data, Sighting(self._name, "", called), self._now)


def _size(path: Path) -> int | None:
    """None for what is no file; a file that cannot be looked at is left to the reading."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def named(called: str, fault: OSError) -> str:
    """What could not be read, and why."""
    return f"{called}（{reason_of(fault)}）"


def _unreadable(name: str, unread: Sequence[str]) -> MailboxError:
    shown = "、".join(unread[:10]) + (" 等" if len(unread) > 10 else "")
    return MailboxError(
        f"{name} 里有 {len(unread)} 处读不出来：{shown}；其余邮件都已收下。",
        "请检查它们的权限和磁盘，然后再运行一次；已收下的不会重复。",
    )


def printable(path: Path | str) -> str:
    """A path as text that can be stored anywhere, even where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
