"""Bytes to text for mail from China: what is declared is a hint, never a promise.

The order is UTF-8 (strict), what is declared, GB18030. No detector: on short Chinese
strings detectors guess worse than this order does.
"""

import codecs
import re

GB18030 = "gb18030"

MOSTLY = 0.8
"""The share of everyday characters from which text is no French."""

_GB_FAMILY = frozenset(
    [
        "gb2312",
        "gb231280",
        "gbk",
        "xgbk",
        "cp936",
        "936",
        "ms936",
        "windows936",
        "xwindows936",
        "gb18030",
        "gb180302000",
        "gb180302022",
        "euccn",
        "xeuccn",
        "eucgb2312cn",
        "csgb2312",
        "csiso58gb231280",
        "chinese",
        "gb",
    ]
)
_LATIN = frozenset({"iso8859-1", "cp1252", "iso8859-15", "ascii"})
_NOT_OF_MAIL = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)
_NO_BYTE_OVER_127 = ("utf-16", "utf-32", "utf-7", "iso2022", "hz")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:()+-]{0,39}")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def codec_of(declared: str) -> str:
    """Python's codec for a declared charset, "" when there is none fit for mail.

    Every name of the GB family means GB18030, its superset: mail labelled gb2312
    carries 喆 and 镕, which only GBK has.
    """
    name = declared.strip().strip("\"'").partition("*")[0]
    if not _NAME.fullmatch(name):
        return ""
    if re.sub(r"[^a-z0-9]", "", name.lower()) in _GB_FAMILY:
        return GB18030
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if codec in _NOT_OF_MAIL else codec


def decode(data: bytes, declared: str = "") -> str:
    """The text of bytes, whatever they are; what cannot be read becomes U+FFFD."""
    codec = codec_of(declared)
    for candidate in _candidates(data, codec):
        if candidate == GB18030 and codec == "utf-8" and _is_nearly_utf8(data):
            break
        text = _strictly(data, candidate)
        if text is not None:
            return without_surrogates(text)
    rest = codec if codec == "big5" else "utf-8" if _is_nearly_utf8(data) else GB18030
    return without_surrogates(data.decode(rest, "replace"))


def _candidates(data: bytes, codec: str) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16", GB18030)
    if codec.startswith(_NO_BYTE_OVER_127):
        return (codec, "utf-8-sig", GB18030)
    if codec == GB18030 and _is_utf8_by_chance(data):
        return (GB18030, "utf-8-sig")
    if codec in _LATIN:
        # Latin-1 reads every byte; pairs that are nearly all GB2312 were never French.
        return ("utf-8-sig", GB18030 if _is_plainly_gb(data) else codec, GB18030)
    return ("utf-8-sig", codec, GB18030)


def _is_utf8_by_chance(data: bytes) -> bool:
    """Whether bytes labelled GB read as UTF-8 too, but plainly were not meant to.

    The GBK bytes of 一 and 小 are valid UTF-8 of letters that are not Chinese; those of 璜丗 are
    one rare character and an F. Whichever reading has more everyday characters was meant.
    """
    if data.isascii():
        return False
    if max(data) < 0xE0:
        return True
    text, gb = _strictly(data, "utf-8-sig"), _strictly(data, GB18030)
    if text is None or gb is None:
        return False
    foreign = [char for char in text if not char.isascii()]
    return len(foreign) == 1 or _everyday(gb) > _everyday(text)


_WHOLE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether all but a few stray bytes, as of a cut or an appended line, are UTF-8."""
    others = _WHOLE.sub(b"", data)
    stray = sum(byte > 0x7F for byte in others)
    characters = (len(data) - len(others)) // 3
    return characters > 8 * stray


def _is_plainly_gb(data: bytes) -> bool:
    """Whether eight in ten characters are GB2312; 喆 and 镕 in a name are only in GBK."""
    text = None if data.isascii() else _strictly(data, GB18030)
    return text is not None and _everyday(text) >= MOSTLY


def _everyday(text: str) -> float:
    """The share of GB2312 among the characters that are not ASCII."""
    characters = [char for char in text if not char.isascii()]
    known = sum(_is_gb2312(char) for char in characters)
    return known / max(len(characters), 1)


def _is_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _strictly(data: bytes, codec: str) -> str | None:
    if not codec:
        return None
    try:
        return data.decode(codec)
    except (ValueError, LookupError):
        return None


def without_surrogates(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Text fit for a header value: no line break, control character or lone surrogate."""
    return _UNPRINTABLE.sub(" ", without_surrogates(text)).strip()


def without_directions(text: str) -> str:
    """Without marks that turn the direction of writing: they disguise a file's ending."""
    return _DIRECTIONS.sub("", text)
