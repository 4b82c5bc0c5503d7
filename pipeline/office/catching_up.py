"""What a killed act filed in an object and did not get to record is recorded before the next act."""

from pipeline.domain.entries import FiledEntry
from pipeline.office.filing import entries_of
from pipeline.office.house import Office


def catch_up(about: str, object_id: str, office: Office) -> tuple[FiledEntry, ...]:
    """Record the entries of the object that the history of `about` does not have; answers them.

    Must be called while the office is held. Whoever acts afterwards sees what stands.
    """
    known = {row.id for row in office.ledger.history(about)}
    left = [one for one in entries_of(office.archive, object_id) if one.entry.id not in known]
    left.sort(key=lambda one: one.entry.at)
    if left:
        office.ledger.record(left, office.archive.read)
    return tuple(left)
