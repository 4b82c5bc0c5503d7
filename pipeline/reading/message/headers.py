"""Header fields as text: raw 8-bit bytes and encoded words of whatever make.

The standard library's `compat32` parser finds the fields; what they say is decoded here,
because it decodes each encoded word alone and so loses every character cut between two.
"""

import binascii
import re
from collections.abc import Collection
from email.parser import BytesHeaderParser
from email.policy import compat32
from itertools import groupby
from typing import NamedTuple

from pipeline.reading.charsets import codec_of, decode, one_line

Headers = tuple[tuple[str, str], ...]
"""Field names in lower case with their unfolded values; encoded words not yet decoded."""

MAX_HEAD = 1 << 20
MAX_VALUE = 1 << 20
MAX_TEXT = 1 << 14

_BLANK_LINE = re.compile(rb"(?>\r\n|\r|\n)(?>\r\n|\r|\n)")
_LEADING_JUNK = re.compile(rb"\A(?:\xef\xbb\xbf)?[\r\n]*(?:>?From [^\r\n]*[\r\n]+)?")
_FOLD = re.compile(rb"(?>\r\n|\r|\n)[ \t]*")
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?((?:[^?]|\?(?!=)){0,16000}?)\?=")
_MSG_ID = re.compile(r"<[^<>]{1,1000}>")


def split_head(data: bytes) -> tuple[Headers, bytes]:
    """The header fields of a mail or part, and its body as bytes; never raises."""
    start = _LEADING_JUNK.match(data)
    begin = start.end() if start else 0
    if b"\r\r\n" in data[begin : begin + 2000]:
        data = data.replace(b"\r\r\n", b"\r\n")
    if data[begin : begin + 1] in (b"\r", b"\n", b""):
        return (), data[begin:]
    blank = _BLANK_LINE.search(data, begin)
    head, body = (
        (data[begin:], b"") if blank is None else (data[begin : blank.start()], data[blank.end() :])
    )
    message = BytesHeaderParser(policy=compat32).parsebytes(head[:MAX_HEAD] + b"\n\n")
    fields = tuple(
        (name.lower(), decode(_unfolded(str(value)))) for name, value in message.raw_items()
    )
    # Where a line is no field the parser takes the rest of the head for body; so do we. It gives
    # the bytes as they are only of a message that declares neither a charset nor an encoding.
    for name in ("content-type", "content-transfer-encoding"):
        del message[name]
    stray = message.get_payload(decode=True)
    rest = stray.strip(b"\r\n") if isinstance(stray, bytes) else b""
    if rest:
        body = rest + b"\r\n\r\n" + body
    return fields, body


def _unfolded(value: str) -> bytes:
    raw = value.encode("utf-8", "surrogateescape")[:MAX_VALUE]
    return _FOLD.sub(b" ", raw).strip()


def first(headers: Headers, name: str) -> str:
    """The value of the first field of that name (lower case), "" when there is none."""
    return next((value for field, value in headers if field == name), "")


class _Word(NamedTuple):
    charset: str
    encoding: str
    payload: str


def text_of(value: str) -> str:
    """A header value as people read it, in one line (RFC 2047).

    Neighbouring words of one charset are joined as bytes before decoding, since many
    clients cut in the middle of a character; white space between them is dropped.
    """
    pieces: list[str | _Word] = []
    end = 0
    value = value[:MAX_TEXT]
    for match in _ENCODED_WORD.finditer(value):
        between = value[end : match.start()]
        if between and not (between.isspace() and pieces and isinstance(pieces[-1], _Word)):
            pieces.append(between)
        charset, encoding, payload = match.groups()
        pieces.append(_Word(charset.lower(), encoding.lower(), payload))
        end = match.end()
    pieces.append(value[end:])
    return one_line("".join(_spell(pieces)))


def _spell(pieces: list[str | _Word]) -> list[str]:
    spelt: list[str] = []
    for kind, group in groupby(pieces, key=_kind):
        if kind is None:
            spelt.extend(piece for piece in group if isinstance(piece, str))
        else:
            words = [piece for piece in group if isinstance(piece, _Word)]
            spelt.append(decode(b"".join(_word_bytes(words)), words[0].charset))
    return spelt


def _kind(piece: str | _Word) -> str | None:
    if isinstance(piece, str):
        return None
    return codec_of(piece.charset) or piece.charset


def _word_bytes(words: list[_Word]) -> list[bytes]:
    parts: list[bytes] = []
    for encoding, group in groupby(words, key=lambda word: word.encoding):
        payloads = [word.payload for word in group]
        if encoding == "q":
            parts.extend(_q(payload) for payload in payloads)
        elif all(len(payload.strip()) % 4 == 0 for payload in payloads):
            parts.extend(from_base64(payload.encode("utf-8", "replace")) for payload in payloads)
        else:  # the base64 text itself was cut, not the bytes
            parts.append(from_base64("".join(payloads).encode("utf-8", "replace")))
    return parts


def _q(payload: str) -> bytes:
    raw = payload.replace("_", " ").encode("utf-8", "replace")
    return binascii.a2b_qp(raw, header=True)


def from_base64(data: bytes) -> bytes:
    """The bytes of base64 text with stray characters, missing or inner padding; never raises.

    What a list or a virus scanner wrote below it in plain text is left out.
    """
    decoded: list[bytes] = []
    for run in re.split(rb"=[=\s]*", _without_footer(data)):
        clean = _NOT_BASE64.sub(b"", run)
        clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
        if clean:
            decoded.append(binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)))
    return b"".join(decoded)


_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_LINES_OF_BASE64 = re.compile(rb"\s*(?:[A-Za-z0-9+/]+={0,2}[ \t]*(?:[\r\n]+[ \t]*|\Z))+")
_WHITE = b" \t\r\n"
_PADDED = re.compile(rb"=[ \t]*[\r\n]+")


def _without_footer(data: bytes) -> bytes:
    """The lines of base64 at the beginning, when they are whole and other lines follow."""
    lines = _LINES_OF_BASE64.match(data)
    if lines is None or (lines.end() == len(data) and not _PADDED.search(data)):
        return data
    block = lines.group()
    end = block.rfind(b"=") + 1
    if len(block[end:].translate(None, _WHITE)) % 4 and _PADDED.match(block, end - 1):
        return block[:end]  # a word is no further run
    whole = len(block.translate(None, _WHITE)) % 4 == 0
    return block if whole else data


def message_id_of(headers: Headers) -> str:
    """The Message-ID with its angle brackets and no white space, "" when absent."""
    value = first(headers, "message-id")[:MAX_TEXT]
    found = _MSG_ID.search(value)
    return _tight(found.group() if found else value)


def references_of(headers: Headers, limit: int = 100) -> tuple[str, ...]:
    """The msg-ids of References and In-Reply-To, each once, the last `limit` of them."""
    values = [v for name, v in headers if name in ("references", "in-reply-to")]
    values.sort(key=lambda value: value == first(headers, "in-reply-to"))
    ids = [_tight(found) for value in values for found in _MSG_ID.findall(value)]
    return tuple(dict.fromkeys(ids))[-limit:]


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", one_line(text))


def names_among(headers: Headers, names: Collection[str]) -> str:
    """The first of `names` that is a field of these headers, "" when none is."""
    return next((name for name, _ in headers if name in names), "")
