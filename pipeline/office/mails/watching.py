"""Keeping watch: round after round, until somebody ends it.

A server that tells of new mail (IDLE) only makes the next round come sooner. What a round
finds is always a full look at the folder, and no wait is longer than the pause.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.errors import (
    LeaseLostError,
    LoginRefusedError,
    NotGivenError,
    NotMarkedError,
    OfficeError,
)
from pipeline.office.house import Office
from pipeline.office.intake_ports import Lease
from pipeline.office.mails.running import Offer, Pace, Progress, Round, run_once

SLOWEST_RETRY = 600.0
"""Seconds between two tries of a mailbox that keeps failing."""

AFTER_REFUSAL = 3600.0
"""Seconds after a refused login; sooner would lock accounts of some providers."""

PASSWORDS_SECONDS = 120.0
"""How often it is looked, while a login is refused, whether the passwords were changed."""

REST = dt.timedelta(hours=1)
"""How long a mail that the server did not give out is left alone."""

BEAT_SECONDS = 10.0
"""How often somebody who watches shows that he lives, and looks for mails that others stored."""


LISTENER_SECONDS = 5.0
"""How long the end waits for a listener to log out."""


@dataclass(slots=True)
class Patience:
    """When something that may fail is due again; moments and pauses in seconds."""

    pause: float
    due_at: float = 0.0
    failures: int = 0

    def note(self, trouble: OfficeError | None, now: float, chance: float) -> None:
        """After a failure twice as long, but for `chance` (0 to 1): many must not come as one."""
        if trouble is None:
            self.failures = 0
            self.due_at = now + self.pause
            return
        self.failures += 1
        longest = max(SLOWEST_RETRY, self.pause)
        wait = min(self.pause * 2.0 ** min(self.failures, 16), longest)
        if isinstance(trouble, LoginRefusedError):
            wait = max(wait, AFTER_REFUSAL)
        self.due_at = now + wait * (0.75 + 0.25 * chance)


@dataclass(frozen=True, slots=True)
class Service:
    """How a watch is kept. `ended` and `woken` are set from outside; `tell` is told every round
    that did something, `beat` that the watch goes on and what keeps it from its work; `chance`
    is a number from 0 to 1; `passwords` answers a text that changes whenever one of them does.
    """

    ended: threading.Event
    woken: threading.Event
    tell: Callable[[Round], None]
    beat: Callable[[Sequence[str]], None]
    chance: Callable[[], float]
    progress: Progress
    passwords: Callable[[], str] = lambda: ""


def watch(offers: Sequence[tuple[Offer, float]], office: Office, service: Service) -> None:
    """Poll each source, offered with its pause in seconds; handle what anybody stored.

    Of several processes at one home one watches a folder, and all handle. What fails is tried
    again less and less often.
    """
    watching = _Watch(offers, office, service)
    try:
        while not service.ended.is_set():
            service.woken.clear()
            watching.go_on()
            service.beat(watching.troubles())
            service.woken.wait(watching.rest())
    finally:
        watching.stop()


@dataclass(slots=True)
class _Post:
    """One source, whether this process watches it, and whether its server told of new mail."""

    offer: Offer
    patience: Patience
    lease: Lease | None = None
    listener: threading.Thread | None = None
    news: bool = False
    trouble: OfficeError | None = None

    @property
    def hindrance(self) -> OfficeError | None:
        """A mark that cannot be made, or a mail that does not come, keeps no other from coming."""
        return None if isinstance(self.trouble, (NotGivenError, NotMarkedError)) else self.trouble


@dataclass(slots=True)
class _Outlet:
    """A mailbox by its address, and when notices go out from it again."""

    address: str
    patience: Patience
    trouble: OfficeError | None = None


class _Watch:
    def __init__(
        self, offers: Sequence[tuple[Offer, float]], office: Office, service: Service
    ) -> None:
        self._posts = [_Post(offer, Patience(pause)) for offer, pause in offers]
        self._office = office
        self._service = service
        pause = min(pause for _, pause in offers)
        self._mailboxes = [_Outlet(one.address, Patience(pause)) for one in office.mailboxes]
        self._work = Patience(BEAT_SECONDS)
        self._work_trouble: OfficeError | None = None
        self._passwords, self._look_at = service.passwords(), 0.0

    def go_on(self) -> None:
        """One round over what is due now."""
        now = time.monotonic()
        self._try_changed_passwords(now)
        if self._work_trouble is not None and self._work.due_at > now:
            return
        try:
            due = [one for one in self._posts if self._is_due(one, now)]
            for one in due:
                one.news = False
            open_ones = [one for one in self._mailboxes if one.patience.due_at <= now]
            done = run_once(
                [one.offer for one in due],
                self._office,
                self._service.progress,
                Pace(
                    self._service.ended.is_set,
                    False,
                    REST,
                    frozenset(one.address for one in open_ones),
                ),
            )
        except OfficeError as trouble:
            self._note_work(trouble)
            return
        self._note_work(None)
        for one in due:
            one.trouble = done.troubles.get(one.offer.source.name)
            one.patience.note(one.hindrance, time.monotonic(), self._service.chance())
        for outlet in open_ones:
            outlet.trouble = done.troubles.get(outlet.address)
            if outlet.trouble is None:
                outlet.patience.failures = 0  # and it is due again at once
            else:
                outlet.patience.note(outlet.trouble, now, self._service.chance())
        self._service.tell(done)

    def _try_changed_passwords(self, now: float) -> None:
        """Who changed a password that was refused need not wait for an hour."""
        tried: list[_Post | _Outlet] = [*self._posts, *self._mailboxes]
        refused = [one.patience for one in tried if isinstance(one.trouble, LoginRefusedError)]
        if not refused or now < self._look_at:
            return
        self._look_at = now + PASSWORDS_SECONDS
        before, self._passwords = self._passwords, self._service.passwords()
        if self._passwords != before:
            for one in refused:
                one.due_at = now

    def _note_work(self, trouble: OfficeError | None) -> None:
        self._work_trouble = trouble
        self._work.note(trouble, time.monotonic(), self._service.chance())

    def _is_due(self, post: _Post, now: float) -> bool:
        if not self._holds(post):
            return False
        return post.patience.due_at <= now or (post.news and post.hindrance is None)

    def _holds(self, post: _Post) -> bool:
        """One process watches a folder; when it dies or freezes, another does."""
        leases, source = self._office.ledger.leases, post.offer.source
        if post.lease is not None:
            try:
                leases.require(post.lease)
            except LeaseLostError:
                post.lease = None
        if post.lease is None:
            post.lease = leases.take(f"watch:{source.name}")
        if post.lease is not None and post.listener is None and source.on_server:
            post.listener = threading.Thread(target=self._listen, args=(post,), daemon=True)
            post.listener.start()
        return post.lease is not None

    def _listen(self, post: _Post) -> None:
        """Beside the rounds: until the watch ends, or the server turns out not to tell."""
        ended, patience = self._service.ended, Patience(post.patience.pause)
        while not ended.is_set():
            try:
                told = post.offer.source.await_news(ended.is_set)
            except OfficeError as trouble:
                patience.note(trouble, 0.0, self._service.chance())
                ended.wait(patience.due_at)
                continue
            if told is None:
                return
            patience.failures = 0
            if told:
                post.news = True
                self._service.woken.set()
        post.offer.source.stop_listening()

    def troubles(self) -> list[str]:
        places: list[_Post | _Outlet] = [*self._posts, *self._mailboxes]
        found = [*(one.trouble for one in places), self._work_trouble]
        return list(dict.fromkeys(str(one) for one in found if one is not None))

    def rest(self) -> float:
        """Seconds until something is due; short enough to see what other processes stored."""
        due = [one.patience.due_at for one in self._posts if one.lease is not None]
        if any(one.news and one.hindrance is None for one in self._posts):
            return 0.0
        return min(max(min(due, default=0.0) - time.monotonic(), 0.05), BEAT_SECONDS)

    def stop(self) -> None:
        """Let others watch, and log out where somebody listened."""
        for one in self._posts:
            if one.lease is not None:
                self._office.ledger.leases.release(one.lease)
            if one.listener is not None:
                one.listener.join(LISTENER_SECONDS)
