"""Servers without MOVE: cut off or killed between copying and removing, a mail lies there once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.posted import write_settings
from offices_at_servers import look, office_in, stored
from servers import dovecot as dovecot_server
from servers import postman, scripted
from servers.cutting import Cut, wire
from servers.dovecot import Dovecot
from servers.postman import mail
from servers.scripted import Script

from pipeline.assembly import probe_marks
from pipeline.errors import MailboxError
from pipeline.intake import ImapFolder
from pipeline.mailbox import moving
from pipeline.mailbox.account import Account, Mark
from pipeline.mailbox.session import Session
from pipeline.settings import read_settings

pytestmark = pytest.mark.dovecot
TARGET = "已归档"


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot_server.running(capabilities="IMAP4rev1 LITERAL+ UIDPLUS SPECIAL-USE") as server:
        yield server


def inbox(account: Account) -> ImapFolder:
    return ImapFolder(account, "INBOX", lambda: postman.RECEIVED, Mark.MOVE, TARGET)


def passed(text: str, number: int) -> bytes:
    """A mail that servers passed on, of the same size as others."""
    return f"Received: from x by y; {text}\r\n".encode() + mail(number)


class _Killed(BaseException):
    """As `kill -9` ends whatever is being done."""


@pytest.mark.parametrize("step", ["copy", "remove"])
@pytest.mark.parametrize("is_done", [False, True])
def test_killed_around_the_copy_each_mail_is_moved_once(
    tmp_path: Path, server: Dovecot, monkeypatch, step: str, is_done: bool
) -> None:
    account = server.account(f"killed-{step}-{is_done}")
    mails = [passed("a", 1), passed("b", 1), passed("c", 2)]
    postman.deliver(account, *mails)
    postman.deliver(account, mail(77), folder=TARGET)
    whole = getattr(Session, step)

    def killed(session: Session, *told: object) -> None:
        if is_done:
            whole(session, *told)
        raise _Killed

    with office_in(tmp_path) as office:
        monkeypatch.setattr(Session, step, killed)
        with pytest.raises(_Killed):
            look(office, inbox(account))
        monkeypatch.undo()
        # Meanwhile a mail comes that differs by its trace alone.
        late = passed("d", 1)
        postman.deliver(account, late)
        assert look(office, inbox(account)) == ""
        assert stored(office) == sorted([*mails, late])
    assert sorted(postman.contents(account, TARGET)) == sorted([mail(77), *mails, late])
    assert postman.contents(account, "INBOX") == []


def test_cut_off_anywhere_nothing_is_lost_and_nothing_lies_there_twice(
    tmp_path: Path, server: Dovecot
) -> None:
    account = server.account("cut")
    postman.deliver(account, folder=TARGET)
    delivered: list[bytes] = []

    def send() -> None:
        fresh = [mail(len(delivered) + one) for one in range(2)]
        delivered.extend(fresh)
        postman.deliver(account, *fresh)

    with office_in(tmp_path) as office:
        with wire(account, session := Cut()) as over_the_wire:
            send()
            assert look(office, inbox(over_the_wire)) == ""
        with wire(account, current := Cut()) as over_the_wire:
            # The marks are the last that is said: the second half of what the client says.
            for position in range(session.to_server // 3, session.to_server, 83):
                send()
                current.after_to_server = position
                broken = inbox(over_the_wire)
                look(office, broken)
                broken.close()
                current.after_to_server = None
                assert look(office, inbox(over_the_wire)) == "", position
        assert stored(office) == sorted(delivered)
    assert sorted(postman.contents(account, TARGET)) == sorted(delivered)
    assert postman.contents(account, "INBOX") == []


def test_twins_are_both_moved_although_one_of_them_lies_there_already(
    tmp_path: Path, server: Dovecot
) -> None:
    """One copy stands for one mail: of two that are alike to the letter none gets lost."""
    account = server.account("twins")
    postman.deliver(account, mail(1), mail(1))
    postman.deliver(account, mail(1), folder=TARGET)
    with office_in(tmp_path) as office:
        assert look(office, inbox(account)) == ""
    assert postman.contents(account, "INBOX") == []
    assert postman.contents(account, TARGET) == [mail(1), mail(1)]


def test_a_copy_is_looked_for_among_the_newest_only(
    tmp_path: Path, server: Dovecot, monkeypatch
) -> None:
    account = server.account("newest")
    monkeypatch.setattr(moving, "NEWEST", 2)
    postman.deliver(account, mail(1), *[mail(n) for n in range(5, 9)], folder=TARGET)
    postman.deliver(account, mail(1), mail(8))
    with office_in(tmp_path) as office:
        assert look(office, inbox(account)) == ""
    kept = postman.contents(account, TARGET)
    assert (kept.count(mail(1)), kept.count(mail(8))) == (2, 1)


def test_a_folder_that_is_not_there_yet_is_made_for_the_first_mail(
    tmp_path: Path, server: Dovecot
) -> None:
    account = server.account("made")
    postman.deliver(account, mail(1))
    home = write_settings(tmp_path / "set", account, more=f'mark = "move"\nmove_to = "{TARGET}"\n')
    (set_so,) = read_settings(home).mail
    assert "第一次移动时会新建" in probe_marks(set_so)
    with office_in(tmp_path) as office:
        assert look(office, inbox(account)) == ""
    assert postman.contents(account, TARGET) == [mail(1)]
    assert f"能移动到“{TARGET}”" in probe_marks(set_so)


def test_a_server_that_keeps_no_marks_is_told_before_a_mail_is_taken_in(tmp_path: Path) -> None:
    with scripted.running(Script({1: mail(1)}, flags="\\Seen")) as account:
        home = write_settings(tmp_path, account, more='mark = "keyword"\n')
        (set_so,) = read_settings(home).mail
        with pytest.raises(MailboxError, match="不保存自定义标记"):
            probe_marks(set_so)
