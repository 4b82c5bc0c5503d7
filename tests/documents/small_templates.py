"""Small Word templates for single facts about the engine."""

from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from PIL import Image


def template(*paragraphs: str, change: Callable[[DocumentType], None] | None = None) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if change:
        change(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def in_pieces(text: str) -> Callable[[DocumentType], None]:
    """The text in runs of one character, as Word leaves it after editing."""

    def change(document: DocumentType) -> None:
        paragraph = document.add_paragraph()
        for character in text:
            paragraph.add_run(character)

    return change


def with_table(document: DocumentType) -> None:
    table = document.add_table(rows=3, cols=2)
    rows = (("{%tr for row in rows %}", ""), ("{{ row.a }}", "{{ row.b }}"), ("{%tr endfor %}", ""))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "#a00000").convert(mode).save(written, kind)
    return written.getvalue()
