"""Forms that are found again by their bookmarks: what the office knows is written in beforehand.

The office prints, it does not tick for the applicant what it does not know: a value that leaves
its meaning open stays blank.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.documents.main_parts import BODY, main_names, members_of
from pipeline.documents.package import closed, member, seal
from pipeline.documents.template_parts import DECLARATION, parsed
from pipeline.documents.values import refuse_unprintable, tidy_lines
from pipeline.domain.field_labels import field_label

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TICKED = "☑"


def prefill(form: bytes, values: Mapping[str, str]) -> bytes:
    """Write values at the bookmarks of their names, or tick the box they name.

    A form without that bookmark, or boxes without that word, is left as it is. The same form
    and values give the same bytes. Raises `UnprintableTextError`.
    """
    refuse_unprintable(values, {name: field_label(name) for name in values})
    parts = members_of(form)
    body = main_names(parts)[BODY]
    root = parsed(parts[body])
    for start in root.iter(f"{_W}bookmarkStart"):
        name = start.get(f"{_W}name") or ""
        if values.get(name):
            _write(start, name, tidy_lines(values[name]))
    parts[body] = (DECLARATION + etree.tostring(root, encoding="unicode")).encode()
    return closed(seal(member(name, raw) for name, raw in parts.items()))


def _write(start: etree._Element, name: str, value: str) -> None:
    """After the bookmark; where it has boxes, tick the one whose word is the value."""
    boxes = [one for one in _inside(start) if one.tag == f"{_W}sdt"]
    if not boxes:
        start.addnext(_run(value))
        return
    for box in boxes:
        tag = box.find(f"{_W}sdtPr/{_W}tag")
        checked = box.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
        text = box.find(f".//{_W}t")
        wanted = tag is not None and tag.get(f"{_W}val") == f"{name}.{value}"
        if wanted and checked is not None and text is not None:
            checked.set(f"{_W14}val", "1")
            text.text = _TICKED


def _inside(start: etree._Element) -> Iterator[etree._Element]:
    """What stands between the two ends of a bookmark of one paragraph."""
    for following in start.itersiblings():
        if following.tag == f"{_W}bookmarkEnd":
            return
        yield following


def _run(value: str) -> etree._Element:
    run = etree.Element(f"{_W}r")
    for number, line in enumerate(value.split("\n")):
        if number:
            etree.SubElement(run, f"{_W}br")
        text = etree.SubElement(run, f"{_W}t")
        text.text = line
        text.set(_SPACE, "preserve")
    return run
