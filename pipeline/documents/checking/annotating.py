"""A copy of the template with each fault as a Word comment where it stands."""

from collections.abc import Sequence
from io import BytesIO
from typing import cast
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from pipeline.documents.checking.faults import TemplateFault
from pipeline.documents.checking.paragraphs import paragraph_elements
from pipeline.documents.main_parts import BODY
from pipeline.documents.package import closed, member, seal

AUTHOR, INITIALS = "模板检查", "检"


def annotated(data: bytes, faults: Sequence[TemplateFault]) -> bytes:
    """The template with comments; what stands in no body paragraph is told at the first one.

    `data` must be a Word document. Comments carry no time: the same faults give the same copy.
    """
    document = Document(BytesIO(data))
    paragraphs = list(paragraph_elements(document.element))
    for fault in faults:
        inside = fault.place.part == BODY and 0 < fault.place.paragraph <= len(paragraphs)
        element = paragraphs[fault.place.paragraph - 1 if inside else 0]
        says = fault.says if inside else str(fault)
        _comment(document, Paragraph(cast(CT_P, element), document._body), says)
    written = BytesIO()
    document.save(written)
    with ZipFile(written) as package:
        members = [member(name, package.read(name)) for name in package.namelist()]
    return closed(seal(members))


def _comment(document: WordDocument, paragraph: Paragraph, says: str) -> None:
    runs = paragraph.runs or [paragraph.add_run()]
    comment = document.add_comment(runs, text=says, author=AUTHOR, initials=INITIALS)
    comment._comment_elm.attrib.pop(qn("w:date"), "")
