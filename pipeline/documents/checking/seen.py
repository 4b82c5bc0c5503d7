"""What a reader sees of a filled document: the words that are neither hidden nor struck out."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from pipeline.documents.checking.paragraphs import BODY, FOOTNOTES, W, paragraph_elements
from pipeline.documents.template_parts import parsed

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "word/_rels/document.xml.rels"
_SETTINGS = "word/settings.xml"
_UNSEEN = ("vanish", "webHidden", "strike", "dstrike")
_OFF = ("0", "false", "off", "none")
_BLANK = re.compile(r"\s")
ANCHOR = 3
"""So many characters before a footnote mark tell on which word it stands."""


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """`paragraphs` of the body without blanks; `notes` pairs the word under a mark with its note.

    `margins` are what stands above and below each kind of page there is, header and footer in one.
    """

    paragraphs: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    margins: tuple[str, ...]

    def times(self, text: str) -> int:
        return sum(one.count(text) for one in self.paragraphs)

    def around(self, text: str) -> Counter[tuple[str, str]]:
        """What stands before and behind it in its paragraphs."""
        parts = (one.partition(text) for one in self.paragraphs)
        return Counter((before, after) for before, found, after in parts if found)


def seen_in(data: bytes) -> SeenDocument:
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = _root(parts[BODY])
    noted = _root(parts[FOOTNOTES]) if FOOTNOTES in parts else None
    texts = (
        {one.get(f"{W}id"): _visible(one) for one in noted.iter(f"{W}footnote")}
        if noted is not None
        else {}
    )
    return SeenDocument(
        tuple(filter(None, (_visible(one) for one in paragraph_elements(body)))),
        tuple(
            (before, texts.get(id_, ""))
            for paragraph in paragraph_elements(body)
            for before, id_ in _marks(paragraph)
        ),
        tuple(_margins(body, parts)),
    )


def _root(raw: bytes) -> etree._Element:
    return parsed(re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", raw.decode()))


def _visible(element: etree._Element) -> str:
    texts = (one.text or "" for one in element.iter(f"{W}t") if not _hidden(one))
    return _BLANK.sub("", "".join(texts))


def _hidden(text: etree._Element) -> bool:
    run = text.getparent()
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is None:
        return False
    marks = (properties.find(f"{W}{name}") for name in _UNSEEN)
    return any(one is not None and one.get(f"{W}val", "1") not in _OFF for one in marks)


def _marks(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    before = ""
    for one in paragraph.iter(f"{W}t", f"{W}footnoteReference"):
        if one.tag == f"{W}t":
            before += "" if _hidden(one) else _BLANK.sub("", one.text or "")
        else:
            yield before[-ANCHOR:], one.get(f"{W}id") or ""


def _margins(body: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    """For each section and each kind of page that it has (17.10.1: a missing one is inherited)."""
    targets = _targets(parts)
    settings = _root(parts[_SETTINGS]) if _SETTINGS in parts else None
    both_sides = settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None
    inherited: dict[tuple[str, str], str] = {}
    for section in body.iter(f"{W}sectPr"):
        if next(section.iterancestors(f"{W}sectPrChange"), None) is not None:
            continue
        for place in ("header", "footer"):
            for one in section.findall(f"{W}{place}Reference"):
                name = targets.get(one.get(f"{_R}id") or "", "")
                text = _visible(_root(parts[name])) if name in parts else ""
                inherited[place, one.get(f"{W}type") or "default"] = text
        kinds = ["default"]
        kinds += ["first"] if section.find(f"{W}titlePg") is not None else []
        kinds += ["even"] if both_sides else []
        for kind in kinds:
            yield inherited.get(("header", kind), "") + inherited.get(("footer", kind), "")


def _targets(parts: dict[str, bytes]) -> dict[str, str]:
    if _RELATIONS not in parts:
        return {}
    return {
        one.get("Id") or "": f"word/{(one.get('Target') or '').removeprefix('/word/')}"
        for one in _root(parts[_RELATIONS])
    }


def without_blanks(text: str) -> str:
    return _BLANK.sub("", text)


def lost_on_some_page(seen: SeenDocument, wanted: Sequence[str]) -> list[str]:
    """Which of the words do not stand on every kind of page."""
    return [word for word in wanted if any(word not in one for one in seen.margins)]
