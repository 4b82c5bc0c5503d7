"""Reading FETCH answers that carry whole mails.

The client library takes such an answer apart byte by byte, which costs more than fetching it
(measured: docs/figures.md). Of an answer to BODY.PEEK[] only the UID and the literal matter.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

Piece = bytes | tuple[bytes, bytes] | None
"""As `imaplib` keeps an answer: (line up to a literal, literal), and the line that ends it."""

_UID = re.compile(rb"[( ]UID (\d+)", re.IGNORECASE)
_QUOTED = re.compile(rb'BODY\[\](?:<\d+>)? "((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_BODY = re.compile(rb"BODY\[\](?:<\d+>)? \{\d+\}$", re.IGNORECASE)


def bodies_in(pieces: Iterable[Piece]) -> Mapping[int, bytes]:
    """Mails, or parts of mails, by UID; what is NIL, empty or unintelligible is absent."""
    found: dict[int, bytes] = {}
    for lines, body in _answers(pieces):
        uid = _UID.search(lines)
        if body is None and (quoted := _QUOTED.search(lines)):
            body = re.sub(rb"\\(.)", rb"\1", quoted[1])
        if uid is not None and body:
            found[int(uid[1])] = body
    return found


def _answers(pieces: Iterable[Piece]) -> Iterator[tuple[bytes, bytes | None]]:
    """Each answer's lines without their literals, and the literal that is the mail."""
    lines, body = b"", None
    for piece in pieces:
        if isinstance(piece, tuple):
            lines += piece[0]
            if _BODY.search(piece[0]):
                body = piece[1]
        elif piece is not None:
            yield lines + piece, body
            lines, body = b"", None
