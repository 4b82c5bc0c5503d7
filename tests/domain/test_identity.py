"""The identity of a mail does not depend on how its lines end; nothing else is forgiven."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.identity import identity_of, sha256_of

LINES = st.lists(st.binary(max_size=20).map(lambda line: line.translate(None, b"\r\n")), max_size=8)
# One line end for the whole mail: after a CR an empty line ended by LF would be one CRLF.
ENDS = st.sampled_from([b"\r\n", b"\n", b"\r"])


@given(LINES, ENDS, ENDS)
def test_the_same_lines_are_the_same_mail_however_they_end(lines, end, other):
    assert identity_of(end.join(lines)) == identity_of(other.join(lines))


@given(LINES)
def test_the_identity_is_the_sha256_of_the_mail_with_crlf(lines):
    assert identity_of(b"\n".join(lines)) == hashlib.sha256(b"\r\n".join(lines)).hexdigest()


@pytest.mark.parametrize(
    ("mixed", "canonical"),
    [
        (b"a\r\rb\n\n", b"a\r\n\r\nb\r\n\r\n"),
        (b"\r\r\n", b"\r\n\r\n"),
        (b"\n\r", b"\r\n\r\n"),
        (b"", b""),
    ],
)
def test_each_line_end_of_a_mixed_mail_counts_once(mixed, canonical):
    assert identity_of(mixed) == sha256_of(canonical)


def test_another_byte_or_another_line_is_another_mail():
    assert len({identity_of(data) for data in (b"a\n", b"a", b"a\n\n", b"a \n", b"A\n")}) == 5
