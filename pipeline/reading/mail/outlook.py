"""Outlook's own file for one mail, .msg ([MS-OXMSG]): its text and what is attached.

A walk of our own over the streams of the compound file. extract-msg would bring a dozen
packages under the GPL for these few properties.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from pipeline.domain.letters import ProblemCode
from pipeline.reading.charsets import decode, one_line
from pipeline.reading.files.sniff_ole import OLE_FAULTS
from pipeline.reading.mail.outlook_body import text_of_body

MAX_ATTACHMENTS = 1000
MAX_STREAM = 64 << 20

_ATTACHMENT = "__attach_version1.0_"
_SUBJECT, _BODY, _HTML, _RICH = "0037", "1000", "1013", "1009"
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME = "3701", "3707", "3704", "3001"
_UNICODE, _ANSI, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_HIDDEN_ID = "3712"

_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One attachment: a file, or, with `message`, a mail within the mail."""

    name: str
    data: bytes = b""
    message: "Message | None" = None


@dataclass(frozen=True, slots=True)
class Message:
    """What a .msg says; `enclosed` in the order of the file, without pictures of its body."""

    subject: str
    text: str
    enclosed: tuple[Enclosed, ...]


def read_message(data: bytes, deepest: int) -> Message | ProblemCode:
    """The mail in a .msg file, or why it cannot be had; mails within go `deepest` levels down."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _message(ole, (), deepest)
    except OLE_FAULTS:
        return ProblemCode.DAMAGED


def _message(ole: olefile.OleFileIO, root: _Path, deepest: int) -> Message:
    page, rich = (_bytes(ole, (*root, _named(one, _BINARY))) for one in (_HTML, _RICH))
    text = text_of_body(_text(ole, root, _BODY), page, rich)
    return Message(one_line(_text(ole, root, _SUBJECT)), text, tuple(_enclosed(ole, root, deepest)))


def _enclosed(ole: olefile.OleFileIO, root: _Path, deepest: int) -> Iterator[Enclosed]:
    found = {
        path[len(root)]
        for path in map(tuple, ole.listdir())
        if path[: len(root)] == root and path[len(root)].lower().startswith(_ATTACHMENT)
    }
    for storage in sorted(found)[:MAX_ATTACHMENTS]:
        place = (*root, storage)
        names = (_text(ole, place, one) for one in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME))
        name = next(filter(None, names), "")
        within = (*place, _named(_DATA, _OBJECT))
        if ole.exists(list(within)) and deepest > 0:
            yield Enclosed(name, message=_message(ole, within, deepest - 1))
        elif not _text(ole, place, _HIDDEN_ID):  # a picture that the body shows has a Content-ID
            yield Enclosed(name, _bytes(ole, (*place, _named(_DATA, _BINARY))))


def _named(identifier: str, kind: str) -> str:
    return f"__substg1.0_{identifier}{kind}"


def _text(ole: olefile.OleFileIO, place: _Path, identifier: str) -> str:
    wide = _bytes(ole, (*place, _named(identifier, _UNICODE)))
    if wide:
        return wide.decode("utf-16-le", "replace").partition("\0")[0]
    return decode(_bytes(ole, (*place, _named(identifier, _ANSI)))).partition("\0")[0]


def _bytes(ole: olefile.OleFileIO, path: _Path) -> bytes:
    if not ole.exists(list(path)) or ole.get_type(list(path)) != olefile.STGTY_STREAM:
        return b""
    stream = ole.openstream(list(path))
    return bytes(stream.read(MAX_STREAM))
