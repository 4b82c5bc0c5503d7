"""What reading in the child process costs over reading in this one, and a PDF form over its tables.

    python benchmarks/reading_apart.py [FOLDER of attachments]

Each file is read in turn both ways, the child warm; medians and best of ROUNDS. The second half
compares a PDF form, read whole, with what pdfplumber's own `extract_tables` takes for its pages.
"""

import hashlib
import io
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber

from pipeline.domain.letters import FileType, LeafFile
from pipeline.reading.files.pdf import blocks_of_pdf
from pipeline.reading.files.sniff import sniff
from pipeline.reading.mail.letter import read_letter
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.reading.paper_kinds.titles import is_title
from pipeline.reading.words.labels import is_label
from pipeline.shipped import shipped
from pipeline.workshop.isolated_reader import IsolatedReader

ROUNDS = 15


def leaves(folder: Path | None) -> Iterator[LeafFile]:
    """Attachments of the samples, or the files of a folder."""
    if folder is None:
        for path in sorted(shipped("inbox_samples").glob("*.eml")):
            yield from (one for one in read_letter(path.read_bytes()).files if not one.problem)
        return
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        seen = sniff(data)
        if data and not seen.problem:
            sha256 = hashlib.sha256(data).hexdigest()
            yield LeafFile(path.name, (path.name,), seen.type, data, sha256)


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def pairs(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The least time of each over ROUNDS rounds, in turn, the first round not counted."""
    one(), other()
    both = [(seconds(one), seconds(other)) for _ in range(ROUNDS)]
    return min(a for a, _ in both), min(b for _, b in both)


def isolation(found: list[LeafFile]) -> None:
    more: list[float] = []
    with IsolatedReader() as reader:
        for leaf in found:
            inside, apart = pairs(lambda: read_papers(leaf), lambda: reader.read(leaf))  # noqa: B023
            more.append(apart - inside)
    print(f"{len(found)} files: apart costs {statistics.median(more) * 1000:.2f} ms more (median),")
    print(f"  {max(more) * 1000:.2f} ms at most")


def tables(found: list[LeafFile]) -> None:
    def plumbed(data: bytes) -> None:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                page.extract_tables()

    def read(data: bytes) -> None:
        blocks_of_pdf(data, is_label, is_title)

    ratios = []
    for leaf in found:
        whole, floor = pairs(lambda: read(leaf.data), lambda: plumbed(leaf.data))  # noqa: B023
        ratios.append(whole / floor)
    told = f"{statistics.median(ratios):.2f} (median), {max(ratios):.2f} at most"
    print(f"{len(found)} PDF files: read whole against extract_tables: {told}")


def main() -> None:
    found = list(leaves(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    pdfs = [one for one in found if one.type is FileType.PDF]
    others = [one for one in found if one.type is not FileType.PDF]
    for measure, files in ((isolation, others), (tables, pdfs)):
        if files:
            measure(files)


if __name__ == "__main__":
    main()
