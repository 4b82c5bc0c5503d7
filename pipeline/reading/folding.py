"""What is shown of a very large file: how it begins, and what stands around each value."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.domain.papers import FileReading
from pipeline.reading.appearance import Appearance, PageImage
from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, paragraphs_of

MOST_CELLS = 5000
"""Cells and lines of one file that are shown; a roster of a whole school has more."""

AROUND = 3
"""Rows or lines shown before and behind each value."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, or a paragraph: the number of its block, its own cells, what it weighs."""

    block: int
    cells: tuple[Cell, ...]
    weight: int
    holds: bool


def appearance_of(
    reading: FileReading, blocks: tuple[Block, ...], pages: tuple[PageImage, ...] = ()
) -> Appearance:
    """What a file looks like, for a page that a browser can open."""
    places = {one.place for paper in reading.papers for one in paper.fields}
    places |= {one.place for paper in reading.papers for one in paper.unclear}
    shown, cut = _folded(blocks, places)
    return Appearance(shown, pages, cut)


def _folded(blocks: tuple[Block, ...], places: Set[str]) -> tuple[tuple[Block, ...], bool]:
    """The blocks without the rows far from all `places` of values, and whether any was left out.

    Nothing is left out of what has no more than `MOST_CELLS` cells and lines.
    """
    rows = [row for number, block in enumerate(blocks) for row in _rows(number, block, places)]
    if sum(row.weight for row in rows) <= MOST_CELLS:
        return blocks, False
    return tuple(_pieces(blocks, rows, sorted(_chosen(rows)))), True


def _pieces(
    blocks: tuple[Block, ...], rows: Sequence[_Row], kept: Sequence[int]
) -> Iterator[Block]:
    """The rows that are shown, as the tables and paragraphs they are of; what is left out is told."""
    next_row = 0
    runs = groupby(enumerate(kept), lambda one: (rows[one[1]].block, one[1] - one[0]))
    for (block, _), run in runs:
        numbers = [number for _, number in run]
        yield from _left_out(numbers[0] - next_row)
        yield _with_cells(blocks[block], [cell for one in numbers for cell in rows[one].cells])
        next_row = numbers[-1] + 1
    yield from _left_out(len(rows) - next_row)


def _left_out(count: int) -> Iterator[Block]:
    if count:
        yield Paragraph(f"……（此处略去 {count} 行）", "")


def _rows(number: int, block: Block, places: Set[str]) -> Iterator[_Row]:
    if not isinstance(block, Grid):
        yield _Row(number, (), 1, block.place in places)
        return
    for cells in block.rows:
        held = any(cell.place in places or _within(cell) & places for cell in cells)
        yield _Row(number, cells, sum(map(_weight, cells)), held)


def _within(cell: Cell) -> set[str]:
    return {one.place for one in (*cell.paragraphs, *paragraphs_of(cell.grids))}


def _weight(cell: Cell) -> int:
    return 1 + sum(1 + sum(map(_weight, grid.cells)) for grid in cell.grids)


def _chosen(rows: Sequence[_Row]) -> set[int]:
    """The numbers of the rows that are shown: those around values, then as many as there is room."""
    kept: set[int] = set()
    near = (
        number
        for at, row in enumerate(rows)
        if row.holds
        for number in range(max(at - AROUND, 0), min(at + AROUND + 1, len(rows)))
    )
    room = MOST_CELLS
    for number in (*near, *range(len(rows))):
        if number in kept:
            continue
        if rows[number].weight > room:
            break
        room -= rows[number].weight
        kept.add(number)
    return kept


def _with_cells(block: Block, cells: Sequence[Cell]) -> Block:
    return replace(block, cells=tuple(cells)) if isinstance(block, Grid) else block
