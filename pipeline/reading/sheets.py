"""Spreadsheets (.xlsx, .xls) as blocks: one grid a sheet, places 工作表“名” 行3 列2."""

import datetime as dt
import io
import zipfile

import python_calamine
from python_calamine import CalamineWorkbook

from pipeline.domain.letters import ProblemCode
from pipeline.reading.blocks import Block, Cell, Grid, Paragraph

MAX_SHEETS = 20
MAX_ROWS = 5000
MAX_COLUMNS = 100
MAX_UNPACKED = 200 << 20

Value = int | float | str | bool | dt.date | dt.time | dt.timedelta


def blocks_of_sheets(data: bytes) -> tuple[Block, ...] | ProblemCode:
    """The sheets with anything in them, or why the file cannot be read."""
    if _unpacked_size(data) > MAX_UNPACKED:
        return ProblemCode.TOO_LARGE
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(name, _rows(workbook, name)) for name in workbook.sheet_names[:MAX_SHEETS]]
    except python_calamine.PasswordError:
        return ProblemCode.PASSWORD_PROTECTED
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError):
        return ProblemCode.DAMAGED
    return tuple(grid for name, rows in sheets if (grid := _grid(name, rows)).cells)


def _unpacked_size(data: bytes) -> int:
    """What the parts of an .xlsx say they unpack to; 0 for the old format."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return 0


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[Value]]:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MAX_ROWS * MAX_COLUMNS * 10:
        return []
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)
    return rows


def _grid(name: str, rows: list[list[Value]]) -> Grid:
    place = f"工作表“{name}”"
    width = min(max((_width(row) for row in rows), default=0), MAX_COLUMNS)
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        texts = [_text(value) for value in row[:width]]
        if any(texts):
            cells.extend(_cells(texts, number, place))
    return Grid(tuple(cells), place)


def _cells(texts: list[str], number: int, place: str) -> list[Cell]:
    cells = []
    for column, text in enumerate(texts):
        where = f"{place} 行{number + 1} 列{column + 1}"
        paragraphs = tuple(Paragraph(line, where) for line in text.split("\n")) if text else ()
        cells.append(Cell(number, column, 1, 1, paragraphs, where))
    return cells


def _width(row: list[Value]) -> int:
    return max((i + 1 for i, value in enumerate(row) if _text(value)), default=0)


def _text(value: Value) -> str:
    """A value as people see it: whole numbers without .0, dates as 2026-09-01."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).strip()
