"""The body that Outlook keeps as compressed rich text, as plain text ([MS-OXRTFCP], RTF 1.9.1).

Only the words and their lines: what HTML was wrapped in it stands there a second time as
rich text. striprtf raises where one half of a Chinese character is written as a letter.
"""

import re
from dataclasses import dataclass, field, replace

from pipeline.reading.charsets import decode

MAX_BYTES = 8 << 20
MAX_GROUPS_DEEP = 1000

_HEAD, _WINDOW, _SHORTEST = 16, 4096, 2
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,9})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}]+)", re.DOTALL
)
_NOT_SHOWN = frozenset(
    [b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer"]
)
_SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n",
    b"tab": "\t", b"cell": "\t", b"nestcell": "\t", b"bullet": "•", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n",
}  # fmt: skip
_OF_CHARSET = {134: "cp936", 136: "cp950"}
_BLANK = b"\xa0"


def expanded(data: bytes) -> bytes:
    """The rich text in a compressed stream, as far as it goes; b"" when it is none.

    A checksum that does not fit is no reason to show a person nothing.
    """
    size, whole = (int.from_bytes(data[at : at + 4], "little") for at in (0, 4))
    packed = data[_HEAD : size + 4]
    if data[8:12] == b"MELA":
        return packed[:whole]
    return _unpacked(packed)[: min(whole, MAX_BYTES)] if data[8:12] == b"LZFu" else b""


def _unpacked(packed: bytes) -> bytes:
    """Literals and references into the last 4,096 bytes, eight after each byte of flags."""
    out = bytearray(_BEGINNING)
    position = 0
    while position < len(packed) and len(out) < MAX_BYTES:
        flags, position = packed[position], position + 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += packed[position : position + 1]
                position += 1
                continue
            token = int.from_bytes(packed[position : position + 2], "big")
            position += 2
            back = (len(out) - (token >> 4)) % _WINDOW
            if back == 0 or position > len(packed):
                return bytes(out[len(_BEGINNING) :])
            for _ in range((token & 15) + _SHORTEST):
                out.append(out[-back] if back <= len(out) else 32)
    return bytes(out[len(_BEGINNING) :])


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds until the brace closes; `after` is how many bytes follow each \\u in its place."""

    shown: bool = True
    codec: str = ""
    after: int = 1
    in_fonts: bool = False


@dataclass(slots=True)
class _Reader:
    group: _Group = _Group()
    outer: list[_Group] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    codec: str = "cp1252"
    font: int = 0
    skip: int = 0
    run: bytearray = field(default_factory=bytearray)
    out: list[str] = field(default_factory=list)

    def flush(self) -> None:
        if self.run:
            raw = bytes(self.run)
            self.out.append(" " if raw == _BLANK else decode(raw, self.group.codec or self.codec))
            self.run.clear()

    def bytes_of_text(self, raw: bytes) -> None:
        dropped, self.skip = min(self.skip, len(raw)), max(self.skip - len(raw), 0)
        if self.group.shown:
            self.run += raw[dropped:]

    def brace(self, sign: bytes) -> None:
        if sign == b"{":
            self.outer.append(self.group)
        elif self.outer:
            self.group = self.outer.pop()

    def word(self, name: bytes, number: int | None) -> None:
        if name in _NOT_SHOWN:
            self.group = replace(self.group, shown=False, in_fonts=name == b"fonttbl")
        elif name == b"f" and number is not None:
            self.font = number
            self.group = replace(self.group, codec=self.fonts.get(number, ""))
        elif name == b"fcharset" and self.group.in_fonts and number in _OF_CHARSET:
            self.fonts[self.font] = _OF_CHARSET[number]
        elif name == b"ansicpg":
            self.codec = f"cp{number}"
        elif name == b"uc":
            self.group = replace(self.group, after=min(max(number or 0, 0), 8))
        elif name == b"u" and number is not None:
            self.skip = self.group.after
            self.sign(chr(number & 0xFFFF))
        elif name in _SIGNS:
            self.sign(_SIGNS[name])

    def sign(self, shown: str) -> None:
        if self.group.shown:
            self.out.append(shown)


def text_of_rich(data: bytes) -> str:
    """The words of rich text, one line for each paragraph; never raises."""
    reader, position = _Reader(), 0
    while (token := _TOKEN.match(data, position)) and len(reader.outer) < MAX_GROUPS_DEEP:
        position = token.end()
        name, number, code, sign, brace, text = token.groups()
        if text is not None:
            reader.bytes_of_text(text.translate(None, b"\r\n"))
            continue
        if code is not None:
            reader.bytes_of_text(bytes.fromhex(code.decode()))
            continue
        reader.flush()
        reader.skip = 0
        if brace:
            reader.brace(brace)
        elif name == b"bin":
            position += max(int(number or 0), 0)
        elif sign == b"*":
            reader.group = replace(reader.group, shown=False)
        else:
            reader.word(name or sign, int(number) if number else None)
    reader.flush()
    pairs = "".join(reader.out).encode("utf-16-le", "surrogatepass")
    return pairs.decode("utf-16-le", "replace")
