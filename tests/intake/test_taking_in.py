"""Taking in from a mailbox as the office does it: what is known, counted, marked, told."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from offices_at_servers import office_in, way
from servers import postman, scripted
from servers.dovecot import Dovecot
from servers.postman import deliver, mail
from servers.scripted import Script

from pipeline.errors import LeaseLostError, MailboxError, NoRoomError, NotGivenError
from pipeline.intake import ImapFolder
from pipeline.intake.portions import MAX_MAILS
from pipeline.mailbox.account import Account, Mark
from pipeline.office.house import Office
from pipeline.office.looking.status import status
from pipeline.office.mails.taking_in import Intake, take_in

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path / "home") as office:
        yield office


def inbox(account: Account, mark: Mark = Mark.NONE, move_to: str = "") -> ImapFolder:
    return ImapFolder(account, "INBOX", lambda: NOW, mark, move_to)


def script_of(*uids: int, **rest: object) -> Script:
    return Script({uid: mail(uid) for uid in uids}, **rest)


def test_what_lies_in_the_mailbox_is_counted_against_what_is_stored(office: Office) -> None:
    with scripted.running(script_of(1, 2, 5)) as account:
        assert take_in(inbox(account), office, way(), Intake())
    (state,) = office.ledger.folders.states()
    assert (state.messages, state.unaccounted, state.trouble) == (3, 0, "")
    assert status(office).reconciled


def test_a_mail_that_is_nowhere_is_an_alarm_until_it_is_taken_in(office: Office) -> None:
    script = script_of(1, 2, 4)
    with scripted.running(script) as account:
        source = inbox(account)
        take_in(source, office, way(), Intake())
        office.ledger.folders.note_count(source.name, NOW, [1, 2, 3, 4])
        told = status(office)
        assert not told.reconciled
        assert "其中 1 封没有收下" in "".join(told.alarms)
        script.mails[3] = mail(3)
        intake = Intake()
        take_in(source, office, way(), intake)
    assert intake.new == 1
    assert status(office).reconciled


def test_a_mail_that_the_server_does_not_give_out_is_told_and_tried_again(office: Office) -> None:
    script = script_of(1, 2, 3, garbled={2})
    with scripted.running(script) as account:
        source = inbox(account)
        with pytest.raises(MailboxError, match="UID 2"):
            take_in(source, office, way(), Intake())
        told = "".join(status(office).alarms)
        assert "UID 2" in told
        assert "网页版" in told
        script.garbled.clear()
        intake = Intake()
        assert take_in(source, office, way(), intake)
    assert intake.new == 1
    assert "UID" not in "".join(status(office).alarms)


def test_a_folder_that_cannot_be_read_is_an_alarm_while_it_lasts(office: Office) -> None:
    script = script_of(1, forbidden=frozenset({"EXAMINE"}))
    with scripted.running(script) as account:
        source = inbox(account)
        with pytest.raises(MailboxError):
            take_in(source, office, way(), Intake())
        assert "收不了信" in "".join(status(office).alarms)
        script.forbidden = frozenset()
        take_in(source, office, way(), Intake())
    assert "收不了信" not in "".join(status(office).alarms)


def test_a_long_first_poll_says_how_much_is_left_and_can_be_stopped(office: Office) -> None:
    count = MAX_MAILS + 3
    with scripted.running(script_of(*range(1, count + 1))) as account:
        source, left, intake = inbox(account), [], Intake()
        stopped = way(lambda done, still: left.append(still), lambda: len(left) > 1)
        take_in(source, office, stopped, intake)
        assert (left[:2], intake.new) == ([count, count - MAX_MAILS], MAX_MAILS)
        rest = Intake()
        take_in(source, office, way(), rest)
    assert (rest.new, rest.duplicates) == (count - MAX_MAILS, 0)


def test_another_numbering_makes_no_second_submission_and_no_entry(office: Office) -> None:
    script = script_of(1, 2, 3)
    with scripted.running(script) as account:
        source = inbox(account)
        take_in(source, office, way(), Intake())
        before = office.ledger.heads()
        script.uidvalidity = 8
        intake = Intake()
        take_in(source, office, way(), intake)
    assert (intake.new, intake.duplicates) == (0, 3)
    assert office.ledger.heads() == before


def test_before_the_disk_is_full_nothing_more_is_fetched_and_that_is_told(office: Office) -> None:
    script, room = script_of(1), [0]
    office = replace(office, room=lambda: room[0])
    with scripted.running(script) as account:
        source, intake = inbox(account), Intake()
        with pytest.raises(NoRoomError, match="暂停收信"):
            take_in(source, office, way(), intake)
        assert script.heard == []
        assert "已暂停收信" in "".join(status(office).alarms)
        room[0] = 1 << 30
        take_in(source, office, way(), intake)
    assert intake.new == 1
    assert "暂停" not in "".join(status(office).alarms)


def test_a_batch_for_which_there_is_no_room_is_not_begun(office: Office) -> None:
    office = replace(office, room=lambda: 10)
    with scripted.running(script_of(1)) as account, pytest.raises(NoRoomError):
        take_in(inbox(account), office, way(), Intake())
    assert office.ledger.counts() == {}


def test_who_lost_the_folder_meanwhile_stores_nothing(office: Office) -> None:
    """As if this process had been frozen for a minute between fetching and storing."""

    def frozen(data: object) -> bool:
        raise AssertionError("stored")

    with scripted.running(script_of(1)) as account:
        source = inbox(account)
        taken = office.ledger.leases.take

        def take_and_lose(name: str):
            lease = taken(name)
            office.ledger.leases.release(lease)
            return lease

        office.ledger.leases.take = take_and_lose
        with pytest.raises(LeaseLostError):
            take_in(source, office, replace(way(), silent=frozen), Intake())


def test_a_folder_that_another_process_polls_is_left_to_it(office: Office) -> None:
    with scripted.running(script_of(1)) as account:
        source = inbox(account)
        assert office.ledger.leases.take(f"poll:{source.name}") is not None
        assert not take_in(source, office, way(), Intake())


def test_a_server_that_keeps_no_keywords_is_told_and_holds_up_nothing(office: Office) -> None:
    script = script_of(1, 2, flags="\\Seen \\Deleted")
    with scripted.running(script) as account:
        intake = Intake()
        with pytest.raises(MailboxError, match="不保存自定义标记"):
            take_in(inbox(account, Mark.KEYWORD), office, way(), intake)
        assert intake.new == 2
        assert not [one for one in script.heard if "STORE" in one]


def test_a_server_that_cannot_move_is_told_and_nothing_is_copied_or_expunged(office) -> None:
    script = script_of(1)
    with scripted.running(script) as account, pytest.raises(MailboxError, match="不支持移动"):
        take_in(inbox(account, Mark.MOVE, "已归档"), office, way(), Intake())
    assert not [one for one in script.heard if re_any(one, "COPY", "EXPUNGE", "STORE")]


def re_any(line: str, *words: str) -> bool:
    return any(word in line for word in words)


def test_marks_that_could_not_be_made_are_made_by_a_later_poll(office: Office) -> None:
    script = script_of(1, 2, forbidden=frozenset({"UID STORE"}))
    with scripted.running(script) as account:
        source = inbox(account, Mark.KEYWORD)
        with pytest.raises(MailboxError, match="没有标记好"):
            take_in(source, office, way(), Intake())
        script.forbidden = frozenset()
        script.heard.clear()
        take_in(source, office, way(), Intake())
        (stored,) = [one for one in script.heard if "STORE" in one]
        assert stored.startswith("UID STORE 1,2 +FLAGS")
        script.heard.clear()
        take_in(source, office, way(), Intake())
    assert not [one for one in script.heard if "STORE" in one]


@pytest.mark.dovecot
def test_mails_are_moved_away_while_others_are_taken_in(dovecot: Dovecot, office: Office) -> None:
    account = dovecot.account("moving")
    mails = [mail(number) for number in range(MAX_MAILS + 2)]
    deliver(account, *mails)
    deliver(account, folder="已归档")
    source, intake = inbox(account, Mark.MOVE, "已归档"), Intake()
    take_in(source, office, way(), intake)
    take_in(source, office, way(), intake)
    source.close()
    assert (intake.new, intake.duplicates) == (len(mails), 0)
    assert postman.contents(account, "已归档") == mails
    assert postman.contents(account, "INBOX") == []
    assert status(office).reconciled


def test_a_mail_that_the_server_does_not_give_out_is_told_once_and_the_folder_is_read(
    office: Office,
) -> None:
    script = script_of(1, 2, 4, 5)
    script.mails[3] = None
    with scripted.running(script) as account, pytest.raises(NotGivenError):
        take_in(inbox(account), office, way(), Intake())
    (state,) = office.ledger.folders.states()
    assert (state.messages, state.unaccounted, state.undelivered) == (5, 0, (3,))
    alarms = [one for one in status(office).alarms if "INBOX" in one]
    assert len(alarms) == 1
    assert "服务器给不出内容" in alarms[0]
    assert "收不了信" not in alarms[0]


@pytest.mark.parametrize(
    "date",
    ["31-Dec-9999 23:59:59 -1200", "01-Jan-1970 00:00:00 +0000", "03-Sep-2026 10:00:00 +2400"],
)
def test_a_date_that_no_mail_was_received_on_is_not_believed(date: str, office: Office) -> None:
    script = script_of(1, 2, dates={1: date})
    received = b"Received: from x by y; Thu, 3 Sep 2026 10:12:00 +0800\r\n"
    script.mails[1] = received + mail(1)
    intake = Intake()
    with scripted.running(script) as account:
        take_in(inbox(account), office, way(), intake)
    assert intake.new == 2
    assert office.ledger.submission("S-2026-0001").received_at == postman.RECEIVED
