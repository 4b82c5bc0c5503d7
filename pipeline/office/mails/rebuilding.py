"""Throwing the database away and making it again from the archive."""

from collections.abc import Callable

from pipeline.domain.entries import FiledEntry
from pipeline.office.filing import entries_of
from pipeline.office.house import Office

BATCH = 200
"""Entries folded in one transaction."""


def rebuild(office: Office, progress: Callable[[int], None] = lambda done: None) -> int:
    """Replay every entry in the order of time; answers how many there are."""
    with office.act():
        entries: list[FiledEntry] = []
        for object_id in office.archive.objects():
            entries += entries_of(office.archive, object_id)
            progress(len(entries))
        entries.sort(key=lambda filed: (filed.entry.at, filed.entry.id))
        office.ledger.clear()
        for start in range(0, len(entries), BATCH):
            office.ledger.record(entries[start : start + BATCH], office.archive.read)
        return len(entries)
