"""Telling somebody that a server's answer still comes, however slowly it does."""

import imaplib
from typing import BinaryIO, cast

from pipeline.domain.arrivals import Arrivals

STEP = 64 * 1024
"""Octets of a literal that are read before somebody is told that it still comes."""


class _ToldOf:
    """What is read from a server. It knows nothing of who reads, so that a connection that is
    given up ends at once, and not some day in another thread.
    """

    def __init__(self, file: BinaryIO, arrivals: Arrivals) -> None:
        self._file = file
        self._arrivals = arrivals

    def readline(self, limit: int) -> bytes:
        line = self._file.readline(limit)
        self._arrivals.tell()
        return line

    def read(self, size: int) -> bytes:
        pieces = []
        while size > 0 and (piece := self._file.read(min(size, STEP))):
            self._arrivals.tell()
            pieces.append(piece)
            size -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def close(self) -> None:
        self._file.close()


def tell_arrivals(line: imaplib.IMAP4, arrivals: Arrivals) -> None:
    """From now on `arrivals` are told of whatever comes in over this line."""
    line.file = _ToldOf(cast(BinaryIO, line.file), arrivals)  # type: ignore[assignment]
