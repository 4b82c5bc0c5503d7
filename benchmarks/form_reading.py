"""Reading a Word form against walking its cells with python-docx, in turn on the same files.

Prints the time per file of each and the ratio; in this process, without the reading child.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reading.made_layouts import made  # noqa: E402
from reading.test_forms import OURS  # noqa: E402
from reading.understood import filled  # noqa: E402
from reading.word_files import TITLE, form, leaf, saved  # noqa: E402

from pipeline.reading.blocks import Grid  # noqa: E402
from pipeline.reading.files.grid import blocks_of_docx  # noqa: E402
from pipeline.reading.paper_kinds.papers import read_papers  # noqa: E402

ROUNDS = 7


def walked(data: bytes) -> int:
    """Every cell's text, row by row, as python-docx's own documentation does it."""
    document = docx.Document(io.BytesIO(data))
    rows = (row for table in document.tables for row in table.rows)
    return sum(len(cell.text) for row in rows for cell in row.cells)


def seconds(act: Callable[[bytes], object], files: list[bytes]) -> float:
    began = time.process_time()
    for data in files:
        act(data)
    return (time.process_time() - began) / len(files)


def main() -> None:
    files = [form(), filled("application_form.docx", OURS)]
    files += [_saved_again(made(seed)[0]) for seed in range(20)]
    acts = {
        "python-docx, cells": walked,
        "grid": blocks_of_docx,
        "papers": lambda data: read_papers(leaf(data)),
    }
    for act in acts.values():
        seconds(act, files)
    measured = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            measured[name].append(seconds(act, files))
    cells = statistics.median(measured["python-docx, cells"])
    for name, times in measured.items():
        middle = statistics.median(times)
        print(f"{name:22}{middle * 1000:8.2f} ms a file{cells / middle:8.1f} times as fast")


def _saved_again(data: bytes) -> bytes:
    """A made form with the parts that python-docx needs before it opens a file."""
    blocks = blocks_of_docx(data)
    assert isinstance(blocks, tuple)
    document = docx.Document()
    document.add_paragraph(TITLE)
    for grid in (block for block in blocks if isinstance(block, Grid)):
        rows = grid.rows
        table = document.add_table(len(rows), max(map(len, rows)))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                table.cell(number, column).text = cell.text
    return saved(document)


if __name__ == "__main__":
    main()
