"""The files that are attached, the same bytes at each making."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import xlsxwriter
from composing.slim import slim
from docx.oxml.ns import qn
from reading.word_files import tick
from samples.applicants import Applicant

FILES = Path(__file__).with_name("files")
TITLE = "研究生德育工作助理上岗申请表"
WHEN = (2026, 9, 1, 8, 0, 0)
SHORT = 12


def in_pairs(applicant: Applicant, title: str = TITLE) -> bytes:
    """The usual form: two short answers a line, a place for the photograph, long answers below."""
    document = docx.Document()
    document.add_paragraph(title)
    labels = list(applicant.answers().items())
    short, long = labels[:SHORT], labels[SHORT:]
    rows = (len(short) + 1) // 2
    table = document.add_table(rows + len(long), 5, "Table Grid")
    for number, (label, answer) in enumerate(short):
        row, column = divmod(number, 2)
        table.cell(row, column * 2).text = label
        table.cell(row, column * 2 + 1).text = answer
    table.cell(0, 4).merge(table.cell(rows - 1, 4)).text = "照片"
    for number, (label, answer) in enumerate(long, rows):
        table.cell(number, 0).text = label
        table.cell(number, 1).merge(table.cell(number, 4)).text = answer
    return slim(document)


def below_labels(applicant: Applicant) -> bytes:
    """A form with a line of labels and the answers in the line below."""
    document = docx.Document()
    document.add_heading(TITLE, 1)
    answers = list(applicant.answers().items())
    table = document.add_table(0, 4, "Table Grid")
    for start in range(0, SHORT, 4):
        heads, cells = table.add_row().cells, table.add_row().cells
        for column, (label, answer) in enumerate(answers[start : start + 4]):
            heads[column].text, cells[column].text = label, answer
    for label, answer in answers[SHORT:]:
        row = table.add_row().cells
        row[0].text = label
        row[1].merge(row[3]).text = answer
    return slim(document)


def in_lines(applicant: Applicant) -> bytes:
    """A form without any table: a label, a colon, the answer."""
    return of_lines(TITLE, *as_lines(applicant))


def as_lines(applicant: Applicant) -> list[str]:
    return [f"{label}：{answer}" for label, answer in applicant.answers().items()]


def of_lines(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return slim(document)


def with_boxes(applicant: Applicant) -> bytes:
    """A form that prints the choices, one box of each ticked."""
    choices = {
        "性别": ("男", "女"),
        "政治面貌": ("中共正式党员", "中共预备党员", "共青团员", "其他"),
        "培养层次": ("博士研究生", "硕士研究生"),
        "学习方式": ("全日制", "非全日制"),
        "拟任岗位类型": (
            "党建",
            "团工作",
            "学术",
            "就业",
            "实践",
            "文体",
            "信息（宣传）",
            "教育管理",
        ),
        "是否受聘其他助教、助管岗位": ("是", "否"),
    }
    document = docx.Document()
    document.add_paragraph(TITLE)
    answers = applicant.answers()
    table = document.add_table(len(answers), 2, "Table Grid")
    for number, (label, answer) in enumerate(answers.items()):
        table.cell(number, 0).text = label
        if label in choices:
            answer = "　".join(("☑" if one == answer else "□") + one for one in choices[label])
        table.cell(number, 1).text = answer
    return slim(document)


def in_our_template(applicant: Applicant) -> bytes:
    """The office's own blank form, filled in on a computer."""
    blank = Path(__file__).resolve().parents[2] / "templates" / "application_form.docx"
    document = docx.Document(str(blank))
    answers = applicant.answers()
    told = {
        "gender": answers["性别"],
        "party_standing": "中共党员（正式）",
        "degree_level": "博士",
        "study_mode": applicant.mode,
        "enrolment": "本学期已注册",
        "position_kind": answers["拟任岗位类型"],
        "other_post": answers["是否受聘其他助教、助管岗位"],
    }
    tick(document, [f"{name}.{option}" for name, option in told.items()])
    for row in document.tables[0].rows:
        cells = list(dict.fromkeys(row.cells))
        for label_cell, answer_cell in zip(cells[::2], cells[1::2], strict=False):
            label = "".join(label_cell.text.split())
            if label in answers and not list(answer_cell._tc.iter(qn("w:sdt"))):
                _answer(answer_cell, answers[label])
    return slim(document)


def _answer(cell, answer: str) -> None:
    """The first line, and the day below the signature if the form has a place for it."""
    *_, signed = answer.split("\n")
    cell.paragraphs[0].text = answer.partition("\n")[0]
    for paragraph in cell.paragraphs:
        if paragraph.text.startswith("年"):
            paragraph.text = signed


def as_workbook(applicant: Applicant) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": dt.datetime(*WHEN, tzinfo=dt.UTC)})
        sheet = book.add_worksheet("申请表")
        sheet.merge_range(0, 0, 0, 3, TITLE)
        for number, (label, answer) in enumerate(applicant.answers().items(), 1):
            sheet.write_string(number, 0, label)
            sheet.merge_range(number, 1, number, 3, answer)
    return stream.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, WHEN), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def table_paper(title: str, rows: Sequence[tuple[str, str]], *after: str) -> bytes:
    """A paper of another kind: title, labels at the left, answers at the right, then text."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(len(rows), 2, "Table Grid")
    for number, (label, answer) in enumerate(rows):
        table.cell(number, 0).text, table.cell(number, 1).text = label, answer
    for line in after:
        document.add_paragraph(line)
    return slim(document)


def fixture(name: str) -> bytes:
    return (FILES / name).read_bytes()
