"""What servers do wrong and no real one can be made to do at will."""

import datetime as dt
import gc
from collections.abc import Callable
from dataclasses import replace

import pytest
from passing import one_pass
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.domain.folders import Known
from pipeline.domain.letters import ReceivedBy
from pipeline.intake import ImapFolder
from pipeline.intake.fetching import HANG_UPS_IN_A_ROW, PIECE
from pipeline.intake.portions import MAX_BYTES
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
def test_one_mail_that_does_not_come_holds_up_no_other_and_is_not_stored(
    spoil: Callable[[Script], None],
) -> None:
    script = Script(three())
    spoil(script)
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert done.offered == [mail(5), mail(7)]
    assert [5 in done.known.stored, 6 in done.known.stored] == [True, False]
    assert done.known.undelivered == {6}
    assert "1 封邮件" in done.complaint
    assert "UID 6" in done.complaint


def test_a_mail_that_did_not_come_is_asked_for_again_after_all_others() -> None:
    script = Script(three(), refused={6})
    with scripted.running(script) as account:
        folder = inbox(account)
        first = one_pass(folder)
        script.mails[8] = mail(8)
        second = one_pass(folder, first.known)
        assert second.offered == [mail(8)]
        assert "UID 6" in second.complaint
        script.refused.clear()
        third = one_pass(folder, second.known)
    assert third.offered == [mail(6)]
    assert (third.complaint, third.known.undelivered) == ("", frozenset())


def test_a_mail_that_rests_is_not_asked_for() -> None:
    script = Script(three(), refused={6})
    with scripted.running(script) as account:
        folder = inbox(account)
        known = replace(one_pass(folder).known, resting=frozenset({6}))
        script.heard.clear()
        done = one_pass(folder, known)
    assert (done.offered, done.complaint) == ([], "")
    assert not [one for one in script.heard if one.endswith("(BODY.PEEK[])")]


def test_a_mail_that_did_not_come_and_was_removed_is_forgotten() -> None:
    script = Script(three(), refused={6})
    with scripted.running(script) as account:
        folder = inbox(account)
        first = one_pass(folder)
        del script.mails[6]
        done = one_pass(folder, first.known)
    assert (done.offered, done.complaint, done.known.undelivered) == ([], "", frozenset())


def test_what_a_killed_consumer_did_not_store_is_not_taken_for_stored() -> None:
    script = Script(three(), refused={6})
    with scripted.running(script) as account:
        folder = inbox(account)
        killed = folder.batches(Known())
        next(killed), next(killed)
        killed.close()
        assert one_pass(folder).offered == [mail(5), mail(7)]


def test_a_server_that_hangs_up_all_the_time_is_left_alone() -> None:
    mails: dict[int, bytes | None] = {uid: mail(uid) for uid in range(1, 10)}
    script = Script(mails, choking=set(range(1, 10)))
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert done.offered == []
    assert "断开" in done.complaint
    assert sum(one.startswith("LOGIN") for one in script.heard) == HANG_UPS_IN_A_ROW + 1


def test_mails_over_which_the_server_hangs_up_keep_no_later_mail_away_for_ever() -> None:
    mails: dict[int, bytes | None] = {uid: mail(uid) for uid in range(1, 12)}
    script = Script(mails, choking=set(range(1, 10)))
    known, offered = Known(), []
    with scripted.running(script) as account:
        folder = inbox(account)
        for _ in range(5):
            done = one_pass(folder, replace(known, resting=known.undelivered))
            known = done.known
            offered += done.offered
    assert offered == [mail(10), mail(11)]
    assert known.undelivered == script.choking


def test_a_folder_that_is_renumbered_while_the_server_hangs_up_is_begun_anew() -> None:
    script = Script(three(), choking={6}, renumbers=True)
    with scripted.running(script) as account:
        folder = inbox(account)
        broken = one_pass(folder)
        assert broken.offered == []
        assert "重新编了号" in broken.complaint
        script.choking.clear()
        assert one_pass(folder).offered == [mail(5), mail(6), mail(7)]


def test_a_mail_that_the_server_still_counts_though_it_is_removed_is_no_trouble() -> None:
    script = Script({5: mail(5), 6: None, 7: mail(7)}, ghosts={6})
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert (done.offered, done.complaint) == ([mail(5), mail(7)], "")
    assert done.known.undelivered == frozenset()


def test_without_the_servers_clock_the_mail_itself_tells_when_it_was_received() -> None:
    received = b"Received: from a by b; Thu, 3 Sep 2026 10:12:00 +0800\r\n"
    dated = b"Date: Wed, 2 Sep 2026 09:00:00 +0800\r\n"
    script = Script({1: received + dated + b"\r\nx", 2: dated + b"\r\nx", 3: b"X: y\r\n\r\nx"})
    with scripted.running(script) as account:
        _, batch = inbox(account).batches(Known())
    assert [(one.received_by, one.received_at.isoformat()) for one in batch.mails] == [
        (ReceivedBy.RECEIVED_HEADER, "2026-09-03T10:12:00+08:00"),
        (ReceivedBy.DATE_HEADER, "2026-09-02T09:00:00+08:00"),
        (ReceivedBy.NOW, NOW.isoformat()),
    ]


def test_nothing_is_asked_that_could_change_the_mailbox() -> None:
    script = Script(three())
    with scripted.running(script) as account:
        folder = inbox(account)
        one_pass(folder)
        folder.close()
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


@pytest.mark.parametrize("no_pieces", [False, True])
def test_a_huge_mail_comes_in_pieces_or_whole_and_is_the_same(no_pieces: bool) -> None:
    huge = mail(1, MAX_BYTES + PIECE // 2)
    script = Script({1: huge, 2: mail(2)}, no_pieces=no_pieces)
    with scripted.running(script) as account:
        done = one_pass(inbox(account))
    assert done.offered == [huge, mail(2)]
    assert [one for one in script.heard if f"<0.{PIECE}>" in one]


def test_a_mail_that_is_a_whole_number_of_pieces_long_ends_where_it_ends() -> None:
    huge = mail(1)
    huge += b"x" * (5 * PIECE - len(huge))
    with scripted.running(Script({1: huge})) as account:
        assert one_pass(inbox(account)).offered == [huge]


def test_a_folder_that_nobody_holds_any_more_is_left_at_once() -> None:
    """Not some day, by whichever thread then collects what lies about."""
    script = Script(three())
    with scripted.running(script) as account:
        gc.disable()
        try:
            folder = inbox(account)
            next(folder.batches(Known()))
            del folder
            assert script.heard[-1] == "LOGOUT"
        finally:
            gc.enable()
