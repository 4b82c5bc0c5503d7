"""The kinds of malformed mail that Chinese clients and gateways send, each as a fact."""

import datetime as dt

import pytest
from composed_mail import (
    PDF,
    attached,
    b64,
    gb,
    letter_of,
    mail,
    mixed,
    only_file,
    part,
    subject_of,
    word,
)

from pipeline.domain.letters import Address, FileType
from pipeline.reading.mail.letter import read_letter

TEXT = "关于张喆同志的申请"
RAW = gb(TEXT)


def test_a_raw_gbk_subject_is_read():
    assert subject_of(RAW) == TEXT


def test_a_raw_utf8_subject_is_read():
    assert subject_of(TEXT.encode()) == TEXT


def test_a_raw_gbk_name_is_read_beside_its_address():
    letter = read_letter(b'From: "' + gb("朱镕") + b'" <z@bit.edu.cn>\r\n\r\n')
    assert letter.sender == Address("朱镕", "z@bit.edu.cn")


@pytest.mark.parametrize("cut", range(1, len(RAW)))
def test_encoded_words_cut_anywhere_even_inside_a_character_are_joined(cut):
    assert subject_of(word(RAW[:cut]) + b"\r\n " + word(RAW[cut:])) == TEXT


def test_base64_cut_between_words_but_not_at_its_own_groups_is_joined():
    whole = word(RAW)[len(b"=?gb2312?B?") : -2]
    halves = [b"=?gb2312?B?" + piece + b"?=" for piece in (whole[:7], whole[7:])]
    assert subject_of(b" ".join(halves)) == TEXT


def test_encoded_words_without_space_between_them_are_read():
    assert subject_of(word(RAW[:5]) + word(RAW[5:])) == TEXT


def test_space_is_kept_beside_plain_text_and_dropped_between_encoded_words():
    value = b"Re: " + word(gb("材料")) + b" " + word("补充".encode(), b"utf-8") + b" v2"
    assert subject_of(value) == "Re: 材料补充 v2"


@pytest.mark.parametrize(
    "label", [b"gb2312", b"GBK", b"x-gbk", b"cp936", b"GB_2312-80", b"gb18030"]
)
def test_every_label_of_the_gb_family_reads_the_characters_beyond_gb2312(label):
    assert subject_of(word(gb("张喆、朱镕基、𠮷"), label)) == "张喆、朱镕基、𠮷"


@pytest.mark.parametrize("label", [b"x-unknown", b"foo", b"unicode-escape", b"idna", b"base64"])
def test_an_unknown_charset_falls_back_to_utf8_and_gb18030(label):
    assert subject_of(word(RAW, label)) == TEXT
    assert subject_of(word(TEXT.encode(), label)) == TEXT


def test_quoted_printable_words_with_spaces_and_question_marks_are_read():
    assert subject_of(b"=?utf-8?Q?=E7=94=B3 _what?!?=") == "申  what?!"


def test_a_language_suffix_of_a_charset_is_no_part_of_it():
    assert subject_of(word(RAW, b"gb2312*zh")) == TEXT


def test_an_encoded_word_that_hides_line_breaks_stays_one_line():
    letter = letter_of(b"Subject: " + word("好\r\nBcc: x@y\x00\x1b\u2028".encode(), b"utf-8"))
    assert letter.subject == "好 Bcc: x@y"


def test_a_body_labelled_gb2312_is_read_with_gbk_characters():
    letter = letter_of(b"Content-Type: text/plain; charset=gb2312", body=RAW)
    assert letter.text == TEXT


@pytest.mark.parametrize("label", [b"utf-8", b"", b"x-unknown", b'""', b"iso-8859-1", b"us-ascii"])
def test_a_gbk_body_under_a_wrong_or_missing_label_is_read(label):
    body = gb("申请材料已经准备好")
    letter = letter_of(b"Content-Type: text/plain; charset=" + label, body=body)
    assert letter.text == "申请材料已经准备好"


def test_a_body_without_any_content_type_is_read():
    assert letter_of(body=RAW).text == TEXT


def test_a_western_body_keeps_its_accents():
    body = "Le café de la fiancée à Besançon".encode("latin-1")
    assert letter_of(b"Content-Type: text/plain; charset=iso-8859-1", body=body).text.startswith(
        "Le café de la fiancée"
    )


def test_seven_bit_charsets_are_read_by_their_label():
    body = "中文".encode("hz")
    assert letter_of(b"Content-Type: text/plain; charset=hz-gb-2312", body=body).text == "中文"


@pytest.mark.parametrize(
    "label", [b"base64; x", b"BASE64", b'"base64"', b" base64 (comment)", b"base 64"]
)
def test_a_decorated_transfer_encoding_is_taken_off(label):
    data = mail(
        b"Content-Type: application/pdf; name=a.pdf",
        b"Content-Transfer-Encoding: " + label,
        body=b64(PDF),
    )
    assert only_file(data).data == PDF


def test_base64_with_stray_characters_and_without_padding_is_decoded():
    body = b64(PDF).rstrip(b"=\r\n")
    body = b"!" + body[:8] + b" \x00*" + body[8:]
    data = mail(b"Content-Type: application/pdf", b"Content-Transfer-Encoding: base64", body=body)
    assert only_file(data).data == PDF


def test_base64_with_padding_inside_goes_on_after_it():
    body = b64(b"%PDF-1.4 first") + b64(b" second!")
    data = mail(b"Content-Type: application/pdf", b"Content-Transfer-Encoding: base64", body=body)
    assert only_file(data).data == b"%PDF-1.4 first second!"


def test_a_uuencoded_part_is_decoded():
    import binascii

    lines = b"begin 644 a.pdf\r\n" + binascii.b2a_uu(PDF) + b"`\r\nend\r\n"
    data = mail(
        b"Content-Type: application/pdf", b"Content-Transfer-Encoding: x-uuencode", body=lines
    )
    assert only_file(data).data == PDF


@pytest.mark.parametrize("given", [b"", b"; boundary=never-seen", b'; boundary=""'])
def test_a_multipart_with_no_or_a_wrong_boundary_is_split_where_its_lines_say(given):
    body = b"--real\r\n\r\nhello\r\n--real\r\n" + attached(PDF, b"a.pdf") + b"\r\n--real--\r\n"
    letter = letter_of(b"Content-Type: multipart/mixed" + given, body=body)
    assert letter.text == "hello"
    assert [file.data for file in letter.files] == [PDF]


def test_a_multipart_without_any_delimiter_is_read_as_text():
    assert letter_of(b"Content-Type: multipart/mixed; boundary=x", body=RAW).text == TEXT


def test_a_multipart_that_is_never_closed_keeps_its_last_part():
    whole = mixed(part(b"hello"), attached(PDF, b"a.pdf"))
    assert only_file(whole[: whole.rindex(b"--=_b--")]).data == PDF


def test_an_attachment_whose_base64_is_cut_off_is_kept_as_far_as_it_goes():
    whole = mixed(part(b"hello"), attached(PDF * 30, b"a.pdf"))
    file = only_file(whole[:-400])
    assert file.name == "a.pdf"
    assert (PDF * 30).startswith(file.data)


def test_a_forwarded_mail_in_base64_is_opened_though_rfc_2046_forbids_it():
    inner = mail(b"Subject: " + word(RAW), body=b"inner text")
    letter = read_letter(
        mixed(
            part(b"see below"),
            part(b64(inner), b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: base64"),
        )
    )
    assert letter.text == f"see below\n\n---- 转发的邮件：{TEXT} ----\n\ninner text"
    assert letter.files == ()


def test_a_forwarded_mail_that_only_claims_base64_is_opened():
    inner = mail(b"Subject: plain", body=b"inner")
    letter = read_letter(
        mixed(part(inner, b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: base64"))
    )
    assert letter.text == "---- 转发的邮件：plain ----\n\ninner"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_any_line_end_separates_headers_and_body(end):
    letter = read_letter(mail(b"Subject: hello", b"X: y", body=b"body", end=end))
    assert (letter.subject, letter.text) == ("hello", "body")


def test_an_mbox_line_or_blank_lines_before_the_headers_do_no_harm():
    for junk in (
        b"From a@b Thu Sep  3 10:12:00 2026\n",
        b"\r\n\r\n",
        b"\xef\xbb\xbf",
        b">From x y\r\n",
    ):
        assert read_letter(junk + mail(b"Subject: hello", body=b"b")).subject == "hello"


def test_a_line_among_the_headers_that_is_no_field_begins_the_body():
    letter = read_letter(b"From: a@b.c\r\nSubject: s\r\nnot a field\r\n\r\nbody")
    assert (letter.sender.address, letter.subject) == ("a@b.c", "s")
    assert letter.text == "not a field\n\nbody"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (b"<[a1b2]@microsoft.com>", "<[a1b2]@microsoft.com>"),
        (b"  <a@b>  (comment)", "<a@b>"),
        (b"<a\r\n @b>", "<a@b>"),
        (b"no-brackets@b", "no-brackets@b"),
        (b"", ""),
    ],
)
def test_a_message_id_is_given_with_its_brackets_and_no_space(given, expected):
    assert letter_of(b"Message-ID: " + given).message_id == expected


def test_references_are_those_of_both_fields_each_once():
    letter = letter_of(
        b"In-Reply-To: mail of Monday <c@x>",
        b"References: <a@x>\r\n\t<b@x><c@x> junk",
    )
    assert letter.references == ("<a@x>", "<b@x>", "<c@x>")
    assert letter_of(b"References: <a@x>", b"In-Reply-To: <d@x>").references == ("<a@x>", "<d@x>")


CHINA = dt.timezone(dt.timedelta(hours=8))
MOMENT = dt.datetime(2026, 9, 3, 10, 12, tzinfo=CHINA)


@pytest.mark.parametrize(
    "written",
    [
        "Thu, 3 Sep 2026 10:12:00 +0800",
        "Thu, 3 Sep 2026 10:12:00",
        "Thu, 3 Sep 2026 10:12:00 +0800 (CST)",
        "Thu, 03 Sep 2026 10:12:00 CST",
        "Thu Sep 03 10:12:00 CST 2026",
        "3 Sep 2026 10:12 +0800",
        "Thu, 3-Sep-2026 10:12:00 +0800",
        "Thu, 3 Sep 2026 10:12:00 GMT+08:00",
        "Thu, 3 Sep 2026 02:12:00 GMT",
        "Thu, 3 Sep 2026 02:12:00 -0000",
        "2026-09-03 10:12:00",
        "2026-09-03T10:12:00+08:00",
        "2026-09-03T02:12:00Z",
        "2026年9月3日 10:12",
    ],
)
def test_a_date_is_understood_and_without_a_zone_is_chinas(written):
    assert letter_of(b"Date: " + written.encode()).date == MOMENT


def test_the_offset_of_the_header_is_kept():
    date = letter_of(b"Date: Thu, 3 Sep 2026 04:12:00 +0200").date
    assert date == MOMENT
    assert date.utcoffset() == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "Thu, 31 Feb 2026 10:12:00 +0800", "1 Jan 1901 00:00 +1400", "2026-13-45"],
)
def test_an_unreadable_date_is_none(written):
    assert letter_of(b"Date: " + written.encode()).date is None


def test_a_text_file_with_an_unknown_charset_keeps_its_bytes():
    data = mixed(
        part(
            RAW,
            b"Content-Type: text/plain; charset=x-unknown; name=a.txt",
            b"Content-Disposition: attachment",
        )
    )
    assert only_file(data).data == RAW
    assert only_file(data).type is FileType.TEXT
