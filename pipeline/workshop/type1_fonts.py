"""The one thing in a font that LibreOffice counts up: /UniqueID, in the clear and the ciphered part.

Adobe Type 1 Font Format (1990), chapter 7: the private part is ciphered byte by byte, each from
the one before, so that a number cannot be changed in place.
"""

import re
from functools import lru_cache

import numpy as np

_START, _FACTOR, _ADDEND = 55665, 52845, 22719
_LOW = 0xFFFF
_UNIQUE_ID = re.compile(rb"(/UniqueID )\d{7}( )")
_NUMBERED = rb"\g<1>4100000\g<2>"
KEPT_FONTS = 64
"""The fonts of titles and footers hold the same letters in document after document."""


def settled_font(program: bytes, clear: int, ciphered: int) -> bytes:
    """A font program with a fixed /UniqueID; `clear` and `ciphered` are the lengths of its parts."""
    middle = clear + ciphered
    private = deciphered(program[clear:middle])
    return (
        _UNIQUE_ID.sub(_NUMBERED, program[:clear])
        + enciphered(_UNIQUE_ID.sub(_NUMBERED, private))
        + program[middle:]
    )


def deciphered(text: bytes) -> bytes:
    """All bytes at once: the key is a linear recurrence of what is read, modulo 2 to the 16th.

    key[n] = factor^n (start + sum of (text[i] factor + addend) factor^-(i+1)); the factor is odd
    and so has an inverse.
    """
    if not text:
        return b""
    read = np.frombuffer(text, dtype=np.uint8).astype(np.uint16)
    steps = (read * np.uint16(_FACTOR) + np.uint16(_ADDEND)) * _powers(_INVERSE, len(read), 1)
    sums = np.cumsum(steps, dtype=np.uint16) + np.uint16(_START)
    keys = np.concatenate((np.array([_START], np.uint16), sums[:-1]))
    keys *= _powers(_FACTOR, len(read), 0)
    return ((keys >> 8) ^ read).astype(np.uint8).tobytes()


_INVERSE = pow(_FACTOR, -1, _LOW + 1)


def _powers(
    number: int, count: int, first: int
) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint16]]":
    factors = np.full(count, number, np.uint16)
    factors[0] = number**first
    return np.multiply.accumulate(factors, dtype=np.uint16)


@lru_cache(maxsize=KEPT_FONTS)
def enciphered(text: bytes) -> bytes:
    """Byte by byte: here each key needs the byte before it, ciphered."""
    key, out = _START, bytearray(len(text))
    for place, byte in enumerate(text):
        out[place] = byte = byte ^ (key >> 8)
        key = ((byte + key) * _FACTOR + _ADDEND) & _LOW
    return bytes(out)
