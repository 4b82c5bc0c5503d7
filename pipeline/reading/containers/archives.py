"""Archives besides zip: 7z, rar, tar, and single files packed by gzip, bzip2 or xz.

As with zip, names of members are never used as paths, and what comes out is bounded before and
while it is unpacked. rar needs the system's libarchive; without it that is told.
"""

import bz2
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterator

from pipeline.domain.letters import ProblemCode
from pipeline.reading.charsets import decode
from pipeline.reading.containers.archive_bounds import bound, member
from pipeline.reading.containers.zips import MAX_ENTRIES, Member, is_junk

Members = tuple[Member, ...] | ProblemCode

SEVEN_ZIP, RAR, RAR_5 = b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\1\0"
_GZIP, _BZIP2, _XZ = b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0"
_XZ_MEMORY = 256 << 20

_FAULTS = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RuntimeError,
    MemoryError,
    RecursionError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
)
"""What forged archives are known to make of their readers."""


def opener_of(data: bytes) -> Callable[[bytes, int], Members] | None:
    """What opens these bytes, None when they are no archive of these kinds."""
    if data.startswith(SEVEN_ZIP):
        return _of_7z
    if data.startswith((RAR, RAR_5)):
        return _of_rar
    if is_packed(data):
        return _of_tar_or_single
    return None


def is_packed(data: bytes) -> bool:
    """Whether the bytes are a tar, or one file or tar packed by gzip, bzip2 or xz."""
    return data.startswith((_GZIP, _BZIP2, _XZ)) or data[257:262] == b"ustar"


def members_of(data: bytes, room: int) -> Members:
    """The files of an archive, or why it is not opened; at most `room` bytes come out of it."""
    opener = opener_of(data)
    if opener is None:
        return ProblemCode.UNSUPPORTED_TYPE
    try:
        return opener(data, room) or ProblemCode.EMPTY
    except _FAULTS:
        return ProblemCode.DAMAGED


def _of_7z(data: bytes, room: int) -> Members:
    from pipeline.reading.containers.seven_zip import (
        members_of_7z,  # a fifth of a second, rarely needed
    )

    return members_of_7z(data, room)


def _of_rar(data: bytes, room: int) -> Members:
    try:
        import libarchive
        from libarchive.exception import ArchiveError
    except (ImportError, OSError, AttributeError, TypeError):  # the system's library is not there
        return ProblemCode.UNSUPPORTED_TYPE
    members: list[Member] = []
    kind = "rar5" if data.startswith(RAR_5) else "rar"
    try:
        with libarchive.memory_reader(data, format_name=kind) as archive:
            for entry in archive:
                name = entry.pathname
                if isinstance(name, bytes):  # of old versions, in the sender's own charset
                    name = decode(name)
                if entry.isdir or is_junk(name):
                    continue
                if trouble := bound(len(members) + 1, entry.size or 0, len(data), room):
                    return trouble
                if entry.issym or entry.islnk:
                    members.append(Member(name, b"", ProblemCode.UNSAFE_ARCHIVE))
                    continue
                content = b"".join(_within(entry.get_blocks(), room))
                room -= len(content)
                members.append(member(name, content))
    except ArchiveError as fault:
        locked = "ncrypt" in str(fault) or "assphrase" in str(fault)
        return ProblemCode.PASSWORD_PROTECTED if locked else ProblemCode.DAMAGED
    except _TooMuch:
        return ProblemCode.UNSAFE_ARCHIVE
    return tuple(members) or ProblemCode.DAMAGED


class _TooMuch(Exception):
    """More came out than an archive said or than there is room for."""


def _within(blocks: Iterator[bytes], room: int) -> Iterator[bytes]:
    for block in blocks:
        room -= len(block)
        if room < 0:
            raise _TooMuch
        yield block


def _of_tar_or_single(data: bytes, room: int) -> Members:
    unpacked = data if data[257:262] == b"ustar" else _unpacked(data, room)
    if isinstance(unpacked, ProblemCode):
        return unpacked
    if trouble := bound(1, len(unpacked), len(data), room):
        return trouble
    if unpacked[257:262] != b"ustar":
        return (member(_name_in_gzip(data), unpacked),)
    members: list[Member] = []
    with tarfile.open(fileobj=io.BytesIO(unpacked), mode="r:") as archive:
        for one in archive:
            if one.isdir() or is_junk(one.name):
                continue
            if len(members) >= MAX_ENTRIES:
                return ProblemCode.TOO_LARGE
            if not one.isreg():
                members.append(Member(one.name, b"", ProblemCode.UNSAFE_ARCHIVE))
                continue
            stream = archive.extractfile(one)
            members.append(member(one.name, stream.read() if stream else b""))
    return tuple(members)


def _unpacked(data: bytes, room: int) -> bytes | ProblemCode:
    """What gzip, bzip2 or xz hold; a little more than `room` is enough to see that it is too much."""
    if data.startswith(_GZIP):
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        made = unpacking.decompress(data, room + 1)
        ended = unpacking.eof
    elif data.startswith(_BZIP2):
        bunzip = bz2.BZ2Decompressor()
        made = bunzip.decompress(data, room + 1)
        ended = bunzip.eof
    else:
        unxz = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
        made = unxz.decompress(data, room + 1)
        ended = unxz.eof
    if len(made) > room:
        return ProblemCode.UNSAFE_ARCHIVE
    return made if ended else ProblemCode.DAMAGED


def _name_in_gzip(data: bytes) -> str:
    """The name that gzip noted (RFC 1952), "" when there is none."""
    if not data.startswith(_GZIP) or data[3] & 0x0C != 0x08:
        return ""
    return data[10:1034].partition(b"\0")[0].decode("utf-8", "replace")
