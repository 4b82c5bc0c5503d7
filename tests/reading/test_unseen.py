"""What a file holds and does not show, or shows struck through, is no answer in any format."""

import io
import zipfile

import pytest
from reading.broken_files import workbook, zipped
from reading.understood import fields_of, readings
from reading.word_files import TITLE

from pipeline.domain.letters import FileType

ROWS = [
    [TITLE, "", "", ""],
    ["姓名", "张喆", "学号", "3120240001"],
    ["政治面貌", "中共党员", "民族", "汉族"],
]
ASKED = {"name": "张喆", "student_no": "3120240001"}


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """A package with a piece of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert old.encode() in parts[name], parts[name][:600]
    return zipped(parts | {name: parts[name].replace(old.encode(), new.encode(), 1)})


SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
MEMBER = "<is><t>中共党员</t></is>"


def read(data: bytes) -> dict[str, object]:
    found = fields_of(data, FileType.XLSX)
    found.pop("ethnicity", None)
    return found


def test_a_cell_that_is_shown_is_read() -> None:
    assert read(workbook(ROWS)) == ASKED | {"party_standing": "member"}


def test_rows_and_columns_of_a_sheet_that_are_hidden_answer_nothing() -> None:
    row = f'<c t="inlineStr"><is><t>{ROWS[2][0]}'
    hidden = changed(workbook(ROWS), SHEET, f"<row>{row}", f'<row hidden="1">{row}')
    assert read(hidden) == ASKED
    columns = '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
    assert "party_standing" not in read(changed(workbook(ROWS), SHEET, "<sheetData>", columns))


def test_rows_that_a_filter_hides_are_rows_of_the_list() -> None:
    row = f'<c t="inlineStr"><is><t>{ROWS[2][0]}'
    data = changed(workbook(ROWS), SHEET, f"<row>{row}", f'<row hidden="1">{row}')
    data = changed(data, SHEET, "</sheetData>", '</sheetData><autoFilter ref="A1:D3"/>')
    assert read(data) == ASKED | {"party_standing": "member"}


def test_a_title_over_a_hidden_column_is_still_the_title() -> None:
    data = changed(
        workbook(ROWS),
        SHEET,
        "<sheetData>",
        '<cols><col min="1" max="1" hidden="1"/></cols><sheetData>',
    )
    data = changed(
        data,
        SHEET,
        "</sheetData>",
        '</sheetData><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>',
    )
    ((told,),) = (one.papers for one in readings("表.xlsx", data))
    assert told.text.startswith(TITLE)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_no_paper(state: str) -> None:
    data = changed(workbook(ROWS), BOOK, 'sheetId="1"', f'sheetId="1" state="{state}"')
    assert [one.papers for one in readings("表.xlsx", data)] == [()]


@pytest.mark.parametrize(
    ("struck", "means"),
    [
        ("<is><r><rPr><strike/></rPr><t>中共党员</t></r></is>", None),
        (
            "<is><r><rPr><strike/></rPr><t>共青团员</t></r><r><t>中共预备党员</t></r></is>",
            "probationary",
        ),
        ('<is><r><rPr><strike val="0"/></rPr><t>共青团员</t></r></is>', "none"),
    ],
)
def test_what_is_struck_through_in_a_cell_does_not_count(struck: str, means: str | None) -> None:
    assert read(changed(workbook(ROWS), SHEET, MEMBER, struck)).get("party_standing") == means


def test_a_cell_whose_style_strikes_it_through_is_blank() -> None:
    data = changed(
        workbook(ROWS), SHEET, f'<c t="inlineStr">{MEMBER}', f'<c s="1" t="inlineStr">{MEMBER}'
    )
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<fonts><font/><font><strike/></font></fonts>"
        '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert read(zipped(parts | {"xl/styles.xml": styles.encode()})) == ASKED


@pytest.mark.parametrize(
    "struck",
    [
        *("<s>共青团员</s>", "<del>共青团员</del>", "<strike>共青团员</strike>"),
        *('<span style="text-decoration: line-through">共青团员</span>',),
        *('<span style="visibility:hidden">共青团员</span>',),
    ],
)
def test_what_a_page_strikes_through_or_hides_does_not_count(struck: str) -> None:
    page = (
        f"<meta charset=utf-8><p>{TITLE}</p><table><tr><td>姓名</td><td>张喆</td><td>政治面貌</td>"
        f"<td>{struck}预备党员</td></tr></table>"
    )
    read_page = fields_of(page.encode(), FileType.HTML)
    assert read_page == {"name": "张喆", "party_standing": "probationary"}
