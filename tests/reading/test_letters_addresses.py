"""Addresses as people and programs write them."""

import pytest
from composed_mail import gb, word
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.letters import Address
from pipeline.reading.mail.letter import read_letter
from pipeline.reading.message.addresses import addresses_of


def sender_of(value):
    return read_letter(b"From: " + value + b"\r\n\r\n").sender


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (b"a@b.cn", Address("", "a@b.cn")),
        (b"<a@b.cn>", Address("", "a@b.cn")),
        (b"a@b.cn (" + word(gb("张喆")) + b")", Address("张喆", "a@b.cn")),
        (word(gb("张喆")) + b" <a@b.cn>", Address("张喆", "a@b.cn")),
        (word(gb("张喆")) + b"<a@b.cn>", Address("张喆", "a@b.cn")),
        (b'"' + word(gb("张, 喆")) + b'" <a@b.cn>', Address("张, 喆", "a@b.cn")),
        (word("张喆 <a@b.cn>".encode(), b"utf-8"), Address("张喆", "a@b.cn")),
        (b'"Zhang, \\"San\\"" <a@b.cn>', Address('Zhang, "San', "a@b.cn")),
        (b"\"'a@b.cn'\" <a@b.cn>", Address("a@b.cn", "a@b.cn")),
        (b'"dean@bit.edu.cn" <x@evil.example>', Address("dean@bit.edu.cn", "x@evil.example")),
        (b"Pat O'Brien <o'brien@b.cn>", Address("Pat O'Brien", "o'brien@b.cn")),
        (b"o'brien@b.cn", Address("", "o'brien@b.cn")),
        (b"'a@b.cn'", Address("", "a@b.cn")),
        (b'Zhang <"a b"@c.cn>', Address("Zhang", '"a b"@c.cn')),
        (b'"a, b"@c.cn', Address("", '"a, b"@c.cn')),
        (b'"zhang.san"@c.cn', Address("", "zhang.san@c.cn")),
        (b"a(comment)@b.cn", Address("", "a@b.cn")),
        (b"a@[192.0.2.1]", Address("", "a@[192.0.2.1]")),
        ("\u202aa@b.cn\u200b".encode(), Address("", "a@b.cn")),
        ("（a@b.cn）".encode(), Address("", "a@b.cn")),
        (b"MAILER-DAEMON", Address("", "MAILER-DAEMON")),
        (gb("张三"), Address("张三", "")),
        (b"<>", Address("", "")),
        (b'"', Address("", "")),
        (b"(c):", Address("", "")),
        (b"a <b@c.cn", Address("a", "b@c.cn")),
        (b"(" * 5000, Address("", "")),
    ],
)
def test_a_sender_is_read(written, expected):
    assert sender_of(written) == expected


def test_a_missing_from_is_filled_by_the_sender_field_and_else_empty():
    assert read_letter(b"Sender: a@b.cn\r\n\r\n").sender == Address("", "a@b.cn")
    assert read_letter(b"Subject: x\r\n\r\n").sender == Address("", "")


def test_recipients_are_split_outside_quotes_and_groups_are_opened():
    value = '张三 <a@b.cn>; "李, 四" <c@d.cn>, 各学院: e@f.cn, g@h.cn;, undisclosed-recipients:;'
    assert [one.address for one in addresses_of(value)] == ["a@b.cn", "c@d.cn", "e@f.cn", "g@h.cn"]
    assert addresses_of(value)[1].name == "李, 四"


def test_a_field_that_stands_twice_is_read_twice():
    letter = read_letter(b"To: a@b.cn\r\nTo: c@d.cn\r\nCc: e@f.cn\r\nReply-To: g@h.cn\r\n\r\n")
    assert [one.address for one in letter.to] == ["a@b.cn", "c@d.cn"]
    assert [one.address for one in (*letter.cc, *letter.reply_to)] == ["e@f.cn", "g@h.cn"]


def test_no_answer_is_asked_for_at_the_office_itself_or_at_a_machine() -> None:
    wanted = b"Reply-To: Office@bit.edu.cn, no-reply@bit.edu.cn, g@bit.edu.cn\r\n\r\n"
    letter = read_letter(b"From: a@bit.edu.cn\r\n" + wanted, ("office@bit.edu.cn",))
    assert [one.address for one in letter.reply_to] == ["g@bit.edu.cn"]
    assert letter.automatic == ""


def test_who_names_a_machine_alone_to_be_answered_awaits_no_answer() -> None:
    letter = read_letter(b"From: a@b.cn\r\nReply-To: <no-reply@b.cn>\r\n\r\nnews")
    assert letter.automatic == "Reply-To: no-reply@b.cn"


def test_thousands_of_recipients_are_all_read():
    value = ", ".join(f"n{n} <u{n}@bit.edu.cn>" for n in range(5000))
    assert len(addresses_of(value)) == 5000


NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=8)


@given(NAMES)
def test_a_chinese_name_survives_every_way_of_writing_it(name):
    expected = Address(name, "a@b.cn")
    assert sender_of(word(gb(name)) + b" <a@b.cn>") == expected
    assert sender_of(word(name.encode(), b"utf-8") + b" <a@b.cn>") == expected
    assert sender_of(b'"' + name.encode() + b'" <a@b.cn>') == expected


@given(st.text(max_size=200))
def test_any_text_gives_addresses_in_one_line(value):
    for one in addresses_of(value):
        assert not set(one.name + one.address) & set("\r\n\0")
        assert one.name or one.address
