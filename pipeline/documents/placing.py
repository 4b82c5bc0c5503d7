"""Templates that place pictures or Word files: filled by docxtpl on the open package (decision 33).

Slower than the compiled way, and as strict: the parts are filled by the same code, every part
once, and the same input gives the same bytes.
"""

import zipfile
from collections.abc import Container, Iterator, Mapping, Sequence
from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from docxtpl.subdoc import Subdoc
from lxml import etree

from pipeline.documents.faults import UnplacedInsertError
from pipeline.documents.footnotes import NoteBook
from pipeline.documents.inserts import Insert, InsertKind
from pipeline.documents.package import closed, member, seal
from pipeline.documents.strict_parts import CompiledPart, filled_xml
from pipeline.documents.template_parts import DAMAGE, DECLARATION, PartKind, parsed, settled
from pipeline.documents.values import Context

APART = 10_000
"""Between the numbers of the bookmarks of two annexes, which must not be those of the template."""

FIRST_NSID = 0x20000000
_NSID, _ABSTRACT, _NUMBER = qn("w:nsid"), qn("w:abstractNum"), qn("w:abstractNumId")


class Placing:
    """What the tags ``picture(...)`` and ``annex(...)`` of one document call."""

    def __init__(self, tags: DocxTemplate, inserts: Mapping[str, bytes]) -> None:
        self._tags = tags
        self._inserts = inserts
        self._annexes = 0

    def picture(self, name: str, width: float) -> InlineImage:
        """`width` in millimetres; the height follows."""
        return InlineImage(self._tags, self._file(InsertKind.PICTURE, name), Mm(width))

    def annex(self, name: str) -> Subdoc:
        file = self._file(InsertKind.ANNEX, name)
        try:
            annex = self._tags.new_subdoc(file)
        except DAMAGE as fault:
            raise UnplacedInsertError(f"附文“{name}”放不进这份文件") from fault
        self._annexes += 1
        for image in self._tags.docx.part.package.image_parts:
            image._image = None  # docxcompose leaves a stand-in that cannot tell its size
        for mark in annex.subdocx.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
            mark.set(qn("w:id"), str(int(mark.get(qn("w:id"))) + self._annexes * APART))
        return annex

    def _file(self, kind: InsertKind, name: str) -> BytesIO:
        data = self._inserts.get(Insert(kind, name).file)
        if data is None:
            raise UnplacedInsertError(f"没有名为“{name}”的{kind.label}")
        return BytesIO(data)


def fill_placing(
    template: bytes,
    inserts: Mapping[str, bytes],
    parts: Sequence[CompiledPart],
    context: Context,
    book: NoteBook,
) -> bytes:
    """The filled document; raises `TemplateError` with the place."""
    tags = settled(template)
    package = tags.docx.part.package
    by_name = {str(part.partname)[1:]: part for part in package.iter_parts()}
    placing, own_lists = Placing(tags, inserts), {one.get(_NUMBER) for one in _lists(tags)}
    for one in parts:
        part = by_name[one.part.name]
        tags.current_rendering_part = part
        _put(part, one, {**context, **_tags_of(one.part.kind, placing)}, tags, book)
    _mark_lists(tags, own_lists)
    written = BytesIO()
    tags.docx.save(written)
    with zipfile.ZipFile(written) as made:
        return closed(seal(member(name, made.read(name)) for name in made.namelist()))


def _tags_of(kind: PartKind, placing: Placing) -> Mapping[str, object]:
    """Where docxtpl can place what: a Word file only in the body, nothing in a footnote."""
    if kind is PartKind.BODY:
        return {InsertKind.PICTURE: placing.picture, InsertKind.ANNEX: placing.annex}
    return {InsertKind.PICTURE: placing.picture} if kind is PartKind.OTHER else {}


def _put(
    part: Part,
    one: CompiledPart,
    known: Mapping[str, object],
    tags: DocxTemplate,
    book: NoteBook,
) -> None:
    xml = filled_xml(one, known, tags, book)
    if one.part.kind is PartKind.BODY:
        tree = tags.fix_tables(xml)
        tags.fix_docpr_ids(tree)
        tags.map_tree(tree)
    elif isinstance(part, XmlPart):
        tree = parsed(xml)
        tags.fix_docpr_ids(tree)  # docxtpl numbers those of the body alone
        part._element = parse_xml(etree.tostring(tree))
    else:
        part._blob = (DECLARATION + xml).encode()


def _mark_lists(tags: DocxTemplate, own: Container[str | None]) -> None:
    """Lists of an annex get a mark by chance from docxcompose; here it follows from their number."""
    for one in _lists(tags):
        mark = one.find(_NSID)
        if mark is not None and one.get(_NUMBER) not in own:
            mark.set(qn("w:val"), f"{FIRST_NSID + int(one.get(_NUMBER) or 0):08X}")


def _lists(tags: DocxTemplate) -> Iterator[etree._Element]:
    for one in tags.docx.part.rels.values():
        if one.reltype == RT.NUMBERING:
            yield from one.target_part.element.iter(_ABSTRACT)
