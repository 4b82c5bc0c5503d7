"""One pass over a source of mail, whatever becomes of it."""

from dataclasses import dataclass, field

from pipeline.domain.letters import Batch, Checkpoint
from pipeline.errors import MailboxError
from pipeline.office.ports import Source


@dataclass(slots=True)
class Pass:
    """What one pass over a folder brought, up to what it complained of."""

    offered: list[bytes] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    complaint: str = ""
    way_out: str = ""

    @property
    def position(self) -> int:
        checkpoint = self.batches[-1].checkpoint
        assert checkpoint is not None
        return checkpoint.position


def one_pass(source: Source, since: Checkpoint | None = None) -> Pass:
    """As the office does it: after each batch its marks are made."""
    done = Pass()
    try:
        for batch in source.batches(since):
            done.batches.append(batch)
            done.offered += [one.data for one in batch.mails]
            source.mark([one.sighting for one in batch.mails])
    except MailboxError as fault:
        done.complaint, done.way_out = fault.what, fault.way_out
    return done
