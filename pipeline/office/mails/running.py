"""One round of the office's main work: take in, handle, lay the drafts."""

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from pipeline.domain.dispatching import Release
from pipeline.domain.letters import RawMail
from pipeline.domain.plans import AWAITING_A_PERSON, NoticeState, SubmissionState
from pipeline.errors import (
    LoginRefusedError,
    MailboxError,
    OfficeError,
    SettingsError,
    UnreachableError,
)
from pipeline.office.appointments.reminding import remind
from pipeline.office.appointments.serving import appoint_serving
from pipeline.office.house import Mailbox, Office
from pipeline.office.intake_ports import Source
from pipeline.office.letters.releasing import release_from
from pipeline.office.mails.opening import is_old, open_office, opened_at
from pipeline.office.mails.taking_in import (
    TROUBLES,
    Intake,
    Pass,
    adopt,
    take_in,
)
from pipeline.office.mails.waiting_mails import handle_waiting


@dataclass(frozen=True, slots=True)
class Offer:
    """A source and how it is treated: `answer_since` None is the first poll; `file_only` silences.

    Folders of one account have the same `login`: what refuses it or does not answer is tried once.
    """

    source: Source
    answer_since: dt.datetime | None = None
    file_only: bool = False
    login: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Told while a round goes on: mails taken in and still offered, mails handled, drafts laid,
    sources that were looked at; and, very often, that something still comes in from a server.
    """

    taken_in: Callable[[int, int], None] = lambda done, left: None
    handled: Callable[[str], None] = lambda submission: None
    laid: Callable[[str], None] = lambda notice: None
    looked: Callable[[str], None] = lambda source: None
    arriving: Callable[[], None] = lambda: None


SILENT = Progress()

BUSY_SECONDS = 0.1
"""How often somebody looks whether another process is through."""

SHARE_SECONDS = 3.0
"""How long the mails that wait are handled between two batches of a long pass."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a round lasts. `ended` is asked between two mails whether to stop; a `patient`
    round waits for what other processes are doing; a mail that did not come rests for `rest`;
    notices go out from the `mailboxes` of these addresses, None for all of them.
    """

    ended: Callable[[], bool] = lambda: False
    patient: bool = True
    rest: dt.timedelta = dt.timedelta()
    mailboxes: frozenset[str] | None = None


AT_ONCE = Pace()

AWAY = (LoginRefusedError, UnreachableError)
"""What the other folders of the same account would run into as well."""


@dataclass(slots=True)
class Round:
    """What one round did. `troubles` says what failed, by source, and of notices by the address
    of the mailbox that they go out from; `away` are logins that were not accepted, or whose server does not answer.
    """

    seen: int = 0
    duplicates: int = 0
    notices_drafted: int = 0
    new: list[str] = field(default_factory=list)
    states: Mapping[str, SubmissionState] = field(default_factory=dict)
    unreadable: int = 0
    troubles: dict[str, OfficeError] = field(default_factory=dict)
    away: dict[str, OfficeError] = field(default_factory=dict)

    def counted(self, *states: SubmissionState) -> int:
        """How many of this round's new mails are in one of these states."""
        return sum(self.states.get(id_) in states for id_ in self.new)

    def refused(self, login: str) -> bool:
        """Whether trying this login once more might lock the account."""
        return isinstance(self.away.get(login), LoginRefusedError)

    @property
    def set_aside(self) -> int:
        return self.counted(SubmissionState.SET_ASIDE)

    @property
    def quarantined(self) -> int:
        return self.counted(SubmissionState.QUARANTINED)

    @property
    def submissions(self) -> int:
        return len(self.new) - self.set_aside - self.quarantined

    @property
    def needs_person(self) -> int:
        return self.counted(*AWAITING_A_PERSON)


def run_once(
    offers: Sequence[Offer], office: Office, progress: Progress = SILENT, pace: Pace = AT_ONCE
) -> Round:
    """Until nothing new is left; what a killed run left unfinished is finished first.

    A mailbox that fails does not keep the others, or what is already stored, waiting. Several
    processes may do this on one home: each folder is polled by one of them at a time, the
    mails are handled by all. Must be called `Ledger.at_work`.
    """
    open_office(office)
    adopt(office)
    with office.act():
        appoint_serving(office)
    done = Round()
    for offer in offers:
        offer.source.tell_arrivals(progress.arriving)
    for mailbox in office.mailboxes:
        mailbox.arrivals.tell = progress.arriving
    # For all of them before the first pass, which may take hours.
    silent = [_silence(offer, office) for offer in offers]
    for offer, silence in zip(offers, silent, strict=True):
        way = Pass(
            silent=silence,
            progress=progress.taken_in,
            between=_between(offer, offers, office, progress, pace, done),
            ended=pace.ended,
            tried_before=office.now() - pace.rest,
        )
        _take_in(offer, office, way, done, pace)
        progress.looked(offer.source.name)
    _handle(office, progress, pace)
    done.unreadable = len(office.ledger.unreadable(done.new))
    done.states = office.ledger.states(done.new)
    open_ones = [one for one in office.mailboxes if _is_open(one, done, pace)]
    if open_ones and not pace.ended():
        answering = not all(offer.file_only for offer in offers)
        _let_out(open_ones, office, progress, done, pace, reminding=answering)
    return done


def _is_open(mailbox: Mailbox, done: Round, pace: Pace) -> bool:
    due = pace.mailboxes is None or mailbox.address in pace.mailboxes
    return due and not done.refused(mailbox.login)


def _take_in(offer: Offer, office: Office, way: Pass, done: Round, pace: Pace) -> None:
    source, intake = offer.source, Intake()
    if offer.login in done.away:
        done.troubles[source.name] = done.away[offer.login]
        return
    try:
        while not take_in(source, office, way, intake) and pace.patient and not pace.ended():
            way.between(None)
            time.sleep(BUSY_SECONDS)
    except AWAY as trouble:
        done.troubles[source.name] = done.away[offer.login] = trouble
    except TROUBLES as trouble:
        done.troubles[source.name] = trouble
    done.seen += intake.seen
    done.duplicates += intake.duplicates
    done.new += intake.submissions


def _between(
    offer: Offer,
    offers: Sequence[Offer],
    office: Office,
    progress: Progress,
    pace: Pace,
    done: Round,
) -> Callable[[dt.datetime | None], None]:
    """A little handling between two batches: the first letters need not wait for the last mail.

    No older mail is overtaken: the UIDs of a folder follow the time of receipt (the names of
    files do not), so that among several folders the bound is how far this one is taken in, and
    the oldest new mail of those that come later.
    """
    if not offer.source.on_server:
        return lambda reached: None
    later = offers[offers.index(offer) + 1 :]
    bound = cache(lambda: _oldest_new(later, office, done))

    def handle_some(reached: dt.datetime | None) -> None:
        if len(offers) > 1 and reached is None:
            return
        bounds = [one for one in (reached, bound()) if one is not None]
        before = min(bounds) if len(offers) > 1 else None
        until = time.monotonic() + SHARE_SECONDS
        ended = partial(_is_over, until, pace)
        handle_waiting(office, progress.handled, ended, before)

    return handle_some


def _is_over(until: float, pace: Pace) -> bool:
    return pace.ended() or time.monotonic() > until


def _oldest_new(offers: Sequence[Offer], office: Office, done: Round) -> dt.datetime | None:
    """When the oldest mail was received that lies in these folders and is not stored."""
    found = []
    for offer in offers:
        if offer.login in done.away:
            continue
        known = office.ledger.folders.known(offer.source.name, office.now())
        # A mailbox that fails does not keep the others waiting; it says so when its turn comes.
        try:
            found.append(offer.source.oldest_new(known))
        except (MailboxError, SettingsError) as trouble:
            if isinstance(trouble, AWAY):
                done.away[offer.login] = trouble
    return min((one for one in found if one is not None), default=None)


def _handle(office: Office, progress: Progress, pace: Pace) -> None:
    """All that waits; a patient round also awaits what other processes are handling."""
    handle_waiting(office, progress.handled, pace.ended)
    while pace.patient and not pace.ended() and office.ledger.waiting():
        time.sleep(BUSY_SECONDS)
        handle_waiting(office, progress.handled, pace.ended)


def _let_out(
    mailboxes: Sequence[Mailbox],
    office: Office,
    progress: Progress,
    done: Round,
    pace: Pace,
    *,
    reminding: bool,
) -> None:
    """Drafts are laid by one process at a time; who comes second finds nothing left to lay."""
    while (lease := office.ledger.leases.take("release")) is None:
        if not pace.patient or pace.ended():
            return
        time.sleep(BUSY_SECONDS)
    try:
        if reminding:
            remind(office)
        released = release_from(mailboxes, office, progress.laid)
        done.troubles.update(released.troubles)
        by_console = office.house.release is Release.CONSOLE
        done.notices_drafted = _new_notices(office, done) if by_console else released.laid
    finally:
        office.ledger.leases.release(lease)


def _new_notices(office: Office, done: Round) -> int:
    """Behind the console nothing is laid: what this round wrote waits in the outbox."""
    drafts = office.ledger.notices(states=(NoticeState.DRAFT,))
    return len({one.submission for one in drafts} & set(done.new))


def _silence(offer: Offer, office: Office) -> Callable[[RawMail], bool]:
    if not offer.source.on_server:
        return lambda mail: offer.file_only
    first_poll = opened_at(offer.source.name, office)
    since = offer.answer_since or first_poll
    return lambda mail: offer.file_only or is_old(mail, since)
