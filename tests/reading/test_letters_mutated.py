"""Sample mails changed at random: read without a fault, and as the standard library where it is right."""

import hashlib
import signal
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

import pytest
from reading.mutated_mail import SAMPLES, mutated

from pipeline.reading.mail.letter import (
    date_header,
    read_letter,
    sender_and_subject,
    topmost_received,
    trust_of,
)
from pipeline.reading.message.headers import split_head
from pipeline.reading.message.mime import Part, parse

HANGS_AFTER = 120
"""Seconds; a mail takes a hundredth of one."""

LABELS = ("7bit", "8bit", "base64", "quoted-printable")

COUNTS = [(250, 5), pytest.param(20_000, 11, marks=pytest.mark.prove)]


@contextmanager
def no_hang():
    def tell(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, tell)
    signal.alarm(HANGS_AFTER)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def of_library(mail: Message) -> list[Message]:
    if mail.get_content_maintype() == "multipart" and mail.is_multipart():
        return [leaf for part in mail.get_payload() for leaf in of_library(part)]
    return [mail]


def ours(part: Part) -> list[Part]:
    return [leaf for one in part.parts for leaf in ours(one)] if part.parts else [part]


def both(data: bytes) -> tuple[list[bytes], list[bytes]] | None:
    """The contents of the leaves as the library and as we have them; None where the library has
    misgivings, or where they do not see the same parts, so that there is nothing to compare.
    """
    if b"\r" in data.replace(b"\r\n", b""):
        return None  # the library ends lines at a bare CR
    theirs, found = of_library(message_from_bytes(data, policy=compat32)), ours(parse(data))
    seen = [(one.get_content_type(), [name.lower() for name in one]) for one in theirs]
    same = [(one.media_type, [name for name, _ in one.headers]) for one in found]
    if seen != same or any(kind.startswith("message/") for kind, _ in seen):
        return None
    if any(str(one.get("content-transfer-encoding", "7bit")) not in LABELS for one in theirs):
        return None  # the library leaves `base64; x` as it is
    contents = [one.get_payload(decode=True) for one in theirs]
    if any(one.defects for one in theirs):
        return None
    return [one.strip() for one in contents], [one.content.strip() for one in found]


@pytest.mark.parametrize(("count", "seed"), COUNTS)
def test_whatever_was_changed_a_mail_is_read_and_its_files_are_what_their_digests_say(
    count, seed
) -> None:
    for what, data in mutated(count, seed):
        with no_hang():
            letter = read_letter(data, ("yangongbu@bit.edu.cn",))
            trust_of(data, ("mx.bit.edu.cn",))
            sender, subject = sender_and_subject(data)
            topmost_received(data), date_header(data)
        assert (letter.sender, letter.subject) == (sender, subject), what
        letter.text.encode()  # no lone surrogate, which nothing could store
        subject.encode()
        assert letter.sha256 == hashlib.sha256(data).hexdigest(), what
        for file in letter.files:
            assert file.sha256 == hashlib.sha256(file.data).hexdigest(), what


@pytest.mark.parametrize(("count", "seed"), COUNTS)
def test_where_the_library_sees_the_same_parts_their_bytes_are_the_same(count, seed) -> None:
    compared = 0
    for what, data in mutated(count, seed):
        pair = both(data)
        if pair is not None:
            compared += 1
            assert pair[0] == pair[1], what
    assert compared > count // 4


def test_of_the_samples_themselves_most_can_be_compared() -> None:
    pairs = [both(path.read_bytes()) for path in SAMPLES]
    compared = [pair for pair in pairs if pair is not None]
    assert len(compared) > len(SAMPLES) // 2
    assert all(theirs == found for theirs, found in compared)


def test_a_charset_with_a_null_character_and_a_stray_line_is_no_fault() -> None:
    data = b'From: a@b.cn\r\nContent-Type: text/plain; charset="g\0b"\r\n\xd5\xc5 no field\r\n\r\nx\r\n'
    assert "张 no field" in read_letter(data).text


def test_a_stray_line_in_a_head_keeps_its_bytes() -> None:
    _, body = split_head(b"From: a@b.cn\r\n\xd5\xc5\x86\xb4\r\nTo: b@b.cn\r\n\r\nx\r\n")
    assert body.startswith("张喆".encode("gbk"))


def test_a_spoilt_multipart_still_has_its_parts() -> None:
    spoilt = (
        b"Content-Type: multipart/alternat=ive; boundary=b\r\n\r\n"
        b"--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n"
    )
    assert [one.raw.strip() for one in parse(spoilt).parts] == [b"one", b"two"]
