"""What all workbooks have in common: text stays text, borders, a title, pages for A4."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.documents.marks import DEMO_MARK
from pipeline.documents.values import UnprintableTextError

TITLE_HEIGHT, HEADING_HEIGHT, ROW_HEIGHT = 34, 24, 21
LINE_HEIGHT, MOST_HEIGHT = 15, 409
TITLE_ROWS = 2
A4 = 9
MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}  # inches
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The same for every workbook, so that the same lines give the same bytes."""

NO_GUESSING = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

Columns = Sequence[tuple[str, int]]
"""Heading and width; a Chinese character is about two units wide."""


@dataclass(frozen=True, slots=True)
class Styles:
    title: Format
    heading: Format
    text: Format
    number: Format
    total: Format
    note: Format


def styles_of(book: Workbook) -> Styles:
    return Styles(
        title=book.add_format(_centred("黑体", 16)),
        heading=book.add_format(_centred("宋体", 10.5, bold=True, border=1, bg_color="#D9E1F2")),
        text=book.add_format(_centred("宋体", 10.5, border=1, num_format="@")),
        number=book.add_format(_centred("宋体", 10.5, border=1)),
        total=book.add_format(_centred("宋体", 10.5, bold=True, border=1)),
        note=book.add_format(_centred("宋体", 10.5) | {"align": "left"}),
    )


def write_heading(
    sheet: Worksheet, styles: Styles, title: str, columns: Columns, demo: bool
) -> None:
    """The title over all columns, then the headings, with the widths of the columns."""
    mark = f"　【{DEMO_MARK}】" if demo else ""
    sheet.merge_range(0, 0, 0, len(columns) - 1, "", styles.title)
    write_text(sheet, 0, 0, f"{title}{mark}", styles.title)
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.set_row(1, HEADING_HEIGHT)
    for column, (words, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        write_text(sheet, 1, column, words, styles.heading)


def write_text(
    sheet: Worksheet, row: int, column: int, text: str, style: Format, place: str = ""
) -> None:
    """Always as text: nothing mailed in becomes a formula, a link or a number."""
    if not text:
        sheet.write_blank(row, column, None, style)
    elif sheet.write_string(row, column, text, style) != 0:
        raise UnprintableTextError(
            f"{place or f'第 {row + 1} 行'}太长，表格的一格放不下。",
            "请在来件或登记册里改短这个字段。",
        )


def row_height(columns: Columns, texts: Sequence[str]) -> float:
    """Points that a row needs so that its longest text, wrapped into its column, is not cut off."""
    lines = [
        sum(-(-_units(line) // max(1, width - 1)) or 1 for line in text.split("\n"))
        for (_, width), text in zip(columns, texts, strict=True)
    ]
    return min(MOST_HEIGHT, max(ROW_HEIGHT, LINE_HEIGHT * max(lines) + 6))


def _units(text: str) -> int:
    """How wide a text is, in the units of a column: a Chinese character is two."""
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in text)


def lay_out(sheet: Worksheet, last_row: int, columns: Columns, fixed: int, demo: bool) -> None:
    """Frozen headings, a filter, and pages on A4 across, as wide as the paper."""
    last_column = len(columns) - 1
    sheet.freeze_panes(TITLE_ROWS, fixed)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, TITLE_ROWS - 1)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_footer("&C第 &P 页　共 &N 页")
    if demo:
        sheet.set_header(f"&R{DEMO_MARK}")


def _centred(font: str, size: float, **more: object) -> dict[str, object]:
    middle = {"align": "center", "valign": "vcenter", "text_wrap": True}
    return {"font_name": font, "font_size": size, **middle, **more}
