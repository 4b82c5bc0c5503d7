"""Word templates in docxtpl's tag language, compiled once and filled strictly (decision 7).

What docxtpl lets pass is refused here: a missing field, markup in a value, a tag that reaches
into Python, XML that is not well formed. Otherwise the output equals docxtpl's part by part.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import jinja2
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from pipeline.documents.faults import fault_in, not_well_formed
from pipeline.documents.footnotes import NoteBook, first_free_id, with_notes
from pipeline.documents.package import Member, Sealed, closed, member, seal
from pipeline.documents.template_parts import PartKind, TaggedPart, open_template, parsed
from pipeline.documents.values import GUARD, Context, refuse_unprintable
from pipeline.errors import TemplateError

CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KEPT_TEMPLATES = 32
FIRST_DRAWING_ID = 1001
NO_LABELS: Mapping[str, str] = MappingProxyType({})

_WRITTEN_AS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""How docxtpl's language writes braces that are meant as braces."""

_BRACES = re.compile("|".join(map(re.escape, _WRITTEN_AS)))
_SPLIT_PARAGRAPH = re.compile(r"\n<w:p([ >])")
_LISTING = re.compile("[\t\n]")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, slots=True)
class CompiledPart:
    part: TaggedPart
    template: jinja2.Template


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to be filled; `sha256` is of its bytes as given."""

    sha256: str
    tags: DocxTemplate
    parts: tuple[CompiledPart, ...]
    fixed: Sealed
    first_free_note: int


@lru_cache(maxsize=KEPT_TEMPLATES)
def compile_template(data: bytes) -> CompiledTemplate:
    """Compile a docx template, once for the same bytes; raises `TemplateError`."""
    opened = open_template(data)
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=jinja2.StrictUndefined, finalize=_guarded
    )
    names = sorted(opened.fixed, key=lambda name: name != CONTENT_TYPES)
    notes = [part.source for part in opened.tagged if part.kind is PartKind.FOOTNOTES]
    return CompiledTemplate(
        sha256=hashlib.sha256(data).hexdigest(),
        tags=opened.tags,
        parts=tuple(CompiledPart(part, _compiled(part, environment)) for part in opened.tagged),
        fixed=seal(member(name, opened.fixed[name], level=9) for name in names),
        first_free_note=first_free_id("".join(notes)),
    )


def fill(
    template: CompiledTemplate, context: Context, labels: Mapping[str, str] = NO_LABELS
) -> bytes:
    """The filled document; the same template and context give the same bytes.

    `labels` are what staff call the fields. Raises `TemplateError` with the place, and
    `UnprintableTextError` naming the field.
    """
    refuse_unprintable(context, labels)
    book = NoteBook(template.first_free_note)
    members = [_member(one, context, template.tags, book) for one in template.parts]
    if book.notes and template.parts[-1].part.kind is not PartKind.FOOTNOTES:
        raise TemplateError(
            "模板用了 note(...)，却没有脚注部分。",
            "请在 Word 里给模板插入一条脚注，或去掉 {{r note(...) }}。",
        )
    return closed(seal(members, template.fixed))


def _compiled(part: TaggedPart, environment: jinja2.Environment) -> jinja2.Template:
    try:
        return environment.from_string(part.source)
    except jinja2.TemplateError as fault:
        raise fault_in(part, fault) from fault


def _member(one: CompiledPart, context: Context, tags: DocxTemplate, book: NoteBook) -> Member:
    part = one.part
    known = {**context, "note": book} if part.kind is PartKind.BODY else context
    try:
        xml = one.template.render(known)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as fault:
        raise fault_in(part, fault) from fault
    xml = _SPLIT_PARAGRAPH.sub(r"<w:p\1", xml)
    xml = _BRACES.sub(lambda found: _WRITTEN_AS[found[0]], xml).replace(GUARD, "")
    if _LISTING.search(xml):
        xml = str(tags.resolve_listing(xml))
    if part.kind is PartKind.FOOTNOTES:
        xml = with_notes(xml, book.notes)
    try:
        parsed(xml)
    except etree.XMLSyntaxError as fault:
        raise not_well_formed(part, fault) from fault
    if part.kind is PartKind.BODY and ("<w:tbl>" in xml or "<wp:docPr" in xml):
        xml = _with_tables_fixed(xml, tags)
    return member(part.name, (DECLARATION + part.before + xml + part.after).encode())


def _with_tables_fixed(xml: str, tags: DocxTemplate) -> str:
    """Grid columns as wide as the rows turned out, and every drawing an id of its own."""
    tree = tags.fix_tables(xml)
    for number, drawing in enumerate(tree.iter(_DRAWING), FIRST_DRAWING_ID):
        drawing.set("id", str(number))
    return etree.tostring(tree, encoding="unicode")


def _guarded(value: object) -> object:
    """A value that looks like written braces prints as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.replace("_", GUARD + "_")
    return value
