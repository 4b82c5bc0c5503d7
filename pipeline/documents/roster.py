"""The roster of a term as a workbook: one line for each assistant, ready to print on A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.documents.drawn import Drawn
from pipeline.documents.sheets import (
    CREATED,
    NO_GUESSING,
    TITLE_ROWS,
    Styles,
    lay_out,
    row_height,
    styles_of,
    write_heading,
    write_text,
)
from pipeline.documents.values import refuse_unprintable
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
    ("状态", 14),
    ("责任书编号", 18),
    ("备注", 24),
)
FIXED_COLUMNS = 3  # number, college and name stay in sight
SPARE_ROWS = 50
"""So many lines below the last one still offer the lists: people add a line by hand."""

CHOICES = {
    "岗位类型": tuple(kind.label for kind in PositionKind),
    "政治面貌": tuple(PARTY_STANDING.values()),
    "培养层次": tuple(DEGREE_LEVEL.values()),
}
"""Columns with a fixed vocabulary; Excel offers it as a list and refuses other words."""

_NOT_IN_LIST = "请从下拉列表中选择；若确有其他情况，请与研究生工作部联系。"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One assistant; "" and None for what is not known. `state` is the office's Chinese word.

    `serves` is False for who left or was removed in the term: listed, and not counted.
    """

    college: str
    name: str
    student_no: str
    position_kind: PositionKind | None
    party_standing: PartyStanding | None
    degree_level: DegreeLevel | None
    state: str
    agreement_number: str = ""
    remarks: tuple[str, ...] = ()
    serves: bool = True


def draw_roster(term_label: str, rows: Sequence[RosterRow], demo: bool = False) -> Drawn:
    """The workbook (xlsx), rows in the order given. Raises `UnprintableTextError`."""
    lines = [_texts(row) for row in rows]
    _check(lines)
    written = BytesIO()
    with Workbook(written, NO_GUESSING) as book:
        book.set_properties({"title": TITLE, "subject": term_label, "created": CREATED})
        sheet = book.add_worksheet("名册")
        styles = styles_of(book)
        write_heading(sheet, styles, f"{TITLE}（{term_label}）", COLUMNS, demo)
        _write_lines(sheet, lines, styles)
        last = TITLE_ROWS + max(len(lines), 1) - 1
        sheet.autofilter(TITLE_ROWS - 1, 0, last, len(COLUMNS) - 1)
        _offer_choices(sheet, last)
        lay_out(sheet, last, COLUMNS, FIXED_COLUMNS, demo)
    return Drawn(written.getvalue(), (), {"term": term_label, "rows": lines})


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
        "；".join(row.remarks),
    )


def _check(lines: Sequence[tuple[str, ...]]) -> None:
    headings = [heading for heading, _ in COLUMNS[1:]]
    for number, line in enumerate(lines, 1):
        named = {f"名册第 {number} 行·{h}": text for h, text in zip(headings, line, strict=True)}
        refuse_unprintable(named, {})


def _write_lines(sheet: Worksheet, lines: Sequence[tuple[str, ...]], styles: Styles) -> None:
    if not lines:
        sheet.merge_range(TITLE_ROWS, 0, TITLE_ROWS, len(COLUMNS) - 1, "", styles.text)
        write_text(sheet, TITLE_ROWS, 0, NOBODY, styles.text)
    for number, line in enumerate(lines, 1):
        row = TITLE_ROWS + number - 1
        sheet.set_row(row, row_height(COLUMNS, (str(number), *line)))
        sheet.write_number(row, 0, number, styles.number)
        for column, text in enumerate(line, 1):
            place = f"名册第 {number} 行“{COLUMNS[column][0]}”"
            write_text(sheet, row, column, text, styles.text, place)


def _offer_choices(sheet: Worksheet, last_row: int) -> None:
    for column, (heading, _) in enumerate(COLUMNS):
        if heading in CHOICES:
            sheet.data_validation(
                TITLE_ROWS,
                column,
                last_row + SPARE_ROWS,
                column,
                {
                    "validate": "list",
                    "source": list(CHOICES[heading]),
                    "error_title": "不在列表中",
                    "error_message": _NOT_IN_LIST,
                },
            )
