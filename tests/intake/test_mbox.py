"""An mbox file gives back the bytes that were put into it."""

import datetime as dt
import io
import mailbox
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passing import one_pass

from pipeline.domain.identity import identity_of
from pipeline.domain.letters import ReceivedBy, Sighting
from pipeline.intake import open_path
from pipeline.intake.mbox import MboxFile, mails_of
from pipeline.intake.portions import MAX_MAILS

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def now() -> dt.datetime:
    return NOW


LINES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [b"From ", b">From x", b">>From y", b"From: a@b", b"", b">", b"\r", b"\xef\xbb"]
    ),
)
MAILS = st.lists(
    st.lists(st.tuples(LINES, st.sampled_from([b"\n", b"\r\n"]))).map(
        lambda lines: b"".join(line + end for line, end in lines)
    ),
    max_size=5,
)


def mboxrd(mails: list[bytes], end: bytes = b"\n") -> bytes:
    """The variant in which nothing is ever lost: every ``>*From `` gets one more ``>``."""
    quoted = [re.sub(rb"(?m)^(>*From )", rb">\1", data) for data in mails]
    separator = b"From someone@example.invalid Thu Sep  3 10:12:00 2026" + end
    return b"".join(separator + data + end for data in quoted)


@given(mails=MAILS, end=st.sampled_from([b"\n", b"\r\n"]))
def test_whatever_was_written_is_read_byte_for_byte(mails: list[bytes], end: bytes) -> None:
    assert list(mails_of(io.BytesIO(mboxrd(mails, end)))) == mails


@given(MAILS)
def test_the_identity_is_that_of_the_mail_on_its_own_whatever_the_line_ends(
    mails: list[bytes],
) -> None:
    unix = [data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") for data in mails]
    dos = [data.replace(b"\n", b"\r\n") for data in unix]
    for written in (mboxrd(unix), mboxrd(dos, b"\r\n")):
        read = [identity_of(data) for data in mails_of(io.BytesIO(written))]
        assert read == [identity_of(data) for data in mails]


@given(st.binary())
def test_any_bytes_are_some_number_of_mails(data: bytes) -> None:
    assert sum(len(one) for one in mails_of(io.BytesIO(data))) <= len(data)


def test_what_another_program_wrote_is_read_rightly(tmp_path: Path) -> None:
    path = tmp_path / "saved.mbox"
    mails = [b"Subject: one\n\nFrom here on\n\n", b"Subject: two\n\ntext\n"]
    box = mailbox.mbox(path)
    for data in mails:
        box.add(data)
    box.close()
    assert one_pass(MboxFile(path, now)).offered == mails


@pytest.mark.parametrize(
    ("between", "count"),
    [
        (b"\nFrom a@b Thu Sep  3 10:12:00 2026\n", 2),  # as it should be
        (b"From a@b Thu Sep  3 10:12:00 2026\n", 2),  # the empty line was forgotten
        (b"\nFrom MAILER-DAEMON\n", 2),  # no date
        (b"From the office, with regards\n", 1),  # a sentence that was not quoted
        (b"\nFrom: someone\n", 1),
        (b"\nfrom a@b Thu Sep  3 10:12:00 2026\n", 1),
    ],
)
def test_where_a_mail_ends(between: bytes, count: int) -> None:
    written = b"From a@b Thu Sep  3 10:12:00 2026\nSubject: 1\n\nx\n" + between + b"y\n\n"
    assert len(list(mails_of(io.BytesIO(written)))) == count


def test_the_last_mail_may_lack_its_empty_line() -> None:
    assert list(mails_of(io.BytesIO(b"From a\nX: y\n\ntext"))) == [b"X: y\n\ntext"]


def test_an_mbox_is_offered_in_portions_and_as_a_whole_each_time(tmp_path: Path) -> None:
    path = tmp_path / "年度"
    mails = [b"Date: Thu, 3 Sep 2026 10:12:00 +0800\n\n%d\n" % number for number in range(70)]
    path.write_bytes(mboxrd(mails))
    source = open_path(path, now)
    assert isinstance(source, MboxFile)
    for _ in range(2):
        done = one_pass(source)
        assert done.offered == mails
        assert [batch.left for batch in done.batches] == [70 - MAX_MAILS, 0]
        assert all(batch.epoch == "" for batch in done.batches)
    first = done.batches[0].mails[0]
    assert first.sighting == Sighting(str(path), "", "")
    assert first.received_by is ReceivedBy.DATE_HEADER


def test_an_mbox_that_vanishes_is_told(tmp_path: Path) -> None:
    done = one_pass(MboxFile(tmp_path / "gone", now))
    assert "读不出来" in done.complaint
