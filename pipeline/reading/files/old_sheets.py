"""The records of an old workbook (.xls), looked at before they are loaded, see `sheet_bounds`."""

import io
import struct
from collections.abc import Iterator

import olefile

from pipeline.domain.letters import ProblemCode
from pipeline.reading.files.sheet_bounds import MAX_PART, Extent, Wrong
from pipeline.reading.files.sniff_ole import OLE_FAULTS, OLE_MAGIC

_BEGIN, _DIMENSIONS, _STRINGS = 0x0809, 0x0200, 0x00FC
_MANY_CELLS = frozenset({0x00BD, 0x00BE})
_ONE_CELL = frozenset(
    {0x0006, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406}
)
_COLUMNS = 256
_LEAST_STRING = 3
"""Bytes of the shortest string in the table of strings ([MS-XLS] 2.5.293)."""

_SECTOR, _SHIFT = 4096, 12
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ENTRIES = _SECTOR // 4


def checked_workbook(data: bytes) -> bytes | ProblemCode:
    """The workbook alone in a fresh compound file, or why it must not be loaded.

    Fresh, because two readers of a damaged one need not find the same records in it.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            name = next((one for one in ("Workbook", "Book") if ole.exists(one)), None)
            if name is None:
                return ProblemCode.DAMAGED
            if ole.get_size(name) > MAX_PART:
                return ProblemCode.TOO_LARGE
            stream = ole.openstream(name).read()
        return ProblemCode.TOO_LARGE if _reaches_too_far(stream) else _compound(name, stream)
    except OLE_FAULTS:
        return ProblemCode.DAMAGED


def _reaches_too_far(stream: bytes) -> bool:
    extent = Extent()
    for kind, at, length in _records(stream):
        if kind == _BEGIN:
            extent = Extent()
        elif kind == _DIMENSIONS and _dimensions(stream, at, length).too_far:
            return True
        elif kind == _STRINGS:
            counts = struct.unpack_from("<II", stream, at)
            if max(counts) * _LEAST_STRING > len(stream):
                raise Wrong
        elif kind in _ONE_CELL or kind in _MANY_CELLS:
            row, first = struct.unpack_from("<HH", stream, at)
            last = first
            if kind in _MANY_CELLS:
                (last,) = struct.unpack_from("<H", stream, at + length - 2)
            if not first <= last < _COLUMNS:
                raise Wrong
            extent.take(row, first)
            extent.take(row, last)
            if extent.too_far:
                return True
    return False


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, place of the content, and length of each record ([MS-XLS] 2.1.4)."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _dimensions(stream: bytes, at: int, length: int) -> Extent:
    """The rectangle a sheet claims; its rows are 4 bytes wide since BIFF8, 2 before."""
    layout = "<IIHH" if length >= 14 else "<HHHH"
    top, bottom, left, right = struct.unpack_from(layout, stream, at)
    if top > bottom or left > right or right > _COLUMNS:
        raise Wrong
    return Extent(top, left, bottom - 1, right - 1)


def _compound(name: str, stream: bytes) -> bytes:
    """A compound file of 4096-byte sectors with one stream ([MS-CFB] 2.2, 2.3, 2.6)."""
    padded = stream + bytes(-len(stream) % _SECTOR or (0 if stream else _SECTOR))
    content = len(padded) // _SECTOR
    tables = 1
    while tables * _ENTRIES < tables + 1 + content:
        tables += 1
    chain = [_TABLE] * tables + [_END]
    chain += [*range(tables + 2, tables + 1 + content), _END]
    chain += [_FREE] * (tables * _ENTRIES - len(chain))
    places = [*range(tables)] + [_FREE] * (109 - tables)
    header = OLE_MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 4, 0xFFFE, _SHIFT, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 1, tables, tables, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *places)
    # The loader wants a root that begins somewhere, though its small streams are none.
    root = _entry("Root Entry", 5, 1, tables + 1, 0)
    directory = root + _entry(name, 2, _FREE, tables + 1, len(padded))
    return b"".join(
        (
            header.ljust(_SECTOR, b"\0"),
            struct.pack(f"<{len(chain)}I", *chain),
            directory.ljust(_SECTOR, b"\0"),
            padded,
        )
    )


def _entry(name: str, kind: int, below: int, start: int, size: int) -> bytes:
    """A directory entry ([MS-CFB] 2.6.1)."""
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return (
        head
        + struct.pack("<III", _FREE, _FREE, below)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
