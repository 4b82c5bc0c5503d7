"""winmail.dat: text and attachments in Outlook's own wrapping ([MS-OXTNEF]).

A walk of our own over attributes and MAPI properties: tnefparse refuses GBK names, and
loops over counts that the file declares.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.letters import ProblemCode
from pipeline.reading.charsets import decode
from pipeline.reading.containers.zips import Member
from pipeline.reading.mail.outlook_body import text_of_body

NAME = "winmail.dat"
MAX_ATTRIBUTES = 5000

_HEAD, _LEAST = 6, 9
_PADDING = b"\r\n \t\0"
_MESSAGE_LEVEL, _ATTACHMENT_LEVEL = 1, 2
_BODY, _MESSAGE_PROPERTIES = 0x800C, 0x9003
_PLAIN, _PAGE, _RICH = 0x1000, 0x1013, 0x1009
_RENDERING, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_NAME, _SHORT_NAME, _OBJECT = 0x3707, 0x3704, 0x3701
_INTERFACE = 16
_STRING, _UNICODE, _EMBEDDED, _BINARY = 0x001E, 0x001F, 0x000D, 0x0102
_MULTIPLE, _NAMED = 0x1000, 0x8000
_WIDTHS = {
    0x0002: 4, 0x000B: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4,
    0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8, 0x0040: 8, 0x0048: 16, 0x0001: 0,
}  # fmt: skip


@dataclass(slots=True)
class _Found:
    """An attachment while its attributes come in, one after the other."""

    title: str = ""
    long_name: str = ""
    data: bytes = b""


def members_of(data: bytes) -> tuple[Member, ...] | ProblemCode:
    """The attachments of a TNEF stream in their order, or why there are none.

    Of a stream that is cut those that are whole are there, and it itself with its damage.
    """
    found: list[_Found] = []
    whole = True
    for level, name, value in _attributes(data):
        whole = level != 0
        if level != _ATTACHMENT_LEVEL:
            continue
        if name == _RENDERING or not found:
            found.append(_Found())
        _note(found[-1], name, value)
    members = tuple(
        Member(one.long_name or one.title, one.data) for one in found if whole or one.data
    )
    if whole:
        return members
    return (*members, Member(NAME, data, ProblemCode.DAMAGED)) if members else ProblemCode.DAMAGED


def text_of(data: bytes) -> str:
    """What the mail itself says, as far as the stream goes; "" when nothing of it is in there."""
    plain, page, rich = "", b"", b""
    for level, name, value in _attributes(data):
        if level != _MESSAGE_LEVEL:
            continue
        if name == _BODY:
            plain = plain or _text(value, "")
        elif name == _MESSAGE_PROPERTIES:
            for kind, identifier, worth in _properties(value):
                if identifier == _PLAIN:
                    plain = plain or _text(worth, _charset(kind))
                elif identifier == _PAGE:
                    page = worth
                elif identifier == _RICH:
                    rich = worth
    return text_of_body(plain, page, rich)


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(level, name, value) of each attribute; a last one of level 0 when the stream is cut."""
    position = _HEAD
    for _ in range(MAX_ATTRIBUTES):
        if position + _LEAST > len(data):
            if position > _HEAD and not data[position:].strip(_PADDING):
                return
            break
        level, name, length = struct.unpack_from("<BH2xI", data, position)
        begin, end = position + _LEAST, position + _LEAST + length
        if end + 2 > len(data):
            break
        yield level, name, data[begin:end]
        position = end + 2  # a checksum follows
    yield 0, 0, b""


def _note(found: _Found, name: int, value: bytes) -> None:
    if name == _TITLE:
        found.title = _text(value, "")
    elif name == _DATA:
        found.data = value
    elif name == _PROPERTIES:
        for kind, identifier, worth in _properties(value):
            if identifier == _LONG_NAME:
                found.long_name = _text(worth, _charset(kind))
            elif identifier == _SHORT_NAME:
                found.title = found.title or _text(worth, _charset(kind))
            elif identifier == _OBJECT and not found.data:
                found.data = worth[_INTERFACE:] if kind == _EMBEDDED else worth


def _charset(kind: int) -> str:
    return "utf-16-le" if kind == _UNICODE else ""


def _text(value: bytes, charset: str) -> str:
    return decode(value, charset).rstrip("\0").partition("\0")[0]


def _properties(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(type, identifier, first value) of each MAPI property; ends where the block is cut."""
    try:
        (count,) = struct.unpack_from("<I", block)
        position = 4
        for _ in range(min(count, len(block) // 4)):
            kind, identifier = struct.unpack_from("<HH", block, position)
            position += 4
            if identifier >= _NAMED:
                position = _after_name(block, position)
            value, position = _value(block, position, kind)
            yield kind & ~_MULTIPLE, identifier, value
    except (struct.error, KeyError):
        return


def _after_name(block: bytes, position: int) -> int:
    (by_string,) = struct.unpack_from("<I", block, position + 16)
    if not by_string:
        return position + 24
    (length,) = struct.unpack_from("<I", block, position + 20)
    return position + 24 + _padded(length)


def _value(block: bytes, position: int, kind: int) -> tuple[bytes, int]:
    """The first value of a property and where the next property begins."""
    plain = kind & ~_MULTIPLE
    varying = plain in (_STRING, _UNICODE, _EMBEDDED, _BINARY)
    count = 1
    if varying or kind & _MULTIPLE:
        (count,) = struct.unpack_from("<I", block, position)
        position += 4
    if not varying:
        width = _WIDTHS[plain]
        return block[position : position + width], position + width * count
    value = b""
    for number in range(min(count, len(block) // 4)):
        (length,) = struct.unpack_from("<I", block, position)
        if number == 0:
            value = block[position + 4 : position + 4 + length]
        position += 4 + _padded(length)
    return value, position


def _padded(length: int) -> int:
    return length + -length % 4
