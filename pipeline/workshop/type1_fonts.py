"""The one thing in a font that LibreOffice counts up: /UniqueID, in the clear and the ciphered part.

Adobe Type 1 Font Format (1990), chapter 7: the private part is ciphered byte by byte, each from
the one before, so that a number cannot be changed in place.
"""

import re

_START, _FACTOR, _ADDEND = 55665, 52845, 22719
_LOW = 0xFFFF
_UNIQUE_ID = re.compile(rb"(/UniqueID )\d{7}( )")
_NUMBERED = rb"\g<1>4100000\g<2>"


def settled_font(program: bytes, clear: int, ciphered: int) -> bytes:
    """A font program with a fixed /UniqueID; `clear` and `ciphered` are the lengths of its parts."""
    middle = clear + ciphered
    private = _deciphered(program[clear:middle])
    return (
        _UNIQUE_ID.sub(_NUMBERED, program[:clear])
        + _ciphered(_UNIQUE_ID.sub(_NUMBERED, private))
        + program[middle:]
    )


def _deciphered(text: bytes) -> bytes:
    key, plain = _START, bytearray(len(text))
    for place, byte in enumerate(text):
        plain[place] = byte ^ (key >> 8)
        key = ((byte + key) * _FACTOR + _ADDEND) & _LOW
    return bytes(plain)


def _ciphered(text: bytes) -> bytes:
    key, out = _START, bytearray(len(text))
    for place, byte in enumerate(text):
        out[place] = byte = byte ^ (key >> 8)
        key = ((byte + key) * _FACTOR + _ADDEND) & _LOW
    return bytes(out)
