"""Zip files: what they are (OOXML or archive), and their members within limits.

Names of members are never used as paths. Sizes that a zip declares bound what is read.
"""

import io
import re
import struct
import zipfile
import zlib
from typing import NamedTuple

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.reading.charsets import decode

MAX_ENTRIES = 1000
MAX_DIRECTORY = 20_000
MAX_MEMBER = 64 << 20
RATIO = 100
RATIO_MATTERS_FROM = 20 << 20
_MAX_CONTENT_TYPES = 1 << 20

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_ENCRYPTED, _UTF8 = 0x1, 0x800
_SYMLINK = 0o120000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    OverflowError,
)
_JUNK = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._[^/]*$|~\$[^/]*$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE
)

_MAIN_PARTS = (
    (rb"wordprocessingml\.(?:document|template)\.main|ms-word\.", FileType.DOCX),
    (
        rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\.macro",
        FileType.XLSX,
    ),
    (rb"presentationml|ms-powerpoint|ms-excel\.sheet\.binary|visio", FileType.OTHER),
)


_OPEN_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument.text", FileType.ODT),
    (b"application/vnd.oasis.opendocument.spreadsheet", FileType.ODS),
)
_MANIFEST = "META-INF/manifest.xml"


class Member(NamedTuple):
    """One file of an archive; with a problem `data` may be empty."""

    name: str
    data: bytes
    problem: ProblemCode | None = None


def is_zip(data: bytes) -> bool:
    return data.startswith((_LOCAL, _END, b"PK00PK\x03\x04"))


def sniff_zip(data: bytes) -> tuple[FileType, ProblemCode | None]:
    """ZIP, or the Office type by the content type of the main part or by the entry mimetype."""
    archive = _opened(data)
    if archive is None:
        return _by_names_in(data), _why_not(data)
    with archive:
        infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in archive.infolist()}
        types = infos.get("[Content_Types].xml")
        if types is None:
            return _open_document(archive, infos) if "mimetype" in infos else (FileType.ZIP, None)
        if types.flag_bits & _ENCRYPTED:
            return _by_names_in(data), ProblemCode.PASSWORD_PROTECTED
        try:
            declared = _read(archive, types, _MAX_CONTENT_TYPES)
        except ZIP_FAULTS:
            return _by_names_in(data), ProblemCode.DAMAGED
    for pattern, kind in _MAIN_PARTS:
        if re.search(pattern, declared):
            macro = b"macroEnabled" in declared or any(
                name.lower().endswith("vbaproject.bin") for name in infos
            )
            macro &= kind is not FileType.OTHER
            return kind, ProblemCode.MACRO if macro else None
    return _by_names_in(data), None


def _open_document(
    archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo]
) -> tuple[FileType, ProblemCode | None]:
    """OpenDocument 1.2, part 3: what it is stands in mimetype, a password in the manifest."""
    try:
        declared = _read(archive, infos["mimetype"], _MAX_CONTENT_TYPES)
        kind = next((kind for name, kind in _OPEN_DOCUMENTS if name in declared), FileType.OTHER)
        manifest = infos.get(_MANIFEST)
        told = _read(archive, manifest, _MAX_CONTENT_TYPES) if manifest is not None else b""
    except ZIP_FAULTS:
        return FileType.OTHER, ProblemCode.DAMAGED
    if kind is FileType.OTHER:
        return kind, None
    if b"encryption-data" in told:
        return kind, ProblemCode.PASSWORD_PROTECTED
    macro = any(name.startswith(("Basic/", "Scripts/")) for name in infos)
    return kind, ProblemCode.MACRO if macro else None


def members_of(data: bytes, room: int) -> tuple[Member, ...] | ProblemCode:
    """The files of a zip, or why it is not opened; at most `room` bytes come out of it.

    Directories and the droppings of macOS and Windows are left out.
    """
    archive = _opened(data)
    if archive is None:
        return _why_not(data)
    with archive:
        infos = [i for i in archive.infolist() if not i.is_dir() and not is_junk(i.filename)]
        total = sum(info.file_size for info in infos)
        if total > RATIO_MATTERS_FROM and total > RATIO * len(data):
            return ProblemCode.UNSAFE_ARCHIVE
        if len(infos) > MAX_ENTRIES or total > room:
            return ProblemCode.TOO_LARGE
        if not infos:
            return ProblemCode.EMPTY
        if all(info.flag_bits & _ENCRYPTED for info in infos):
            return ProblemCode.PASSWORD_PROTECTED
        return tuple(_member(archive, info) for info in infos)


def is_junk(name: str) -> bool:
    """Whether a member is what macOS and Windows drop into archives."""
    return _JUNK.search(name) is not None


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = _name(info)
    if info.flag_bits & _ENCRYPTED:
        return Member(name, b"", ProblemCode.PASSWORD_PROTECTED)
    if info.external_attr >> 16 & 0o170000 == _SYMLINK:
        return Member(name, b"", ProblemCode.UNSAFE_ARCHIVE)
    if info.file_size > MAX_MEMBER:
        return Member(name, b"", ProblemCode.TOO_LARGE)
    if info.compress_type not in _METHODS:  # LZMA would let the file choose our memory
        return Member(name, b"", ProblemCode.UNSUPPORTED_TYPE)
    try:
        return Member(name, _read(archive, info, MAX_MEMBER))
    except ZIP_FAULTS:
        return Member(name, b"", ProblemCode.DAMAGED)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    with archive.open(info) as stream:
        return stream.read(limit)


def _opened(data: bytes) -> zipfile.ZipFile | None:
    if data.count(_CENTRAL) > MAX_DIRECTORY:
        return None
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except ZIP_FAULTS:
        return None


def _why_not(data: bytes) -> ProblemCode:
    if data.count(_CENTRAL) > MAX_DIRECTORY:
        return ProblemCode.UNSAFE_ARCHIVE
    return ProblemCode.DAMAGED


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: Info-ZIP's Unicode field, the UTF-8 flag, else GBK."""
    if info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    return _unicode_path(info.extra, raw) or decode(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """Extra field 0x7075, which counts only while its CRC is that of the plain name."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == 0x7075 and len(field) > 5 and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return decode(field[5:], "utf-8")
    return ""


def _by_names_in(data: bytes) -> FileType:
    """A guess where the directory or [Content_Types].xml is gone, from what still stands there."""
    if b"word/document" in data:
        return FileType.DOCX
    for name, kind in _OPEN_DOCUMENTS:
        if b"mimetype" + name in data[:200]:
            return kind
    return FileType.XLSX if b"xl/workbook" in data else FileType.ZIP
