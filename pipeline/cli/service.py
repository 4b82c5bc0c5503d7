"""``deyu run`` as a service: signals, a file that shows it lives, a word to systemd."""

import json
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click

from pipeline.office.house import Office
from pipeline.office.mails.running import Offer, Progress, Round
from pipeline.office.mails.watching import BEAT_SECONDS, Service, watch

HEALTH = "health.json"

STANDSTILL_SECONDS = 300.0
"""After so long without a mail, a folder or a round being done, and without anything coming in,
the service counts as hung.

Longer than a server that falls silent can keep a folder: four tries of a minute each.
"""


def serve(
    offers: Sequence[tuple[Offer, float]],
    office: Office,
    home: Path,
    tell: Callable[[Round], None],
    progress: Progress,
    passwords: Callable[[], str],
) -> None:
    """Keep watch until the process is asked to end; what is being done is finished first."""
    woken, told = threading.Event(), _Told(tell)
    beating = Beating(home)
    with ended_by_signal(woken) as ended, beating.going_on():
        _tell_systemd("READY=1")
        service = Service(
            ended=ended,
            woken=woken,
            tell=told.round,
            beat=beating.beat(told),
            chance=random.SystemRandom().random,
            progress=beating.during(progress),
            passwords=passwords,
        )
        watch(offers, office, service)
        _tell_systemd("STOPPING=1")


@contextmanager
def ended_by_signal(woken: threading.Event | None = None) -> Iterator[threading.Event]:
    """Set when the process is asked to end, and whoever waits is woken; a second time kills."""
    ended = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if ended.is_set():
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        ended.set()
        if woken is not None:
            woken.set()

    before = {one: signal.signal(one, ask) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


class _Told:
    """What the log has: each round that did something, each trouble once while it lasts."""

    def __init__(self, tell: Callable[[Round], None]) -> None:
        self._tell = tell
        self._troubles: frozenset[str] = frozenset()

    def round(self, done: Round) -> None:
        if done.new or done.notices_drafted:
            self._tell(done)

    def troubles(self, troubles: Sequence[str]) -> None:
        for one in troubles:
            if one not in self._troubles:
                click.echo(f"deyu: {one}", err=True)
        if self._troubles and not troubles:
            click.echo("deyu: 恢复正常。", err=True)
        self._troubles = frozenset(troubles)


class Beating:
    """``health.json`` in the home: whoever watches over the service looks how old it is.

    A thread renews it, since a server may keep the work waiting for a minute; but only as long
    as the work shows signs of life, so that a service that hangs looks as dead as it is.
    """

    def __init__(self, home: Path) -> None:
        self._path = home / HEALTH
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        self._alive_at = time.monotonic()
        self._troubles: Sequence[str] = ()
        self._ended, self._writing = threading.Event(), threading.Lock()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """The file is there, and renewed, until the context ends."""
        thread = threading.Thread(target=self._renew, daemon=True)
        self.note([])
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            thread.join()
            with suppress(OSError):
                self._path.unlink()

    def _renew(self) -> None:
        while not self._ended.wait(BEAT_SECONDS):
            self.renew(time.monotonic())

    def renew(self, now: float) -> None:
        """Write the file anew, unless the work stands still."""
        if now - self._alive_at < STANDSTILL_SECONDS:
            self._write()

    def beat(self, told: _Told) -> Callable[[Sequence[str]], None]:
        def note(troubles: Sequence[str]) -> None:
            told.troubles(troubles)
            self.note(troubles)

        return note

    def during(self, progress: Progress) -> Progress:
        """A round may last for hours: every mail that is done shows that it goes on, and of a mail
        that itself takes long, all that comes in.
        """

        def taken_in(done: int, left: int) -> None:
            self._live()
            progress.taken_in(done, left)

        def handled(submission: str) -> None:
            self._live()
            progress.handled(submission)

        def laid(notice: str) -> None:
            self._live()
            progress.laid(notice)

        def looked(source: str) -> None:
            self._live()
            progress.looked(source)

        return Progress(taken_in, handled, laid, looked, self._live)

    def _live(self) -> None:
        self._alive_at = time.monotonic()

    def note(self, troubles: Sequence[str]) -> None:
        self._live()
        self._troubles = troubles
        self._write()

    def _write(self) -> None:
        troubles = self._troubles
        told = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "since": self._since,
            "pid": os.getpid(),
            "troubles": list(troubles),
        }
        # A full disk must not end the service that waits for room.
        with suppress(OSError), self._writing:
            aside = self._path.with_suffix(f".{os.getpid()}")
            aside.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
            aside.replace(self._path)
        _tell_systemd("WATCHDOG=1\nSTATUS=" + (troubles[0][:200] if troubles else "守候来信"))


def _tell_systemd(words: str) -> None:
    """The notify protocol of systemd; nothing where nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        line.sendall(words.encode())
