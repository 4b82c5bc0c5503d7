"""A file as people see it, ready for the template: tables, lines, and pages with boxes over them."""

import base64
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.explaining.marks import Mark, Placed
from pipeline.reading.appearance import Appearance, PageImage
from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, Region, Span
from pipeline.reading.charsets import without_directions

MOST_CHARACTERS = 20_000
"""Of one line or paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of writing, the marks it belongs to, and those of them that begin with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    begun: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    pieces: tuple[Piece, ...]

    @property
    def room(self) -> int:
        """Characters that stay on one line, so that no label runs down a narrow column."""
        return min(sum(len(piece.text) for piece in self.pieces), 5)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell, or with `gap` the room where a table has none."""

    height: int
    width: int
    lines: tuple[Line, ...] = ()
    tables: tuple["Table", ...] = ()
    marks: tuple[Mark, ...] = ()
    begun: tuple[Mark, ...] = ()
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    place: str
    rows: tuple[tuple[ShownCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle over a page in per cent of its sides, what was read there, and what begins."""

    left: float
    top: float
    width: float
    height: float
    marks: tuple[Mark, ...]
    begun: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    image: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown of one file; `cut` says that there was more."""

    pages: tuple[Page, ...]
    blocks: tuple[Line | Table, ...]
    cut: bool


def sheet_of(appearance: Appearance, marks: Placed) -> Sheet:
    """The pages with boxes; as text what stands on no page that could be drawn."""
    numbers = {page.number for page in appearance.pages}
    undrawn = [block for block in appearance.blocks if not _is_drawn(block, numbers)]
    begun: set[int] = set()
    drawing = _Drawing(marks, begun)
    shown = tuple(drawing.blocks(undrawn))
    pages = tuple(_page(page, appearance.blocks, marks, begun) for page in appearance.pages)
    return Sheet(pages, shown, appearance.cut)


def _is_drawn(block: Block, pages: set[int]) -> bool:
    parts = [block] if isinstance(block, Paragraph) else block.cells
    return any(part.region is not None and part.region.page in pages for part in parts)


class _Drawing:
    """Blocks made ready one by one; `begun` numbers marks shown already."""

    def __init__(self, marks: Placed, begun: set[int]) -> None:
        self._marks = marks
        self._begun = begun

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Line | Table]:
        for block in blocks:
            if isinstance(block, Grid):
                yield self._table(block)
            elif block.text.strip():
                yield self._line(block)

    def _line(self, paragraph: Paragraph) -> Line:
        stretches = self._marks.stretches.get(id(paragraph), ())
        return Line(tuple(_pieces(paragraph.text, stretches, self._begun)))

    def _table(self, grid: Grid) -> Table:
        rows = grid.rows
        begun = [row[0].row for row in rows]
        taken = _Columns()
        shown = tuple(
            tuple(self._row(number, row, begun, taken)) for number, row in enumerate(rows)
        )
        return Table(grid.place, tuple(row for row in shown if row))

    def _row(
        self, number: int, row: Sequence[Cell], begun: Sequence[int], taken: "_Columns"
    ) -> Iterator[ShownCell]:
        """The cells of a row with gaps where none stands and none reaches down from above.

        `begun` are the rows of the grid in which cells begin; no others are shown.
        """
        column = 0
        for cell in row:
            room = taken.free_before(cell.column, column, number)
            if room:
                yield ShownCell(1, room, gap=True)
            height = max(bisect_left(begun, cell.row + cell.height) - number, 1)
            taken.take(cell, number + height)
            column = cell.column + cell.width
            yield self._cell(cell, height)

    def _cell(self, cell: Cell, height: int) -> ShownCell:
        lines = tuple(self._line(one) for one in cell.paragraphs)
        tables = tuple(one for one in self.blocks(cell.grids) if isinstance(one, Table))
        whole = tuple(self._marks.cells.get(id(cell), ()))
        begun = _new(whole, self._begun)
        return ShownCell(height, cell.width, lines, tables, whole, begun)


class _Columns:
    """Until which row each column is taken by a cell that began above."""

    def __init__(self) -> None:
        self._until: dict[int, int] = {}

    def take(self, cell: Cell, until: int) -> None:
        for column in range(cell.column, cell.column + cell.width):
            self._until[column] = until

    def free_before(self, end: int, start: int, row: int) -> int:
        """How many columns from `start` on and before `end` nothing takes in this row."""
        return sum(self._until.get(column, 0) <= row for column in range(start, end))


def _pieces(text: str, stretches: Sequence[tuple[Span, Mark]], begun: set[int]) -> Iterator[Piece]:
    """The text cut wherever a value begins or ends."""
    text = text[:MOST_CHARACTERS]
    edges = {0, len(text)}
    for (start, end), _ in stretches:
        edges |= {min(start, len(text)), min(end, len(text))}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        marks = tuple(mark for (left, right), mark in stretches if left <= start < right)
        yield Piece(plain(text[start:end]), marks, _new(marks, begun))


def _new(marks: Sequence[Mark], begun: set[int]) -> tuple[Mark, ...]:
    """Those of the marks that were not shown yet; from now on they were."""
    new = tuple(mark for mark in marks if mark.number not in begun)
    begun |= {mark.number for mark in new}
    return new


def plain(text: str) -> str:
    """Without what would turn the direction of other writing, or cannot be shown at all."""
    return "".join(
        sign if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Co") else "□"
        for sign in without_directions(text)
    )


def _page(page: PageImage, blocks: Sequence[Block], marks: Placed, begun: set[int]) -> Page:
    boxes: dict[Region, list[Mark]] = {}
    for region, mark in _regions(blocks, marks):
        if region.page == page.number and mark not in boxes.setdefault(region, []):
            boxes[region].append(mark)
    shown = (_box(region, found, _new(found, begun)) for region, found in boxes.items())
    return Page(page.number, _as_link(page.image), tuple(shown))


def _box(region: Region, marks: Sequence[Mark], begun: tuple[Mark, ...]) -> Box:
    left, top, right, bottom = (100 * side for side in region[1:])
    width, height = (max(round(size, 2), 0.5) for size in (right - left, bottom - top))
    return Box(round(left, 2), round(top, 2), width, height, tuple(marks), begun)


def _regions(blocks: Sequence[Block], marks: Placed) -> Iterator[tuple[Region, Mark]]:
    """The rectangle of every mark: of its line as narrow as the value is, else of its cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _of_line(block, None, marks)
            continue
        for cell in block.cells:
            if cell.region is not None:
                yield from ((cell.region, mark) for mark in marks.cells.get(id(cell), ()))
            for line in cell.paragraphs:
                yield from _of_line(line, cell.region, marks)


def _of_line(line: Paragraph, cell: Region | None, marks: Placed) -> Iterator[tuple[Region, Mark]]:
    for span, mark in marks.stretches.get(id(line), ()):
        if line.region is not None:
            yield _narrowed(line.region, line.text, span), mark
        elif cell is not None:
            yield cell, mark


def _narrowed(region: Region, text: str, span: Span) -> Region:
    """The part of a line that a stretch of its text takes, within a Latin letter or so.

    A Chinese character is two wide; since Latin letters are not all alike, one more is taken on
    each side, so that no part of the stretch is left out.
    """
    widths = [2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text]
    share = (region.right - region.left) / max(sum(widths), 1)
    left = region.left + share * (sum(widths[: span[0]]) - 1)
    right = region.left + share * (sum(widths[: span[1]]) + 1)
    return region._replace(left=max(left, region.left), right=min(right, region.right))


def _as_link(image: bytes) -> str:
    """The picture inside the page itself; what is neither PNG nor JPEG is not shown."""
    kind = {b"\x89PNG": "png", b"\xff\xd8\xff\xe0": "jpeg"}.get(image[:4])
    return f"data:image/{kind};base64,{base64.b64encode(image).decode()}" if kind else ""
