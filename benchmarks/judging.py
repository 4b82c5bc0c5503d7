"""Judging against reading the same forms, and how fast an archive is judged by two editions.

    python benchmarks/judging.py

Reading is `read_papers` in this process (no child process, no mail around it), which is the
least that reading a form can cost. Both are timed on each form in turn, in one run, by the time
of the processor, so that what else the machine does counts for neither.
"""

import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path

from pipeline.assembly import assembled, offer_from
from pipeline.domain.papers import PaperKind
from pipeline.judging import judge
from pipeline.office.rejudging import rejudge
from pipeline.office.running import run_once
from pipeline.reading.letter import read_letter
from pipeline.reading.papers import read_papers
from pipeline.regulation.edition import load_edition
from pipeline.settings import read_settings
from pipeline.shipped import shipped

ROUNDS = 15
DAY = dt.date(2026, 9, 3)
EDITION = load_edition("2014-draft")


def ratios(mails: list[Path]) -> list[float]:
    """For each application form that is a file of its own: judging over reading, medians."""
    found = []
    for path in mails:
        for leaf in read_letter(path.read_bytes(), ()).files:
            forms = [p for p in read_papers(leaf).papers if p.kind is PaperKind.APPLICATION_FORM]
            if len(forms) != 1:
                continue
            reading, judging = [], []
            for _ in range(ROUNDS):
                begun = time.process_time()
                read_papers(leaf)
                between = time.process_time()
                judge(forms[0], EDITION, DAY)
                reading.append(between - begun)
                judging.append(time.process_time() - between)
            found.append(statistics.median(judging) / statistics.median(reading))
    return sorted(found)


def judged_again(folder: Path) -> tuple[int, float]:
    """Applications of an archive made of these mails, and the processor seconds for one of them."""
    with tempfile.TemporaryDirectory() as home, assembled(read_settings(Path(home))) as office:
        with office.ledger.at_work():
            run_once([offer_from(folder, file_only=False)], office)
        best, done = float("inf"), 0
        for _ in range(ROUNDS):
            counted: list[int] = []
            begun = time.process_time()
            list(rejudge(EDITION, EDITION, office, counted.append))
            best, done = min(best, time.process_time() - begun), len(counted)
    return done, best / done


def main() -> None:
    folder = shipped("inbox_samples")
    found = ratios(sorted(folder.glob("*.eml")))
    print(f"{len(found)} forms, each read and judged {ROUNDS} times in turn")
    print(f"judging / reading: median {statistics.median(found):.3f}, worst {found[-1]:.3f}")
    done, each = judged_again(folder)
    print(f"rules diff: {done} applications, {each * 1e3:.2f} ms of one processor each,")
    print(f"so 100,000 take {each * 1e5 / 60:.1f} minutes of it")


if __name__ == "__main__":
    main()
