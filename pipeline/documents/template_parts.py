"""A Word template taken apart: which parts carry tags, which are the same in every document."""

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from lxml import etree

from pipeline.errors import TemplateError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LABELS = {
    CT.WML_DOCUMENT_MAIN: "正文",
    CT.WML_HEADER: "页眉",
    CT.WML_FOOTER: "页脚",
    CT.WML_FOOTNOTES: "脚注",
    CT.WML_ENDNOTES: "尾注",
    CT.OPC_CORE_PROPERTIES: "文档属性",
}
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UNDATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # encrypted, or packed in a way zipfile does not know
    PackageNotFoundError,
    etree.XMLSyntaxError,
    LookupError,
    ValueError,
    AttributeError,  # an element that python-docx expects is another one
    TypeError,
)
"""What python-docx throws at damaged files; it has no exception of its own for them."""

_TAG = re.compile(r"\{[{%#]")
_WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p([ >])")


class MissingBodyError(Exception):
    """The document part holds no body."""


class PartKind(StrEnum):
    BODY = "body"
    OTHER = "other"
    FOOTNOTES = "footnotes"  # filled last: the other parts bring notes


_KINDS = {CT.WML_DOCUMENT_MAIN: PartKind.BODY, CT.WML_FOOTNOTES: PartKind.FOOTNOTES}


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """A part to fill: `source` is in docxtpl's normal form, one paragraph a line.

    `before` and `after` stand around the source untouched (the body's document element).
    """

    name: str
    label: str
    kind: PartKind
    before: str
    source: str
    after: str


@dataclass(frozen=True, slots=True)
class OpenedTemplate:
    """The parts of a template that may differ between documents, and all other members."""

    tags: DocxTemplate
    tagged: tuple[TaggedPart, ...]
    fixed: Mapping[str, bytes]


def open_template(data: bytes) -> OpenedTemplate:
    """Raises `TemplateError` when the bytes are no Word document."""
    try:
        tags = settled(data)
        members, types = _normal_form(tags)
    except DAMAGE as fault:
        raise _not_whole(fault) from fault
    try:
        parts = {name: _part(name, raw, types.get(name, ""), tags) for name, raw in members.items()}
    except (etree.XMLSyntaxError, MissingBodyError) as fault:
        raise _not_whole(fault) from fault
    tagged = [part for part in parts.values() if part]
    return OpenedTemplate(
        tags=tags,
        tagged=tuple(sorted(tagged, key=lambda part: list(PartKind).index(part.kind))),
        fixed={name: raw for name, raw in members.items() if not parts[name]},
    )


def _not_whole(fault: Exception) -> TemplateError:
    known = (says for kind, says in _SAID_OF.items() if isinstance(fault, kind))
    return TemplateError(
        f"模板不是完好的 Word 文档（docx）：{next(known, '里面有缺损')}。",
        "请用 Word 打开模板后另存为 .docx，或恢复随软件提供的模板。",
    )


_SAID_OF: Mapping[type[Exception], str] = {
    MissingBodyError: "没有正文",
    PackageNotFoundError: "它不是 Word 文件",
    zipfile.BadZipFile: "它不是 Word 文件，或没有传完整",
    etree.XMLSyntaxError: "里面有一部分损坏了",
    RuntimeError: "它加了密，或打包的方式不认识",
    ValueError: "它是别的类型的文件，如 Word 模板（.dotx）或带宏的文档（.docm）",
}


def settled(data: bytes) -> DocxTemplate:
    """The open package; its properties are put so that no moment of today gets into a document.

    Raises what `DAMAGE` lists.
    """
    tags = DocxTemplate(BytesIO(data))
    tags.render_init()
    document = tags.docx
    described = any(
        rel.reltype == RT.CORE_PROPERTIES for rel in document.part.package.rels.values()
    )
    properties = document.core_properties
    if not described:  # python-docx makes properties up, with the time of day
        properties.title, properties.last_modified_by = "", ""
        properties.modified = UNDATED
    for name in _PROPERTIES:  # docxtpl writes all six, also those the template has not
        setattr(properties, name, getattr(properties, name))
    return tags


def _normal_form(tags: DocxTemplate) -> tuple[dict[str, bytes], dict[str, str]]:
    """The members as python-docx writes them, and the content type of each part."""
    document = tags.docx
    written = BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package:
        members = {name: package.read(name) for name in package.namelist()}
    parts = document.part.package.iter_parts()
    return members, {str(part.partname)[1:]: part.content_type for part in parts}


def _part(name: str, raw: bytes, content_type: str, tags: DocxTemplate) -> TaggedPart | None:
    if content_type not in _LABELS:
        return None
    before, inner, after = _cut(raw, content_type)
    source = _WHOLE_TAG.sub(_as_typed, str(tags.patch_xml(inner)))
    if content_type != CT.WML_FOOTNOTES and not _TAG.search(source):
        return None  # footnotes may still get notes while a document is filled
    return TaggedPart(
        name=name,
        label=_LABELS[content_type],
        kind=_KINDS.get(content_type, PartKind.OTHER),
        before=before,
        source=_PARAGRAPH.sub(r"\n<w:p\1", source),
        after=after,
    )


def _as_typed(tag: re.Match[str]) -> str:
    """docxtpl leaves an ampersand escaped: words in quotation marks would never be those meant."""
    return tag[0].replace("&amp;", "&")


def _cut(raw: bytes, content_type: str) -> tuple[str, str, str]:
    """What stands before, in and behind the tagged element: of the document only its body."""
    root = etree.fromstring(raw, _strict())
    if content_type != CT.WML_DOCUMENT_MAIN:
        return "", etree.tostring(root, encoding="unicode"), ""
    body = root.find(f"{_W}body")
    if body is None:
        raise MissingBodyError("没有正文")
    inner = etree.tostring(body, encoding="unicode", with_tail=False)
    root.replace(body, etree.Element("BODY"))
    before, _, after = etree.tostring(root, encoding="unicode").partition("<BODY/>")
    return before, inner, after


def _strict() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def parsed(xml: str | bytes) -> etree._Element:
    """Well-formed XML or `etree.XMLSyntaxError`; nothing is repaired in silence.

    A text must not declare an encoding; bytes may, and any.
    """
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml, _strict())


def identifier_of(data: bytes) -> str:
    """The mark in the document's properties by which a template tells its kind; "" for none."""
    try:
        return str(DocxTemplate(BytesIO(data)).get_docx().core_properties.identifier or "")
    except DAMAGE:
        return ""
