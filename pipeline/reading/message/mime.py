"""The tree of a mail's parts, whatever the mail.

Header blocks go through the standard library's `compat32` parser. Multiparts are split
here, level by level: the library nests one generator per level and asks every open
boundary at every line, so that 500 levels take seconds and 2,000 end in RecursionError.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reading.message.headers import Headers, first, from_base64, split_head
from pipeline.reading.message.parameters import Parameters, parameters_of

MAX_DEPTH = 20
MAX_PARTS = 1000

_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_GUESSED_BOUNDARY = re.compile(rb"(?:\A|[\r\n])--([^\r\n]{1,200}?)[ \t]*(?=[\r\n])")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\r\n]*[\r\n]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One node: header fields, media type in lower case, parameters, bytes not yet decoded.

    `cut` says that a limit of depth or number left some of its parts out.
    """

    headers: Headers
    media_type: str
    parameters: Parameters
    disposition: str
    raw: bytes
    parts: tuple["Part", ...] = ()
    cut: bool = False

    @property
    def content(self) -> bytes:
        """The bytes with the transfer encoding taken off, as far as it can be."""
        return decoded(self.raw, first(self.headers, "content-transfer-encoding"))

    @property
    def filename(self) -> str:
        return self.parameters.get("filename") or self.parameters.get("name", "")


def parse(data: bytes) -> Part:
    """The tree of a mail; never raises. Time is linear in the size, times the depth."""
    return _part(data, MAX_DEPTH, iter(range(MAX_PARTS)), "text/plain")


def _part(data: bytes, depth: int, tickets: Iterator[int], default: str) -> Part:
    headers, body = split_head(data)
    media_type, parameters = parameters_of(first(headers, "content-type"))
    disposition, more = parameters_of(first(headers, "content-disposition"))
    if not _MEDIA_TYPE.fullmatch(media_type):
        if media_type.startswith("multipart/"):  # spoilt, but its boundary may still hold
            media_type = "multipart/mixed"
        else:
            media_type = default if media_type in ("", "text") else "application/octet-stream"
    part = Part(headers, media_type, parameters | more, disposition, body)
    if not media_type.startswith("multipart/"):
        return part
    return _with_parts(part, parameters.get("boundary", ""), depth, tickets)


def _with_parts(part: Part, boundary: str, depth: int, tickets: Iterator[int]) -> Part:
    pieces = _pieces(part.raw, boundary) or _pieces(part.content, boundary)
    if not pieces:  # a multipart of nothing is read as the text it may be
        return Part(part.headers, "text/plain", part.parameters, part.disposition, part.raw)
    if depth == 0:
        return Part(part.headers, part.media_type, part.parameters, part.disposition, b"", (), True)
    default = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
    children: list[Part] = []
    cut = False
    for piece in pieces:
        if next(tickets, None) is None:
            cut = True
            break
        children.append(_part(piece, depth - 1, tickets, default))
    return Part(
        part.headers, part.media_type, part.parameters, part.disposition, b"", tuple(children), cut
    )


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """What stands between the delimiter lines; a wrong or missing boundary is guessed."""
    raw = boundary.encode("utf-8", "replace").rstrip()
    pieces = _between(body, raw) if raw else []
    if pieces:
        return pieces
    guess = _GUESSED_BOUNDARY.search(body)
    return _between(body, guess.group(1)) if guess else []


def _between(body: bytes, boundary: bytes) -> list[bytes]:
    line = re.compile(
        rb"(?:\A|\r\n|\r|\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r\n|\r|\n|\Z)"
    )
    pieces: list[bytes] = []
    begin: int | None = None
    position = 0
    while len(pieces) <= MAX_PARTS and (found := line.search(body, position)):
        if begin is not None:
            pieces.append(body[begin : max(begin, found.start())])
        begin = None if found.group(1) else found.end()
        # The line end of one delimiter may begin the next one.
        position = max(found.end() - 1, found.start() + 2)
    if begin is not None and len(pieces) <= MAX_PARTS:
        pieces.append(body[begin:])
    return [piece for piece in pieces if piece.strip()]


def decoded(raw: bytes, encoding: str) -> bytes:
    """Bytes without their transfer encoding; labels like `base64; x` are understood."""
    label = re.sub(r"[\s\"'-]", "", encoding.lower())
    if label.startswith("base64"):
        return from_base64(raw)
    if label.startswith("quotedprintable"):
        return quopri.decodestring(raw)
    if label.startswith(("xuuencode", "uuencode", "xuue")):
        return _from_uu(raw)
    return raw


def _from_uu(raw: bytes) -> bytes:
    begin = _UU_BEGIN.search(raw)
    out: list[bytes] = []
    for line in raw[begin.end() if begin else 0 :].splitlines():
        if line.strip() in (b"end", b"`"):
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(out)
