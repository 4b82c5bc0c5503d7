"""The text of a template paragraph by paragraph, as the person sees it who edits it in Word.

Word cuts text into runs as it likes; so tags are looked for in the text, never in the runs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.documents.checking.faults import Place
from pipeline.documents.main_parts import BODY, COMMENTS, parts_of
from pipeline.documents.template_parts import parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"

_REVISIONS = frozenset(
    f"{W}{name}"
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel")
)
PROPERTIES = "docProps/core.xml"
_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml")
_LABELS = {
    "document": "正文",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
}
_ORDER = list(_LABELS)


@dataclass(frozen=True, slots=True)
class TemplateParagraph:
    """`row` and `cell` are the text of those it stands in, "" outside tables."""

    place: Place
    text: str
    row: str = ""
    cell: str = ""
    boxed: bool = False
    tracked: bool = False
    marks: tuple[str, ...] = ()
    """Ids of the footnotes whose marks stand in it, in order."""

    holders: tuple[int, ...] = ()
    """For each letter of the text a number of what holds it: the paragraph, a link, a control."""


def paragraphs_of(data: bytes) -> tuple[TemplateParagraph, ...]:
    """Body first, then headers, footers and notes, then the properties.

    Raises what zipfile and lxml raise for a damaged file: the engine refuses those first.
    """
    parts = parts_of(data)
    found = [(name, _PART.fullmatch(name)) for name in parts]
    told = sorted(
        ((name, match[1]) for name, match in found if match),
        key=lambda one: (_ORDER.index(one[1]), one[0]),
    )
    lines = [line for name, kind in told for line in _of_part(name, _LABELS[kind], parts[name])]
    if PROPERTIES in parts:
        lines += _of_properties(parts[PROPERTIES])
    return tuple(lines)


def bookmarks_of(data: bytes) -> frozenset[str]:
    """Names of the bookmarks that are a field's place; Word's own begin with an underscore."""
    root = parsed(parts_of(data)[BODY])
    names = (one.get(f"{W}name") or "" for one in root.iter(f"{W}bookmarkStart"))
    return frozenset(name for name in names if not name.startswith("_"))


def comments_in(data: bytes) -> tuple[str, ...]:
    """The texts of the comments that are left in a file."""
    parts = parts_of(data)
    if COMMENTS not in parts:
        return ()
    comments = parsed(parts[COMMENTS]).iter(f"{W}comment")
    return tuple(_text(list(one.iter())) for one in comments)


def _with_row(own: list[etree._Element], row: etree._Element | None) -> list[etree._Element]:
    """A table row that was put in or taken out says so in its own properties."""
    properties = row.find(f"{W}trPr") if row is not None else None
    return own if properties is None else [*own, *properties]


def _of_part(name: str, label: str, raw: bytes) -> Iterator[TemplateParagraph]:
    page = 1
    for number, paragraph in enumerate(paragraph_elements(parsed(raw)), 1):
        own = list(_own(paragraph))
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        note = next(paragraph.iterancestors(f"{W}footnote", f"{W}endnote"), None)
        yield TemplateParagraph(
            place=Place(
                part=name,
                label=label,
                paragraph=number,
                page=page if name == BODY else 0,
                note=(note.get(f"{W}id") or "") if note is not None else "",
                in_table=row is not None,
            ),
            text=_text(own),
            row="" if row is None else _text(list(row.iter())),
            cell="" if cell is None else _text(list(cell.iter())),
            tracked=any(
                one.tag in _REVISIONS for one in (*_with_row(own, row), *paragraph.iterancestors())
            ),
            boxed=next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None,
            marks=tuple(
                one.get(f"{W}id") or "" for one in own if one.tag == f"{W}footnoteReference"
            ),
            holders=tuple(_holders(own)),
        )
        page += sum(_breaks_page(one) for one in own)


def paragraph_elements(root: etree._Element) -> Iterator[etree._Element]:
    """Every paragraph once: a text box stands twice in the file, once for old programs."""
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield paragraph


def _own(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Elements of this paragraph without those of paragraphs inside it (text boxes)."""
    for child in paragraph:
        if child.tag in (f"{W}p", _FALLBACK):
            continue
        yield child
        yield from _own(child)


def _text(elements: list[etree._Element]) -> str:
    pieces = []
    for one in elements:
        if one.tag == f"{W}t":
            pieces.append(one.text or "")
        elif one.tag == f"{W}tab" and _in_run(one):
            pieces.append("\t")
        elif one.tag == f"{W}br":
            pieces.append("\n")
    return "".join(pieces)


def _holders(elements: list[etree._Element]) -> Iterator[int]:
    numbers: dict[etree._Element, int] = {}
    for one in elements:
        run = one.getparent()
        holder = run.getparent() if run is not None else None
        if holder is not None and (letters := _text([one])):
            yield from [numbers.setdefault(holder, len(numbers))] * len(letters)


def _in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r"


def _breaks_page(element: etree._Element) -> bool:
    return element.tag == f"{W}lastRenderedPageBreak" or (
        element.tag == f"{W}br" and element.get(f"{W}type") == "page"
    )


def _of_properties(raw: bytes) -> list[TemplateParagraph]:
    root = parsed(raw)
    texts = (
        (label, root.findtext(f"{_DC}{tag}", ""))
        for tag, label in (("title", "标题"), ("subject", "主题"))
    )
    return [
        TemplateParagraph(
            Place(PROPERTIES, f"文档属性“{label}”"), text, holders=tuple([0] * len(text))
        )
        for label, text in texts
    ]
