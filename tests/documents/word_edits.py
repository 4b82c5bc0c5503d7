"""Templates edited as Word leaves them: text in runs of odd lengths, with marks of the speller."""

import itertools
import zipfile
from collections.abc import Callable
from io import BytesIO

from documents.opened import BODY, W, members
from lxml import etree

LENGTHS = (1, 3, 2, 5, 1, 4)

Change = Callable[[dict[str, bytes]], None]


def edited(source: bytes, *changes: Change) -> bytes:
    parts = members(source)
    for change in changes:
        change(parts)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, raw in parts.items():
            package.writestr(name, raw)
    return written.getvalue()


def typed(old: str, new: str, part: str = BODY) -> Change:
    """Type `new` over the first `old`; every run of that paragraph ends up in pieces."""

    def change(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts[part])
        for paragraph in root.iter(f"{W}p"):
            texts = [one for one in paragraph.iter(f"{W}t") if _own(one, paragraph)]
            whole = "".join(one.text or "" for one in texts)
            if old in whole:
                _retype(paragraph, texts, whole.replace(old, new, 1))
                parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
                return
        raise AssertionError(f"{old} stands nowhere in {part}")

    return change


def without_element(tag: str, part: str = BODY, **attributes: str) -> Change:
    """Take the first such element away."""

    def change(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts[part])
        for one in root.iter(f"{W}{tag}"):
            if all(one.get(f"{W}{name}") == value for name, value in attributes.items()):
                one.getparent().remove(one)
                parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
                return
        raise AssertionError(tag)

    return change


def _own(text: etree._Element, paragraph: etree._Element) -> bool:
    return next(text.iterancestors(f"{W}p")) is paragraph


def _retype(paragraph: etree._Element, texts: list[etree._Element], new: str) -> None:
    first = texts[0].getparent()
    place = first.getparent().index(first)
    form = first.find(f"{W}rPr")
    for text in texts:
        run = text.getparent()
        run.remove(text)
        if all(one.tag == f"{W}rPr" for one in run):
            run.getparent().remove(run)
    runs = []
    for number, piece in enumerate(_pieces(new)):
        run = etree.Element(f"{W}r", {f"{W}rsidR": f"00{number:06X}"})
        if form is not None:
            run.append(etree.fromstring(etree.tostring(form)))
        held = etree.SubElement(run, f"{W}t")
        held.text = piece
        held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        runs += [run, etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"})]
    for one in reversed(runs):
        paragraph.insert(place, one)


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    for length in itertools.cycle(LENGTHS):
        if start >= len(text):
            return pieces
        pieces.append(text[start : start + length])
        start += length
    raise AssertionError
