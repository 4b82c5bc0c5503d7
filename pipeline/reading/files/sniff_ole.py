"""OLE compound files: old Word, Excel and WPS, and what hides in them."""

import io
import struct

import olefile

from pipeline.domain.letters import FileType, ProblemCode

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FIB_ENCRYPTED = 0x0100
_FILEPASS = 0x002F
_SEEN = tuple[FileType, ProblemCode | None]

# olefile checks little: what a forged file makes of its tables surfaces as any of these.
OLE_FAULTS = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    struct.error,
    RecursionError,
    MemoryError,
)


def sniff_ole(data: bytes) -> _SEEN:
    """The type of an OLE file and whether password or damage stand in the way.

    An encrypted OOXML file does not say what it is inside; it is given as docx.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _kind(ole)
    except OLE_FAULTS:
        return _by_names_in(data), ProblemCode.DAMAGED


def _kind(ole: olefile.OleFileIO) -> _SEEN:
    if ole.exists("EncryptedPackage") or ole.exists("EncryptionInfo"):
        return FileType.DOCX, ProblemCode.PASSWORD_PROTECTED
    if ole.exists("WordDocument"):
        kind = FileType.WPS if _by_wps(ole) else FileType.DOC
        fib = ole.openstream("WordDocument").read(12)
        if len(fib) < 12:
            return kind, ProblemCode.DAMAGED
        if struct.unpack_from("<H", fib, 10)[0] & _FIB_ENCRYPTED:
            return kind, ProblemCode.PASSWORD_PROTECTED
        return kind, ProblemCode.MACRO if ole.exists("Macros/VBA") else None
    for stream in ("Workbook", "Book"):
        if ole.exists(stream):
            return FileType.XLS, _problem_of_workbook(ole, stream)
    if ole.exists("__properties_version1.0"):  # an Outlook .msg
        return FileType.EML, None
    return FileType.OTHER, None


def _problem_of_workbook(ole: olefile.OleFileIO, stream: str) -> ProblemCode | None:
    """A FILEPASS record right after the first BOF means a password ([MS-XLS] 2.4.117)."""
    head = ole.openstream(stream).read(512)
    position = 0
    for _ in range(8):
        if position + 4 > len(head):
            break
        kind, length = struct.unpack_from("<HH", head, position)
        if kind == _FILEPASS:
            return ProblemCode.PASSWORD_PROTECTED
        position += 4 + length
    return ProblemCode.MACRO if ole.exists("_VBA_PROJECT_CUR/VBA") else None


def _by_wps(ole: olefile.OleFileIO) -> bool:
    """WPS names itself as the application or leaves its build number (KSOProductBuildVer)."""
    for stream in ("\x05SummaryInformation", "\x05DocumentSummaryInformation"):
        if ole.exists(stream):
            told = ole.openstream(stream).read(1 << 16)
            for word in ("WPS Office", "WPS 文字", "KSOProductBuildVer"):
                if word.encode("utf-16-le") in told or word.encode("gbk") in told:
                    return True
    return False


def _by_names_in(data: bytes) -> FileType:
    """A guess for a damaged file, from the stream names in its directory."""
    for name, kind in (("WordDocument", FileType.DOC), ("Workbook", FileType.XLS)):
        if name.encode("utf-16-le") in data:
            return kind
    return FileType.OTHER
