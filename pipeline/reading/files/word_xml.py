"""Word documents that are one XML file: Word 2003's WordML, and the flat form of a .docx.

Both are saved as .doc or .xml. WordML differs from the parts of a .docx in a few names, which
are put right in the tree before it is read like any other.
"""

from lxml import etree

from pipeline.domain.letters import ProblemCode
from pipeline.reading.blocks import Block
from pipeline.reading.files.grid import MAX_PART, blocks_of_parts
from pipeline.reading.files.word_runs import child, local, value_of
from pipeline.reading.xml_part import Element, parsed

WORDML = b"http://schemas.microsoft.com/office/word/2003/wordml"
FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"

_SECTIONS = ("sect", "sub-section", "pBdrGroup")
_INSERTED = "Word.Insertion"


def blocks_of_word_xml(data: bytes) -> tuple[Block, ...] | ProblemCode:
    """Paragraphs and tables in order, or why the file cannot be read."""
    if len(data) > MAX_PART:
        return ProblemCode.TOO_LARGE
    try:
        root = parsed(data)
    except (etree.XMLSyntaxError, ValueError):
        return ProblemCode.DAMAGED
    main = _flat_main(root) if local(root) == "package" else _as_docx(root)
    return ProblemCode.DAMAGED if main is None else blocks_of_parts(main)


def _flat_main(package: Element) -> Element | None:
    for part in package:
        if value_of(part, "name").startswith("/word/document"):
            return child(part, "xmlData", "document")
    return None


def _as_docx(root: Element) -> Element | None:
    """The tree of a WordML document under the names that a .docx uses; None without a body."""
    if child(root, "body") is None:
        return None
    for one in list(root.iter()):
        name = local(one)
        if name == "vmerge":
            one.tag = f"{{{etree.QName(one).namespace}}}vMerge"
        elif name in _SECTIONS or name == "content":
            _unwrap(one)
        elif name == "annotation":
            _settle(one)
    return root


def _settle(annotation: Element) -> None:
    """A tracked insertion is kept, everything else that is noted aside goes."""
    if value_of(annotation, "type") == _INSERTED:
        _unwrap(annotation)
        return
    parent = annotation.getparent()
    if parent is not None:
        parent.remove(annotation)


def _unwrap(wrapper: Element) -> None:
    """Puts what is in an element into its place."""
    parent = wrapper.getparent()
    if parent is None:
        return
    at = parent.index(wrapper)
    parent[at : at + 1] = list(wrapper)
