"""A page as blocks: grids of cells with what is written in each, and lines of text outside."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, Region
from pipeline.scanning.pages import Picture
from pipeline.scanning.recognition import Written
from pipeline.scanning.ruling import Box

ReadPart = Callable[[Picture, Box], str]


def blocks_of_page(
    page: Picture,
    tables: Sequence[Sequence[Box]],
    written: Sequence[Written],
    read_part: ReadPart,
    number: int,
) -> tuple[Block, ...]:
    """The blocks of page `number` (from 1), from top to bottom.

    `read_part` reads a line again that runs over the rule between two cells.
    """
    inside: dict[Box, list[Written]] = {}
    outside: list[Written] = []
    cells = [cell for table in tables for cell in table]
    for one in written:
        for piece in _by_cells(one, cells, page, read_part):
            middle = (piece.box.left + piece.box.right) / 2, (piece.box.top + piece.box.bottom) / 2
            cell = next((cell for cell in cells if cell.holds(*middle)), None)
            (outside if cell is None else inside.setdefault(cell, [])).append(piece)
    on_page = _Page(number, page.shape[1], page.shape[0])
    placed: list[tuple[int, Block]] = [
        (min(one.box.top for one in row), _paragraph(row, f"第{number}页", on_page))
        for row in _rows(outside)
    ]
    for count, table in enumerate(tables, 1):
        grid = _grid(table, inside, f"第{number}页 表{count}", on_page)
        placed.append((min(cell.top for cell in table), grid))
    return tuple(block for _, block in sorted(placed, key=lambda one: one[0]))


class _Page(NamedTuple):
    """A page by its number, with its width and height in pixels."""

    number: int
    width: int
    height: int

    def region(self, left: int, top: int, right: int, bottom: int) -> Region:
        across, down = 1 / self.width, 1 / self.height
        sides = left * across, top * down, right * across, bottom * down
        return Region(self.number, *(round(min(side, 1.0), 4) for side in sides))


def _by_cells(
    one: Written, cells: Sequence[Box], page: Picture, read_part: ReadPart
) -> list[Written]:
    """The line itself, or its parts, where it runs from one cell into the next."""
    height = one.box.bottom - one.box.top
    middle = (one.box.top + one.box.bottom) / 2
    crossed = [
        part
        for cell in cells
        if cell.top <= middle < cell.bottom
        for part in [_across(cell, one.box)]
        if part.right - part.left > height * 0.7
    ]
    if len(crossed) < 2:
        return [one]
    parts = [Written(part, read_part(page, part)) for part in crossed]
    return [part for part in parts if part.text] or [one]


def _across(cell: Box, line: Box) -> Box:
    """The part of a line that lies in a cell."""
    left, right = max(cell.left + 2, line.left), min(cell.right - 2, line.right)
    return Box(left, line.top, right, line.bottom)


def _rows(written: Sequence[Written]) -> list[list[Written]]:
    """Lines that stand beside each other, row by row, each from left to right."""
    rows: list[list[Written]] = []
    for one in sorted(written, key=lambda one: (one.box.top + one.box.bottom, one.box.left)):
        middle = (one.box.top + one.box.bottom) / 2
        last = rows[-1][0].box if rows else None
        if last is not None and last.top <= middle < last.bottom:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda one: one.box.left) for row in rows]


def _paragraph(row: Sequence[Written], place: str, page: _Page) -> Paragraph:
    """Lines that stand beside each other as one."""
    boxes = [one.box for one in row]
    region = page.region(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return Paragraph("  ".join(one.text for one in row), place, (), region)


def _grid(table: Sequence[Box], inside: dict[Box, list[Written]], place: str, page: _Page) -> Grid:
    columns = _edges([side for box in table for side in (box.left, box.right)])
    rows = _edges([side for box in table for side in (box.top, box.bottom)])
    counted: dict[int, int] = {}
    cells: list[Cell] = []
    spans = sorted(
        (_nearest(rows, box.top), _nearest(columns, box.left), box) for box in _by_place(table)
    )
    for row, column, box in spans:
        height = max(_nearest(rows, box.bottom) - row, 1)
        width = max(_nearest(columns, box.right) - column, 1)
        counted[row] = counted.get(row, 0) + 1
        where = f"{place} 行{row + 1} 列{counted[row]}"
        lines = tuple(_paragraph(one, where, page) for one in _rows(inside.get(box, ())))
        region = page.region(box.left, box.top, box.right, box.bottom)
        cells.append(Cell(row, column, height, width, lines, where, region=region))
    return Grid(tuple(cells), place)


def _by_place(table: Sequence[Box]) -> list[Box]:
    return sorted(table, key=lambda box: (box.top, box.left))


def _edges(sides: Sequence[int]) -> list[int]:
    """The ruling lines: sides of cells that lie a line's width apart are the same line."""
    ordered = sorted(sides)
    edges = ordered[:1]
    for before, side in pairwise(ordered):
        if side - before > _THICK:
            edges.append(side)
    return edges


_THICK = 12
"""Pixels between two cells' sides at one and the same ruling line; no row is so low."""


def _nearest(edges: Sequence[int], side: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - side))
