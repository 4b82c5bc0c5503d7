"""Text as blocks: a paragraph a line; a list with commas or tabs between its cells as a table."""

import csv

from pipeline.reading.blocks import Block, Cell, Grid, Paragraph
from pipeline.reading.charsets import decode

MAX_BYTES = 5 << 20
MAX_LINES = 20_000
FEWEST_CELLS = 4
"""So many cells in each line alike make a list; no letter is written so."""
LONGEST_LIST = 2_000


def blocks_of_text(text: str, place: str = "第{number}行") -> tuple[Block, ...]:
    lines = text.splitlines()[:MAX_LINES]
    return tuple(
        Paragraph(line, place.format(number=number))
        for number, line in enumerate(lines, 1)
        if line.strip()
    )


def blocks_of_text_file(data: bytes) -> tuple[Block, ...]:
    text = decode(data[:MAX_BYTES])
    lines = [line for line in text.splitlines() if line.strip()]
    for separator in ("\t", ","):
        rows = _rows_of(lines, separator)
        if rows:
            return (_grid_of(rows),)
    return blocks_of_text(text)


def _rows_of(lines: list[str], separator: str) -> list[list[str]]:
    """The cells of each line where all lines have as many of them; [] for running text."""
    if not 1 < len(lines) <= LONGEST_LIST or lines[0].count(separator) < FEWEST_CELLS - 1:
        return []
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return []
    return rows if len({len(row) for row in rows}) == 1 else []


def _grid_of(rows: list[list[str]]) -> Grid:
    cells = [
        Cell(row, column, 1, 1, (Paragraph(text.strip(), place),), place)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if (place := f"第{row + 1}行 第{column + 1}格")
    ]
    return Grid(tuple(cells), "文字表")
