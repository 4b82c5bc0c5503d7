"""Word files made for the tests: forms as offices lay them out, and raw document parts."""

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.oxml.ns import qn

from pipeline.domain.identity import sha256_of
from pipeline.domain.letters import FileType, LeafFile

TITLE = "研究生德育工作助理上岗申请表"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

ANSWERS = {
    "姓名": "张喆",
    "性别": "男",
    "学号": "3120240001",
    "出生年月": "1998.10",
    "民族": "汉族",
    "政治面貌": "中共正式党员",
    "入党时间": "2019年6月",
    "学院": "机电学院",
    "专业": "机械工程",
    "年级": "2024级",
    "培养层次": "博士研究生",
    "学习方式": "全日制",
    "导师": "李明远",
    "联系电话": "13800000001",
    "电子邮箱": "zhang@bit.edu.cn",
    "拟任岗位类型": "党建",
    "上岗时间": "2026年9月",
    "是否受聘其他助教、助管岗位": "否",
    "学习、科研情况": "学位课程平均分90，发表论文两篇。",
    "社会工作经历": "曾任研究生会副主席。",
    "学院意见": "同意推荐。\n负责人签字：王书记\n（公章）\n2026年9月3日",
}
MEANT = {
    "name": "张喆",
    "gender": "男",
    "student_no": "3120240001",
    "birth_date": "1998-10",
    "ethnicity": "汉族",
    "party_standing": "full",
    "party_joined_on": "2019-06",
    "college": "机电学院",
    "major": "机械工程",
    "grade": "2024级",
    "degree_level": "doctor",
    "study_mode": "full_time",
    "supervisor": "李明远",
    "phone": "13800000001",
    "email": "zhang@bit.edu.cn",
    "position_kind": "party_building",
    "start_on": "2026-09",
    "other_post": False,
    "academic_standing": "学位课程平均分90，发表论文两篇。",
    "social_experience": "曾任研究生会副主席。",
    "college_opinion": "同意推荐。",
    "college_approved_on": "2026-09-03",
}
"""What `ANSWERS` says, whatever the form looks like."""

SHORT = 18


def leaf(data: bytes, kind: FileType = FileType.DOCX, name: str = "申请表.docx") -> LeafFile:
    return LeafFile(name, (name,), kind, data, sha256_of(data))


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_form(document: Document, answers: dict[str, str], title: str = TITLE) -> None:
    """The usual form: short fields in pairs with a photograph at the right, long ones below."""
    if title:
        document.add_paragraph(title)
    labels = list(answers)
    short, long = labels[:SHORT], labels[SHORT:]
    rows = (len(short) + 1) // 2
    table = document.add_table(rows + len(long), 5)
    for number, label in enumerate(short):
        row, column = divmod(number, 2)
        table.cell(row, column * 2).text = label
        table.cell(row, column * 2 + 1).text = answers[label]
    photo = table.cell(0, 4).merge(table.cell(rows - 1, 4))
    photo.text = "照片"
    for number, label in enumerate(long, rows):
        table.cell(number, 0).text = label
        table.cell(number, 1).merge(table.cell(number, 4)).text = answers[label]


def form(**changes: str) -> bytes:
    document = docx.Document()
    add_form(document, ANSWERS | changes)
    return saved(document)


def table_of(rows: Sequence[Sequence[str]], *before: str) -> bytes:
    """A plain table after some lines."""
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    table = document.add_table(len(rows), max(len(row) for row in rows))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    return saved(document)


def lines_of(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def raw(body: str, declaration: str = "", extra: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A package whose main part has this body, written by hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'{declaration}<w:document xmlns:w="{W}" '
            'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<w:body>{body}</w:body></w:document>",
        )
        for name, data in extra:
            archive.writestr(name, data)
    return stream.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tick(document: Document, tags: Sequence[str]) -> None:
    """Tick the boxes of these tags, as Word does it on a click."""
    w14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
    found = set()
    for control in document.element.body.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
        if tag in tags:
            found.add(tag)
            next(control.iter(f"{w14}checked")).set(f"{w14}val", "1")
            next(control.iter(qn("w:t"))).text = "☑"
    assert found == set(tags)
