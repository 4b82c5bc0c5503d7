"""UIDVALIDITY as servers give it: another one, none, the same one for other numbers."""

import datetime as dt
from collections.abc import Callable

import pytest
from passing import one_pass
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.intake import ImapFolder
from pipeline.mailbox.account import Account

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def inbox(account: Account) -> ImapFolder:
    return ImapFolder(account, "INBOX", lambda: NOW)


def four() -> dict[int, bytes | None]:
    return {uid: mail(uid) for uid in (1, 2, 3, 4)}


@pytest.mark.parametrize("validity", [0, 7])
def test_the_same_numbering_offers_nothing_twice(validity: int) -> None:
    script = Script(four(), uidvalidity=validity)
    with scripted.running(script) as account:
        folder = inbox(account)
        first = one_pass(folder)
        script.mails[5] = mail(5)
        second = one_pass(folder, first.known)
    assert (len(first.offered), second.offered) == (4, [mail(5)])
    assert second.known.epoch == first.known.epoch == str(validity)


def one_is_removed(script: Script) -> None:
    """2 is gone, the others move up, and one new mail takes the last number."""
    script.mails = {1: mail(1), 2: mail(3), 3: mail(4), 4: mail(9)}


def all_are_turned(script: Script) -> None:
    script.mails = {1: mail(4), 2: mail(3), 3: mail(2), 4: mail(1), 5: mail(9)}


def restored(script: Script) -> None:
    """An older state comes back, and the number of the last stored mail is given anew."""
    script.mails = {1: mail(1), 2: mail(2), 3: mail(3), 4: mail(9)}


@pytest.mark.parametrize("validity", [0, 7])
@pytest.mark.parametrize("renumber", [one_is_removed, all_are_turned, restored])
def test_other_numbers_under_the_same_uidvalidity_are_noticed(
    renumber: Callable[[Script], None], validity: int
) -> None:
    script = Script(four(), uidvalidity=validity)
    with scripted.running(script) as account:
        folder = inbox(account)
        first = one_pass(folder)
        renumber(script)
        second = one_pass(folder, first.known)
        third = one_pass(folder, second.known)
    assert mail(9) in second.offered
    assert sorted(second.offered) == sorted(script.mails.values())
    assert second.known.epoch == f"{validity}/2"
    assert third.offered == []


def test_another_uidvalidity_is_another_numbering_and_may_come_back() -> None:
    script = Script(four(), uidvalidity=7)
    with scripted.running(script) as account:
        folder = inbox(account)
        first = one_pass(folder)
        script.uidvalidity = 8
        second = one_pass(folder, first.known)
        script.uidvalidity = 7
        third = one_pass(folder, second.known)
    assert [len(one.offered) for one in (first, second, third)] == [4, 4, 4]
    assert [one.known.epoch for one in (first, second, third)] == ["7", "8", "7"]


def test_a_server_that_writes_header_blocks_anew_is_believed_by_the_whole_mail() -> None:
    script = Script(four(), heads_anew=True)
    with scripted.running(script) as account:
        folder = inbox(account)
        known = one_pass(folder).known
        again = one_pass(folder, known)
    assert (again.offered, again.known.epoch) == ([], "7")


def test_a_hole_among_the_stored_is_filled_whatever_made_it() -> None:
    script = Script({uid: mail(uid) for uid in (1, 2, 4)})
    with scripted.running(script) as account:
        folder = inbox(account)
        known = one_pass(folder).known
        script.mails[3] = mail(3)
        assert one_pass(folder, known).offered == [mail(3)]
