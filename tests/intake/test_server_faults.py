"""What servers do wrong and no real one can be made to do at will."""

import datetime as dt
from collections.abc import Callable

import pytest
from passing import one_pass
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.domain.letters import Checkpoint, ReceivedBy
from pipeline.intake import ImapFolder
from pipeline.intake.fetching import HANG_UPS
from pipeline.mailbox.account import Account

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def inbox(account: Account) -> ImapFolder:
    return ImapFolder(account, "INBOX", lambda: NOW)


def three() -> dict[int, bytes | None]:
    return {5: mail(5), 6: mail(6), 7: mail(7)}


def nil(script: Script) -> None:
    script.mails[6] = None


def refused(script: Script) -> None:
    script.refused.add(6)


def choking(script: Script) -> None:
    script.choking.add(6)


def garbled(script: Script) -> None:
    script.garbled.add(6)


def empty(script: Script) -> None:
    script.mails[6] = b""


@pytest.mark.parametrize("spoil", [nil, refused, choking, garbled, empty])
def test_one_mail_that_does_not_come_holds_the_checkpoint_but_not_the_others(
    spoil: Callable[[Script], None],
) -> None:
    script = Script(three())
    spoil(script)
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert done.offered == [mail(5), mail(7)]
    assert done.position == 5
    assert "1 封邮件" in done.complaint
    assert "UID 6" in done.complaint


def test_while_one_mail_does_not_come_those_after_it_are_fetched_once() -> None:
    script = Script(three(), refused={6})
    with scripted.running(script) as account:
        folder = inbox(account)
        first = one_pass(folder)
        script.mails[8] = mail(8)
        second = one_pass(folder, first.batches[-1].checkpoint)
        assert second.offered == [mail(8)]
        assert second.position == 5
        script.refused.clear()
        third = one_pass(folder, second.batches[-1].checkpoint)
        assert third.offered == [mail(6)]
        afresh = one_pass(inbox(account), second.batches[-1].checkpoint)
    assert (third.complaint, third.position) == ("", 6)
    assert afresh.offered == [mail(6), mail(7), mail(8)]


def test_what_a_killed_consumer_did_not_store_is_not_taken_for_stored() -> None:
    script = Script(three(), refused={6})
    with scripted.running(script) as account:
        folder = inbox(account)
        killed = folder.batches(None)
        next(killed)
        killed.close()
        assert one_pass(folder).offered == [mail(5), mail(7)]


def test_a_server_that_hangs_up_all_the_time_is_left_alone() -> None:
    mails: dict[int, bytes | None] = {uid: mail(uid) for uid in range(1, 10)}
    script = Script(mails, choking=set(range(1, 10)))
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert done.offered == []
    assert "断开" in done.complaint
    assert sum(one.startswith("LOGIN") for one in script.heard) == HANG_UPS + 1


def test_a_folder_that_is_renumbered_while_the_server_hangs_up_is_begun_anew() -> None:
    script = Script(three(), choking={6}, renumbers=True)
    with scripted.running(script) as account:
        folder = inbox(account)
        broken = one_pass(folder)
        assert broken.batches == []
        assert "重新编了号" in broken.complaint
        script.choking.clear()
        assert one_pass(folder).offered == [mail(5), mail(6), mail(7)]


def test_a_mail_that_the_server_still_counts_though_it_is_removed_is_no_trouble() -> None:
    script = Script({5: mail(5), 6: None, 7: mail(7)}, ghosts={6})
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert (done.offered, done.complaint, done.position) == ([mail(5), mail(7)], "", 7)


def test_without_the_servers_clock_the_mail_itself_tells_when_it_was_received() -> None:
    received = b"Received: from a by b; Thu, 3 Sep 2026 10:12:00 +0800\r\n"
    dated = b"Date: Wed, 2 Sep 2026 09:00:00 +0800\r\n"
    script = Script({1: received + dated + b"\r\nx", 2: dated + b"\r\nx", 3: b"X: y\r\n\r\nx"})
    with scripted.running(script) as account:
        (batch,) = inbox(account).batches(None)
    assert [(one.received_by, one.received_at.isoformat()) for one in batch.mails] == [
        (ReceivedBy.RECEIVED_HEADER, "2026-09-03T10:12:00+08:00"),
        (ReceivedBy.DATE_HEADER, "2026-09-02T09:00:00+08:00"),
        (ReceivedBy.NOW, NOW.isoformat()),
    ]


def test_the_last_mail_that_comes_back_though_it_is_old_is_not_offered() -> None:
    with scripted.running(Script(three())) as account:
        folder = inbox(account)
        assert one_pass(folder, Checkpoint(folder.name, "7", 7)).batches == []
        assert one_pass(folder, Checkpoint(folder.name, "7", 6)).offered == [mail(7)]


def test_nothing_is_asked_that_could_change_the_mailbox() -> None:
    script = Script(three())
    with scripted.running(script) as account:
        one_pass(inbox(account))
    verbs = {
        " ".join(one.split()[:2]) if one.startswith("UID") else one.split()[0]
        for one in script.heard
    }
    assert verbs <= {"CAPABILITY", "LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH", "LOGOUT"}
    fetched = [one for one in script.heard if "BODY" in one]
    assert fetched == ["UID FETCH 5,6,7 (BODY.PEEK[])"]


def test_a_server_that_wants_to_know_who_calls_is_told_before_the_folder_is_opened() -> None:
    script = Script(three(), capabilities="IMAP4rev1 ID", needs_id=True)
    with scripted.running(script) as account:
        assert one_pass(inbox(account)).offered == [mail(5), mail(6), mail(7)]
    assert '"deyu"' in next(one for one in script.heard if one.startswith("ID"))


def test_a_server_that_does_not_offer_id_never_hears_of_it() -> None:
    script = Script(three(), needs_id=True)
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert "登录不安全" in done.complaint
    assert not [one for one in script.heard if one.startswith("ID")]
