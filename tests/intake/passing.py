"""One pass over a source of mail, whatever becomes of it."""

from dataclasses import dataclass, field, replace

from pipeline.domain.folders import Known, Place, Spans
from pipeline.domain.identity import head_of
from pipeline.domain.letters import Batch
from pipeline.errors import MailboxError
from pipeline.office.intake_ports import Source


@dataclass(slots=True)
class Pass:
    """What one pass over a folder brought, up to what it complained of; `known` afterwards."""

    known: Known = field(default_factory=Known)
    offered: list[bytes] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    complaint: str = ""
    way_out: str = ""


def places_of(batch: Batch) -> list[Place]:
    return [
        Place(int(one.sighting.position), one.identity, head_of(one.data), len(one.data))
        for one in batch.mails
    ]


def after(known: Known, batch: Batch) -> Known:
    """What is known once a batch was stored, as the ledger keeps it."""
    if known.epoch != batch.epoch:
        known = Known(batch.epoch)
    earlier, fresh = known.place, {one.position: one for one in places_of(batch)}
    stored = {uid for first, last in known.stored.runs for uid in range(first, last + 1)}
    gone = set(batch.vanished) | set(fresh)
    return replace(
        known,
        stored=Spans.of(sorted(stored | set(fresh))),
        undelivered=(known.undelivered - gone) | frozenset(batch.undelivered),
        place=lambda uid: fresh.get(uid) or earlier(uid),
    )


def one_pass(source: Source, known: Known | None = None) -> Pass:
    """As the office does it: after each batch it is known and its marks are made."""
    done = Pass(known or Known())
    try:
        for batch in source.batches(done.known):
            done.batches.append(batch)
            done.offered += [one.data for one in batch.mails]
            if batch.epoch:
                done.known = after(done.known, batch)
            if source.marks and batch.mails:
                source.mark(batch.epoch, places_of(batch))
    except MailboxError as fault:
        done.complaint, done.way_out = fault.what, fault.way_out
    return done
