"""Mails through the whole pipeline, against the floor that any honest archive has.

    python benchmarks/whole_pipeline.py

The floor reads each mail, hashes it, writes it to a new file and makes that one file durable
(one fsync). The pipeline stores, reads, judges, files, records and drafts the same mails.
Both run in this one process, in turn, on the same disk; the ratio is what is printed.
"""

import hashlib
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from pipeline.assembly import assembled, offer_from
from pipeline.office.mails.running import run_once
from pipeline.settings import read_settings
from pipeline.shipped import shipped

ROUNDS = 3


def floor(mails: list[Path], folder: Path) -> float:
    begun = time.perf_counter()
    for number, path in enumerate(mails):
        data = path.read_bytes()
        hashlib.sha256(data).hexdigest()
        with (folder / str(number)).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    return time.perf_counter() - begun


def pipeline(folder: Path, home: Path) -> float:
    with assembled(read_settings(home)) as office:
        begun = time.perf_counter()
        with office.ledger.at_work():
            done = run_once([offer_from(folder, file_only=False)], office)
        taken = time.perf_counter() - begun
    assert done.quarantined == 0
    return taken


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shipped("inbox_samples")
    mails = sorted(folder.glob("*.eml"))
    ratios, speeds = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as scratch:
            plain, home = Path(scratch) / "plain", Path(scratch) / "home"
            plain.mkdir()
            least = floor(mails, plain)
            whole = pipeline(folder, home)
        ratios.append(whole / least)
        speeds.append(len(mails) / whole)
    print(f"{len(mails)} mails, {ROUNDS} rounds")
    print(f"whole pipeline: {statistics.median(ratios):.0f} x the floor (read, hash, one fsync)")
    print(f"here and now that is {statistics.median(speeds):.1f} mails a second")


if __name__ == "__main__":
    main()
