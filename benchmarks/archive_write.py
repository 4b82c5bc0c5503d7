"""Filing one mail durably, against the floor and against the reference implementation.

    python benchmarks/archive_write.py

Each of OBJECTS objects holds a mail, a form and a record (72 KB). The floor writes the three
files and makes each durable. The peer is ocfl-py, which writes in place: what it wrote is made
durable afterwards by walking over it. We file one by one, and as a poll does, a batch at once.
All run in this process, in turn, on one disk.
"""

import datetime as dt
import hashlib
import logging
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ocfl

from pipeline.archive import OcflArchive, verify
from pipeline.archive.durable import sync_all
from pipeline.intake.portions import MAX_MAILS
from pipeline.office.ports import Addition

OBJECTS = 100
ROUNDS = 5
NOW = dt.datetime(2026, 9, 3, tzinfo=dt.UTC)

_bytes = random.Random(6).randbytes(1 << 20)


def files(number: int) -> dict[str, bytes]:
    at = number * 977
    return {
        "message.eml": _bytes[at : at + 40_960],
        "application.docx": _bytes[at + 5 : at + 30_725],
        f"entries/{number}.json": b'{"number": %d}' % number + b" " * 2_000,
    }


def floor(root: Path) -> None:
    for number in range(OBJECTS):
        for name, data in files(number).items():
            with (root / f"{number}-{name.replace('/', '-')}").open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())


def ours(root: Path, at_once: int = 1) -> None:
    archive = OcflArchive(root / "archive")
    for start in range(0, OBJECTS, at_once):
        archive.file(
            [
                Addition(f"urn:x:{number}", str(number), files(number), NOW, "deyu", "bench")
                for number in range(start, start + at_once)
            ]
        )


def batches(root: Path) -> None:
    ours(root, MAX_MAILS)


def peer(root: Path) -> None:
    store = ocfl.StorageRoot(
        root=str(root / "store"), layout_name="0003-hash-and-id-n-tuple-storage-layout"
    )
    store.initialize()
    for number in range(OBJECTS):
        source = root / f"source-{number}"
        for name, data in files(number).items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data)
        folder = root / "store" / store.object_path(f"urn:x:{number}")
        folder.parent.mkdir(parents=True, exist_ok=True)
        ocfl.Object(identifier=f"urn:x:{number}", spec_version="1.1").create(
            srcdir=str(source),
            objdir=str(folder),
            metadata=ocfl.VersionMetadata(message="bench", name="deyu", address="mailto:x@y.z"),
        )
        sync_all([folder, *folder.rglob("*")])


def seconds(way: Callable[[Path], None]) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.perf_counter()
        way(Path(scratch))
        return time.perf_counter() - begun


def verifying() -> tuple[float, float]:
    """Seconds to verify, and to read and hash the same files with nothing around it."""
    with tempfile.TemporaryDirectory() as scratch:
        ours(Path(scratch))
        root = Path(scratch) / "archive"
        begun = time.perf_counter()
        assert verify(root, None).sound
        verified = time.perf_counter() - begun
        begun = time.perf_counter()
        for path in root.rglob("*"):
            if path.is_file():
                hashlib.sha512(path.read_bytes()).hexdigest()
        return verified, time.perf_counter() - begun


def main() -> None:
    logging.disable(logging.CRITICAL)  # the peer logs a line for each object
    ways = {"floor": floor, "ours": ours, "ours, 50 at once": batches, "ocfl-py": peer}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    hashed = []
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken[name].append(seconds(way))
        verified, least = verifying()
        hashed.append(verified / least)
    least = statistics.median(taken["floor"])
    for name, times in taken.items():
        print(f"{name:16} {statistics.median(times) / least:5.1f} x the floor")
    print(f"{'verify':16} {statistics.median(hashed):5.1f} x reading and hashing the same files")


if __name__ == "__main__":
    main()
