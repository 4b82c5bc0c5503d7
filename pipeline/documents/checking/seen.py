"""What a reader sees of a filled document: the words that can be read."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.documents.checking.looks import Looks
from pipeline.documents.checking.paragraphs import W, paragraph_elements
from pipeline.documents.main_parts import (
    BODY,
    FOOTNOTES,
    RELATIONS,
    SETTINGS,
    STYLES,
    parts_of,
)
from pipeline.documents.template_parts import parsed
from pipeline.documents.values import Value

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLANK = re.compile(r"\s")
TELLING = 4
"""Letters that a text needs to be known among others."""

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

    def holds(self, value: Value) -> bool:
        """Whether a text stands anywhere; what is too short to be told from other words does not."""
        words = without_blanks(value) if isinstance(value, str) else ""
        texts = (*self.paragraphs, *self.margins, *(note for _, note in self.notes))
        return len(words) >= TELLING and any(words in one for one in texts)

    def notes_hold(self, value: Value) -> bool:
        return isinstance(value, str) and any(without_blanks(value) in one for _, one in self.notes)

    def on_every_page(self, value: Value) -> bool:
        """Whether it stands above or below on each kind of page."""
        words = without_blanks(str(value)) if isinstance(value, str | int) else ""
        return bool(words) and all(words in one for one in self.margins)

    def around(self, text: str) -> Counter[tuple[str, str]]:
        """What stands before and behind it in its paragraphs."""
        parts = (one.partition(text) for one in self.paragraphs)
        return Counter((before, after) for before, found, after in parts if found)


def seen_in(data: bytes) -> SeenDocument:
    parts = parts_of(data)
    body = parsed(parts[BODY])
    looks = Looks(parsed(parts[STYLES]) if STYLES in parts else None)
    noted = parsed(parts[FOOTNOTES]) if FOOTNOTES in parts else None
    texts = (
        {one.get(f"{W}id"): _visible(one, looks) for one in noted.iter(f"{W}footnote")}
        if noted is not None
        else {}
    )
    return SeenDocument(
        tuple(filter(None, (_visible(one, looks) for one in paragraph_elements(body)))),
        tuple(
            (before, texts.get(id_, ""))
            for paragraph in paragraph_elements(body)
            for before, id_ in _marks(paragraph, looks)
        ),
        tuple(_margins(body, parts, looks)),
    )


def _visible(element: etree._Element, looks: Looks) -> str:
    texts = (one.text or "" for one in element.iter(f"{W}t") if not looks.unseen(one))
    return _BLANK.sub("", "".join(texts))


def _marks(paragraph: etree._Element, looks: Looks) -> Iterator[tuple[str, str]]:
    before = ""
    for one in paragraph.iter(f"{W}t", f"{W}footnoteReference"):
        if one.tag == f"{W}t":
            before += "" if looks.unseen(one) else _BLANK.sub("", one.text or "")
        else:
            yield before[-ANCHOR:], one.get(f"{W}id") or ""


def _margins(body: etree._Element, parts: dict[str, bytes], looks: Looks) -> Iterator[str]:
    """For each section and each kind of page that it has (17.10.1: a missing one is inherited)."""
    targets = _targets(parts)
    settings = parsed(parts[SETTINGS]) if SETTINGS in parts else None
    both_sides = settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None
    inherited: dict[tuple[str, str], str] = {}
    for section in body.iter(f"{W}sectPr"):
        if next(section.iterancestors(f"{W}sectPrChange"), None) is not None:
            continue
        for place in ("header", "footer"):
            for one in section.findall(f"{W}{place}Reference"):
                name = targets.get(one.get(f"{_R}id") or "", "")
                text = _visible(parsed(parts[name]), looks) if name in parts else ""
                inherited[place, one.get(f"{W}type") or "default"] = text
        kinds = ["default"]
        kinds += ["first"] if section.find(f"{W}titlePg") is not None else []
        kinds += ["even"] if both_sides else []
        for kind in kinds:
            yield inherited.get(("header", kind), "") + inherited.get(("footer", kind), "")


def _targets(parts: dict[str, bytes]) -> dict[str, str]:
    if RELATIONS not in parts:
        return {}
    return {
        one.get("Id") or "": f"word/{(one.get('Target') or '').removeprefix('/word/')}"
        for one in parsed(parts[RELATIONS])
    }


def without_blanks(text: str) -> str:
    return _BLANK.sub("", text)
