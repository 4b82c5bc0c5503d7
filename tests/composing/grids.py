"""A form as a grid: pairs of label and blank, each blank with a bookmark named as its field."""

from collections.abc import Sequence
from dataclasses import dataclass

from composing.slim import describe, slim
from composing.word import (
    FANGSONG,
    HEITI,
    SONGTI,
    add_grid,
    add_page_numbers,
    add_style,
    bookmarked,
    label_cell,
    normal_text,
    page_on_a4,
    red_mark,
)
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row

WIDTHS = (2.8, 3.0, 2.4, 2.8, 2.4, 3.6)
"""Centimetres; a row fills all six columns."""

ROW = 0.95
TITLE, REMARK, MARGIN = "表格标题", "填表说明", "页边文字"


@dataclass(frozen=True)
class Blank:
    """A label and what follows it: `columns` wide, with printed text (options, tags) or empty.

    `signed` adds the line for signature, seal and date at the foot.
    """

    label: str
    field: str
    columns: int = 1
    text: str = ""
    signed: str = ""


@dataclass(frozen=True)
class FormRow:
    """Height in centimetres, at least; `heading` fills a row of its own."""

    blanks: tuple[Blank, ...]
    height: float = ROW
    heading: str = ""


@dataclass(frozen=True)
class Form:
    """`marked` puts the red {{ marks }} into the header of a form that is filled by the office.

    `below` are lines under the grid, for a text that begins there.
    """

    title: str
    identifier: str
    rows: tuple[FormRow, ...]
    remarks: tuple[str, ...]
    marked: bool = False
    below: tuple[str, ...] = ()


def heading(text: str) -> FormRow:
    return FormRow((), ROW, text)


def row(*blanks: Blank, height: float = ROW) -> FormRow:
    return FormRow(blanks, height)


def compose(form: Form) -> bytes:
    document = Document()
    page_on_a4(document, sides=2.0, top=2.0, bottom=1.8)
    normal_text(document, FANGSONG, 10.5, 1.0)
    _add_styles(document)
    describe(document, form.title, form.identifier)
    document.add_paragraph(form.title, style=TITLE)
    _fill_grid(document, form.rows)
    for number, remark in enumerate(form.remarks, 1):
        lead = "填表说明：" if number == 1 else "　　　　　"
        document.add_paragraph(f"{lead}{number}．{remark}", style=REMARK)
    for line in form.below:
        document.add_paragraph(line)
    _margins(document, form.marked)
    return slim(document)


def _add_styles(document: DocumentType) -> None:
    title = add_style(document, TITLE, "DeyuTitle", HEITI, 18)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(10)
    remark = add_style(document, REMARK, "DeyuRemark", SONGTI, 9)
    remark.paragraph_format.space_before = Pt(3)
    remark.paragraph_format.left_indent = Pt(56)
    remark.paragraph_format.first_line_indent = Pt(-56)
    add_style(document, MARGIN, "DeyuMargin", SONGTI, 9)


def _margins(document: DocumentType, marked: bool) -> None:
    section = document.sections[0]
    if marked:
        header = section.header.paragraphs[0]
        header.style, header.alignment = MARGIN, WD_ALIGN_PARAGRAPH.CENTER
        red_mark(header, "{{ marks }}")
    footer = section.footer.paragraphs[0]
    footer.style, footer.alignment = MARGIN, WD_ALIGN_PARAGRAPH.CENTER
    add_page_numbers(footer)


def _fill_grid(document: DocumentType, rows: Sequence[FormRow]) -> None:
    table = add_grid(document, WIDTHS, len(rows))
    number = 0
    for table_row, form_row in zip(table.rows, rows, strict=True):
        _set_height(table_row, form_row.height)
        cells, column = table_row.cells, 0
        if form_row.heading:
            label_cell(cells[0].merge(cells[-1]), form_row.heading)
            continue
        for blank in form_row.blanks:
            number += 1
            last = column + blank.columns
            value = cells[column + 1].merge(cells[last])
            label_cell(cells[column], blank.label)
            _blank(value, blank, number)
            column = last + 1
        assert column == len(WIDTHS), form_row


def _set_height(table_row: _Row, height: float) -> None:
    table_row.height = Cm(height)
    table_row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def _blank(cell: _Cell, blank: Blank, number: int) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.TOP if blank.signed else WD_ALIGN_VERTICAL.CENTER
    bookmarked(cell.paragraphs[0], blank.field, number, blank.text)
    if not blank.signed:
        return
    for line in ("", "", blank.signed, "年　　　月　　　日"):
        paragraph = cell.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.right_indent = Pt(16)
