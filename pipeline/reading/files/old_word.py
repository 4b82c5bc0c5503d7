"""Word 97-2003 files (.doc, and what WPS saves as .wps) as blocks, without any other program.

The text lies in pieces; marks in it end paragraphs, cells and rows ([MS-DOC] 2.4). Deleted, hidden
and struck-through text and the codes of fields are left out; boxes are told as ticked or not.
"""

import io
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import olefile

from pipeline.domain.letters import ProblemCode
from pipeline.reading.blocks import PAGE_HEADER, Block, Paragraph, Span
from pipeline.reading.charsets import without_surrogates
from pipeline.reading.files.circled import shown_by
from pipeline.reading.files.old_word_formats import (
    Changes,
    Formats,
    paragraph_formats,
    run_formats,
)
from pipeline.reading.files.old_word_rows import Assembly, Written
from pipeline.reading.files.sniff_ole import OLE_FAULTS
from pipeline.reading.files.word_runs import TICKED, UNTICKED, glyph_of

MAX_STREAM = 64 << 20
MAX_CHARACTERS = 2_000_000
MAX_PIECES = 100_000
MAX_DEPTH = 8
MAX_HEADERS = 600
OLDEST = 0x00C1
"""nFib of Word 97; older files are built differently."""

_TABLE_1 = 0x0200
_TEXT_LENGTHS, _HEADERS, _CHARACTERS, _PARAGRAPHS, _CLX = 0x4C, 0xF2, 0xFA, 0x102, 0x1A2
_SEPARATORS, _HEADERS_OF_A_SECTION = 6, (0, 1, 4)
_IN_TABLE, _ROW_MARK, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_SHAPE = 0xD608
_UNSEEN = (0x083C, 0x0800, 0x0837, 0x2A53)  # hidden, deleted, struck through once or twice
_UNDERLINE, _SYMBOL, _PICTURE = 0x2A3E, 0x6A09, 0x6A03
_PARAGRAPH, _CELL, _PAGE = 0x0D, 0x07, 0x0C
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = 0x13, 0x14, 0x15
_SPOKEN = {0x09: "\t", 0x0B: "\n", 0x1E: "-"}


def blocks_of_old_word(data: bytes) -> tuple[Block, ...] | ProblemCode:
    """Page headers, paragraphs and tables in order, then text boxes; or why it cannot be read."""
    try:
        document = _opened(data)
        return ProblemCode.UNSUPPORTED_TYPE if document is None else tuple(_stories(document))
    except OLE_FAULTS:
        return ProblemCode.DAMAGED


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters from `first` on, `count` of them, at byte `place`, each `width` bytes wide."""

    first: int
    count: int
    place: int
    width: int


@dataclass(frozen=True, slots=True)
class _Document:
    stream: bytes
    pieces: tuple[_Piece, ...]
    runs: Formats
    paragraphs: Formats
    data: bytes
    headers: bytes
    lengths: tuple[int, ...]


def _opened(data: bytes) -> _Document | None:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        stream = ole.openstream("WordDocument").read(MAX_STREAM)
        magic, version, flags = struct.unpack_from("<HH6xH", stream)
        if magic != 0xA5EC or version < OLDEST:
            return None
        tables = ole.openstream("1Table" if flags & _TABLE_1 else "0Table").read(MAX_STREAM)
        extra = ole.openstream("Data").read(MAX_STREAM) if ole.exists("Data") else b""

    def part(at: int) -> bytes:
        start, length = struct.unpack_from("<II", stream, at)
        return bytes(tables[start : start + length])

    return _Document(
        stream=stream,
        pieces=tuple(_pieces(part(_CLX))),
        runs=run_formats(stream, part(_CHARACTERS)),
        paragraphs=paragraph_formats(stream, part(_PARAGRAPHS), extra),
        data=extra,
        headers=part(_HEADERS),
        lengths=struct.unpack_from("<8i", stream, _TEXT_LENGTHS),
    )


def _pieces(clx: bytes) -> Iterator[_Piece]:
    """The piece table, behind lists of formatting that only fast-saved files have."""
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no piece table")
    (length,) = struct.unpack_from("<I", clx, at + 1)
    table = clx[at + 5 : at + 5 + length]
    count = min((len(table) - 4) // 12, MAX_PIECES)
    bounds = struct.unpack_from(f"<{count + 1}I", table)
    for number in range(count):
        (where,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        narrow = bool(where & 0x40000000)
        place = (where & 0x3FFFFFFF) // (2 if narrow else 1)
        amount = bounds[number + 1] - bounds[number]
        if not 0 <= amount <= MAX_CHARACTERS:
            raise ValueError("a piece of impossible length")
        yield _Piece(bounds[number], amount, place, 1 if narrow else 2)


def _stories(document: _Document) -> Iterator[Block]:
    """Headers first, as everywhere; then the text, then the text boxes."""
    text, notes, headers, _, remarks, ends, boxes, _ = document.lengths
    if min(document.lengths) < 0 or sum(document.lengths) > MAX_CHARACTERS:
        raise ValueError("stories of impossible length")
    after = text + notes
    printed = (
        block
        for begin, end in _header_stories(document.headers)
        if 0 <= begin < end <= headers
        for block in _story(document, after + begin, after + end, PAGE_HEADER)
    )
    yield from dict.fromkeys(
        Paragraph(one.text, PAGE_HEADER)
        for one in printed
        if isinstance(one, Paragraph) and one.text.strip()
    )
    yield from _story(document, 0, text, "")
    first = after + headers + remarks + ends
    yield from _story(document, first, first + boxes, "文本框")


def _header_stories(table: bytes) -> Iterator[tuple[int, int]]:
    """Where the page headers lie among separators of notes and footers ([MS-DOC] 2.8.24)."""
    bounds = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    for number, (begin, end) in enumerate(pairwise(bounds[:MAX_HEADERS])):
        if number >= _SEPARATORS and (number - _SEPARATORS) % 6 in _HEADERS_OF_A_SECTION:
            yield begin, end


def _story(document: _Document, start: int, end: int, place: str) -> tuple[Block, ...]:
    assembly = Assembly(place)
    line = _Line()
    for piece in document.pieces:
        first, last = max(piece.first, start), min(piece.first + piece.count, end)
        if first >= last:
            continue
        begin = piece.place + (first - piece.first) * piece.width
        for stretch in document.runs.between(begin, begin + (last - first) * piece.width):
            units = _units(document.stream[stretch.start : stretch.end], piece.width)
            for number, unit in enumerate(units):
                if unit in (_PARAGRAPH, _CELL, _PAGE):
                    at = stretch.start + number * piece.width
                    assembly.take(line.ended(unit, document.paragraphs.at(at)))
                    line = _Line(line.fields)
                else:
                    line.write(unit, stretch.changes, document.data)
    if line.units:
        assembly.take(line.ended(_PARAGRAPH, {}))
    return assembly.ended()


def _units(raw: bytes, width: int) -> "array[int]":
    if width == 2:
        return array("H", raw[: len(raw) // 2 * 2])
    return array("H", raw.decode("cp1252", "replace").encode("utf-16-le", "replace"))


class _Line:
    """The paragraph that is being written; `fields` are those open, True once in the result.

    `code` is that of the field which began last.
    """

    def __init__(self, fields: list[bool] | None = None) -> None:
        self.units = array("H")
        self.code = array("H")
        self.underlined: list[Span] = []
        self.fields = fields if fields is not None else []

    def write(self, unit: int, changes: Changes, data: bytes) -> None:
        if unit == _FIELD_BEGIN:
            self.fields.append(False)
            self.code = array("H")
        elif unit == _FIELD_RESULT and self.fields:
            self.fields[-1] = True
        elif unit == _FIELD_END and self.fields:
            if not self.fields.pop() and all(self.fields):
                self._add(shown_by(_spelt(self.code)), changes)
        elif unit == 1 and _PICTURE in changes:
            self._add(_box_of(changes[_PICTURE], data), changes)
        elif all(self.fields) and not any(changes.get(one, b"\0")[:1] == b"\1" for one in _UNSEEN):
            if _SYMBOL in changes and len(changes[_SYMBOL]) == 4:
                self._add(glyph_of(struct.unpack("<2xH", changes[_SYMBOL])[0]), changes)
            elif unit >= 0x20 and unit != 0xFEFF:
                self._add(glyph_of(unit) if 0xF000 <= unit <= 0xF0FF else "", changes, unit)
            else:
                self._add(_SPOKEN.get(unit, ""), changes)
        elif self.fields and not self.fields[-1]:
            self.code.append(unit)

    def _add(self, text: str, changes: Changes, unit: int = 0) -> None:
        start = len(self.units)
        if text:
            self.units.extend(array("H", text.encode("utf-16-le")))
        elif unit:
            self.units.append(unit)
        if changes.get(_UNDERLINE, b"\0") != b"\0" and len(self.units) > start:
            if self.underlined and self.underlined[-1][1] == start:
                start = self.underlined.pop()[0]
            self.underlined.append((start, len(self.units)))

    def ended(self, mark: int, changes: Changes) -> Written:
        text = without_surrogates(_spelt(self.units))
        spans = tuple(self.underlined) if len(text) == len(self.units) else ()
        paragraph = Paragraph(text, "", spans)
        depth = _depth(changes)
        if not depth:
            return Written(paragraph, 0)
        if depth == 1:
            ends_row = changes.get(_ROW_MARK) == b"\1"
            ends_cell = mark == _CELL and not ends_row
        else:
            ends_row = changes.get(_INNER_ROW) == b"\1"
            ends_cell = changes.get(_INNER_CELL) == b"\1" and not ends_row
        return Written(paragraph, depth, ends_cell, ends_row, changes.get(_SHAPE, b""))


def _spelt(units: "array[int]") -> str:
    return units.tobytes().decode("utf-16-le", "replace")


def _depth(changes: Changes) -> int:
    if changes.get(_IN_TABLE) != b"\1":
        return 0
    told = changes.get(_DEPTH, b"")
    depth = struct.unpack("<I", told)[0] if len(told) == 4 else 1
    return min(max(depth, 1), MAX_DEPTH)


def _box_of(place: bytes, data: bytes) -> str:
    """The glyph of an old check box, whose state lies in the stream of data ([MS-DOC] 2.9.79)."""
    try:
        (at,) = struct.unpack("<I", place)
        (header,) = struct.unpack_from("<H", data, at + 4)
        version, bits, named = struct.unpack_from("<IH4xH", data, at + header)
        if version != 0xFFFFFFFF or bits & 3 != 1:
            return ""
        state = bits >> 2 & 0x1F
        if state not in (0, 1):
            (state,) = struct.unpack_from("<H", data, at + header + 12 + 2 * named + 2)
        return TICKED if state else UNTICKED
    except struct.error:
        return ""
