"""Reading back what was made: members, paragraphs as text, values that stand in fields."""

import itertools
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REFUSED = "\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Besides controls and surrogates: no characters, and what turns the direction of the text."""

BODY, FOOTNOTES = "word/document.xml", "word/footnotes.xml"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def root(data: bytes, name: str = BODY) -> etree._Element:
    return etree.fromstring(members(data)[name])


def paragraphs(data: bytes, name: str = BODY) -> list[str]:
    """Text of each paragraph; a footnote mark reads as its number in order of reference."""
    numbers = itertools.count(1)
    return ["".join(_texts(one, numbers)) for one in root(data, name).iter(f"{W}p")]


def _texts(paragraph: etree._Element, numbers: Iterator[int]) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag == f"{W}tab" and element.getparent().tag == f"{W}r":
            yield "\t"
        elif element.tag == f"{W}br":
            yield "\n"
        elif element.tag == f"{W}footnoteReference":
            yield str(next(numbers))


def text(data: bytes, name: str = BODY) -> str:
    return "\n".join(paragraphs(data, name))


def notes(data: bytes) -> dict[str, str]:
    """The text of every real footnote by its id."""
    tree = root(data, FOOTNOTES)
    return {
        note.get(f"{W}id"): "".join(t.text or "" for t in note.iter(f"{W}t")).strip()
        for note in tree.iter(f"{W}footnote")
        if note.get(f"{W}type") is None
    }


def references(data: bytes) -> list[str]:
    """Ids of the footnotes in the order in which the body mentions them."""
    return [one.get(f"{W}id") for one in root(data).iter(f"{W}footnoteReference")]
