"""The text of mails that Outlook wrapped whole into a winmail.dat."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.composed_mail import tnef
from reading.outlook_files import WRAPPED, as_stored, packed
from reading.word_files import form

from pipeline.domain.letters import FileType
from pipeline.reading.mail import tnef as winmail
from pipeline.reading.mail.letter import read_letter

SAYS = "老师好 張喆東\n喆😀张"


def mailed(data: bytes, text: str = "") -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "zhang@bit.edu.cn", "申请"
    if text:
        letter.set_content(text)
    letter.add_attachment(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return letter.as_bytes()


@pytest.mark.parametrize("kept", [as_stored(WRAPPED), packed(WRAPPED)])
def test_a_mail_whose_only_text_is_compressed_rich_text_is_read(kept: bytes) -> None:
    letter = read_letter(mailed(tnef((b"a.docx", "", form()), p1009=kept)))
    assert letter.text.startswith(SAYS)
    assert [(one.path, one.type) for one in letter.files] == [
        (("winmail.dat", "a.docx"), FileType.DOCX)
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (tnef(body="明文。".encode("gb18030") + b"\0", p1009=packed(WRAPPED)), "明文。"),
        (tnef(p1000="明文。".encode() + b"\0", p1009=packed(WRAPPED)), "明文。"),
        (tnef(p1013="<p>网页。</p>".encode(), p1009=packed(WRAPPED)), "网页。"),
        (tnef((b"a.txt", "", b"x")), ""),
    ],
)
def test_what_is_plain_counts_before_the_page_and_the_page_before_rich_text(data, says) -> None:
    assert read_letter(mailed(data)).text == says


def test_a_mail_with_a_text_of_its_own_does_not_say_it_twice() -> None:
    assert read_letter(mailed(tnef(p1009=packed(WRAPPED)), "见附件。")).text == "见附件。"


def test_a_mail_forwarded_with_its_winmail_is_read_as_well() -> None:
    outer = EmailMessage()
    outer.set_content("转上。")
    outer.add_attachment(
        mailed(tnef(p1009=packed(WRAPPED))), maintype="application", subtype="octet-stream"
    )
    assert f"---- 转发的邮件：申请 ----\n\n{SAYS}" in read_letter(outer.as_bytes()).text


def test_it_is_left_to_whoever_may_open_strangers_files() -> None:
    assert read_letter(mailed(tnef(p1009=packed(WRAPPED))), opens_archives=False).text == ""


@given(st.integers(0, 700), st.binary(min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_a_spoilt_one_is_read_as_far_as_it_goes(at: int, noise: bytes) -> None:
    whole = tnef((b"a.docx", "", b"x"), p1009=packed(WRAPPED))
    at %= len(whole)
    winmail.text_of(whole[:at] + noise + whole[at + len(noise) :]).encode()
    winmail.text_of(whole[:at]).encode()


def test_of_a_stream_that_is_cut_what_is_whole_is_read_and_the_damage_told() -> None:
    whole = tnef((b"a.docx", "", form()), (b"b.docx", "", form()))
    letter = read_letter(mailed(whole[:-2000], "见附件。"))
    assert [(one.name, one.type, bool(one.problem)) for one in letter.files] == [
        ("a.docx", FileType.DOCX, False),
        ("winmail.dat", FileType.OTHER, True),
    ]


def test_a_line_end_behind_the_stream_is_no_damage() -> None:
    (file,) = read_letter(mailed(tnef((b"a.docx", "", form())) + b"\r\n", "见附件。")).files
    assert (file.name, file.problem) == ("a.docx", None)
