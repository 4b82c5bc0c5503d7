"""The archive: an OCFL 1.1 storage root that survives `kill -9` at any step (decision 6)."""

from pipeline.archive.durable import room_above
from pipeline.archive.objects import Filed
from pipeline.archive.store import OcflArchive
from pipeline.archive.verification import Check, Counts, Failure, Kind, Result, Verification
from pipeline.archive.verifying import verify

__all__ = [
    "Check",
    "Counts",
    "Failure",
    "Filed",
    "Kind",
    "OcflArchive",
    "Result",
    "Verification",
    "room_above",
    "verify",
]
