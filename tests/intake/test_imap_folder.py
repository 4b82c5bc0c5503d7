"""Fetching from real servers: Dovecot, and the server of the demonstration."""

import datetime as dt
import os
import uuid
from collections.abc import Iterator

import pytest
from passing import after, one_pass, places_of
from servers import dovecot as dovecot_server
from servers import postman
from servers.dovecot import Dovecot
from servers.postman import deliver, mail, remove

from pipeline.demo.mail_server import mail_server
from pipeline.domain.folders import Known
from pipeline.domain.letters import Batch, ReceivedBy
from pipeline.errors import MailboxError
from pipeline.intake import ImapFolder
from pipeline.intake.portions import MAX_BYTES, MAX_MAILS
from pipeline.mailbox.account import Account, Mark, Tls

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def now() -> dt.datetime:
    return NOW


@pytest.fixture
def fresh(dovecot: Dovecot) -> Account:
    return dovecot.account(f"u{uuid.uuid4().hex[:8]}")


@pytest.fixture(params=[pytest.param("dovecot", marks=pytest.mark.dovecot), "pymap"])
def account(request: pytest.FixtureRequest) -> Iterator[Account]:
    if request.param == "dovecot":
        yield request.getfixturevalue("fresh")
        return
    with mail_server([], "office@example.invalid") as server:
        yield Account(
            host=server.host,
            port=server.imap_port,
            user=server.user,
            password=lambda: server.password,
            tls=Tls.OFF,
        )


def everything(folder: ImapFolder, known: Known | None = None) -> list[Batch]:
    """The batches that bring mails."""
    return [one for one in folder.batches(known or Known()) if one.mails]


def known_after(*batches: Batch) -> Known:
    known = Known()
    for batch in batches:
        known = after(known, batch)
    return known


def datas(batches: list[Batch]) -> list[bytes]:
    return [one.data for batch in batches for one in batch.mails]


def test_mails_come_byte_for_byte_with_the_servers_clock(account: Account) -> None:
    eight_bit = "Subject: 申请\r\n\r\n".encode("gb18030") + bytes(range(128, 256)) + b"\r\n"
    deliver(account, mail(1), eight_bit)
    (batch,) = everything(ImapFolder(account, "INBOX", now))
    assert [one.data for one in batch.mails] == [mail(1), eight_bit]
    assert {one.received_at for one in batch.mails} == {postman.RECEIVED}
    assert {one.received_by for one in batch.mails} == {ReceivedBy.SERVER}
    assert batch.left == 0


def test_the_sighting_is_the_folder_its_uidvalidity_and_the_uid(account: Account) -> None:
    deliver(account, mail(1), mail(2))
    folder = ImapFolder(account, "INBOX", now)
    (batch,) = everything(folder)
    assert folder.name == f"{account.user}@127.0.0.1/INBOX"
    seen = [one.sighting for one in batch.mails]
    assert {one.source for one in seen} == {folder.name}
    assert {one.epoch for one in seen} == {batch.epoch}
    assert batch.epoch.isdigit()
    assert [one.position for one in seen] == [str(uid) for uid in sorted(postman.flags(account))]


def test_an_empty_folder_offers_nothing(account: Account) -> None:
    assert everything(ImapFolder(account, "INBOX", now)) == []


def test_only_what_is_new_is_offered_again_and_never_the_last_mail_twice(account: Account) -> None:
    deliver(account, mail(1), mail(2))
    folder = ImapFolder(account, "INBOX", now)
    known = known_after(*everything(folder))
    assert everything(folder, known) == []
    deliver(account, mail(3))
    assert datas(everything(folder, known)) == [mail(3)]


def test_fetching_sets_no_flag(account: Account) -> None:
    deliver(account, mail(1))
    before = postman.flags(account)
    everything(ImapFolder(account, "INBOX", now))
    assert [found - {b"\\Recent"} for found in postman.flags(account).values()] == [set()]
    assert before.keys() == postman.flags(account).keys()


def test_a_pass_that_is_killed_between_batches_goes_on_where_it_was(account: Account) -> None:
    mails = [mail(number) for number in range(2 * MAX_MAILS + 3)]
    deliver(account, *mails)
    killed = ImapFolder(account, "INBOX", now).batches(Known())
    beginning, first = next(killed), next(killed)
    assert (beginning.mails, beginning.left) == ((), 2 * MAX_MAILS + 3)
    assert (len(first.mails), first.left) == (MAX_MAILS, MAX_MAILS + 3)
    killed.close()
    rest = everything(ImapFolder(account, "INBOX", now), known_after(first))
    assert [len(batch.mails) for batch in rest] == [MAX_MAILS, 3]
    assert [batch.left for batch in rest] == [3, 0]
    assert datas([first, *rest]) == mails


def test_large_mails_come_few_at_a_time(account: Account) -> None:
    deliver(account, *(mail(number, MAX_BYTES // 3) for number in range(4)), mail(9, MAX_BYTES + 1))
    batches = everything(ImapFolder(account, "INBOX", now))
    assert [len(batch.mails) for batch in batches] == [2, 2, 1]


@pytest.mark.dovecot
def test_mails_that_somebody_removes_during_a_pass_are_passed_over(fresh: Account) -> None:
    deliver(fresh, *(mail(number) for number in range(MAX_MAILS + 4)))
    passing = ImapFolder(fresh, "INBOX", now).batches(Known())
    next(passing)
    first = next(passing)
    gone = [int(one.sighting.position) + MAX_MAILS for one in first.mails[:2]]
    remove(fresh, gone)
    (rest,) = list(passing)
    assert [one.data for one in rest.mails] == [mail(MAX_MAILS + 2), mail(MAX_MAILS + 3)]
    assert (rest.undelivered, sorted(rest.vanished)) == ((), gone)


def test_a_folder_may_have_a_chinese_name(account: Account) -> None:
    deliver(account, mail(1), folder="德育助理 & 申请")
    folder = ImapFolder(account, "德育助理 & 申请", now)
    assert datas(everything(folder)) == [mail(1)]
    assert folder.name.endswith("/德育助理 & 申请")


def test_a_folder_that_is_not_there_is_named_with_those_that_are(account: Account) -> None:
    deliver(account, mail(1), folder="已归档")
    with pytest.raises(MailboxError) as told:
        everything(ImapFolder(account, "归档", now))
    assert "没有文件夹“归档”" in told.value.what
    assert "已归档" in told.value.way_out


@pytest.mark.dovecot
def test_under_a_new_uidvalidity_all_is_offered_anew_with_the_same_identity(
    dovecot: Dovecot, fresh: Account
) -> None:
    deliver(fresh, mail(1), mail(2), mail(3))
    remove(fresh, [2])
    folder = ImapFolder(fresh, "INBOX", now)
    (before,) = everything(folder)
    dovecot.renumber(fresh.user)
    (anew,) = everything(folder, known_after(before))
    assert before.epoch != anew.epoch
    assert [one.identity for one in anew.mails] == [one.identity for one in before.mails]
    assert [one.sighting.position for one in anew.mails] == ["1", "2"]


@pytest.mark.dovecot
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take a file from the server")
def test_a_mail_that_the_server_cannot_read_holds_up_no_other(
    dovecot: Dovecot, fresh: Account
) -> None:
    deliver(fresh, mail(1), mail(2), mail(3))
    lost = min(
        dovecot.maildir(fresh.user).glob("*/*.*"),
        key=lambda path: b"mail 2" not in path.read_bytes(),
    )
    lost.chmod(0)
    folder = ImapFolder(fresh, "INBOX", now)
    done = one_pass(folder)
    assert done.offered == [mail(1), mail(3)]
    assert done.known.undelivered == {2}
    assert "1 封邮件" in done.complaint
    assert "UID 2" in done.complaint
    assert "网页版" in done.way_out
    lost.chmod(0o644)
    assert one_pass(folder, done.known).offered == [mail(2)]


@pytest.mark.dovecot
def test_what_was_taken_in_gets_the_keyword_and_again_changes_nothing(fresh: Account) -> None:
    deliver(fresh, mail(1), mail(2))
    folder = ImapFolder(fresh, "INBOX", now, Mark.KEYWORD)
    (batch,) = everything(folder)
    for _ in range(2):
        folder.mark(batch.epoch, places_of(batch)[:1])
    marked = {uid: b"$DeyuFiled" in found for uid, found in postman.flags(fresh).items()}
    assert marked == {1: True, 2: False}
    assert everything(folder, known_after(batch)) == []


@pytest.mark.dovecot
def test_what_was_taken_in_is_moved_while_the_pass_goes_on(fresh: Account) -> None:
    mails = [mail(number) for number in range(MAX_MAILS + 2)]
    deliver(fresh, *mails)
    deliver(fresh, folder="已归档")
    folder = ImapFolder(fresh, "INBOX", now, Mark.MOVE, "已归档")
    done = one_pass(folder)
    assert (done.offered, done.complaint) == (mails, "")
    folder.mark(done.known.epoch, places_of(done.batches[1])[:2])
    assert postman.contents(fresh, "已归档") == mails
    assert postman.contents(fresh, "INBOX") == []


@pytest.mark.dovecot
def test_without_move_what_people_marked_for_removal_stays() -> None:
    with dovecot_server.running(capabilities="IMAP4rev1 LITERAL+ UIDPLUS SPECIAL-USE") as server:
        account = server.account("office")
        deliver(account, mail(1), mail(2), mail(3))
        deliver(account, folder="已归档")
        postman.flag(account, [3], b"\\Deleted")
        folder = ImapFolder(account, "INBOX", now, Mark.MOVE, "已归档")
        (batch,) = everything(folder)
        for _ in range(2):
            folder.mark(batch.epoch, places_of(batch)[:2])
        assert postman.contents(account, "已归档") == [mail(1), mail(2)]
        assert postman.contents(account, "INBOX") == [mail(3)]
