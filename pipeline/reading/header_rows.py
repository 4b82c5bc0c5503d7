"""Rows of labels over rows of answers, and rows that are about other people."""

from itertools import pairwise

from pipeline.reading.blocks import Cell
from pipeline.reading.label_words import FAMILY
from pipeline.reading.labels import is_label, normalised

LONGEST_SECTION = 14


def rows_about_others(rows: tuple[tuple[Cell, ...], ...]) -> frozenset[int]:
    """Rows about family and other people: beside a section label or under a header that says so."""
    found: set[int] = set()
    for number, row in enumerate(rows):
        for cell in row:
            text = normalised(cell.text[:60])
            if not text or len(text) > LONGEST_SECTION or not any(w in text for w in FAMILY):
                continue
            found.update(range(cell.row, cell.row + cell.height))
            if is_header(row):
                found.update(one[0].row for one in data_rows(rows, number))
    return frozenset(found)


def is_header(row: tuple[Cell, ...]) -> bool:
    """A row of labels only, none of which has an empty cell to fill in beside it."""
    written = [cell for cell in row if cell.text]
    labels = [cell for cell in written if is_label(cell.text)]
    if len(labels) < 2 or len(labels) < len(written) - len(written) // 3:
        return False
    if len(row) > len(written) + 1:
        return False
    beside = pairwise(row)
    return not any(
        is_label(cell.text) and not is_label(right.text) for cell, right in beside if cell.text
    )


def data_rows(rows: tuple[tuple[Cell, ...], ...], header: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows under a header: those laid out as it is, up to the next row with a label."""
    columns = {(cell.column, cell.width) for cell in rows[header]}
    found = []
    for number in range(header + 1, len(rows)):
        row = rows[number]
        laid_out_alike = sum((cell.column, cell.width) in columns for cell in row)
        if laid_out_alike < max(2, len(row) - 1) or any(is_label(cell.text) for cell in row):
            break
        found.append(row)
    return tuple(row for row in found if any(cell.text for cell in row))
