"""Taking in mail: raw first, then one transaction, the mailbox's marks last (decision 1)."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.domain.entries import FiledEntry, Opened, Sighted, TakenIn
from pipeline.domain.letters import Batch, RawMail, ReceivedBy, Sighting
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office, mail_object
from pipeline.office.ports import Source
from pipeline.office.registered import settle_registers

Progress = Callable[[int, int], None]
"""Told after each batch: how many mails are done, how many the source still offers."""


@dataclass(slots=True)
class Intake:
    """What one pass over a source brought; it grows while the pass goes on."""

    seen: int = 0
    duplicates: int = 0
    submissions: list[str] = field(default_factory=list)

    @property
    def new(self) -> int:
        return len(self.submissions)


def open_office(office: Office) -> dt.datetime:
    """The moment of the office's first poll, kept in the archive.

    Mail that a server received before it is filed and not answered, unless the account's
    settings name another moment.
    """
    since = office.ledger.answer_since()
    if since is not None:
        return since
    with office.ledger.act():
        tick = office.ledger.clock(office.now())
        at = tick()
        filed = file_entry(
            office.archive, OFFICE_OBJECT, "open", at, SOFTWARE, (OFFICE_OBJECT,), Opened(at)
        )
        office.ledger.record([filed], office.archive.read)
    body = filed.entry.body
    return body.answer_since if isinstance(body, Opened) else at


def adopt(office: Office) -> None:
    """Record every mail and register that a killed act filed and did not get to record."""
    with office.ledger.act():
        settle_registers(office)
        for identity in office.ledger.allotted("S"):
            found = entries_of(office.archive, mail_object(identity))
            if found:
                office.ledger.record(found, office.archive.read)


def take_in(
    source: Source,
    office: Office,
    silent: Callable[[RawMail], bool],
    intake: Intake,
    progress: Progress = lambda done, left: None,
) -> None:
    """Store everything the source offers, counted in `intake` even if the source then fails.

    Nothing is read here, so no reader can lose mail.
    """
    for batch in source.batches(office.ledger.checkpoint(source.name)):
        with office.ledger.act():
            _store(batch, office, silent, intake)
        source.mark([mail.sighting for mail in batch.mails])
        office.crash("marked")
        progress(intake.seen, batch.left)


def _store(batch: Batch, office: Office, silent: Callable[[RawMail], bool], intake: Intake) -> None:
    fresh: dict[str, RawMail] = {}
    again: list[RawMail] = []
    for mail in batch.mails:
        known = mail.identity in fresh or office.ledger.submission_of(mail.identity) is not None
        if known:
            again.append(mail)
        else:
            fresh[mail.identity] = mail
    numbers = _numbers(office, list(fresh.values()))
    tick = office.ledger.clock(office.now())
    filed: list[FiledEntry] = []
    for identity, mail in fresh.items():
        filed.append(_file_raw(office, mail, numbers[identity], tick(), silent(mail)))
        office.crash("raw_filed")
    office.ledger.record(filed, office.archive.read)
    office.crash("taken_in")
    filed = [one for mail in again if (one := _file_sighting(office, mail, tick()))]
    office.ledger.record(filed, office.archive.read, batch.checkpoint)
    intake.seen += len(batch.mails)
    intake.duplicates += len(again)
    intake.submissions += [numbers[identity] for identity in fresh]


def _numbers(office: Office, mails: Sequence[RawMail]) -> dict[str, str]:
    """The S-number of each mail, of the year in which the office received it."""
    by_year: dict[int, list[str]] = {}
    for mail in mails:
        year = mail.received_at.astimezone(office.house.timezone).year
        by_year.setdefault(year, []).append(mail.identity)
    given: dict[str, str] = {}
    for year, identities in by_year.items():
        written = office.ledger.numbers("S", year, identities)
        given.update(zip(identities, written, strict=True))
    return given


def _file_raw(
    office: Office, mail: RawMail, submission: str, at: dt.datetime, silent: bool
) -> FiledEntry:
    return file_entry(
        office.archive,
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
            received_at=mail.received_at,
            received_by=mail.received_by,
            sighting=mail.sighting,
            silent=silent,
        ),
        {"message.eml": mail.data},
    )


def _file_sighting(office: Office, mail: RawMail, at: dt.datetime) -> FiledEntry | None:
    """An entry for a mail that lies in a second place, None for one seen there before."""
    known = office.ledger.sightings(mail.identity)
    if mail.sighting in known or _renumbered(mail.sighting, known):
        return None
    submission = office.ledger.submission_of(mail.identity)
    if submission is None:
        return None
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


def _renumbered(sighting: Sighting, known: Sequence[Sighting]) -> bool:
    """The folder was numbered anew (another UIDVALIDITY): the same mail, not a second copy."""
    return any(one.source == sighting.source and one.epoch != sighting.epoch for one in known)


def _short(place: str) -> str:
    return hashlib.sha256(place.encode(errors="surrogatepass")).hexdigest()[:32]


def is_old(mail: RawMail, since: dt.datetime) -> bool:
    """Whether the server received the mail before the office began to answer."""
    return mail.received_by is ReceivedBy.SERVER and mail.received_at < since
