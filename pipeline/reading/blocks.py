"""A document as people see it: paragraphs and grids, each with its place in Chinese."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Span = tuple[int, int]

PAGE_HEADER = "页眉"
"""The place of what is printed at the top of every page; such blocks come before all others."""


class Region(NamedTuple):
    """A rectangle on a page, counted from 1; the sides as shares of its width and height, 0 to 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line or paragraph; `underlined` are the stretches of `text` printed underlined.

    `region` is where it stands, told of what has pages: PDF and pictures.
    """

    text: str
    place: str
    underlined: tuple[Span, ...] = ()
    region: Region | None = None


@dataclass(frozen=True)
class Cell:
    """A cell with its merged neighbours; row and column count from 0 in the full grid.

    `marks` are the bookmarks in it, told only of files that may be our own forms; `region` is
    where it stands, told of what has pages; `shared` is written beside the labels of several rows,
    so that nobody can say which of them it answers, and then there are no paragraphs.
    """

    row: int
    column: int
    height: int
    width: int
    paragraphs: tuple[Paragraph, ...]
    place: str
    grids: tuple["Grid", ...] = ()
    marks: tuple[str, ...] = ()
    region: Region | None = None
    shared: str = ""

    @cached_property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs).strip()


@dataclass(frozen=True)
class Grid:
    """A table: its cells row by row, each once however far it is merged.

    One that is not ruled was told by where the words of a page stand.
    """

    cells: tuple[Cell, ...]
    place: str
    is_ruled: bool = True

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells that begin in each row, rows without any left out."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return tuple(tuple(rows[row]) for row in sorted(rows))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """A line for each row, its cells apart by tabs, and those of the tables in its cells."""
        return tuple(_lines_of(self))


Block = Paragraph | Grid


class Positions:
    """Which cell covers a position of a grid."""

    def __init__(self, grid: Grid) -> None:
        self._cells = {
            (row, column): cell
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.height)
            for column in range(cell.column, cell.column + cell.width)
        }

    def right_of(self, cell: Cell) -> Cell | None:
        return self._cells.get((cell.row, cell.column + cell.width))

    def left_of(self, cell: Cell) -> Cell | None:
        return self._cells.get((cell.row, cell.column - 1))

    def above(self, cell: Cell) -> Cell | None:
        return self._cells.get((cell.row - 1, cell.column))

    def is_alone(self, cell: Cell) -> bool:
        """Whether a cell is the first of its row and all the others are empty."""
        right = self.right_of(cell)
        while right is not None and not right.text:
            right = self.right_of(right)
        return right is None and cell.column == 0

    def below(self, cell: Cell) -> Cell | None:
        return self._cells.get((cell.row + cell.height, cell.column))


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph, those in cells included, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for cell in block.cells:
            yield from cell.paragraphs
            yield from paragraphs_of(cell.grids)


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """The whole text: a line for a paragraph and for a row, cells apart by tabs."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> tuple[str, ...]:
    if isinstance(block, Grid):
        return block.lines
    line = block.text.strip()
    return (line,) if line else ()


def _lines_of(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        line = "\t".join(cell.text or cell.shared for cell in row)
        if line.strip():
            yield line.strip()
        for cell in row:
            for inner in cell.grids:
                yield from inner.lines
