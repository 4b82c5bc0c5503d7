"""templates/agreement.docx: the agreement with its four footnotes, every word from the edition."""

from composing.slim import describe, slim
from composing.word import (
    FANGSONG,
    HEITI,
    SONGTI,
    add_footnote_mark,
    add_page_numbers,
    add_style,
    add_value,
    install_footnotes,
    normal_text,
    page_on_a4,
    red_mark,
)
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from pipeline.regulation.edition import load_edition

TITLE = "研究生德育工作助理岗位责任书"
BASIC_DUTIES = ("basic_duty_1", "basic_duty_2", "basic_duty_3", "basic_duty_4")
SECOND_SIGNATURE = Cm(8.2)
TITLE_STYLE, CLAUSE, TEXT, SIGNING, MARGIN = "文件标题", "条款", "条文", "签署", "页边文字"
DATE = "{{ signed_on }}"
BLANK_DUTIES = 3
BLANK_LINE = "　" * 32


def compose() -> bytes:
    words = {text.name: text.text for text in load_edition("2014-draft").agreement}
    document = Document()
    page_on_a4(document, bottom=2.9)
    normal_text(document, FANGSONG, 12, 1.4)
    _add_styles(document)
    install_footnotes(
        document,
        {1: "{{ note_1 }}", 2: "{{ note_2 }}", 3: "{{ note_3 }}", 4: words["note_4"]},
    )
    describe(document, f"{TITLE}（{{{{ number }}}}）", "deyu:agreement:1")
    document.core_properties.subject = "{{ marks }}"
    _header_and_footer(document)
    document.add_paragraph(TITLE, style=TITLE_STYLE)
    _parties(document, words)
    _basic_duties(document, words)
    _position_duties(document, words)
    _signatures(document, words)
    return slim(document)


def _add_styles(document: Document) -> None:
    title = add_style(document, TITLE_STYLE, "DeyuTitle", HEITI, 18)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(4), Pt(10)
    add_style(document, CLAUSE, "DeyuClause", HEITI, 12).paragraph_format.keep_with_next = True
    body = add_style(document, TEXT, "DeyuText", FANGSONG, 12)
    body.paragraph_format.first_line_indent = Pt(24)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    signing = add_style(document, SIGNING, "DeyuSigning", FANGSONG, 12)
    signing.paragraph_format.keep_with_next = True
    signing.paragraph_format.keep_together = True
    signing.paragraph_format.tab_stops.add_tab_stop(SECOND_SIGNATURE)
    add_style(document, MARGIN, "DeyuMargin", SONGTI, 9).paragraph_format.line_spacing = 1.0


def _header_and_footer(document: Document) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.style = MARGIN
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    red_mark(header, "{{ marks }}")
    footer = section.footer.paragraphs[0]
    footer.style = MARGIN
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("编号：{{ number }}　第 {{ version }} 版　")
    add_page_numbers(footer)
    edition = section.footer.add_paragraph("管理办法：{{ edition }}", style=MARGIN)
    edition.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _parties(document: Document, words: dict[str, str]) -> None:
    preamble = words["preamble"].replace("《》、《》", "《{{ basis_1 }}》、《{{ basis_2 }}》")
    _text(document, preamble.replace("特指定", "{{ enacting_words }}"))
    _clause(document, "一、设岗单位", 1, "{{ college }}")
    _clause(document, "二、上岗人员", 0, "{{ person }}")
    _clause(document, "三、岗位类型", 2, "{{ position }}")
    _clause(document, "四、工作内容")
    _text(document, words["work_content"])


def _basic_duties(document: Document, words: dict[str, str]) -> None:
    _clause(document, "五、工作职责")
    _heading(document, "（一）基本职责")
    lead = _text(document, "以")
    add_value(lead, "{{ work_form }}")
    lead.add_run("的形式")
    add_footnote_mark(lead, 3)
    lead.add_run(f"，{words['basic_duties_lead']}")
    for number, name in enumerate(BASIC_DUTIES, 1):
        _text(document, f"{number}、{words[name]}")


def _position_duties(document: Document, words: dict[str, str]) -> None:
    _heading(document, "（二）岗位职责")
    before, mark, after = words["position_duties_lead"].rpartition("4")
    lead = _text(document, before)
    add_footnote_mark(lead, int(mark))
    lead.add_run(after)
    lead.paragraph_format.keep_with_next = True
    _text(document, "{%p for duty in duties %}")
    _text(document, "{{ loop.index }}、{{ duty.text }}{{r note(duty.note) }}")
    _text(document, "{%p endfor %}")
    _text(document, "{%p if not duties %}")
    for _ in range(BLANK_DUTIES):
        add_value(_text(document), BLANK_LINE)
    _text(document, "{%p endif %}")


def _signatures(document: Document, words: dict[str, str]) -> None:
    copies = _text(document, words["copies"])
    copies.paragraph_format.space_before = Pt(12)
    copies.paragraph_format.keep_with_next = True
    signing = [
        "设岗单位负责人：（签字）\t上岗人员：（签字）",
        "（盖章）",
        f"{DATE}\t{DATE}",
    ]
    for line in signing:
        paragraph = document.add_paragraph(line, style=SIGNING)
        paragraph.paragraph_format.space_before = Pt(22)
    paragraph.paragraph_format.keep_with_next = False


def _clause(document: Document, head: str, note: int = 0, value: str = "") -> None:
    paragraph = document.add_paragraph(head, style=CLAUSE)
    if note:
        add_footnote_mark(paragraph, note)
    paragraph.add_run("：")
    if value:
        add_value(paragraph, f"　{value}　")


def _heading(document: Document, text: str) -> None:
    document.add_paragraph(text, style=TEXT).paragraph_format.keep_with_next = True


def _text(document: Document, text: str = "") -> Paragraph:
    return document.add_paragraph(text, style=TEXT)
