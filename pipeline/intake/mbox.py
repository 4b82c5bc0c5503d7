"""An mbox file: mails one after another (RFC 4155), in the mboxrd variant."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from pipeline.domain.folders import Known, Place
from pipeline.domain.letters import Batch, Sighting
from pipeline.errors import MailboxError, reason_of
from pipeline.intake.arrival import Clock, arrived
from pipeline.intake.files import printable
from pipeline.intake.portions import portions

SEPARATOR = b"From "

_BLANK = (b"\n", b"\r\n")
_QUOTED = re.compile(rb">+From ")
_POSTMARK = re.compile(rb"From .*\d\d:\d\d.* \d{4}")


class MboxFile:
    """A `Source`: the mails of an mbox file byte for byte, one at a time.

    Off come the separator line, the empty line after each mail and one ``>`` of every
    ``>+From ``. A separator follows an empty line; where the writer left that out, it is
    known by its date.
    """

    on_server = False
    marks = False

    def __init__(self, path: Path, now: Clock) -> None:
        self._path = path
        self._name = printable(path)
        self._now = now

    @property
    def name(self) -> str:
        return self._name

    def batches(self, known: Known) -> Iterator[Batch]:
        sighting = Sighting(self._name, "", "")
        try:
            with self._path.open("rb") as file:
                left = sum(1 for _ in mails_of(file))
                file.seek(0)
                for portion in portions((data, len(data)) for data in mails_of(file)):
                    left -= len(portion)
                    mails = tuple(arrived(data, sighting, self._now) for data in portion)
                    yield Batch(mails, max(left, 0))
        except OSError as fault:
            raise MailboxError(
                f"邮件文件读不出来：{self._name}（{reason_of(fault)}）。",
                "请检查文件的权限和磁盘，然后再运行一次；已收下的不会重复。",
            ) from fault

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


def mails_of(file: BinaryIO) -> Iterator[bytes]:
    """The mails of an mbox file; what stands before the first separator is no mail."""
    lines: list[bytes] | None = None
    after_blank = True
    for line in file:
        if line.startswith(SEPARATOR) and (after_blank or _POSTMARK.match(line)):
            if lines is not None:
                yield _mail(lines)
            lines = []
        elif lines is not None:
            lines.append(line[1:] if _QUOTED.match(line) else line)
        after_blank = line in _BLANK
    if lines is not None:
        yield _mail(lines)


def _mail(lines: list[bytes]) -> bytes:
    return b"".join(lines[:-1] if lines and lines[-1] in _BLANK else lines)
