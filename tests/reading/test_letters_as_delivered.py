"""What lists, scanners, gateways and unusual clients make of a letter on its way."""

import quopri

import pytest
from reading.composed_mail import PDF, attached, b64, gb, letter_of, mail, mixed, only_file, part

from pipeline.domain.written import own_lines
from pipeline.reading.mail.letter import read_letter

FOOTERS = [
    b"_______________\r\nyjs mailing list\r\nyjs@lists.bit.edu.cn\r\n",
    b"Sent from my phone\r\n",
    "-- \r\n本邮件已经过病毒扫描\r\n".encode(),
]
QUESTION = "老师您好，请问上岗申请什么时候截止？"


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("text", [QUESTION, QUESTION + "a", QUESTION + "ab"])
def test_a_plain_footer_below_a_base64_letter_spoils_nothing(text, footer) -> None:
    head = (
        b"Content-Type: text/plain; charset=utf-8",
        b"Content-Transfer-Encoding: base64",
    )
    assert letter_of(*head, body=b64(text.encode()) + footer).text == text


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("size", [900, 901, 902])
def test_a_plain_footer_below_an_attachment_is_not_added_to_it(size, footer) -> None:
    data = (PDF * 100)[:size]
    body = b64(data) + footer
    sent = mail(b"Content-Type: application/pdf", b"Content-Transfer-Encoding: base64", body=body)
    assert only_file(sent).data == data


def test_a_single_word_below_padded_base64_is_no_part_of_it() -> None:
    body = b64(PDF[:40]) + b"footer\r\n"
    sent = mail(b"Content-Type: application/pdf", b"Content-Transfer-Encoding: base64", body=body)
    assert only_file(sent).data == PDF[:40]


def test_a_letter_cut_inside_a_character_stays_utf_8() -> None:
    head = b"Content-Type: text/plain; charset=utf-8"
    cut = letter_of(head, body=QUESTION.encode()[:-1]).text
    assert cut.startswith(QUESTION[:-1])


def test_a_forwarded_mail_in_quoted_printable_is_opened() -> None:
    inner = mixed(part(QUESTION.encode(), b"Content-Type: text/plain"), attached(PDF, b"a.pdf"))
    sent = mixed(
        part(
            quopri.encodestring(inner),
            b"Content-Type: message/rfc822",
            b"Content-Transfer-Encoding: quoted-printable",
        )
    )
    assert QUESTION in read_letter(sent).text
    assert only_file(sent).data == PDF


def test_a_forwarded_mail_that_only_claims_quoted_printable_is_opened() -> None:
    inner = mixed(part(QUESTION.encode(), b"Content-Type: text/plain"), attached(PDF, b"a.pdf"))
    sent = mixed(
        part(
            inner,
            b"Content-Type: message/rfc822",
            b"Content-Transfer-Encoding: quoted-printable",
        )
    )
    assert only_file(sent).data == PDF


@pytest.mark.parametrize("depth", [128, 600])
def test_a_long_chain_of_quoted_answers_is_read_to_its_end(depth) -> None:
    chain = f"{'<div><blockquote>' * depth}最早的信{'</blockquote></div>' * depth}<p>最后一句</p>"
    text = letter_of(b"Content-Type: text/html; charset=utf-8", body=chain.encode()).text
    assert "最早的信" in text
    assert text.endswith("最后一句")


@pytest.mark.parametrize(
    "head", [b"Content-Type: text/html; name=TEXT.htm", b"Content-Type: text/plain; name=body.txt"]
)
def test_a_letter_that_its_client_gave_a_name_is_still_the_letter(head) -> None:
    letter = read_letter(mixed(part(QUESTION.encode(), head), attached(PDF, b"a.pdf")))
    assert letter.text == QUESTION
    assert [file.name for file in letter.files] == ["a.pdf"]


def test_a_text_file_beside_a_letter_stays_a_file() -> None:
    notes = part(b"notes", b"Content-Type: text/plain; name=notes.txt")
    letter = read_letter(mixed(part(QUESTION.encode(), b"Content-Type: text/plain"), notes))
    assert letter.text == QUESTION
    assert [file.name for file in letter.files] == ["notes.txt"]


def test_a_name_with_gbk_characters_under_a_western_label_is_read() -> None:
    name = gb("研究生德育工作助理上岗申请表（张喆）.docx")
    encoded = b"=?ISO-8859-1?B?" + b64(name).replace(b"\r\n", b"").replace(b"\n", b"") + b"?="
    sent = mixed(part(PDF, b'Content-Type: application/pdf; name="' + encoded + b'"'))
    assert only_file(sent).name == "研究生德育工作助理上岗申请表（张喆）.docx"


def test_a_subject_in_one_very_long_encoded_word_is_read() -> None:
    word = b"=?utf-8?B?" + b64(("德育" * 1_000).encode()).replace(b"\r\n", b"") + b"?="
    assert letter_of(b"Subject: " + word.replace(b"\n", b"")).subject == "德育" * 1_000


def test_own_words_below_a_quotation_count_and_quoted_ones_do_not() -> None:
    text = (
        "> 本邮件由系统自动发送，请勿回复\n> 谢谢\n\n紧急：请尽快回电\n\n----- 原始邮件 -----\n旧信"
    )
    assert own_lines(text).strip() == "紧急：请尽快回电"
    assert own_lines("好的\n在 2026年9月1日，张三 <z@x.cn> 写道：\n紧急").strip() == "好的"
