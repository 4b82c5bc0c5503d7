"""Folders of saved mails and Maildirs."""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passing import one_pass

from pipeline.domain.folders import Known
from pipeline.domain.identity import identity_of
from pipeline.domain.letters import ReceivedBy, Sighting
from pipeline.errors import MailboxError
from pipeline.intake import open_path
from pipeline.intake.mbox import MboxFile
from pipeline.intake.portions import MAX_MAILS

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
MAIL = b"Subject: x\r\nDate: Thu, 3 Sep 2026 10:12:00 +0800\r\n\r\ntext\r\n"


def now() -> dt.datetime:
    return NOW


def names(folder: Path) -> list[str]:
    return [
        one.sighting.position
        for batch in one_pass(open_path(folder, now)).batches
        for one in batch.mails
    ]


def lay(folder: Path, *files: str) -> Path:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(MAIL + name.encode())
    return folder


def test_every_file_of_the_folder_is_offered_whatever_it_is(tmp_path: Path) -> None:
    contents = {
        "a.eml": MAIL,
        "b.eml": b"",
        "c.eml": bytes(range(256)),
        "d.docx": b"PK\x03\x04 broken",
        "z": b"\xff" * 1000,
        "申请": b"From no separator",
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    done = one_pass(open_path(tmp_path, now))
    assert done.offered == list(contents.values())
    assert done.complaint == ""
    first, second = done.batches[0].mails[:2]
    assert first.sighting == Sighting(str(tmp_path), "", "a.eml")
    assert first.received_by is ReceivedBy.DATE_HEADER
    assert (second.received_at, second.received_by) == (NOW, ReceivedBy.NOW)


def test_what_is_no_mail_is_left_where_it_lies(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "a.eml",
        "a.expected.json",
        "a.judged.json",
        "b.expected.json",
        ".hidden",
        "README.md",
    )
    lay(tmp_path, "Thumbs.db", "desktop.ini", ".git/x.eml", "~$a.docx")
    assert names(tmp_path) == ["a.eml", "b.expected.json", "~$a.docx"]


def test_below_the_folder_only_what_is_named_a_mail_is_offered(tmp_path: Path) -> None:
    lay(tmp_path, "b.eml", "2025/秋/a.EML", "2025/notes.txt", "2025/list.xlsx")
    assert names(tmp_path) == ["2025/秋/a.EML", "b.eml"]


def test_only_files_are_read(tmp_path: Path) -> None:
    lay(tmp_path, "a.eml", "folder.eml/inner.txt")
    os.mkfifo(tmp_path / "waits-for-ever.eml")
    (tmp_path / "dangling.eml").symlink_to("nowhere")
    assert names(tmp_path) == ["a.eml"]


def test_a_folder_is_looked_at_anew_at_each_pass(tmp_path: Path) -> None:
    source = open_path(lay(tmp_path, "a.eml"), now)
    assert len(one_pass(source).offered) == 1
    lay(tmp_path, "b.eml")
    assert len(one_pass(source).offered) == 2


def test_a_file_that_cannot_be_read_is_named_after_all_the_others(tmp_path: Path) -> None:
    lay(tmp_path, "a.eml", "z.eml")
    (tmp_path / "loop.eml").symlink_to("loop.eml")
    done = one_pass(open_path(tmp_path, now))
    assert done.offered == [MAIL + b"a.eml", MAIL + b"z.eml"]
    assert "1 处读不出来：loop.eml（" in done.complaint
    assert "权限" in done.way_out


def test_a_file_that_vanishes_during_the_pass_is_passed_over(tmp_path: Path) -> None:
    lay(tmp_path, *(f"{number:03}.eml" for number in range(MAX_MAILS + 2)))
    passing = open_path(tmp_path, now).batches(Known())
    next(passing)
    (tmp_path / f"{MAX_MAILS:03}.eml").unlink()
    (rest,) = passing
    assert [one.sighting.position for one in rest.mails] == [f"{MAX_MAILS + 1:03}.eml"]


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that everybody may enter, and, for root, the rights of nobody."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    me = os.geteuid()
    yield folder
    os.seteuid(me)
    for path in folder.rglob("*"):
        path.chmod(0o755)


def give_up_privileges() -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)


def test_what_may_not_be_read_is_named_after_all_the_others(unprivileged: Path) -> None:
    lay(unprivileged, "a.eml", "secret.eml", "z.eml", "locked/x.eml")
    (unprivileged / "secret.eml").chmod(0)
    (unprivileged / "locked").chmod(0)
    give_up_privileges()
    done = one_pass(open_path(unprivileged, now))
    assert done.offered == [MAIL + b"a.eml", MAIL + b"z.eml"]
    assert "2 处读不出来" in done.complaint
    assert "secret.eml（" in done.complaint
    assert "locked（" in done.complaint


def test_a_folder_that_may_not_be_entered_is_told(unprivileged: Path) -> None:
    closed = unprivileged / "closed"
    closed.mkdir()
    closed.chmod(0)
    give_up_privileges()
    with pytest.raises(MailboxError, match="读不出来"):
        open_path(closed, now)


def test_names_that_are_no_utf_8_become_text_that_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("申请.eml".encode("gb18030"))).write_bytes(MAIL)
    (name,) = names(tmp_path)
    assert name.encode("utf-8").endswith(b".eml")


def test_a_maildir_offers_what_was_delivered_under_names_that_stay(tmp_path: Path) -> None:
    for half in ("cur", "new", "tmp"):
        (tmp_path / half).mkdir()
    (tmp_path / "new" / "1.a.host").write_bytes(b"new\n")
    (tmp_path / "cur" / "0.b.host:2,S").write_bytes(b"old\n")
    (tmp_path / "tmp" / "2.c.host").write_bytes(b"half a ma")
    (tmp_path / "dovecot.index").write_bytes(b"no mail")
    source = open_path(tmp_path, now)
    done = one_pass(source)
    assert done.offered == [b"old\n", b"new\n"]
    assert names(tmp_path) == ["0.b.host", "1.a.host"]
    (tmp_path / "new" / "1.a.host").rename(tmp_path / "cur" / "1.a.host:2,RS")
    assert [one.sighting for one in one_pass(source).batches[0].mails] == [
        one.sighting for one in done.batches[0].mails
    ]


def test_a_single_mail_may_be_named(tmp_path: Path) -> None:
    lay(tmp_path, "a.eml", "b.eml")
    (mail,) = one_pass(open_path(tmp_path / "a.eml", now)).batches[0].mails
    assert mail.sighting == Sighting(str(tmp_path), "", "a.eml")


def test_the_content_tells_an_mbox_from_a_mail(tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_bytes(b"From a@b Thu Sep  3 10:12:00 2026\nX: y\n\nz\n\n")
    assert one_pass(open_path(tmp_path / "x.eml", now)).offered == [b"X: y\n\nz\n"]
    (tmp_path / "spool").touch()
    assert isinstance(open_path(tmp_path / "spool", now), MboxFile)
    assert one_pass(open_path(tmp_path / "spool", now)).offered == []
    (tmp_path / "empty.eml").touch()
    assert one_pass(open_path(tmp_path / "empty.eml", now)).offered == [b""]


def test_a_path_that_is_not_there_is_told_with_what_it_may_be(tmp_path: Path) -> None:
    with pytest.raises(MailboxError, match="找不到") as told:
        open_path(tmp_path / "没有", now)
    assert "没有" in told.value.what
    assert "mbox" in told.value.way_out


def test_a_path_that_leads_in_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(MailboxError, match="读不出来"):
        open_path(tmp_path / "loop", now)


@given(st.binary())
def test_the_same_mail_has_one_identity_whatever_its_line_ends(data: bytes) -> None:
    unix = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    kinds = (unix, unix.replace(b"\n", b"\r\n"), unix.replace(b"\n", b"\r"))
    assert {identity_of(one) for one in kinds} == {identity_of(data)}
