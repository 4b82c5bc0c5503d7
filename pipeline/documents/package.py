"""The zip container of a Word file (ECMA-376 part 2), written by hand.

Members that no document changes are compressed once and copied as one blob; the date of every
member is the same, so the same content gives the same bytes.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

DEFLATED, STORED = 8, 0
UTF8_NAMES = 0x800
VERSION = 20
FIRST_DAY = (0, 0x21)  # 1980-01-01, the earliest a zip can say
WINDOW = -15  # raw deflate, as zip wants it


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the container, compressed already; sizes in bytes."""

    name: bytes
    method: int
    crc: int
    size: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """Members one after another as they stand in a zip, and their lines for its directory."""

    members: bytes
    directory: bytes
    count: int


NOTHING = Sealed(b"", b"", 0)


def member(name: str, content: bytes, level: int = 6) -> Member:
    packer = zlib.compressobj(level, zlib.DEFLATED, WINDOW)
    packed = packer.compress(content) + packer.flush()
    smaller = len(packed) < len(content)
    return Member(
        name=name.encode(),
        method=DEFLATED if smaller else STORED,
        crc=zlib.crc32(content),
        size=len(content),
        data=packed if smaller else content,
    )


def seal(members: Iterable[Member], before: Sealed = NOTHING) -> Sealed:
    """Put members behind those already sealed."""
    body, directory, count = bytearray(before.members), bytearray(before.directory), before.count
    for one in members:
        directory += _directory_line(one, len(body))
        body += _local_header(one) + one.data
        count += 1
    return Sealed(bytes(body), bytes(directory), count)


def closed(sealed: Sealed) -> bytes:
    """The whole zip file."""
    end = struct.pack(
        "<4sHHHHLLH",
        b"PK\5\6",
        0,
        0,
        sealed.count,
        sealed.count,
        len(sealed.directory),
        len(sealed.members),
        0,
    )
    return sealed.members + sealed.directory + end


def _local_header(one: Member) -> bytes:
    return _fields(b"PK\3\4", (VERSION,), one, ()) + one.name


def _directory_line(one: Member, offset: int) -> bytes:
    # comment, disk and attributes are all zero
    return (
        _fields(b"PK\1\2", (VERSION, VERSION), one, (0, 0, 0))
        + bytes(4)
        + (struct.pack("<L", offset) + one.name)
    )


def _fields(
    signature: bytes, versions: tuple[int, ...], one: Member, tail: tuple[int, ...]
) -> bytes:
    shorts = (*versions, UTF8_NAMES, one.method, *FIRST_DAY)
    lengths = (len(one.name), 0, *tail)
    return (
        signature
        + struct.pack(f"<{len(shorts)}H", *shorts)
        + struct.pack("<LLL", one.crc, len(one.data), one.size)
        + struct.pack(f"<{len(lengths)}H", *lengths)
    )
