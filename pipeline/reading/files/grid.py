"""A Word file (.docx, .docm) as blocks, merged cells resolved; read with limits.

Structure is read leniently: spans are clamped, orphan vertical merges stand alone, unknown
wrappers are looked through.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.domain.letters import ProblemCode
from pipeline.reading.blocks import PAGE_HEADER, Block, Cell, Grid, Paragraph
from pipeline.reading.containers.zips import ZIP_FAULTS
from pipeline.reading.files.word_runs import (
    child,
    chosen_of,
    is_prompting,
    local,
    paragraph_of,
    value_of,
)
from pipeline.reading.xml_part import Element, parsed

MAX_PART = 60 << 20
MAX_COLUMNS = 100
MAX_SPAN_CELLS = 60_000
MAX_PARAGRAPHS = 40_000
MAX_MERGED_PARAGRAPHS = 1000
MAX_NESTING = 8
MAX_HEADERS = 10

_BEHIND_A_WRAPPER = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink")
_MAIN = re.compile(r"^word/document\d*\.xml$")
_HEADER = re.compile(r"^word/header\d{0,2}\.xml$")


class _NotWhole(Exception):
    """The bytes cannot be read as a Word file; carries the problem's code."""

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code)
        self.code = code


def blocks_of_docx(data: bytes) -> tuple[Block, ...] | ProblemCode:
    """Paragraphs and tables in order, or why the file cannot be read."""
    try:
        main, headers = _parts(data)
    except _NotWhole as why:
        return why.code
    return blocks_of_parts(main, headers)


def blocks_of_parts(main: Element, headers: tuple[Element, ...] = ()) -> tuple[Block, ...]:
    """What a document's main part holds, after what its page headers say."""
    boxed = any(next(root.iter(_BOX), None) is not None for root in (main, *headers))
    reader = _WordReader(marked=_has_marks(main), boxed=boxed)
    printed = [
        block for root in headers for block in reader.blocks(root, PAGE_HEADER, 0) if _says(block)
    ]
    body = child(main, "body")
    return (*dict.fromkeys(printed), *reader.blocks(main if body is None else body, "", 0))


def _says(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.text.strip())


def _parts(data: bytes) -> tuple[Element, tuple[Element, ...]]:
    """The roots of the body and of the page headers, where a form's title may stand."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            main = next((name for name in names if _MAIN.match(name)), None)
            if main is None:
                raise _NotWhole(ProblemCode.DAMAGED)
            headers = sorted(name for name in names if _HEADER.match(name))[:MAX_HEADERS]
            return _root(archive, main), tuple(_root(archive, name) for name in headers)
    except RuntimeError as error:  # zipfile says so of members with a password
        raise _NotWhole(ProblemCode.PASSWORD_PROTECTED) from error
    except (etree.XMLSyntaxError, *ZIP_FAULTS) as error:
        raise _NotWhole(ProblemCode.DAMAGED) from error


def _root(archive: zipfile.ZipFile, name: str) -> Element:
    info = archive.getinfo(name)
    if info.file_size > MAX_PART:
        raise _NotWhole(ProblemCode.TOO_LARGE)
    with archive.open(info) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise _NotWhole(ProblemCode.TOO_LARGE)
    return parsed(data)


@dataclass(slots=True)
class _Row:
    """Where the next cell of a row goes, and how many cells a reader has counted in it."""

    column: int
    counted: int = 0


@dataclass(slots=True)
class _Building:
    """A table while its rows are read; `open` are the cells a merge may continue, by column."""

    cells: list[Cell] = field(default_factory=list)
    open: dict[int, int] = field(default_factory=dict)

    def continued(self, row: int, column: int, width: int) -> int | None:
        """The cell a merge goes on with; None where that would cover another cell's place."""
        number = self.open.get(column)
        if number is None:
            return None
        above = self.cells[number]
        fits = above.column == column and above.width <= width and above.row + above.height == row
        return number if fits else None


@dataclass(slots=True)
class _WordReader:
    """`spent` are slots of tables, `read` paragraphs, over the whole document.

    `marked` and `boxed` say whether our bookmarks and text boxes are in it at all.
    """

    marked: bool = False
    boxed: bool = True
    spent: int = 0
    read: int = 0

    def blocks(self, parent: Element, place: str, nesting: int) -> Iterator[Block]:
        """Blocks of a body or cell; their places begin with `place` and count from 1."""
        paragraphs = tables = 0
        prefix = f"{place} " if place else ""
        for element in _block_elements(parent):
            if local(element) == "tbl":
                tables += 1
                if nesting < MAX_NESTING:
                    yield self._grid(element, f"{prefix}表{tables}", nesting)
                continue
            paragraphs += 1
            self.read += 1
            if self.read > MAX_PARAGRAPHS:
                return
            where = place or f"段落{paragraphs}"
            yield paragraph_of(element, where)
            for box in _text_boxes(element) if self.boxed else ():
                yield from self.blocks(box, f"{prefix}文本框", nesting + 1)

    def _grid(self, table: Element, place: str, nesting: int) -> Grid:
        building = _Building()
        for number, row in enumerate(_inside(table, "tr")):
            at = _Row(_number(child(row, "trPr", "gridBefore"), 0))
            if self.spent > MAX_SPAN_CELLS:
                break
            for cell in _inside(row, "tc"):
                if at.column >= MAX_COLUMNS:
                    break
                self._place(cell, number, at, building, place, nesting)
        return Grid(tuple(sorted(building.cells, key=lambda c: (c.row, c.column))), place)

    def _place(
        self,
        element: Element,
        row: int,
        at: _Row,
        building: _Building,
        place: str,
        nesting: int,
    ) -> None:
        at.counted += 1
        properties = child(element, "tcPr")
        told = {} if properties is None else {local(one): one for one in properties}
        width = min(_number(told.get("gridSpan"), 1), MAX_COLUMNS - at.column)
        self.spent += width
        where = f"{place} 行{row + 1} 列{at.counted}"
        found = list(self.blocks(element, where, nesting + 1))
        paragraphs = tuple(block for block in found if isinstance(block, Paragraph))
        grids = tuple(block for block in found if isinstance(block, Grid))
        merge = told.get("vMerge")
        above = building.continued(row, at.column, width)
        if merge is not None and value_of(merge) != "restart" and above is not None:
            building.cells[above] = _grown(building.cells[above], row, paragraphs, grids)
        else:
            marks = _marks_in(element) if self.marked else ()
            building.cells.append(Cell(row, at.column, 1, width, paragraphs, where, grids, marks))
            above = len(building.cells) - 1
        for column in range(at.column, at.column + width):
            if merge is None:
                building.open.pop(column, None)
            else:
                building.open[column] = above
        at.column += width


def _grown(
    cell: Cell, row: int, paragraphs: tuple[Paragraph, ...], grids: tuple[Grid, ...]
) -> Cell:
    """A cell merged further down; text hidden in the merged part is kept."""
    room = max(MAX_MERGED_PARAGRAPHS - len(cell.paragraphs), 0)
    written = tuple(paragraph for paragraph in paragraphs if paragraph.text.strip())[:room]
    return Cell(
        cell.row,
        cell.column,
        row - cell.row + 1,
        cell.width,
        cell.paragraphs + written,
        cell.place,
        cell.grids + grids,
        cell.marks,
    )


_BOOKMARK = "{*}bookmarkStart"
_BOX = "{*}txbxContent"
_ON_EVERY_FORM = ("student_no", "leaver_student_no", "college")
OUR_MARK = re.compile(r"[a-z]+(?:_[a-z]+)*")


def _has_marks(root: Element) -> bool:
    """Whether bookmarks named as our forms name them are in the document at all."""
    return any(value_of(mark, "name") in _ON_EVERY_FORM for mark in root.iter(_BOOKMARK))


def _marks_in(cell: Element) -> tuple[str, ...]:
    names = (value_of(mark, "name") for mark in cell.iter(_BOOKMARK))
    return tuple(name for name in names if OUR_MARK.fullmatch(name))


def _block_elements(parent: Element) -> Iterator[Element]:
    for element in parent:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name == "AlternateContent":
            yield from _block_elements(chosen_of(element))
        elif name in _BEHIND_A_WRAPPER and not (name == "sdt" and is_prompting(element)):
            yield from _block_elements(element)


def _inside(parent: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, wrapped or not; deleted rows are left out."""
    for element in parent:
        name = local(element)
        if name == wanted:
            if wanted == "tc" or child(element, "trPr", "del") is None:
                yield element
        elif name in _BEHIND_A_WRAPPER:
            yield from _inside(element, wanted)


def _number(element: Element | None, least: int) -> int:
    """A count written in a file, at least `least` and never absurd."""
    written = value_of(element)
    if not (written.isascii() and written.isdigit()) or len(written) > 12:
        return least
    return min(max(int(written), least), MAX_COLUMNS)


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    """Contents of text boxes anchored in a paragraph, each once."""
    for element in paragraph:
        name = local(element)
        if name == "txbxContent":
            yield element
        elif name == "AlternateContent":
            yield from _text_boxes(chosen_of(element))
        elif name and name not in ("t", "pPr", "rPr", "del"):
            yield from _text_boxes(element)
