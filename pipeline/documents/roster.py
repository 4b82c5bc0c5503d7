"""The roster of a term as a workbook: one line for each assistant, ready to print on A4."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.documents.marks import DEMO_MARK
from pipeline.documents.values import UnprintableTextError, refuse_unprintable
from pipeline.domain.people import DegreeLevel, PartyStanding
from pipeline.domain.positions import PositionKind
from pipeline.domain.value_labels import DEGREE_LEVEL, PARTY_STANDING

TITLE = "北京理工大学研究生德育工作助理名册"
NOBODY = "本学期没有在册的助理。"
COLUMNS = (
    ("序号", 6),
    ("学院", 22),
    ("姓名", 12),
    ("学号", 16),
    ("岗位类型", 14),
    ("政治面貌", 18),
    ("培养层次", 10),
    ("状态", 12),
    ("责任书编号", 20),
)
"""Heading and width; a Chinese character is about two units wide."""

TITLE_HEIGHT, HEADING_HEIGHT, ROW_HEIGHT = 34, 24, 21
TITLE_ROWS = 2
FIXED_COLUMNS = 3  # number, college and name stay in sight
A4 = 9
MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}  # inches
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The same for every roster, so that the same lines give the same bytes."""

NO_GUESSING = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One assistant; "" and None for what is not known. `state` is the office's Chinese word."""

    college: str
    name: str
    student_no: str
    position_kind: PositionKind | None
    party_standing: PartyStanding | None
    degree_level: DegreeLevel | None
    state: str
    agreement_number: str = ""


def draw_roster(term_label: str, rows: Sequence[RosterRow], demo: bool = False) -> bytes:
    """The workbook (xlsx), rows in the order given. Raises `UnprintableTextError`."""
    lines = [_texts(row) for row in rows]
    _check(lines)
    written = BytesIO()
    with Workbook(written, NO_GUESSING) as book:
        book.set_properties({"title": TITLE, "subject": term_label, "created": CREATED})
        sheet = book.add_worksheet("名册")
        _write_heading(book, sheet, term_label, demo)
        _write_lines(book, sheet, lines)
        _lay_out(sheet, TITLE_ROWS + max(len(lines), 1) - 1, demo)
    return written.getvalue()


def _texts(row: RosterRow) -> tuple[str, ...]:
    return (
        row.college,
        row.name,
        row.student_no,
        row.position_kind.label if row.position_kind else "",
        PARTY_STANDING[row.party_standing] if row.party_standing else "",
        DEGREE_LEVEL[row.degree_level] if row.degree_level else "",
        row.state,
        row.agreement_number,
    )


def _check(lines: Sequence[tuple[str, ...]]) -> None:
    headings = [heading for heading, _ in COLUMNS[1:]]
    for number, line in enumerate(lines, 1):
        named = {f"名册第 {number} 行·{h}": text for h, text in zip(headings, line, strict=True)}
        refuse_unprintable(named, {})


def _write_heading(book: Workbook, sheet: Worksheet, term_label: str, demo: bool) -> None:
    title = book.add_format(_centred("黑体", 16))
    heading = book.add_format(_centred("宋体", 10.5, bold=True, border=1, bg_color="#D9E1F2"))
    mark = f"　【{DEMO_MARK}】" if demo else ""
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, "", title)
    _write(sheet, 0, 0, f"{TITLE}（{term_label}）{mark}", title)
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.set_row(1, HEADING_HEIGHT)
    for column, (words, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        _write(sheet, 1, column, words, heading)


def _write_lines(book: Workbook, sheet: Worksheet, lines: Sequence[tuple[str, ...]]) -> None:
    plain = book.add_format(_centred("宋体", 10.5, border=1, num_format="@"))
    number_format = book.add_format(_centred("宋体", 10.5, border=1))
    if not lines:
        sheet.merge_range(TITLE_ROWS, 0, TITLE_ROWS, len(COLUMNS) - 1, "", plain)
        _write(sheet, TITLE_ROWS, 0, NOBODY, plain)
    for number, line in enumerate(lines, 1):
        row = TITLE_ROWS + number - 1
        sheet.set_row(row, ROW_HEIGHT)
        sheet.write_number(row, 0, number, number_format)
        for column, text in enumerate(line, 1):
            _write(sheet, row, column, text, plain)


def _write(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Always as text: nothing mailed in becomes a formula, a link or a number."""
    if not text:
        sheet.write_blank(row, column, None, style)
    elif sheet.write_string(row, column, text, style) != 0:
        raise UnprintableTextError(
            f"名册第 {row - 1} 行“{COLUMNS[column][0]}”太长，表格的一格放不下。",
            "请在来件或登记册里改短这个字段。",
        )


def _centred(font: str, size: float, **more: object) -> dict[str, object]:
    middle = {"align": "center", "valign": "vcenter", "text_wrap": True}
    return {"font_name": font, "font_size": size, **middle, **more}


def _lay_out(sheet: Worksheet, last_row: int, demo: bool) -> None:
    last_column = len(COLUMNS) - 1
    sheet.freeze_panes(TITLE_ROWS, FIXED_COLUMNS)
    sheet.autofilter(TITLE_ROWS - 1, 0, last_row, last_column)
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
