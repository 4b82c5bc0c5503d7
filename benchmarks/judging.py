"""Judging against reading the same forms, and how fast an archive is judged by two editions.

    python benchmarks/judging.py

Reading is measured twice: as the office reads, in its warm child process (by the clock, the
least of some rounds), and as `read_papers` in this one, with no child and no mail around it (by
the time of the processor), which is the least that reading a form can cost. Reading and judging
are timed on each form in turn, in one run. Findings that many forms share are remembered, so
first it is told what judging costs before anything is.
"""

import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pipeline.assembly import assembled, offer_from
from pipeline.domain.letters import LeafFile
from pipeline.domain.papers import Paper, PaperKind
from pipeline.judging import judge
from pipeline.office.decisions.rejudging import rejudge
from pipeline.office.mails.running import run_once
from pipeline.reading.mail.letter import read_letter
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.regulation.edition import load_edition
from pipeline.settings import read_settings
from pipeline.shipped import shipped
from pipeline.workshop.isolated_reader import IsolatedReader

Act = Callable[[], object]
Chosen = Callable[[list[float]], float]

ROUNDS = 15
DAY = dt.date(2026, 9, 3)
EDITION = load_edition("2014-draft")


def forms_in(mails: list[Path]) -> Iterator[tuple[LeafFile, Paper]]:
    """Each file that is one application form."""
    for path in mails:
        for leaf in read_letter(path.read_bytes(), ()).files:
            found = [p for p in read_papers(leaf).papers if p.kind is PaperKind.APPLICATION_FORM]
            if len(found) == 1:
                yield leaf, found[0]


def ratio(read: Act, form: Paper, clock: Callable[[], float], chosen: Chosen) -> float:
    """Judging over reading, in turn."""
    reading, judging = [], []
    for _ in range(ROUNDS):
        begun = clock()
        read()
        between = clock()
        judge(form, EDITION, DAY)
        reading.append(between - begun)
        judging.append(clock() - between)
    return chosen(judging) / chosen(reading)


def once(forms: list[tuple[LeafFile, Paper]]) -> float:
    """Judging over reading of all forms, each done once and none of them judged before."""
    reading = judging = 0.0
    for leaf, form in forms:
        begun = time.process_time()
        read_papers(leaf)
        between = time.process_time()
        judge(form, EDITION, DAY)
        reading += between - begun
        judging += time.process_time() - between
    return judging / reading


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
    forms = list(forms_in(sorted(folder.glob("*.eml"))))
    print(f"{len(forms)} forms; judging / reading:")
    print(f"  each once, none judged before, in this process: {once(forms):.3f} of all together")
    print(f"  each {ROUNDS} times in turn, when findings that recur are remembered:")
    with IsolatedReader() as reader:
        apart = [
            ratio(partial(reader.read, leaf), form, time.perf_counter, min) for leaf, form in forms
        ]
    inside = [
        ratio(partial(read_papers, leaf), form, time.process_time, statistics.median)
        for leaf, form in forms
    ]
    for how, found in (("as the office reads", apart), ("in this process", inside)):
        print(f"    {how}: median {statistics.median(found):.3f}, worst {max(found):.3f}")
    done, each = judged_again(folder)
    print(f"rules diff: {done} applications, {each * 1e3:.2f} ms of one processor each,")
    print(f"so 100,000 take {each * 1e5 / 60:.1f} minutes of it")


if __name__ == "__main__":
    main()
