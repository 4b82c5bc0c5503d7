"""Taking in mail: raw first, then one transaction, the mailbox's marks last (decision 1)."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.domain.entries import FiledEntry, Sighted, TakenIn
from pipeline.domain.folders import Kept, Place
from pipeline.domain.identity import head_of
from pipeline.domain.letters import Batch, RawMail, Sighting
from pipeline.errors import (
    MailboxError,
    NoRoomError,
    NotGivenError,
    NotMarkedError,
    SettingsError,
)
from pipeline.office.filing import Written, entries_of, file_entries, file_entry, write_entry
from pipeline.office.house import SOFTWARE, Office, mail_object
from pipeline.office.intake_ports import Lease, Source
from pipeline.office.keeping_editions import keep_editions
from pipeline.office.registered import settle_registers

Progress = Callable[[int, int], None]
"""Told after each batch: how many mails are done, how many the source still offers."""

MARKED_AT_ONCE = 500

TROUBLES = (MailboxError, NoRoomError, SettingsError)
"""What keeps one source from being read, and passes: a server, a full disk, a password."""


@dataclass(slots=True)
class Intake:
    """What one pass over a source brought; it grows while the pass goes on."""

    seen: int = 0
    duplicates: int = 0
    submissions: list[str] = field(default_factory=list)

    @property
    def new(self) -> int:
        return len(self.submissions)


def adopt(office: Office) -> None:
    """Record what a killed act filed and did not get to record, and keep the editions in use."""
    with office.act():
        keep_editions(office)
        settle_registers(office)
        for identity in office.ledger.allotted("S"):
            found = entries_of(office.archive, mail_object(identity))
            if found:
                office.ledger.record(found, office.archive.read)


@dataclass(frozen=True, slots=True)
class Pass:
    """How a pass over a source is made.

    `silent` mails are not answered; `between` is called after each batch with when the newest
    mail so far was received; `ended` is asked whether to stop there; what was asked for in vain
    after `tried_before` is left to rest.
    """

    silent: Callable[[RawMail], bool]
    progress: Progress
    between: Callable[[dt.datetime | None], None]
    ended: Callable[[], bool]
    tried_before: dt.datetime


def take_in(source: Source, office: Office, way: Pass, intake: Intake) -> bool:
    """Store everything the source offers, counted in `intake` even if the source then fails.

    Nothing is read here, so no reader can lose mail. False when another process is at this
    source just now. Raises `MailboxError`, and `NoRoomError` before the disk is full.
    """
    lease = office.ledger.leases.take(f"poll:{source.name}")
    if lease is None:
        return False
    office.crash("leased")
    try:
        _pass_over(source, office, way, intake, lease)
    except NotMarkedError as trouble:
        _note(source, office, str(trouble))
        raise
    except NotGivenError:
        _note(source, office, "")  # the folder is read; which mails lack is told by their UIDs
        raise
    except TROUBLES as trouble:
        _note(source, office, f"收不了信：{trouble}")
        raise
    finally:
        office.ledger.leases.release(lease)
    _note(source, office, "")
    return True


def _note(source: Source, office: Office, says: str) -> None:
    if source.on_server:
        office.ledger.folders.note_trouble(source.name, office.now(), says)


def _pass_over(source: Source, office: Office, way: Pass, intake: Intake, lease: Lease) -> None:
    known = office.ledger.folders.known(source.name, way.tried_before)
    office.make_sure_of_room(0)
    marking = _Marking(source, office)
    reached: dt.datetime | None = None
    missing: NotGivenError | None = None
    try:
        for batch in source.batches(known):
            office.make_sure_of_room(sum(len(mail.data) for mail in batch.mails))
            with office.act():
                office.ledger.leases.require(lease)
                _store(source, batch, office, way, intake, lease)
            marking.go_on(batch.epoch)
            way.progress(intake.seen, batch.left)
            reached = max((mail.received_at for mail in batch.mails), default=reached)
            if batch.left:
                way.between(reached)
            if way.ended():
                return
    except NotGivenError as fault:
        missing = fault
    _count(source, office)
    trouble = marking.trouble or missing
    if trouble is not None:
        raise trouble


def _count(source: Source, office: Office) -> None:
    """What lies in the mailbox must be what the ledger knows of it, mail by mail."""
    listed = source.listed()
    if listed is not None:
        office.ledger.folders.note_count(source.name, office.now(), listed)
        office.crash("counted")


class _Marking:
    """Marks are cosmetic: what hinders them holds up no mail, is told after the last one, and
    is tried again at each pass until it is done.
    """

    def __init__(self, source: Source, office: Office) -> None:
        self._source = source
        self._office = office
        self.trouble: NotMarkedError | None = None

    def go_on(self, epoch: str) -> None:
        name, folders = self._source.name, self._office.ledger.folders
        while self._source.marks and epoch and self.trouble is None:
            places = folders.unmarked(name, MARKED_AT_ONCE)
            if not places:
                return
            try:
                self._source.mark(epoch, places)
            except MailboxError as fault:
                self.trouble = NotMarkedError(
                    f"收下的邮件在 {name} 里没有标记好：{fault.what}",
                    f"{fault.way_out}邮件本身都已收下。",
                )
            else:
                self._office.crash("marked")
                folders.note_marked(name, epoch, [one.position for one in places])


def _store(
    source: Source, batch: Batch, office: Office, way: Pass, intake: Intake, lease: Lease
) -> None:
    fresh: dict[str, RawMail] = {}
    again: list[RawMail] = []
    known = office.ledger.submissions_of([mail.identity for mail in batch.mails])
    for mail in batch.mails:
        if mail.identity in fresh or mail.identity in known:
            again.append(mail)
        else:
            fresh[mail.identity] = mail
    numbers = _numbers(office, list(fresh.values()))
    tick = office.ledger.clock(office.now())
    filed = file_entries(
        office.archive,
        [
            _raw(office, mail, numbers[identity], tick(), way.silent(mail))
            for identity, mail in fresh.items()
        ],
    )
    office.crash("raw_filed")
    for mail in again:
        first = fresh.get(mail.identity)
        known_at = (first.sighting,) if first else office.ledger.sightings(mail.identity)
        if not _is_known(mail.sighting, known_at):
            submission = numbers.get(mail.identity) or known[mail.identity]
            filed.append(_file_sighting(office, mail, submission, tick()))
    office.ledger.record(filed, office.archive.read, _kept(source, batch), lease)
    office.crash("taken_in")
    intake.seen += len(batch.mails) + len(batch.recognised)
    intake.duplicates += len(again) + len(batch.recognised)
    intake.submissions += [numbers[identity] for identity in fresh]


def _kept(source: Source, batch: Batch) -> Kept | None:
    if not source.on_server:
        return None
    places = tuple(
        Place(int(mail.sighting.position), mail.identity, head_of(mail.data), len(mail.data))
        for mail in batch.mails
    )
    return Kept(
        source.name, batch.epoch, places + batch.recognised, batch.undelivered, batch.vanished
    )


def _numbers(office: Office, mails: Sequence[RawMail]) -> dict[str, str]:
    """The S-number of each mail, of the year in which the office received it."""
    by_year: dict[int, list[str]] = {}
    for mail in mails:
        year = office.house.day_of(mail.received_at).year
        by_year.setdefault(year, []).append(mail.identity)
    given: dict[str, str] = {}
    for year, identities in by_year.items():
        written = office.ledger.numbers("S", year, identities)
        given.update(zip(identities, written, strict=True))
    return given


def _raw(office: Office, mail: RawMail, submission: str, at: dt.datetime, silent: bool) -> Written:
    return write_entry(
        mail_object(mail.identity),
        f"take-in-{mail.identity[:32]}",
        at,
        SOFTWARE,
        (submission,),
        TakenIn(
            submission=submission,
            identity=mail.identity,
            sha256=mail.sha256,
            size=len(mail.data),
            received_at=mail.received_at.astimezone(office.house.timezone),
            received_by=mail.received_by,
            sighting=mail.sighting,
            silent=silent,
        ),
        {"message.eml": mail.data},
    )


def _file_sighting(office: Office, mail: RawMail, submission: str, at: dt.datetime) -> FiledEntry:
    """An entry for a mail that lies in a second place."""
    place = f"{mail.sighting.source}-{mail.sighting.epoch}-{mail.sighting.position}"
    return file_entry(
        office.archive,
        mail_object(mail.identity),
        f"sight-{_short(place)}",
        at,
        SOFTWARE,
        (submission,),
        Sighted(submission, mail.sighting),
    )


def _is_known(sighting: Sighting, known: Sequence[Sighting]) -> bool:
    """Seen there before; or the folder was numbered anew, which makes no second copy."""
    return sighting in known or any(
        one.source == sighting.source and one.epoch != sighting.epoch for one in known
    )


def _short(place: str) -> str:
    return hashlib.sha256(place.encode(errors="surrogatepass")).hexdigest()[:32]
