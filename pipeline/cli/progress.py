"""Progress for people who wait at a terminal; nothing at all when nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.office.mails.running import Progress

WIDTH = 30
CLEAR_LINE = "\r\x1b[2K"


MANY = 50
"""More mails than one batch: a pass that is worth being told of."""


@contextmanager
def bars() -> Iterator[Progress]:
    """Bars on stderr, taken away at the end; where nobody looks, only how much there is."""
    if not sys.stderr.isatty():
        yield announcing()
        return
    counting = _Counting()
    try:
        yield Progress(counting.taken_in, counting.handled, counting.laid)
    finally:
        sys.stderr.write(CLEAR_LINE)
        sys.stderr.flush()


def announcing() -> Progress:
    """Says at the beginning of a long pass how many mails it will take in."""
    return Progress(_Announcing().taken_in)


class _Announcing:
    def __init__(self) -> None:
        self._left = 0

    def taken_in(self, done: int, left: int) -> None:
        if left > max(self._left, MANY):
            sys.stderr.write(
                f"deyu: 还有 {left} 封邮件要收，可能要一些时间；可以随时停下，下次接着收。\n"
            )
            sys.stderr.flush()
        self._left = left


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """One bar on stderr for work whose end is known: done, in all; taken away at the end."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    try:
        yield lambda done, total: _draw(what, done, total)
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
