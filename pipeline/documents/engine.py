"""Word templates in docxtpl's tag language, compiled once and filled strictly (decision 7).

A template that places pictures or Word files is filled by docxtpl itself (`placing`), all others
on their compiled parts; the face is one, and so is the strictness (`strict_parts`).
What docxtpl lets pass is refused here: a missing field, markup in a value, a tag that reaches
into Python, XML that is not well formed. Otherwise the output equals docxtpl's part by part.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from docxtpl import DocxTemplate
from lxml import etree

from pipeline.documents.faults import told_as_template_error
from pipeline.documents.footnotes import NoteBook, first_free_id
from pipeline.documents.inserts import CONTENT_TYPES, InsertKind, inserts_in
from pipeline.documents.package import Member, Sealed, closed, member, seal
from pipeline.documents.placing import fill_placing
from pipeline.documents.strict_parts import (
    CompiledPart,
    compiled_part,
    filled_xml,
    strict_environment,
)
from pipeline.documents.template_parts import DECLARATION, PartKind, open_template
from pipeline.documents.values import Context, refuse_unprintable
from pipeline.errors import TemplateError

KEPT_TEMPLATES = 32
FIRST_DRAWING_ID = 1001
NO_LABELS: Mapping[str, str] = MappingProxyType({})

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to be filled; `sha256` is of its bytes as given, `data`.

    `inserts` are the files it brings along; `places`: its tags call for one, so docxtpl fills it.
    """

    sha256: str
    data: bytes
    tags: DocxTemplate
    parts: tuple[CompiledPart, ...]
    fixed: Sealed
    first_free_note: int
    inserts: Mapping[str, bytes]

    @property
    def places(self) -> bool:
        return any(word in part.names for part in self.parts for word in InsertKind)


@lru_cache(maxsize=KEPT_TEMPLATES)
@told_as_template_error()
def compile_template(data: bytes) -> CompiledTemplate:
    """Compile a docx template, once for the same bytes; raises `TemplateError`."""
    opened = open_template(data)
    environment = strict_environment()
    names = sorted(opened.fixed, key=lambda name: name != CONTENT_TYPES)
    notes = [part.source for part in opened.tagged if part.kind is PartKind.FOOTNOTES]
    return CompiledTemplate(
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        tags=opened.tags,
        parts=tuple(compiled_part(part, environment) for part in opened.tagged),
        fixed=seal(member(name, opened.fixed[name], level=9) for name in names),
        first_free_note=first_free_id("".join(notes)),
        inserts=inserts_in(data),
    )


@told_as_template_error()
def fill(
    template: CompiledTemplate, context: Context, labels: Mapping[str, str] = NO_LABELS
) -> bytes:
    """The filled document; the same template and context give the same bytes.

    `labels` are what staff call the fields. Raises `TemplateError` with the place, and
    `UnprintableTextError` naming the field.
    """
    refuse_unprintable(context, labels)
    book = NoteBook(template.first_free_note)
    if template.places:
        drawn = fill_placing(template.data, template.inserts, template.parts, context, book)
    else:
        members = [_member(one, context, template.tags, book) for one in template.parts]
        drawn = closed(seal(members, template.fixed))
    if book.notes and template.parts[-1].part.kind is not PartKind.FOOTNOTES:
        raise TemplateError(
            "模板用了 note(...)，却没有脚注部分。",
            "请在 Word 里给模板插入一条脚注，或去掉 {{r note(...) }}。",
        )
    return drawn


def _member(one: CompiledPart, context: Context, tags: DocxTemplate, book: NoteBook) -> Member:
    part = one.part
    xml = filled_xml(one, context, tags, book)
    if part.kind is PartKind.BODY and ("<w:tbl>" in xml or "<wp:docPr" in xml):
        xml = _with_tables_fixed(xml, tags)
    return member(part.name, (DECLARATION + part.before + xml + part.after).encode())


def _with_tables_fixed(xml: str, tags: DocxTemplate) -> str:
    """Grid columns as wide as the rows turned out, and every drawing an id of its own."""
    tree = tags.fix_tables(xml)
    for number, drawing in enumerate(tree.iter(_DRAWING), FIRST_DRAWING_ID):
        drawing.set("id", str(number))
    return etree.tostring(tree, encoding="unicode")
