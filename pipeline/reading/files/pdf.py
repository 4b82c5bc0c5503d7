"""PDF as blocks: pypdfium2 says whether there is text, pdfplumber finds tables and lines."""

import io
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator

import pdfplumber
import pypdfium2
from pdfminer.pdfexceptions import PDFException
from pdfminer.psparser import PSException
from pdfplumber._typing import T_obj, T_obj_list
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.text import chars_to_textmap, extract_text

from pipeline.domain.letters import ProblemCode
from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, Region, Span
from pipeline.reading.files.pdf_bare import BareTable, tables_of
from pipeline.reading.files.pdf_characters import set_right
from pipeline.reading.files.pdf_fields import fill_in
from pipeline.reading.files.pdf_lines import Box, beside_each_other, unbroken, whole_lines
from pipeline.reading.files.pdf_pages import MAX_PAGES, pictured
from pipeline.reading.files.pdf_pieces import IsTold, extent_of, lines_of
from pipeline.reading.files.radicals import with_characters

MAX_TABLE_PAGES = 8
MAX_OBJECTS = 30_000
MAX_EDGES = 3000
FEWEST_CHARACTERS = 10
MOST_ODD = 0.3

_FAULTS = (
    PdfminerException,
    MalformedPDFException,
    PDFException,
    PSException,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    OSError,
    RecursionError,
)
"""What pdfminer is known to raise on malformed files besides its own exceptions."""


def blocks_of_pdf(
    data: bytes, is_label: IsTold, is_title: IsTold
) -> tuple[Block, ...] | ProblemCode:
    """Paragraphs and tables page by page, or why the file cannot be read.

    By labels and titles of forms tables without ruling lines are found.
    """
    texts = _text_layer(data)
    if isinstance(texts, ProblemCode):
        return texts
    if len("".join("".join(texts).split())) < FEWEST_CHARACTERS or _is_garbled(texts):
        return ProblemCode.NO_TEXT
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            found: list[Block] = list(_pages(document.pages[:MAX_TABLE_PAGES], is_label, is_title))
    except _FAULTS:
        found = []
    seen = MAX_TABLE_PAGES if found else 0
    found += [
        Paragraph(line, f"第{number}页")
        for number, text in enumerate(texts[seen:], seen + 1)
        for line in text.splitlines()
    ]
    return tuple(found)


def _text_layer(data: bytes) -> list[str] | ProblemCode:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return ProblemCode.PASSWORD_PROTECTED if locked else ProblemCode.DAMAGED
    try:
        pages = [document[number] for number in range(min(len(document), MAX_PAGES))]
        texts = [with_characters(page.get_textpage().get_text_range()) for page in pages]
        return [] if _is_scanned(pages, texts) else texts
    except pypdfium2.PdfiumError:
        return ProblemCode.DAMAGED
    finally:
        document.close()


def _is_garbled(texts: list[str]) -> bool:
    """A layer of signs that stand for no character, as fonts without a table of them leave it."""
    written = "".join("".join(texts).split())
    odd = sum(
        unicodedata.category(sign) in ("Co", "Cn", "Cc") or sign == "\ufffd" for sign in written
    )
    return odd > MOST_ODD * len(written)


def _is_scanned(pages: list[pypdfium2.PdfPage], texts: list[str]) -> bool:
    return bool(pages) and all(
        pictured(page, text) for page, text in zip(pages, texts, strict=True)
    )


def _pages(pages: list[Page], is_label: IsTold, is_title: IsTold) -> Iterator[Block]:
    tables = 0
    for number, page in enumerate(pages, 1):
        for char in page.chars:
            set_right(char)
        fill_in(page)
        drawn = len(page.edges)
        crowded = drawn > MAX_EDGES or sum(map(len, page.objects.values())) > MAX_OBJECTS
        ruled = [] if crowded else page.find_tables()
        boxes = [table.bbox for table in ruled]
        chars = filter(_outside(boxes), page.chars)
        bare = [] if crowded else tables_of(lines_of(chars), is_label, is_title)
        boxes += [(0.0, table.top, float(page.width), table.bottom) for table in bare]
        found: list[tuple[float, Paragraph | Table | BareTable]] = [
            *_lines(page, boxes, number),
            *((table.bbox[1], table) for table in ruled),
            *((table.top, table) for table in bare),
        ]
        for _, block in sorted(found, key=lambda one: one[0]):
            if isinstance(block, Paragraph):
                yield block
                continue
            tables += 1
            place = f"第{number}页 表{tables}"
            if isinstance(block, Table):
                yield _grid(block, place, number)
            else:
                yield _bare_grid(page, block, place, number)


def _outside(boxes: list[Box]) -> Callable[[T_obj], bool]:
    def outside(thing: T_obj) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2
        return not any(
            top <= middle <= bottom and left <= thing["x0"] <= right
            for left, top, right, bottom in boxes
        )

    return outside


def _lines(page: Page, tables: list[Box], number: int) -> list[tuple[float, Paragraph]]:
    """Lines of text outside the tables with their height on the page."""
    words = chars_to_textmap([*filter(_outside(tables), page.chars)], layout_bbox=page.bbox)
    found = words.extract_text_lines()
    return [
        (box[1], Paragraph(text, f"第{number}页", (), _region(page, box, number)))
        for box, text in beside_each_other(whole_lines(found))
    ]


def _bare_grid(page: Page, table: BareTable, place: str, number: int) -> Grid:
    """The cells of a table without ruling lines."""
    counted: dict[int, int] = {}
    cells: list[Cell] = []
    for spot in table.spots:
        counted[spot.row] = counted.get(spot.row, 0) + 1
        where = f"{place} 行{spot.row + 1} 列{counted[spot.row]}"
        lines = unbroken(piece.text for piece in spot.written)
        cells.append(
            Cell(
                *(spot.row, spot.column, spot.height, spot.width),
                paragraphs=() if spot.is_shared else tuple(Paragraph(one, where) for one in lines),
                place=where,
                region=_region(page, extent_of(spot.written), number) if spot.written else None,
                shared=" ".join(lines) if spot.is_shared else "",
            )
        )
    return Grid(tuple(cells), place, is_ruled=False)


def _region(page: Page, box: Box, number: int) -> Region:
    """Where a box lies on its page as it is shown; what reaches beyond is cut at the edge."""
    start, top = (max(page.mediabox[side], page.cropbox[side]) for side in (0, 1))
    end, bottom = (min(page.mediabox[side], page.cropbox[side]) for side in (2, 3))
    width, height = max(end - start, 1.0), max(bottom - top, 1.0)

    def share(value: float) -> float:
        return round(min(max(value, 0.0), 1.0), 4)

    return Region(
        number,
        share((box[0] - start) / width),
        share((box[1] - top) / height),
        share((box[2] - start) / width),
        share((box[3] - top) / height),
    )


def _grid(table: Table, place: str, number: int) -> Grid:
    """The cells of a drawn table on the full grid of its ruling lines."""
    boxes = sorted(set(table.cells), key=lambda box: (box[1], box[0]))
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    drawn: dict[Span, tuple[int, int]] = {}
    for box in boxes:
        row, column = _index(rows, box[1]), _index(columns, box[0])
        height = max(_index(rows, box[3]) - row, 1)
        drawn[row, column] = height, max(_index(columns, box[2]) - column, 1)
    written = _written_in(drawn, rows, columns, table.page.chars)
    counted: dict[int, int] = {}
    cells: list[Cell] = []
    for (row, column), (height, width) in sorted(drawn.items()):
        counted[row] = counted.get(row, 0) + 1
        where = f"{place} 行{row + 1} 列{counted[row]}"
        lines = unbroken(extract_text(written.get((row, column), [])).split("\n"))
        paragraphs = tuple(Paragraph(line, where) for line in lines)
        right, bottom = min(column + width, len(columns) - 1), min(row + height, len(rows) - 1)
        sides = columns[column], rows[row], columns[right], rows[bottom]
        region = _region(table.page, sides, number)
        cells.append(Cell(row, column, height, width, paragraphs, where, region=region))
    return Grid(tuple(cells), place)


def _written_in(
    drawn: dict[Span, tuple[int, int]], rows: list[float], columns: list[float], chars: T_obj_list
) -> dict[Span, T_obj_list]:
    """The characters of each cell: those whose middle it holds, for tall ones overlap its lines."""
    owner = {
        (row + down, column + across): (row, column)
        for (row, column), (height, width) in drawn.items()
        for down in range(height)
        for across in range(width)
    }
    written: dict[Span, T_obj_list] = {}
    for char in chars:
        row = bisect_right(rows, (char["top"] + char["bottom"]) / 2) - 1
        column = bisect_right(columns, (char["x0"] + char["x1"]) / 2) - 1
        cell = owner.get((row, column))
        if cell is not None:
            written.setdefault(cell, []).append(char)
    return written


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
