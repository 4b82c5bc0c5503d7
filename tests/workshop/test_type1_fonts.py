"""The cipher of Type 1 fonts, against the words of its book and against itself."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workshop.type1_fonts import deciphered, enciphered, settled_font


def by_the_book(text: bytes) -> bytes:
    """Deciphering as Adobe Type 1 Font Format, 7.3, writes it down."""
    key, plain = 55665, bytearray()
    for byte in text:
        plain.append(byte ^ (key >> 8))
        key = ((byte + key) * 52845 + 22719) % 65536
    return bytes(plain)


@given(st.binary(max_size=400))
def test_deciphering_at_once_is_deciphering_byte_by_byte(text: bytes) -> None:
    assert deciphered(text) == by_the_book(text)
    assert deciphered(enciphered(text)) == text


@given(st.integers(0, 9_999_999), st.binary(max_size=60))
def test_two_fonts_that_differ_in_their_number_become_the_same(number: int, rest: bytes) -> None:
    def font(id_: int) -> bytes:
        clear = b"%%!PS /UniqueID %07d def " % id_
        private = b"dup /Private /UniqueID %07d def " % id_ + rest
        return settled_font(clear + enciphered(private) + b"0000", len(clear), len(private))

    one = font(number)
    assert one == font(4_100_000)
    assert re.search(rb"/UniqueID 4100000 def ", one)
    assert one.endswith(b"0000")
