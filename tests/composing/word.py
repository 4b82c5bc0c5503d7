"""Word as Chinese offices write it: fonts, paragraphs, fields, footnotes, grids with bookmarks."""

from collections.abc import Mapping, Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LATIN = "Times New Roman"
FANGSONG, SONGTI, HEITI = "仿宋", "宋体", "黑体"
RED = RGBColor(0xC0, 0x00, 0x00)
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def set_fonts(properties: object, east: str) -> None:
    """The font of Chinese text and of everything else."""
    fonts = properties.get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN)
    fonts.set(qn("w:eastAsia"), east)
    fonts.set(qn("w:hint"), "eastAsia")  # else Word takes quotation marks and boxes for Latin


def add_style(
    document: Document, name: str, id_: str, east: str, size: float, bold: bool = False
) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), id_)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    set_fonts(style.element.get_or_add_rPr(), east)
    style.font.size = Pt(size)
    style.font.bold = bold
    return style


def page_on_a4(
    document: Document, sides: float = 2.8, top: float = 2.6, bottom: float = 2.4
) -> None:
    """A4; margins in centimetres."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(sides)
    section.top_margin, section.bottom_margin = Cm(top), Cm(bottom)
    section.header_distance = section.footer_distance = Cm(1.4)


def normal_text(document: Document, east: str, size: float, line_spacing: float) -> None:
    normal = document.styles["Normal"]
    set_fonts(normal.element.get_or_add_rPr(), east)
    normal.font.size = Pt(size)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = line_spacing


def add_value(paragraph: Paragraph, text: str) -> Run:
    """A value written on a line, as by hand into a form."""
    run = paragraph.add_run(text)
    set_fonts(run._element.get_or_add_rPr(), FANGSONG)
    run.underline = True
    return run


def red_mark(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.bold = True
    run.font.color.rgb = RED


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field such as PAGE, with the value that stands until Word computes it."""
    for kind in ("begin", instruction, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == instruction:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {instruction} "
        elif kind == "1":
            element = OxmlElement("w:t")
            element.text = kind
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._element.append(element)


def add_page_numbers(paragraph: Paragraph) -> None:
    paragraph.add_run("第 ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" 页　共 ")
    add_field(paragraph, "NUMPAGES")
    paragraph.add_run(" 页")


def install_footnotes(document: Document, notes: Mapping[int, str]) -> None:
    """The footnotes part with its two separators, its styles, its mention in the settings."""
    part = Part(
        PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, _footnotes(notes), document.part.package
    )
    document.part.relate_to(part, RT.FOOTNOTES)
    text = add_style(document, "footnote text", "FootnoteText", SONGTI, 9)
    text.paragraph_format.line_spacing = 1.0
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True


def add_footnote_mark(paragraph: Paragraph, id_: int) -> None:
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{id_}"/></w:r>'
        )
    )


def _footnotes(notes: Mapping[int, str]) -> bytes:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, id_ in SEPARATORS
    )
    texts = "".join(
        f'<w:footnote w:id="{id_}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for id_, text in notes.items()
    )
    return f"<w:footnotes {nsdecls('w')}>{separators}{texts}</w:footnotes>".encode()


def add_grid(document: Document, widths: Sequence[float], rows: int) -> Table:
    """A bordered table of fixed column widths in centimetres."""
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    return table


def label_cell(cell: _Cell, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_fonts(paragraph.add_run(text)._element.get_or_add_rPr(), HEITI)


def bookmarked(paragraph: Paragraph, name: str, id_: int, text: str) -> None:
    """Text between the two ends of a bookmark, so that a program finds the field again."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(id_))
    start.set(qn("w:name"), name)
    paragraph._p.append(start)
    before, *options = text.split("□")
    if before:
        paragraph.add_run(before)
    for number, option in enumerate(options):
        check_box(paragraph, f"{name}.{option.strip()}", id_ * 100 + number)
        paragraph.add_run(option)
    paragraph._p.append(end)


def check_box(paragraph: Paragraph, tag: str, id_: int) -> None:
    """A box that is ticked by a click; where content controls are unknown it is a character."""
    states = "".join(
        f'<w14:{state} w14:val="{code}" w14:font="Segoe UI Symbol"/>'
        for state, code in (("checkedState", "2611"), ("uncheckedState", "2610"))
    )
    namespaces = f'{nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {namespaces}><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{id_}"/>'
            f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox></w:sdtPr><w:sdtContent>'
            '<w:r><w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" '
            'w:eastAsia="宋体" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
        )
    )
