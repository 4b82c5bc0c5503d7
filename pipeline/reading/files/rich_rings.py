"""Ringed characters of rich text, written out before LibreOffice reads it, which drops them."""

import re
from itertools import islice

from pipeline.reading.files.circled import shown_by
from pipeline.reading.files.rich_text import text_of_rich

LONGEST_FIELD = 6000
"""Bytes; Word writes some hundred for one character, most of them about its font."""

MOST_FIELDS = 1000

_FIELD = re.compile(rb"\{\s*\\field(?![A-Za-z])")
_CODE = re.compile(rb"\{\s*(?:\\\*)?\s*\\fldinst(?![A-Za-z])")
_BRACE = re.compile(rb"\\.|([{}])", re.DOTALL)


def with_rings_written(data: bytes) -> bytes:
    """The rich text with 男√ for each field that lays a ring over 男; all else as it was."""
    written, reached = [], 0
    for field in islice(_FIELD.finditer(data), MOST_FIELDS):
        end = _end_of_group(data, field.start())
        code = _CODE.search(data, field.end(), end)
        if field.start() < reached or code is None:
            continue
        inner = data[code.end() : _end_of_group(data, code.start()) - 1]
        shown = shown_by(text_of_rich(b"{\\rtf1\\ansi\\ansicpg936 " + inner + b"}"))
        if shown:
            written += [data[reached : field.start()], _escaped(shown)]
            reached = end
    return b"".join((*written, data[reached:]))


def _end_of_group(data: bytes, start: int) -> int:
    """Behind the brace that closes a group; its own start where none does within bounds."""
    depth = 0
    for brace in _BRACE.finditer(data, start, start + LONGEST_FIELD):
        depth += (brace[1] == b"{") - (brace[1] == b"}")
        if depth == 0 and brace[1]:
            return brace.end()
    return start


def _escaped(text: str) -> bytes:
    units = text.encode("utf-16-le")
    numbers = (
        int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)
    )
    return b"{\\uc1" + b"".join(b"\\u%d?" % number for number in numbers) + b"}"
