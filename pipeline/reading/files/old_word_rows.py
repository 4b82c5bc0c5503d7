"""Tables of a Word 97-2003 file: paragraphs that end cells and rows, put together to grids.

Where cells stand side by side is told at the end of each row, in twentieths of a point
([MS-DOC] 2.9.317 TDefTableOperand).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pipeline.reading.blocks import Block, Cell, Grid, Paragraph

MAX_COLUMNS = 100
SAME_EDGE = 30
"""Edges less than so many twips apart are one; people drag them by hand."""

_MERGED_LEFT, _MERGED, _MERGED_DOWN, _STARTS_DOWN = 0x0001, 0x0002, 0x0020, 0x0040


class Written(NamedTuple):
    """One paragraph: how deep in tables it stands (0 outside), and what its mark ends."""

    paragraph: Paragraph
    depth: int
    ends_cell: bool = False
    ends_row: bool = False
    shape: bytes = b""


@dataclass(slots=True)
class _Filling:
    """A table while its rows are read."""

    place: str
    row: list[list[Block]] = field(default_factory=lambda: [[]])
    rows: list[tuple[list[list[Block]], "_Shape"]] = field(default_factory=list)

    def end_row(self, shape: bytes) -> None:
        if not self.row[-1]:
            self.row.pop()
        self.rows.append((self.row[:MAX_COLUMNS], _shape(shape, len(self.row))))
        self.row = [[]]


@dataclass(slots=True)
class Assembly:
    """Blocks in order; tables that are still open lie on each other."""

    prefix: str = ""
    blocks: list[Block] = field(default_factory=list)
    open: list[_Filling] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0

    def take(self, one: Written) -> None:
        while len(self.open) > one.depth:
            self._close()
        while len(self.open) < one.depth:
            self._open()
        if not self.open:
            self.paragraphs += 1
            place = self.prefix or f"段落{self.paragraphs}"
            self.blocks.append(Paragraph(one.paragraph.text, place, one.paragraph.underlined))
        elif one.ends_row:
            self.open[-1].end_row(one.shape)
        else:
            self.open[-1].row[-1].append(one.paragraph)
            if one.ends_cell:
                self.open[-1].row.append([])

    def ended(self) -> tuple[Block, ...]:
        while self.open:
            self._close()
        return tuple(self.blocks)

    def _open(self) -> None:
        if self.open:
            above = self.open[-1]
            where = f"{above.place} 行{len(above.rows) + 1} 列{len(above.row)}"
            nested = sum(isinstance(one, Grid) for one in above.row[-1]) + 1
            self.open.append(_Filling(f"{where} 表{nested}"))
        else:
            self.tables += 1
            self.open.append(_Filling(f"{self.prefix} 表{self.tables}".strip()))

    def _close(self) -> None:
        filling = self.open.pop()
        if any(filling.row):
            filling.end_row(b"")
        grid = _grid(filling)
        (self.open[-1].row[-1] if self.open else self.blocks).append(grid)


class _Shape(NamedTuple):
    """Left edges of the cells and the right one of the last, () when not told; their flags."""

    edges: tuple[int, ...]
    flags: tuple[int, ...]


def _shape(operand: bytes, cells: int) -> _Shape:
    if len(operand) < 3 or operand[2] != cells or len(operand) < 3 + 2 * (cells + 1):
        return _Shape((), (0,) * cells)
    edges = struct.unpack_from(f"<{cells + 1}h", operand, 3)
    start = 3 + 2 * (cells + 1)
    flags = tuple(
        struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        for at in range(start, start + 20 * cells, 20)
    )
    if any(right - left < SAME_EDGE for left, right in pairwise(edges)):
        return _Shape((), flags)
    return _Shape(edges, flags)


def _grid(filling: _Filling) -> Grid:
    measured = all(shape.edges for _, shape in filling.rows)
    edges = _distinct(edge for _, shape in filling.rows for edge in shape.edges)
    cells: list[Cell] = []
    above: dict[int, int] = {}
    for number, (contents, shape) in enumerate(filling.rows):
        for index, content in enumerate(contents):
            flags = shape.flags[index] if index < len(shape.flags) else 0
            left, right = index, index + 1
            if measured:
                left = _index(edges, shape.edges[index])
                right = max(_index(edges, shape.edges[index + 1]), left + 1)
            where = f"{filling.place} 行{number + 1} 列{index + 1}"
            cell = _cell(number, left, right - left, content, where)
            if flags & _MERGED and not flags & _MERGED_LEFT and index:
                cells[-1] = _joined(cells[-1], cell, width=cells[-1].width + cell.width)
            elif flags & _MERGED_DOWN and not flags & _STARTS_DOWN and left in above:
                upper = cells[above[left]]
                cells[above[left]] = _joined(upper, cell, height=number - upper.row + 1)
            else:
                cells.append(cell)
                above[left] = len(cells) - 1
    return Grid(tuple(sorted(cells, key=lambda one: (one.row, one.column))), filling.place)


def _cell(row: int, column: int, width: int, content: list[Block], place: str) -> Cell:
    paragraphs = tuple(
        Paragraph(one.text, place, one.underlined) for one in content if isinstance(one, Paragraph)
    )
    grids = tuple(one for one in content if isinstance(one, Grid))
    return Cell(row, column, 1, width, paragraphs, place, grids)


def _joined(first: Cell, more: Cell, width: int = 0, height: int = 0) -> Cell:
    """A cell and what is merged into it; text hidden in the merged part is kept."""
    return Cell(
        row=first.row,
        column=first.column,
        height=height or first.height,
        width=width or first.width,
        paragraphs=first.paragraphs + tuple(one for one in more.paragraphs if one.text.strip()),
        place=first.place,
        grids=first.grids + more.grids,
    )


def _distinct(values: Iterable[int]) -> list[int]:
    edges: list[int] = []
    for value in sorted(set(values)):
        if not edges or value - edges[-1] > SAME_EDGE:
            edges.append(value)
    return edges


def _index(edges: list[int], value: int) -> int:
    return max(bisect_right(edges, value) - 1, 0)
