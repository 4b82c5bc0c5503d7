"""One part of a template compiled, and filled strictly: nothing is guessed, mended or left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import jinja2
from docxtpl import DocxTemplate
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from pipeline.documents.faults import fault_in, not_well_formed
from pipeline.documents.footnotes import NoteBook, with_notes
from pipeline.documents.template_parts import PartKind, TaggedPart, parsed
from pipeline.documents.values import GUARD

_WRITTEN_AS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""How docxtpl's language writes braces that are meant as braces."""

_BRACES = re.compile("|".join(map(re.escape, _WRITTEN_AS)))
_SPLIT_PARAGRAPH = re.compile(r"\n<w:p([ >])")
_LISTING = re.compile("[\t\n]")


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """`names` are those that its tags take from outside."""

    part: TaggedPart
    template: jinja2.Template
    names: frozenset[str]


def strict_environment() -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(
        autoescape=True, undefined=jinja2.StrictUndefined, finalize=_guarded
    )


def compiled_part(part: TaggedPart, environment: jinja2.Environment) -> CompiledPart:
    """Raises `TemplateError` with the place."""
    try:
        tree = environment.parse(part.source)
        template = environment.from_string(tree)
    except (jinja2.TemplateError, RecursionError) as fault:
        raise fault_in(part, fault) from fault
    return CompiledPart(part, template, frozenset(meta.find_undeclared_variables(tree)))


def filled_xml(
    one: CompiledPart, known: Mapping[str, object], tags: DocxTemplate, book: NoteBook
) -> str:
    """The part's element, well formed; raises `TemplateError` with the place.

    The notes of `book` go into the footnotes, which are filled last and once.
    """
    part = one.part
    if part.kind is PartKind.BODY:
        known = {**known, "note": book}
    try:
        xml = one.template.render(known)
    except Exception as fault:  # what a tag calls may throw anything
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
        raise not_well_formed(part) from fault
    return xml


def _guarded(value: object) -> object:
    """A value that looks like written braces prints as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.replace("_", GUARD + "_")
    return value
