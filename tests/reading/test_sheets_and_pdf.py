"""Forms sent as spreadsheets and as PDF."""

import datetime as dt
import io
import subprocess
from pathlib import Path

import docx
import pytest
import xlsxwriter
from reading.broken_files import pdf, workbook
from reading.test_forms import OURS
from reading.understood import fields_of, filled, paper_of, readings, values
from reading.word_files import ANSWERS, MEANT, TITLE, add_form, form, leaf, saved

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.domain.papers import PaperKind
from pipeline.reading.files.sheets import blocks_of_sheets
from pipeline.reading.paper_kinds.papers import read_papers


def book(fill) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as opened:
        fill(opened)
    return stream.getvalue()


def of_excel(data: bytes) -> dict:
    return fields_of(data, FileType.XLSX)


# Spreadsheets


def test_a_form_of_pairs_in_a_sheet_means_the_same() -> None:
    paper = paper_of(workbook([[TITLE], *map(list, ANSWERS.items())]), FileType.XLSX)
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert values(paper) == MEANT
    assert paper.field("name").place == "工作表“表” 行2 列2"


def test_a_form_with_merged_cells_in_a_sheet_is_read() -> None:
    def fill(opened) -> None:
        sheet = opened.add_worksheet("申请表")
        sheet.merge_range(0, 0, 0, 5, TITLE)
        for number, (label, answer) in enumerate(ANSWERS.items()):
            row, column = 1 + number // 2, 3 * (number % 2)
            sheet.write_string(row, column, label)
            sheet.merge_range(row, column + 1, row, column + 2, answer)

    assert of_excel(book(fill)) == MEANT


def test_merged_labels_and_areas_of_a_sheet_are_one_cell_each() -> None:
    def fill(opened) -> None:
        sheet = opened.add_worksheet("申请表")
        sheet.merge_range(0, 0, 0, 5, TITLE)
        sheet.merge_range(1, 0, 2, 0, "基本情况")
        sheet.merge_range(1, 1, 1, 2, "姓名")
        sheet.merge_range(1, 3, 1, 5, "张喆")
        sheet.merge_range(2, 1, 2, 2, "学号")
        sheet.merge_range(2, 3, 2, 5, "3120240001")

    (grid,) = blocks_of_sheets(book(fill))
    shapes = {cell.text: (cell.row, cell.column, cell.height, cell.width) for cell in grid.cells}
    assert shapes["姓名"] == (1, 1, 1, 2)
    assert shapes["张喆"] == (1, 3, 1, 3)
    assert shapes["基本情况"] == (1, 0, 2, 1)
    assert "" not in shapes
    assert of_excel(book(fill)) == {"name": "张喆", "student_no": "3120240001"}


def test_numbers_dates_and_truths_of_cells_are_read_as_people_see_them() -> None:
    def fill(opened) -> None:
        sheet = opened.add_worksheet("表")
        day = opened.add_format({"num_format": "yyyy/mm/dd"})
        sheet.write_row(0, 0, [TITLE])
        sheet.write_row(1, 0, ["姓名", "张喆", "学号", 3120240001])
        sheet.write_row(2, 0, ["联系电话", 13800000001.0, "是否受聘其他助教、助管岗位", False])
        sheet.write(3, 0, "出生日期")
        sheet.write_datetime(3, 1, dt.datetime(1998, 10, 12), day)  # noqa: DTZ001  # cells have no zone
        sheet.write(3, 2, "学院")
        sheet.write_formula(3, 3, '="机电"&"学院"', None, "机电学院")

    said = of_excel(book(fill))
    assert said == {
        "name": "张喆",
        "student_no": "3120240001",
        "phone": "13800000001",
        "other_post": False,
        "birth_date": "1998-10-12",
        "college": "机电学院",
    }


def test_a_month_that_a_spreadsheet_cut_is_not_guessed() -> None:
    def fill(opened) -> None:
        sheet = opened.add_worksheet("表")
        sheet.write_row(0, 0, [TITLE])
        sheet.write_row(1, 0, ["姓名", "张喆", "出生年月", 1998.10])

    paper = paper_of(book(fill), FileType.XLSX)
    assert values(paper) == {"name": "张喆"}
    assert [(one.name, one.raw) for one in paper.unclear] == [("birth_date", "1998.1或1998.10")]


@pytest.mark.parametrize(("label", "told"), [("出生年月", "2001-03"), ("出生日期", "2001-03-01")])
def test_a_month_that_a_spreadsheet_keeps_as_its_first_day_is_a_month(label, told) -> None:
    def fill(opened) -> None:
        sheet = opened.add_worksheet("表")
        sheet.write_row(0, 0, [TITLE])
        sheet.write_row(1, 0, ["姓名", "张喆", label])
        month = opened.add_format({"num_format": "mmm-yy"})
        sheet.write_datetime(1, 3, dt.datetime(2001, 3, 1), month)  # noqa: DTZ001  # cells have no zone

    assert of_excel(book(fill)) == {"name": "张喆", "birth_date": told}


def test_the_sheet_with_the_form_is_found_behind_an_empty_one() -> None:
    def fill(opened) -> None:
        opened.add_worksheet("空")
        sheet = opened.add_worksheet("表2")
        for number, pair in enumerate([(TITLE, ""), *ANSWERS.items()]):
            sheet.write_row(number + 3, 1, pair)

    paper = paper_of(book(fill), FileType.XLSX)
    assert values(paper) == MEANT
    assert paper.field("name").place == "工作表“表2” 行5 列3"


def test_a_list_of_people_in_a_sheet_is_no_form_of_the_first() -> None:
    rows = [
        ["研究生德育工作助理名单"],
        ["序号", "姓名", "学号", "学院", "岗位类型"],
        ["1", "张喆", "3120240001", "机电学院", "党建"],
        ["2", "王琪", "3120240002", "机电学院", "学术"],
    ]
    paper = paper_of(workbook(rows), FileType.XLSX)
    assert paper.kind is PaperKind.ROSTER
    assert "name" not in values(paper)


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "ZZ99999", "B4000000"])
def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_loaded(cell) -> None:
    far = f'<row><c r="A1"><v>1</v></c></row><row><c r="{cell}"><v>2</v></c></row>'
    found = blocks_of_sheets(workbook([], far))
    if cell == "A1048576":
        assert isinstance(found, tuple)
    else:
        assert found is ProblemCode.TOO_LARGE


@pytest.mark.parametrize("reference", ["A0x", "$A$1", "１", "AAAA1", "-A1", ""])
def test_a_reference_no_program_writes_is_damage(reference) -> None:
    data = workbook([], f'<row><c r="{reference}"><v>1</v></c></row>')
    assert blocks_of_sheets(data) is ProblemCode.DAMAGED


# PDF


def test_lines_of_a_pdf_are_read_with_the_page_they_stand_on() -> None:
    lines = ("E-mail: zhang@bit.edu.cn", "Tel 13800000001", "Student ID: 3120240001")
    paper = paper_of(pdf(*lines), FileType.PDF)
    assert paper.kind is PaperKind.UNRECOGNISED
    assert values(paper)["email"] == "zhang@bit.edu.cn"
    assert paper.field("email").place == "第1页"


def test_a_pdf_without_text_is_told_to_be_a_scan() -> None:
    (reading,) = readings("申请表.pdf", pdf())
    assert reading.problem.code is ProblemCode.NO_TEXT
    assert "扫描件" in reading.problem.says


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> dict[str, bytes]:
    """Real files by LibreOffice: our form, a form drawn with lines, one without, an old sheet."""
    folder: Path = tmp_path_factory.mktemp("converted")
    drawn = docx.Document()
    add_form(drawn, ANSWERS)
    drawn.tables[0].style = "Table Grid"
    (folder / "ours.docx").write_bytes(filled("application_form.docx", OURS))
    (folder / "drawn.docx").write_bytes(saved(drawn))
    (folder / "bare.docx").write_bytes(form())
    (folder / "sheet.xlsx").write_bytes(workbook([[TITLE], *map(list, ANSWERS.items())]))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind, names in {
        "pdf": ("ours.docx", "drawn.docx", "bare.docx"),
        "xls": ("sheet.xlsx",),
        "doc": ("ours.docx",),
        "rtf": ("ours.docx",),
    }.items():
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, *names],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=120,
        )
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


@pytest.mark.libreoffice
def test_our_form_as_pdf_says_what_it_says_as_word(converted) -> None:
    as_word = paper_of(converted["ours.docx"])
    as_pdf = paper_of(converted["ours.pdf"], FileType.PDF)
    assert as_pdf.kind is as_word.kind
    assert values(as_pdf) == values(as_word)
    assert as_pdf.unclear == ()
    assert as_pdf.field("name").place == "第1页 表1 行1 列2"


@pytest.mark.libreoffice
def test_a_form_drawn_with_lines_as_pdf_means_the_same(converted) -> None:
    assert fields_of(converted["drawn.pdf"], FileType.PDF) == MEANT


@pytest.mark.libreoffice
def test_a_form_without_lines_as_pdf_says_nothing_wrong(converted) -> None:
    said = fields_of(converted["bare.pdf"], FileType.PDF)
    assert len(said) > 12
    long = ("academic_standing", "social_experience", "college_opinion")
    assert {name: said[name] for name in said if name not in long} == {
        name: MEANT[name] for name in said if name not in long
    }


@pytest.mark.libreoffice
def test_an_old_workbook_means_the_same(converted) -> None:
    (reading,) = readings("表.xls", converted["sheet.xls"])
    assert values(reading.papers[0]) == MEANT


@pytest.mark.libreoffice
def test_rich_text_without_libreoffice_tells_the_way_out(converted) -> None:
    (reading,) = readings("ours.rtf", converted["ours.rtf"])
    assert reading.problem.code is ProblemCode.UNSUPPORTED_TYPE
    assert "另存为 .docx" in reading.problem.says


@pytest.mark.libreoffice
def test_an_old_workbook_with_changed_bytes_never_ends_the_process(converted) -> None:
    whole = converted["sheet.xls"]
    for at in range(0, len(whole), 5):
        data = whole[:at] + b"\xff" * 3 + whole[at + 3 :]
        reading = read_papers(leaf(data, FileType.XLS))
        assert reading.papers or reading.problem
