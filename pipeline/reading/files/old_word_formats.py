"""How runs and paragraphs of a Word 97-2003 file are formatted, as far as reading needs it.

Formatting lies in pages of 512 bytes (FKP), found through a table of pages; each page gives
stretches of the file and lists of changes (sprm) for them ([MS-DOC] 2.9.33, 2.9.175, 2.6).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

MAX_PAGES = 20_000
_PAGE = 512

_BY_LENGTH = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_SHAPE, _TABS, _HUGE, _HUGE_OLD = 0xD608, 0xC615, 0x6646, 0x6645

Changes = dict[int, bytes]
"""By the number of the sprm its operand; a later one counts."""


class Stretch(NamedTuple):
    """Bytes of the document stream from `start` up to `end`, formatted alike."""

    start: int
    end: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Formats:
    """The stretches of one table of pages, in the order of the file."""

    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]

    def at(self, place: int) -> Changes:
        number = bisect_right(self.starts, place) - 1
        if number < 0 or place >= self.stretches[number].end:
            return {}
        return self.stretches[number].changes

    def between(self, start: int, end: int) -> Iterator[Stretch]:
        """What formats the bytes from `start` up to `end`, cut to them, without gaps."""
        number = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            while number < len(self.stretches) and self.stretches[number].end <= start:
                number += 1
            if number >= len(self.stretches) or self.stretches[number].start >= end:
                yield Stretch(start, end, {})
                return
            stretch = self.stretches[number]
            if stretch.start > start:
                yield Stretch(start, stretch.start, {})
            until = min(stretch.end, end)
            yield Stretch(max(stretch.start, start), until, stretch.changes)
            start = until


def run_formats(document: bytes, pages: bytes) -> Formats:
    """Of characters, from the table PlcfBteChpx."""
    found: list[Stretch] = []
    for page, count in _pages(document, pages):
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            at = page[4 * (count + 1) + number] * 2
            changes = _changes(page[at + 1 : at + 1 + page[at]]) if at else {}
            found.append(Stretch(bounds[number], bounds[number + 1], changes))
    return _formats(found)


def paragraph_formats(document: bytes, pages: bytes, data: bytes) -> Formats:
    """Of paragraphs, from the table PlcfBtePapx; long lists lie in the stream `data`."""
    found: list[Stretch] = []
    for page, count in _pages(document, pages):
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            at = page[4 * (count + 1) + 13 * number] * 2
            changes = _paragraph_changes(page, at, data) if at else {}
            found.append(Stretch(bounds[number], bounds[number + 1], changes))
    return _formats(found)


def _paragraph_changes(page: bytes, at: int, data: bytes) -> Changes:
    half = page[at]
    start, size = (at + 1, 2 * half - 1) if half else (at + 2, 2 * page[at + 1])
    changes = _changes(page[start + 2 : start + size])
    elsewhere = changes.get(_HUGE) or changes.get(_HUGE_OLD)
    if elsewhere:
        (place,) = struct.unpack("<I", elsewhere)
        (length,) = struct.unpack_from("<H", data, place)
        changes |= _changes(data[place + 2 : place + 2 + length])
    return changes


def _pages(document: bytes, table: bytes) -> Iterator[tuple[bytes, int]]:
    """Each page and how many stretches it tells of."""
    count = min((len(table) - 4) // 8, MAX_PAGES)
    for (number,) in struct.iter_unpack("<I", table[4 * (count + 1) : 8 * count + 4]):
        start = (number & 0x3FFFFF) * _PAGE
        page = document[start : start + _PAGE]
        if len(page) == _PAGE:
            yield page, page[-1]


def _formats(found: list[Stretch]) -> Formats:
    ordered = tuple(sorted((one for one in found if one.start < one.end), key=lambda one: one[:2]))
    return Formats(ordered, tuple(one.start for one in ordered))


def _changes(listed: bytes) -> Changes:
    changes: Changes = {}
    at = 0
    while at + 2 <= len(listed):
        (sprm,) = struct.unpack_from("<H", listed, at)
        at += 2
        length = _BY_LENGTH.get(sprm >> 13)
        if sprm == _TABLE_SHAPE and at + 2 <= len(listed):
            length = struct.unpack_from("<H", listed, at)[0] + 1
        elif length is None:
            if at >= len(listed) or (sprm == _TABS and listed[at] == 255):
                break
            length = listed[at] + 1
        changes[sprm] = listed[at : at + length]
        at += length
    return changes
