"""What one mail holds, level by level: the text of its body and its attachments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from pipeline.domain.letters import FileType
from pipeline.domain.written import own_lines
from pipeline.reading.files.sniff import is_mail, sniff
from pipeline.reading.message.body_text import (
    links_to_a_file,
    markup_of,
    own_markup,
    text_of_html,
    text_of_plain,
)
from pipeline.reading.message.headers import first
from pipeline.reading.message.mime import Part

MAX_PAGE = 1 << 20

_CID = re.compile(r"cid:([^\s\"'<>)]{1,300})", re.IGNORECASE)
_PLAIN_EQUALS = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*(?:[\r\n]|\Z))")
_MACHINERY = frozenset(
    [
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "message/global-delivery-status",
        "text/rfc822-headers",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/applefile",
    ]
)
_MAILS = frozenset({"message/rfc822", "message/global", "message/news"})
_BODY = frozenset({"text/plain", "text/html"})
_TEXTUAL = (FileType.TEXT, FileType.HTML, FileType.EML, FileType.OTHER, FileType.RTF)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is a file; `name` is "" when nobody named it."""

    name: str
    data: bytes
    is_mail: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """`links_to_a_file`: in what the writer wrote; in a quoted mail only where nothing is attached,
    since who was asked for the file itself quotes the link when sending it.
    """

    text: str
    attachments: tuple[Attachment, ...]
    links_to_a_file: bool
    cut: bool
    page: str = ""


@dataclass(slots=True)
class _Gathering:
    texts: list[str] = field(default_factory=list)
    markups: list[str] = field(default_factory=list)
    files: list[tuple[Part, bool]] = field(default_factory=list)
    links: bool = False
    quoted_links: bool = False
    cut: bool = False


def contents_of(root: Part) -> Contents:
    """Text and attachments of a mail, in their order, without the pictures of its body."""
    gathering = _Gathering()
    _walk(root, gathering, related=False)
    if not any(text.strip() for text in gathering.texts):
        _take_a_named_body(gathering)
    cids = {unquote(cid).lower() for markup in gathering.markups for cid in _CID.findall(markup)}
    attachments = tuple(
        Attachment(part.filename, data, part.media_type in _MAILS)
        for part, related in gathering.files
        if not _is_picture_of_body(part, data := _data_of(part), related, cids)
    )
    text = "\n\n".join(text for text in gathering.texts if text.strip())
    page = "\n".join(gathering.markups)[:MAX_PAGE]
    page = page if "<table" in page.lower() else ""
    links = gathering.links or (gathering.quoted_links and not attachments)
    return Contents(text, attachments, links, gathering.cut, page)


def _take_a_named_body(gathering: _Gathering) -> None:
    """Some clients name the letter itself, as mail.html: the first text that is no attachment."""
    for one in gathering.files:
        part = one[0]
        if part.media_type in _BODY and part.disposition != "attachment" and _is_text(part):
            gathering.files.remove(one)
            _note_body(part, gathering)
            return


def _walk(part: Part, gathering: _Gathering, related: bool) -> None:
    gathering.cut |= part.cut
    if part.media_type == "multipart/alternative":
        _walk_alternative(part, gathering, related)
    elif part.parts or part.media_type.startswith("multipart/"):
        related = related or part.media_type == "multipart/related"
        for child in part.parts:
            _walk(child, gathering, related)
    elif _is_body(part):
        _note_body(part, gathering)
    elif part.media_type not in _MACHINERY:
        gathering.files.append((part, related))


def _walk_alternative(part: Part, gathering: _Gathering, related: bool) -> None:
    """One body in several forms: the plain one speaks, unless it is blank; files all count."""
    plain = _Gathering()
    rich = _Gathering()
    for child in part.parts:
        if (
            child.media_type.startswith("text/")
            and child.media_type not in _BODY
            and not child.filename
        ):
            continue
        _walk(child, plain if child.media_type == "text/plain" else rich, related)
    spoken = plain if any(text.strip() for text in plain.texts) else rich
    gathering.texts.extend(spoken.texts)
    for one in (plain, rich):
        gathering.markups.extend(one.markups)
        gathering.files.extend(one.files)
        gathering.links |= one.links
        gathering.quoted_links |= one.quoted_links
        gathering.cut |= one.cut


def _is_body(part: Part) -> bool:
    if part.media_type not in _BODY or part.filename or part.disposition == "attachment":
        return False
    return _is_text(part)


def _is_text(part: Part) -> bool:
    return sniff(part.content[:1024]).type in _TEXTUAL


def _note_body(part: Part, gathering: _Gathering) -> None:
    if part.media_type == "text/html":
        written = markup_of(part)
        own = own_markup(written)
        gathering.markups.append(written)
        gathering.texts.append(text_of_html(written))
    else:
        written = text_of_plain(part)
        own = own_lines(written)
        gathering.texts.append(written)
    gathering.links |= links_to_a_file(own)
    gathering.quoted_links |= links_to_a_file(written)


def _data_of(part: Part) -> bytes:
    """The bytes of a file part; an attached mail may be encoded though RFC 2046 forbids it."""
    if part.media_type in _MAILS and is_mail(part.raw) and not _is_quoted_printable(part):
        return part.raw
    return part.content


def _is_quoted_printable(part: Part) -> bool:
    """Whether a mail said to be quoted-printable is: there no `=` stands for itself."""
    declared = first(part.headers, "content-transfer-encoding").strip().casefold()
    return (
        declared == "quoted-printable" and b"=" in part.raw and not _PLAIN_EQUALS.search(part.raw)
    )


def _is_picture_of_body(part: Part, data: bytes, related: bool, cids: set[str]) -> bool:
    cid = first(part.headers, "content-id").strip(" <>").lower()
    shown = bool(cid) and cid in cids
    if not (shown or (related and part.disposition != "attachment")):
        return False
    return sniff(data).type is FileType.IMAGE


def parts_of(root: Part) -> Iterator[Part]:
    """Every part of the tree, the root first; the tree is never deeper than the parser allows."""
    yield root
    for child in root.parts:
        yield from parts_of(child)
