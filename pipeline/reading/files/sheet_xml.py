"""Workbooks that are one XML file (Excel 2003's XML Spreadsheet, often named .xls)."""

import re

from lxml import etree

from pipeline.domain.letters import ProblemCode
from pipeline.reading.blocks import Block, Cell, Grid, Paragraph
from pipeline.reading.files.word_runs import local, value_of
from pipeline.reading.xml_part import Element, parsed

SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"

MAX_BYTES = 60 << 20
MAX_SHEETS = 20
MAX_ROWS = 5000
MAX_COLUMNS = 100

_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?")


def blocks_of_sheet_xml(data: bytes) -> tuple[Block, ...] | ProblemCode:
    """A grid for each sheet with anything in it, or why the file cannot be read."""
    if len(data) > MAX_BYTES:
        return ProblemCode.TOO_LARGE
    try:
        root = parsed(data)
    except (etree.XMLSyntaxError, ValueError):
        return ProblemCode.DAMAGED
    sheets = [one for one in root if local(one) == "Worksheet"][:MAX_SHEETS]
    return tuple(grid for sheet in sheets if (grid := _grid(sheet)).cells)


def _grid(sheet: Element) -> Grid:
    place = f"工作表“{value_of(sheet, 'Name')}”"
    cells: list[Cell] = []
    number = -1
    rows = (row for table in sheet if local(table) == "Table" for row in table)
    for row in rows:
        if local(row) != "Row":
            continue
        number = _counted(row, "Index", number + 2) - 1
        if number >= MAX_ROWS:
            break
        cells.extend(_cells(row, number, place))
    return Grid(tuple(cells), place)


def _cells(row: Element, number: int, place: str) -> list[Cell]:
    cells: list[Cell] = []
    column = 0
    for element in row:
        if local(element) != "Cell":
            continue
        column = _counted(element, "Index", column + 1) - 1
        if column >= MAX_COLUMNS:
            break
        width = min(_counted(element, "MergeAcross", 0) + 1, MAX_COLUMNS - column)
        height = min(_counted(element, "MergeDown", 0) + 1, MAX_ROWS - number)
        where = f"{place} 行{number + 1} 列{column + 1}"
        paragraphs = tuple(Paragraph(line, where) for line in _text(element).splitlines())
        cells.append(Cell(number, column, height, width, paragraphs, where))
        column += width
    return cells


def _text(cell: Element) -> str:
    found = next((one for one in cell if local(one) == "Data"), None)
    if found is None:
        return ""
    text = "".join(map(str, found.itertext())).strip()
    return _MIDNIGHT.sub(r"\1", text)


def _counted(element: Element, name: str, otherwise: int) -> int:
    written = value_of(element, name)
    if not (written.isascii() and written.isdigit()) or len(written) > 9:
        return otherwise
    return int(written)
