"""Addresses of mail: names decoded, the address as written; any bytes give some answer.

Written anew because the standard library's parser raises on broken addresses and
recurses on nested comments.
"""

import re

from pipeline.domain.letters import Address
from pipeline.reading.charsets import one_line, without_directions
from pipeline.reading.message.headers import text_of

MAX_ADDRESSES = 20_000
MAX_NAME = 200

_ANGLE = re.compile(r"<([^<>]*)>?[^<>]*$")
# O'Brien is a name: a single quote ends an address, and does not begin a new one.
_BARE = re.compile(r"[^\s\"<>()\[\],;:]+@(?:[^\s\"'<>()\[\],;:]+|\[[^\s\"'<>()\[\],;]+\])")
_QUOTED = re.compile(r'("(?:[^"\\]|\\.){1,64}")@([^\s"\'<>()\[\],;:]+)')
_WORD = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+", re.ASCII)
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
"""White space and what comes along with a copied address: no address has them."""

_ENCODED = re.compile(r"=\?[^?\s]+\?[bBqQ]\?")
_GROUP = re.compile(r"^\s*[^\"<>@:]*:(?=[^:])")
_COMMENT = re.compile(r"\(([^()]*)\)")


def addresses_of(value: str, limit: int = MAX_ADDRESSES) -> tuple[Address, ...]:
    """The addresses of a To, Cc or Reply-To value, at most `limit`."""
    found: list[Address] = []
    for piece in _pieces(value):
        if len(found) == limit:
            break
        address = address_of(piece)
        if address.name or address.address:
            found.append(address)
    return tuple(found)


def address_of(piece: str) -> Address:
    """One mailbox; either half may be ""."""
    piece = _GROUP.sub("", piece.strip())
    if piece.endswith(":"):
        return Address("", "")
    if "@" not in piece and _ENCODED.search(piece):
        piece = text_of(piece)
    angle = _ANGLE.search(piece)
    if (quoted := _QUOTED.search(piece)) and (not angle or quoted.start() > angle.start()):
        return _of_quoted(quoted, piece[: quoted.start()].rstrip("< "))
    if angle:
        inside = angle.group(1)
        bare = _BARE.search(inside)
        return Address(_name(piece[: angle.start()]), _address(bare.group() if bare else inside))
    bare = _BARE.search(_without_quoted(piece)) or _BARE.search(piece)
    if bare is None and _COMMENT.search(piece):  # a(comment)@b.cn
        piece = _COMMENT.sub("", piece)
        bare = _BARE.search(piece)
    if bare:
        rest = piece.replace(bare.group(), " ", 1)
        comment = _COMMENT.search(rest)
        return Address(_name(comment.group(1) if comment else rest), _address(bare.group()))
    if piece and piece.isascii() and re.fullmatch(r"[\w.+-]+", piece):
        return Address("", _address(piece))
    return Address(_name(piece), "")


def _pieces(value: str) -> list[str]:
    """Pieces between commas or semicolons outside quotes, angle brackets and comments."""
    pieces: list[str] = []
    start, quoted, escaped, angle, depth = 0, False, False, False, 0
    for index, sign in enumerate(value):
        if escaped:
            escaped = False
        elif sign == "\\" and (quoted or depth):
            escaped = True
        elif sign == '"' and not depth:
            quoted = not quoted
        elif quoted:
            continue
        elif sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif sign in "<>" and not depth:
            angle = sign == "<"
        elif sign in ",;" and not (angle or depth):
            pieces.append(value[start:index])
            start = index + 1
    pieces.append(value[start:])
    return pieces


def _without_quoted(piece: str) -> str:
    return re.sub(r'"[^"]*"', " ", piece)


def _name(written: str) -> str:
    name = text_of(written).strip()
    name = re.sub(r"\\(.)", r"\1", name)
    for _ in range(2):
        if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
            name = name[1:-1].strip()
    return without_directions(name).strip("\"' ,;()")[:MAX_NAME]


def _of_quoted(found: re.Match[str], before: str) -> Address:
    """A local part in quotes may hold blanks; where it need not stand in them it does not."""
    local, domain = found.groups()
    plain = re.sub(r"\\(.)", r"\1", local[1:-1])
    written = plain if _WORD.fullmatch(plain) else one_line(local)
    return Address(_name(before), f"{written}@{_address(domain)}")


def _address(written: str) -> str:
    return _UNSEEN.sub("", one_line(text_of(written))).strip("<>\"'.,;（）《》，；")
