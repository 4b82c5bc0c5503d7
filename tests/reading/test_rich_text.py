"""The text of mails saved from Outlook that have it as compressed rich text only."""

from hypothesis import given, settings
from hypothesis import strategies as st
from office.offices import mail
from reading.outlook_files import WRAPPED, as_stored, msg, packed, wide

from pipeline.reading.files.rich_text import MAX_BYTES, expanded, text_of_rich
from pipeline.reading.mail.letter import read_letter

OF_THE_SPECIFICATION = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c09"
    "0020627705b06c647d0a800fa0"
)
"""[MS-OXRTFCP] 3.1.1: a stream of words, references among them and its end."""


def test_the_stream_of_the_specification_is_expanded() -> None:
    assert expanded(OF_THE_SPECIFICATION) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_words_are_read_whatever_way_each_character_is_written() -> None:
    assert text_of_rich(WRAPPED) == "老师好 張喆東\n喆😀张\n{ }"


def test_half_a_character_may_stand_as_a_letter() -> None:
    assert text_of_rich(rb"{\rtf1\ansicpg936 \'96|\'ca\'a6}") == "東师"


def test_a_mail_that_has_nothing_else_shows_its_rich_text() -> None:
    for kept in (as_stored(WRAPPED), packed(WRAPPED)):
        saved = msg({"__substg1.0_0037001F": wide("转来"), "__substg1.0_10090102": kept})
        letter = read_letter(mail("申请", "见附件", {"邮件.msg": saved}))
        assert "---- 转发的邮件：转来 ----\n\n老师好 張喆東\n喆😀张" in letter.text


def test_plain_text_counts_before_rich_text() -> None:
    saved = msg({"__substg1.0_1000001F": wide("明文"), "__substg1.0_10090102": packed(WRAPPED)})
    text = read_letter(mail("申请", "见附件", {"邮件.msg": saved})).text
    assert "明文" in text
    assert "老师好" not in text


@given(st.binary(max_size=600))
@settings(max_examples=150, deadline=None)
def test_what_is_stored_without_references_comes_back(rich: bytes) -> None:
    assert expanded(packed(rich)) == rich
    assert expanded(as_stored(rich)) == rich


@given(st.integers(0, len(WRAPPED) - 1), st.binary(min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_spoilt_rich_text_is_read_as_far_as_it_goes(at: int, noise: bytes) -> None:
    text_of_rich(WRAPPED[:at] + noise + WRAPPED[at + len(noise) :]).encode()
    text_of_rich(WRAPPED[:at]).encode()
    spoilt = OF_THE_SPECIFICATION[:16] + noise + OF_THE_SPECIFICATION[16 + at % 30 :]
    expanded(spoilt)


def test_a_stream_that_claims_to_be_huge_is_bounded() -> None:
    flood = b"\xff" + b"\x0c\xff" * 8  # eight references of seventeen bytes each
    data = b"\xff" * 8 + b"LZFu" + b"\0" * 4 + flood * 80_000
    assert len(expanded(data)) <= MAX_BYTES
