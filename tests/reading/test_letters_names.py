"""Names of attachments: RFC 2231, encoded words, and what clients write instead of either."""

import pytest
from composed_mail import PDF, gb, mixed, only_file, part, word
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.reading.message.names import MAX_NAME, safe_name

NAME = "申请表 张喆.docx"
RAW = gb(NAME)


def name_of(disposition=b"attachment", content_type=b"application/pdf"):
    fields = (b"Content-Type: " + content_type, b"Content-Disposition: " + disposition)
    return only_file(mixed(part(PDF, *fields))).name


def percent(data):
    return b"".join(b"%%%02X" % byte for byte in data)


@pytest.mark.parametrize(
    "written",
    [
        b'attachment; filename="' + RAW + b'"',
        b"attachment; filename=" + RAW,
        b'attachment; filename="' + NAME.encode() + b'"',
        b'attachment; filename="' + word(RAW) + b'"',
        b"attachment; filename=" + word(NAME.encode(), b"utf-8"),
        b'attachment; filename="' + word(RAW[:7]) + b"\r\n " + word(RAW[7:]) + b'"',
        b"attachment; filename*=utf-8''" + percent(NAME.encode()),
        b"attachment; filename*=GB2312'zh'" + percent(RAW),
        b"attachment; filename*=" + percent(RAW),
        b"attachment; filename*=\"UTF-8''" + percent(NAME.encode()) + b'"',
        b"attachment; filename=\"___.docx\"; filename*=gb2312''" + percent(RAW),
        b"attachment; filename*=gb2312''" + percent(RAW) + b'; filename="___.docx"',
        b'attachment; filename="' + percent(NAME.encode()) + b'"',
        b"attachment; filename=" + percent(RAW),
        b'ATTACHMENT; FileName = "' + RAW + b'" ; size=3',
        b'attachment; filename="/home/u/' + RAW + b'"',
        b'attachment; filename="C:\\docs\\' + NAME.encode() + b'"',
        b'attachment; filename="' + NAME.encode(),
    ],
)
def test_a_file_name_is_read(written):
    assert name_of(written) == NAME


@pytest.mark.parametrize("cut", range(1, len(RAW)))
def test_continuations_cut_anywhere_are_joined_as_bytes(cut):
    first, second = percent(RAW[:cut]), percent(RAW[cut:])
    written = b"attachment; filename*1*=" + second + b"; filename*0*=gb2312''" + first
    assert name_of(written) == NAME


def test_plain_and_encoded_continuations_mix():
    written = (
        b"attachment; filename*0*=utf-8''"
        + percent("申请".encode())
        + b';\r\n filename*1=" 1.docx"'
    )
    assert name_of(written) == "申请 1.docx"


def test_continuations_of_encoded_words_are_read():
    whole = word(RAW)
    written = b'attachment; filename*0="' + whole[:9] + b'"; filename*1="' + whole[9:] + b'"'
    assert name_of(written) == NAME


def test_an_undecodable_starred_name_gives_way_to_the_plain_one():
    assert name_of(b"attachment; filename*=utf-8''%FF%; filename=plain.docx") == "plain.docx"


def test_the_name_of_the_content_type_counts_when_the_disposition_has_none():
    assert name_of(b"attachment", b'application/pdf; name="' + word(RAW) + b'"') == NAME


def test_the_file_name_counts_before_the_name():
    assert name_of(b"attachment; filename=a.pdf", b"application/pdf; name=b.pdf") == "a.pdf"


def test_spaces_without_quotes_belong_to_the_name():
    assert name_of(b"attachment; filename=my file 1.docx") == "my file 1.docx"


def test_a_percent_sign_that_means_itself_is_left():
    assert name_of(b'attachment; filename="100%25 done.docx"') == "100%25 done.docx"


@pytest.mark.parametrize(
    "written", [b"attachment", b'attachment; filename=""', b'attachment; filename=".."']
)
def test_a_nameless_file_gets_a_name_by_its_type(written):
    assert name_of(written) == "附件1.pdf"


def test_direction_marks_that_disguise_the_ending_are_taken_out():
    name = "申请\u202excod.exe"
    assert name_of(b'attachment; filename="' + name.encode() + b'"') == "申请xcod.exe"


@given(st.text(max_size=400))
@example("../../etc/passwd")
@example("a\ud800b\x00\r\n.docx")
@example("长" * 300 + ".docx")
def test_a_safe_name_has_no_slash_control_or_surrogate_and_is_safe_already(written):
    name = safe_name(written)
    assert len(name) <= MAX_NAME
    assert name not in (".", "..")
    assert not set(name) & set("/\\\r\n\0")
    assert not any(
        ord(sign) < 32 or 127 <= ord(sign) < 160 or 0xD800 <= ord(sign) < 0xE000 for sign in name
    )
    assert safe_name(name) == name


def test_a_long_name_keeps_its_ending():
    assert safe_name("长" * 300 + ".docx").endswith("长.docx")


@pytest.mark.parametrize("width", [1, 2, 5, 7, 40])
def test_a_coded_name_cut_anywhere_even_inside_a_code_is_joined_first(width):
    coded = percent(NAME.encode())
    pieces = [coded[at : at + width] for at in range(0, len(coded), width)]
    pieces[0] = b"UTF-8''" + pieces[0]
    fields = b"".join(b"; filename*%d*=%s" % numbered for numbered in enumerate(pieces))
    assert name_of(b"attachment" + fields) == NAME
