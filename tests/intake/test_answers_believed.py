"""Answers that are short, late, odd or about other mails: nothing is believed that was not proved."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from offices_at_servers import office_in, stored, way
from passing import one_pass, places_of
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.domain.folders import Known
from pipeline.errors import MailboxError, NotMarkedError
from pipeline.intake import ImapFolder
from pipeline.intake.portions import MAX_BYTES
from pipeline.mailbox.account import Account, Mark
from pipeline.office.house import Office
from pipeline.office.looking.status import status
from pipeline.office.mails.running import Offer, _silence
from pipeline.office.mails.taking_in import Intake, take_in

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
HUGE = mail(2, MAX_BYTES + 3_000_000)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path / "home") as office:
        yield office


def inbox(account: Account, mark: Mark = Mark.NONE) -> ImapFolder:
    return ImapFolder(account, "INBOX", lambda: NOW, mark, "已归档")


def test_a_huge_mail_that_comes_in_small_pieces_comes_whole() -> None:
    with scripted.running(Script({2: HUGE}, largest_piece=1_000_000)) as account:
        done = one_pass(inbox(account))
    assert (done.offered, done.complaint) == ([HUGE], "")


def test_a_huge_mail_that_is_removed_meanwhile_is_no_mail() -> None:
    script = Script({1: mail(1), 2: HUGE}, vanishing={2})
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert done.offered == [mail(1)]
    assert 2 not in done.known.stored
    assert (done.known.undelivered, done.complaint) == (frozenset(), "")


def test_a_mail_whose_size_nobody_tells_is_fetched_all_the_same() -> None:
    mails = {uid: mail(uid) for uid in range(1, 12)}
    script = Script(dict(mails), weightless={3, 9})
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert sorted(done.offered) == sorted(mails.values())
    assert done.complaint == ""


def test_a_stored_mail_whose_header_block_does_not_come_stops_nothing() -> None:
    script = Script({1: mail(1), 2: mail(2)})
    with scripted.running(script) as account:
        folder = inbox(account)
        known = one_pass(folder).known
        script.headless = {1, 2}
        script.mails[3] = mail(3)
        assert one_pass(folder, known).offered == [mail(3)]


def test_a_search_in_several_lines_with_numbers_that_are_none_is_read() -> None:
    mails = {uid: mail(uid) for uid in (1, 2, 5)}
    with scripted.running(Script(dict(mails), many_lines=True)) as account:
        done = one_pass(inbox(account))
    assert (done.offered, done.complaint) == (list(mails.values()), "")


def test_an_empty_folder_need_not_be_searched(office: Office) -> None:
    with scripted.running(Script({}, no_empty_search=True)) as account:
        take_in(inbox(account), office, way(), Intake())
    assert status(office).alarms == ()


@pytest.mark.parametrize("validity", [0, 7])
@pytest.mark.parametrize("mark", [Mark.MOVE, Mark.KEYWORD])
def test_what_was_never_stored_is_never_moved_away(
    office: Office, mark: Mark, validity: int
) -> None:
    """The marks of yesterday could not be made, and meanwhile other mails got the numbers."""
    capable = "IMAP4rev1 MOVE"
    script = Script({uid: mail(uid) for uid in range(1, 6)}, set(), capabilities=capable)
    script.uidvalidity, script.forbidden = validity, frozenset({"UID MOVE", "UID STORE"})
    with scripted.running(script) as account:
        source = inbox(account, mark)
        with pytest.raises(NotMarkedError):
            take_in(source, office, way(), Intake())
        fresh = {1: mail(4), 2: mail(6), 3: mail(5), 4: mail(7)}
        script.mails, script.forbidden = dict(fresh), frozenset()
        script.heard.clear()
        take_in(source, office, way(), Intake())
        first_mark = next(
            n for n, one in enumerate(script.heard) if one.startswith(("UID MOVE", "UID STORE"))
        )
        assert any("BODY.PEEK[]" in one for one in script.heard[:first_mark])
    assert stored(office) == sorted({mail(n) for n in range(1, 8)})


def test_a_folder_that_is_renumbered_just_before_the_marks_are_made_is_left_alone() -> None:
    script = Script({1: mail(1), 2: mail(2)}, capabilities="IMAP4rev1 MOVE")
    with scripted.running(script) as account:
        folder = inbox(account, Mark.MOVE)
        _, batch = list(folder.batches(Known()))
        places = places_of(batch)
        script.mails = {1: mail(2), 2: mail(9)}
        with pytest.raises(MailboxError, match="重新编了号"):
            folder.mark("7", places)
    assert not [one for one in script.heard if "MOVE" in one]


def test_a_mark_that_cannot_be_made_is_not_told_as_mail_that_does_not_come(office: Office) -> None:
    script = Script({1: mail(1)}, flags="\\Seen \\Deleted")
    with scripted.running(script) as account, pytest.raises(NotMarkedError):
        take_in(inbox(account, Mark.KEYWORD), office, way(), Intake())
    told = "".join(status(office).alarms)
    assert "没有标记好" in told
    assert "收不了信" not in told
    assert told.count('mark 改为 "move" 或 "none"') == 1


@pytest.mark.parametrize(
    ("received", "is_silent"), [("Tue, 8 Sep 2015", True), ("Tue, 8 Sep 2026", False), ("", False)]
)
def test_without_the_servers_date_the_mail_itself_tells_how_old_it_is(
    received: str, is_silent: bool, office: Office
) -> None:
    head = f"Received: from a by b; {received} 10:00:00 +0800\r\n".encode() if received else b""
    since = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
    with scripted.running(Script({1: head + mail(1)})) as account:
        folder = inbox(account)
        (got,) = one_pass(folder).batches[1].mails
        assert _silence(Offer(folder, since), office)(got) is is_silent
