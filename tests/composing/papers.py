"""Assessment sheet (三.3), letter under seal, list of what is due: the papers that are no grid of blanks."""

from collections.abc import Sequence

from composing.slim import describe, slim
from composing.word import (
    FANGSONG,
    HEITI,
    SONGTI,
    add_grid,
    add_page_numbers,
    add_style,
    label_cell,
    normal_text,
    page_on_a4,
    red_mark,
)
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from pipeline.regulation.clauses import find
from pipeline.regulation.edition import load_edition

HEADINGS = tuple(f"三.3{number}" for number in "①②③④⑤")
TITLE, SECTION, TEXT, SMALL, MARGIN = "文件标题", "小标题", "条文", "说明", "页边文字"
HEAD = (2.4, 3.2, 2.2, 3.6, 2.2, 3.4)
SIGNED = "签字：　　　　　　　　　年　　　月　　　日"


def compose_assessment() -> bytes:
    document = _begun("研究生德育工作助理考核表", "deyu:assessment:1")
    _line(document, "{{ term }}", TEXT, WD_ALIGN_PARAGRAPH.CENTER)
    head = add_grid(document, HEAD, 3)
    _labelled(head, 0, ("姓名", "{{ name }}", "学号", "{{ student_no }}", "学院", "{{ college }}"))
    _labelled(head, 1, ("岗位类型", "{{ position }}", "责任书\n编号", "{{ agreement_number }}"))
    head.cell(1, 3).merge(head.cell(1, 5))
    label_cell(head.cell(2, 0), "责任书所列\n岗位职责")
    _may_run_over(head.rows[2])
    duties = head.cell(2, 1).merge(head.cell(2, 5))
    _paragraphs(
        duties,
        "{%p for duty in duties %}",
        "{{ loop.index }}、{{ duty.text }}",
        "{%p endfor %}",
        "（考核与上岗时签订的岗位责任书紧密结合，三.3）",
    )
    _line(document, "一、考评内容（三.3）", SECTION)
    contents = add_grid(document, (5.6, 5.7, 5.7), len(HEADINGS) + 1)
    _heading_row(contents, ("考评内容", "本人自评", "学院考评意见"))
    clauses = load_edition("2014-draft").clauses
    for number, address in enumerate(HEADINGS, 1):
        clause = find(clauses, address)
        contents.cell(number, 0).paragraphs[0].add_run(clause.text.strip())
        contents.rows[number].height = Cm(2.3)
    _line(document, "二、培训和会议考勤（三.2）", SECTION)
    attendance = add_grid(document, (4.0, 9.6, 3.4), 4)
    _heading_row(attendance, ("日期", "培训或会议", "到会情况"))
    attendance.cell(1, 0).text = "{%tr for one in attendance %}"
    for column, tag in enumerate(("{{ one.held_on }}", "{{ one.title }}", "{{ one.outcome }}")):
        attendance.cell(2, column).text = tag
    attendance.cell(3, 0).text = "{%tr endfor %}"
    _line(
        document, "考勤小结：{{ attendance_summary }}。考勤结果与年度考核成绩挂钩（三.2）。", SMALL
    )
    # On the back of the sheet, so that all signatures stand on one page.
    _line(document, "三、考评结论", SECTION).paragraph_format.page_break_before = True
    verdict = add_grid(document, (3.0, 14.0), 3)
    for number, (label, height) in enumerate(
        (("本人意见", 6.0), ("学院意见", 7.5), ("研究生\n工作部意见", 6.0))
    ):
        label_cell(verdict.cell(number, 0), label)
        verdict.rows[number].height = Cm(height)
        seal = "（盖章）　" if number else ""
        _paragraphs(verdict.cell(number, 1), "", f"{seal}{SIGNED}", right=True)
        verdict.cell(number, 1).vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    return slim(document)


def compose_letter() -> bytes:
    document = _begun("{{ title }}", "deyu:notice_letter:1", sides=2.8, size=14)
    _line(document, "编号：{{ number }}", SMALL, WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document, "{%p for line in lines %}", TEXT)
    _line(document, "{%p if loop.first %}", TEXT)
    _line(document, "{{ line.text }}", TEXT)
    _line(document, "{%p else %}", TEXT)
    _line(document, "{{ line.text }}", TEXT).paragraph_format.first_line_indent = Pt(28)
    _line(document, "{%p endif %}", TEXT)
    _line(document, "{%p endfor %}", TEXT)
    for text in ("", "{{ office }}（盖章）", "{{ dated }}"):
        signing = _line(document, text, TEXT, WD_ALIGN_PARAGRAPH.RIGHT)
        signing.paragraph_format.right_indent = Pt(28)
        signing.paragraph_format.keep_with_next = text != "{{ dated }}"
    return slim(document)


def compose_due_list() -> bytes:
    document = _begun("研究生德育工作助理待报送材料清单", "deyu:due_list:1")
    _line(
        document, "{{ college }}　　{{ term }}　　截至{{ dated }}", TEXT, WD_ALIGN_PARAGRAPH.CENTER
    )
    table = add_grid(document, (1.2, 2.2, 2.6, 4.5, 1.6, 3.5, 1.4), 4)
    _heading_row(table, ("序号", "姓名", "学号", "材料", "条款", "期限", "情况"))
    table.cell(1, 0).text = "{%tr for one in due %}"
    tags = ("loop.index", "one.person", "one.student_no", "one.paper", "one.clause")
    for column, tag in enumerate((*tags, "one.due_on", "one.standing")):
        table.cell(2, column).text = f"{{{{ {tag} }}}}"
        table.cell(2, column).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    table.cell(3, 0).text = "{%tr endfor %}"
    table.rows[2].height = Cm(0.8)
    _line(
        document,
        "材料电子版请发送至 yangongbu@bit.edu.cn；已报送的请告知寄送日期，以便核对。",
        SMALL,
    )
    _line(document, "清单按档案所存材料列出，如有出入请与研究生工作部联系。", SMALL)
    signing = _line(document, "{{ office }}", TEXT, WD_ALIGN_PARAGRAPH.RIGHT)
    signing.paragraph_format.space_before = Pt(18)
    return slim(document)


def compose_cover_sheet() -> bytes:
    document = _begun("研究生德育工作助理材料封面", "deyu:cover_sheet:1")
    _line(document, "{{ term }}", TEXT, WD_ALIGN_PARAGRAPH.CENTER)
    to = add_grid(document, (2.4, 6.1, 2.4, 6.1), 4)
    for row, (label, text) in enumerate(
        (
            ("收件", "{{ college }}"),
            ("联系邮箱", "{{ address }}"),
            ("寄件", "{{ office }}　{{ office_address }}"),
        )
    ):
        label_cell(to.cell(row, 0), label)
        whole = to.cell(row, 1).merge(to.cell(row, 3))
        whole.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        run = whole.paragraphs[0].add_run(text)
        run.font.size = Pt(16 if row == 0 else 10.5)
        to.rows[row].height = Cm(1.9 if row == 0 else 0.95)
    to.cell(0, 1).add_paragraph("学生工作办公室　收").runs[0].font.size = Pt(14)
    # Above the list, however long: behind it the receipt could come to stand alone on a page.
    _labelled(to, 3, ("寄送日期", "　　　　年　　　月　　　日", "学院签收", ""))
    to.rows[3].height = Cm(1.3)
    _line(document, "请核对内装材料后签收；如有出入，请与研究生工作部联系。", SMALL)
    _line(document, "内装材料（共 {{ total }} 份）", SECTION)
    table = add_grid(document, (1.2, 6.4, 2.8, 2.7, 1.3, 2.6), 4)
    _heading_row(table, ("序号", "材料", "姓名", "学号", "份数", "备注"))
    table.cell(1, 0).text = "{%tr for one in enclosed %}"
    tags = ("loop.index", "one.paper", "one.person", "one.student_no", "one.copies", "one.note")
    for column, tag in enumerate(tags):
        table.cell(2, column).text = f"{{{{ {tag} }}}}"
        table.cell(2, column).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        table.cell(2, column).vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    table.cell(3, 0).text = "{%tr endfor %}"
    table.rows[2].height = Cm(0.8)
    return slim(document)


def _may_run_over(row: _Row) -> None:
    """A row that may be longer than a page goes on where it stands, over the page's end."""
    properties = row._tr.get_or_add_trPr()
    properties.remove(properties.find(qn("w:cantSplit")))


def _begun(title: str, identifier: str, sides: float = 2.0, size: float = 10.5) -> DocumentType:
    document = Document()
    page_on_a4(document, sides=sides, top=2.2, bottom=2.0)
    normal_text(document, FANGSONG, size, 1.0 if size < 12 else 1.5)
    style = add_style(document, TITLE, "DeyuTitle", HEITI, 18)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    style.paragraph_format.space_after = Pt(8)
    section = add_style(document, SECTION, "DeyuSection", HEITI, size)
    section.paragraph_format.space_before, section.paragraph_format.space_after = Pt(8), Pt(4)
    section.paragraph_format.keep_with_next = True
    text = add_style(document, TEXT, "DeyuText", FANGSONG, size)
    text.paragraph_format.space_after = Pt(4)
    small = add_style(document, SMALL, "DeyuSmall", SONGTI, 9)
    small.paragraph_format.space_before = Pt(4)
    add_style(document, MARGIN, "DeyuMargin", SONGTI, 9)
    describe(document, title, identifier)
    document.add_paragraph(title, style=TITLE)
    header, footer = (
        document.sections[0].header.paragraphs[0],
        document.sections[0].footer.paragraphs[0],
    )
    for margin in (header, footer):
        margin.style, margin.alignment = MARGIN, WD_ALIGN_PARAGRAPH.CENTER
    red_mark(header, "{{ marks }}")
    add_page_numbers(footer)
    return document


def _line(
    document: DocumentType, text: str, style: str, align: WD_ALIGN_PARAGRAPH | None = None
) -> object:
    paragraph = document.add_paragraph(text, style=style)
    paragraph.alignment = align
    return paragraph


def _labelled(table: Table, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts):
        if column % 2:
            table.cell(row, column).paragraphs[0].add_run(text)
        else:
            label_cell(table.cell(row, column), text)
    table.rows[row].height = Cm(0.95)


def _heading_row(table: Table, texts: Sequence[str]) -> None:
    """The first row, which Word repeats on every page."""
    for column, text in enumerate(texts):
        label_cell(table.cell(0, column), text)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _paragraphs(cell: _Cell, *texts: str, right: bool = False) -> None:
    for number, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(text)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
