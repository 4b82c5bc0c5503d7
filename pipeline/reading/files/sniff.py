"""What a file is, told by its content: magic bytes, [Content_Types].xml, OLE stream names."""

import re
from typing import NamedTuple

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.reading.charsets import GB18030
from pipeline.reading.containers.archives import is_packed
from pipeline.reading.containers.zips import is_zip, sniff_zip
from pipeline.reading.files.sheet_xml import SPREADSHEET
from pipeline.reading.files.sniff_ole import OLE_MAGIC, sniff_ole
from pipeline.reading.files.word_xml import FLAT, WORDML

HEAD = 4096


class Sniffed(NamedTuple):
    """A file's type and, where the bytes tell it already, why it cannot be read."""

    type: FileType
    problem: ProblemCode | None = None


_MAGIC: tuple[tuple[bytes, FileType], ...] = (
    (b"\x78\x9f\x3e\x22", FileType.TNEF),
    (b"Rar!\x1a\x07", FileType.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileType.SEVEN_ZIP),
    (b"\x89PNG\r\n\x1a\n", FileType.IMAGE),
    (b"\xff\xd8\xff", FileType.IMAGE),
    (b"GIF87a", FileType.IMAGE),
    (b"GIF89a", FileType.IMAGE),
    (b"II*\0", FileType.IMAGE),
    (b"MM\0*", FileType.IMAGE),
)
_OTHER_ARCHIVES = (b"MSCF\0\0\0\0", b"\x28\xb5\x2f\xfd")
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
_HTML = re.compile(
    rb"\A(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|table|div|p|span|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE = re.compile(
    rb"\A(?:MIME-Version|Content-Type):[^\0]{1,2000}?multipart/related", re.IGNORECASE | re.DOTALL
)
_ONE_XML_FILE = (
    (WORDML, FileType.DOC),
    (FLAT, FileType.DOCX),
    (SPREADSHEET, FileType.XLS),
)
_FIELD = re.compile(rb"([!-9;-~]{1,60}):[ \t]*(.*)")
_MAIL_ORIGIN = frozenset({b"from", b"sender", b"received", b"return-path", b"delivered-to"})
_MAIL_OTHER = frozenset({b"to", b"subject", b"date", b"message-id", b"mime-version", b"cc"})
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})


def sniff(data: bytes) -> Sniffed:
    """Tell what the bytes are; never raises. Any name the file has is not asked."""
    if not data:
        return Sniffed(FileType.OTHER, ProblemCode.EMPTY)
    if is_zip(data):
        return Sniffed(*sniff_zip(data))
    if data.startswith(OLE_MAGIC):
        return Sniffed(*sniff_ole(data))
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return Sniffed(kind)
    if is_packed(data):
        return Sniffed(FileType.OTHER)
    if data.startswith(_OTHER_ARCHIVES):
        return Sniffed(FileType.OTHER, ProblemCode.UNSUPPORTED_TYPE)
    if b"%PDF-" in data[:1024]:
        return Sniffed(FileType.PDF)
    if _is_picture(data):
        return Sniffed(FileType.IMAGE)
    return Sniffed(_written(data))


def _is_picture(data: bytes) -> bool:
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    if data.startswith(b"BM"):
        return len(data) > 26 and int.from_bytes(data[2:6], "little") in range(26, len(data) + 1024)
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def _written(data: bytes) -> FileType:
    """What kind of text, if text at all."""
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{\\rtf"):
        return FileType.RTF
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileType.TEXT
    if is_mail(data):
        return FileType.EML
    if _HTML.match(head) or _WEB_ARCHIVE.match(head):
        return FileType.HTML
    for namespace, kind in _ONE_XML_FILE:
        if head.startswith(b"<") and namespace in head:
            return kind
    if not _is_text(data[:HEAD]) or head.startswith(b"<?xml"):
        return FileType.OTHER
    return FileType.TEXT


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin like a mail: header fields only, an origin and one more field.

    A web archive (mht) begins alike but was sent by nobody.
    """
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    names: set[bytes] = set()
    lines = re.split(rb"\r\n|\r|\n", head)
    complete = len(data) <= HEAD
    for number, line in enumerate(lines if complete else lines[:-1]):
        if not line:
            break
        if line[:1] in b" \t" or (number == 0 and line.startswith((b"From ", b">From "))):
            continue
        field = _FIELD.match(line)
        if field is None:
            return False
        names.add(field.group(1).lower())
    if b"<saved by" in head[:HEAD].lower():
        return False
    return bool(names & _MAIL_ORIGIN) and bool(names & _MAIL_OTHER)


def _is_text(head: bytes) -> bool:
    if head.translate(None, _CONTROL) != head:
        return False
    for charset in ("utf-8", GB18030):
        try:
            # A cut character at the end of the piece looked at is no fault of the text.
            head[:-4].decode(charset) if len(head) == HEAD else head.decode(charset)
        except UnicodeDecodeError as fault:
            if len(head) == HEAD and fault.start >= HEAD - 8:
                return True
            continue
        return True
    return False
