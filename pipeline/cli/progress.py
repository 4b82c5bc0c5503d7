"""Progress for people who wait at a terminal; nothing at all when nobody looks."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.office.running import SILENT, Progress

WIDTH = 30
CLEAR_LINE = "\r\x1b[2K"


@contextmanager
def bars() -> Iterator[Progress]:
    """Bars on stderr, taken away at the end."""
    if not sys.stderr.isatty():
        yield SILENT
        return
    counting = _Counting()
    try:
        yield Progress(counting.taken_in, counting.handled, counting.laid)
    finally:
        sys.stderr.write(CLEAR_LINE)
        sys.stderr.flush()


class _Counting:
    """How far each of the three parts is: a bar where the end is known, a number where not."""

    def __init__(self) -> None:
        self._stored = 0
        self._handled = 0
        self._laid = 0

    def taken_in(self, done: int, left: int) -> None:
        self._stored = done
        _draw("收信", done, done + left)

    def handled(self, submission: str) -> None:
        self._handled += 1
        _draw("阅读核对", self._handled, max(self._stored, self._handled))

    def laid(self, notice: str) -> None:
        self._laid += 1
        _write(f"放入草稿 {self._laid} 份（{notice}）")


def _draw(what: str, done: int, total: int) -> None:
    filled = WIDTH * done // total if total else WIDTH
    _write(f"{what} [{'█' * filled}{'░' * (WIDTH - filled)}] {done}/{total}")


def _write(line: str) -> None:
    sys.stderr.write(CLEAR_LINE + line)
    sys.stderr.flush()
