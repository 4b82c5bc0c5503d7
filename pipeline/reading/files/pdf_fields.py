"""What was filled into the fields of a PDF form (AcroForm), as characters where people see it.

A field's answer is not in the page's own text. Put there as characters, it falls into the table
cell or the line that it is printed in, and is read like any other (ISO 32000-1, 12.7).
"""

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text
from pdfplumber._typing import T_obj
from pdfplumber.page import Page

from pipeline.reading.files.word_runs import TICKED, UNTICKED

MAX_FIELDS = 2000
MAX_ANSWER = 20_000
TALLEST = 12.0
"""Points of the tallest character; fields for long answers are taller than their lines."""

_CODINGS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"))
"""How strings may begin besides those of PDF 1.7; UTF-8 is of ISO 32000-2."""

_MOST_PARENTS = 10
_PUSH_BUTTON = 1 << 16


def fill_in(page: Page) -> None:
    """Add the answers of a page's fields to its characters."""
    written: list[T_obj] = page.chars
    if not written:
        return
    try:
        answers = [one for one in page.annots[:MAX_FIELDS] if _kind(one["data"]) == "Widget"]
    except (LookupError, TypeError, ValueError):  # an annotation without a place, for one
        return
    written.extend([char for one in answers for char in _characters(one, written)])


def _kind(annotation: dict[str, Any]) -> str:
    return _name(resolve1(annotation.get("Subtype")))


def _characters(field: T_obj, written: list[T_obj]) -> Iterator[T_obj]:
    lines = _answer(field["data"])[:MAX_ANSWER].splitlines()
    if not lines:
        return
    top, bottom = _height(field, written, len(lines))
    for number, line in enumerate(lines):
        down = number * (bottom - top)
        width = min(bottom - top, (field["x1"] - field["x0"]) / max(len(line), 1))
        for place, text in enumerate(line):
            left = field["x0"] + place * width
            yield {
                **written[0],
                "text": text,
                "x0": left,
                "x1": left + width,
                "top": top + down,
                "bottom": bottom + down,
                "doctop": written[0]["doctop"] - written[0]["top"] + top + down,
                "height": bottom - top,
                "width": width,
                "size": bottom - top,
                "upright": True,
            }


def _height(field: T_obj, written: list[T_obj], lines: int) -> tuple[float, float]:
    """Where the first line stands: level with the nearest print beside the field, if any."""
    if lines == 1:
        beside = [
            char
            for char in written
            if field["top"] <= (char["top"] + char["bottom"]) / 2 <= field["bottom"]
        ]
        if beside:
            nearest = min(beside, key=lambda char: abs(char["x1"] - field["x0"]))
            return nearest["top"], nearest["bottom"]
    size = min(TALLEST, (field["bottom"] - field["top"]) / lines)
    return field["top"], field["top"] + size


def _answer(annotation: dict[str, Any]) -> str:
    """What a field says: its text, its choices, or whether its box is ticked."""
    kind = _name(_inherited(annotation, "FT"))
    if kind == "Btn":
        flags = _inherited(annotation, "Ff")
        if isinstance(flags, int) and flags & _PUSH_BUTTON:
            return ""
        state = _name(resolve1(annotation.get("AS")) or _inherited(annotation, "V"))
        return TICKED if state not in ("", "Off") else UNTICKED
    value = _inherited(annotation, "V")
    if isinstance(value, list):
        return "、".join(_text(resolve1(one)) for one in value)
    return _text(value)


def _inherited(annotation: dict[str, Any], key: str) -> Any:
    """An entry of a field or of the first field above it that has one."""
    field: Any = annotation
    for _ in range(_MOST_PARENTS):
        if not isinstance(field, dict):
            return None
        if key in field:
            return resolve1(field[key])
        field = resolve1(field.get("Parent"))
    return None


def _text(value: Any) -> str:
    if isinstance(value, PDFStream):
        value = value.get_data()
    if not isinstance(value, bytes):
        return ""
    for mark, coding in _CODINGS:
        if value.startswith(mark):
            return value[len(mark) :].decode(coding, "replace")
    return decode_text(value)


def _name(value: Any) -> str:
    return str(value.name) if isinstance(value, PSLiteral) else ""
