"""Parameters of Content-Type and Content-Disposition, as clients really write them.

RFC 2231 with its continuations, and beside it the habits: encoded words in quotes, raw
GBK, %-encoding without the star, names with spaces and no quotes.
"""

import re
from urllib.parse import unquote_to_bytes

from pipeline.reading.charsets import codec_of, decode
from pipeline.reading.message.headers import text_of

Parameters = dict[str, str]

MAX_PARAMETERS = 100
_SECTION = re.compile(r"(?P<name>[^*]+)\*(?P<number>\d{1,3})(?P<star>\*?)")
_PERCENT_HIGH = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")


def parameters_of(value: str) -> tuple[str, Parameters]:
    """The leading token in lower case (a media type, a disposition) and all parameters.

    Names are in lower case. Of `filename*` and `filename` the starred one wins unless it
    cannot be decoded; the older form beside it is an ASCII stopgap.
    """
    token, *rest = _split(value)
    plain: Parameters = {}
    starred: Parameters = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for piece in rest[:MAX_PARAMETERS]:
        name, _, given = piece.partition("=")
        name, given = name.strip().lower(), _unquoted(given)
        section = _SECTION.fullmatch(name)
        if section:
            parts = sections.setdefault(section["name"], {})
            parts.setdefault(int(section["number"]), (given, bool(section["star"])))
        elif name.endswith("*"):
            starred.setdefault(name[:-1], _extended(given))
        elif name:
            plain.setdefault(name, _plain(given))
    for name, parts in sections.items():
        starred.setdefault(name, _continued(parts))
    readable = {name: text for name, text in starred.items() if "\ufffd" not in text and text}
    return token.strip().strip('"').lower(), starred | plain | readable


def _split(value: str) -> list[str]:
    """Pieces between semicolons that are not inside double quotes."""
    pieces: list[str] = []
    start, quoted, escaped = 0, False, False
    for index, sign in enumerate(value):
        if escaped:
            escaped = False
        elif sign == "\\" and quoted:
            escaped = True
        elif sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted:
            pieces.append(value[start:index])
            start = index + 1
    pieces.append(value[start:])
    return pieces


def _unquoted(given: str) -> str:
    """Without quotes; only \\" and \\\\ are escapes, for old clients quote C:\\paths bare."""
    given = given.strip()
    if not given.startswith('"'):
        return given
    inner = given[1:-1] if len(given) > 1 and given.endswith('"') else given[1:]
    return re.sub(r'\\(["\\])', r"\1", inner)


def _extended(given: str) -> str:
    charset, language, encoded = _parts_of_extended(given)
    del language
    return decode(unquote_to_bytes(encoded), charset)


def _parts_of_extended(given: str) -> tuple[str, str, str]:
    pieces = given.split("'", 2)
    if len(pieces) == 3:
        return pieces[0], pieces[1], pieces[2].strip('"')
    return "", "", given


def _continued(parts: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231 continuations, joined as bytes: the cut may go through a character."""
    if not any(star for _, star in parts.values()):
        return _plain("".join(parts[number][0] for number in sorted(parts)))
    charset, joined, coded = "", b"", ""
    for place, number in enumerate(sorted(parts)):
        given, star = parts[number]
        if star and place == 0:
            charset, _, given = _parts_of_extended(given)
        if star:
            coded += given  # decoded together: a careless cut goes through a %XX too
            continue
        joined += unquote_to_bytes(coded) + given.encode(codec_of(charset) or "utf-8", "replace")
        coded = ""
    return decode(joined + unquote_to_bytes(coded), charset)


def _plain(given: str) -> str:
    text = text_of(given)
    if not _PERCENT_HIGH.search(text):
        return text
    decoded = decode(unquote_to_bytes(text))
    return text if "\ufffd" in decoded else text_of(decoded)
