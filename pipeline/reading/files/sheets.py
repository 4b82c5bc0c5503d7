"""Spreadsheets (.xlsx, .xls) as blocks: one grid a sheet, places 工作表“名” 行3 列2."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import python_calamine
from python_calamine import CalamineWorkbook

from pipeline.domain.letters import ProblemCode
from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, Span
from pipeline.reading.files.old_sheets import checked_workbook
from pipeline.reading.files.sheet_bounds import problem_of_package
from pipeline.reading.files.sheet_unseen import NOTHING, Unseen, unseen_in
from pipeline.reading.files.sheet_xml import blocks_of_sheet_xml
from pipeline.reading.files.sniff_ole import OLE_MAGIC

MAX_SHEETS = 20
MAX_ROWS = 5000
MAX_COLUMNS = 100
MAX_MERGED = 5000
MAX_TALL = 200
"""Rows of one merged area that are looked at."""

Value = int | float | str | bool | dt.date | dt.time | dt.timedelta


def blocks_of_sheets(data: bytes) -> tuple[Block, ...] | ProblemCode:
    """The sheets with anything in them, or why the file cannot be read."""
    if not data.startswith((OLE_MAGIC, b"PK")):
        return blocks_of_sheet_xml(data)
    if data.startswith(OLE_MAGIC):
        checked = checked_workbook(data)
    else:
        checked = problem_of_package(data) or data
    return checked if isinstance(checked, ProblemCode) else _loaded(checked)


def _loaded(data: bytes) -> tuple[Block, ...] | ProblemCode:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        unseen = unseen_in(data) if data.startswith(b"PK") else {}
        shown = [one.name for one in workbook.sheets_metadata if one.visible is _VISIBLE]
        sheets = [_sheet(workbook, name, unseen.get(name, NOTHING)) for name in shown[:MAX_SHEETS]]
    except python_calamine.PasswordError:
        return ProblemCode.PASSWORD_PROTECTED
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError):
        return ProblemCode.DAMAGED
    except BaseException as fault:
        # A fault inside the loader comes as a panic, which is derived from BaseException.
        if type(fault).__name__ != "PanicException":
            raise
        return ProblemCode.DAMAGED
    return tuple(grid for sheet in sheets if (grid := _grid(sheet)).cells)


class _Sheet(NamedTuple):
    """Its rows of values, and by its first cell each merged area with its last cell."""

    name: str
    rows: list[list[Value]]
    merged: dict[Span, Span]


_VISIBLE = python_calamine.SheetVisibleEnum.Visible


def _sheet(workbook: CalamineWorkbook, name: str, unseen: Unseen) -> _Sheet:
    sheet = workbook.get_sheet_by_name(name)
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)
    merged: dict[Span, Span] = dict((sheet.merged_cell_ranges or [])[:MAX_MERGED])
    if unseen != NOTHING:
        for number, row in enumerate(rows):
            for column, value in enumerate(row[:MAX_COLUMNS]):
                where = (number, column)
                hidden = unseen.hides(where, merged.get(where, where))
                row[column] = "" if hidden else unseen.left.get(where, value)
    return _Sheet(name, rows, merged)


def _grid(sheet: _Sheet) -> Grid:
    place = f"工作表“{sheet.name}”"
    rows = sheet.rows
    reach = [_width(row) for row in rows] + [right + 1 for _, right in sheet.merged.values()]
    width = min(max(reach, default=0), MAX_COLUMNS)
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        texts = [_text(value) for value in row[:width]]
        if any(texts):
            cells.extend(_cells(texts, number, place))
    return Grid(tuple(_merged(cells, sheet.merged, width)), place)


def _merged(cells: list[Cell], merged: dict[Span, Span], width: int) -> Iterator[Cell]:
    """The cells with merged areas as one; those an area covers are left out."""
    covered: set[Span] = set()
    for (top, left), (bottom, right) in merged.items():
        for row in range(top, min(bottom, top + MAX_TALL) + 1):
            covered |= {(row, column) for column in range(left, min(right, width - 1) + 1)}
    for cell in cells:
        last = merged.get((cell.row, cell.column))
        if last is not None:
            height = min(last[0] - cell.row, MAX_TALL) + 1
            yield replace(cell, height=height, width=min(last[1], width - 1) - cell.column + 1)
        elif (cell.row, cell.column) not in covered:
            yield cell


def _cells(texts: list[str], number: int, place: str) -> list[Cell]:
    cells = []
    for column, text in enumerate(texts):
        where = f"{place} 行{number + 1} 列{column + 1}"
        paragraphs = tuple(Paragraph(line, where) for line in text.split("\n")) if text else ()
        cells.append(Cell(number, column, 1, 1, paragraphs, where))
    return cells


def _width(row: list[Value]) -> int:
    return max((i + 1 for i, value in enumerate(row) if _text(value)), default=0)


_MONTH_CUT = re.compile(r"(?:19|20)\d\d\.1")
"""2001.10 typed as a number loses its 0, and nobody can tell it from January."""


def _text(value: Value) -> str:
    """A value as people see it: whole numbers without .0, dates as 2026-09-01."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, float) and _MONTH_CUT.fullmatch(str(value)):
        return f"{value}或{value}0"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).strip()
