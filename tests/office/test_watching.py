"""Keeping watch: latency by IDLE, patience with what fails, a clean end."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.offices_at_servers import office_in
from offices import application, put
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.assembly import offer_from
from pipeline.dispatch.file_drafts import FileDrafts
from pipeline.errors import LoginRefusedError, MailboxError
from pipeline.intake import ImapFolder
from pipeline.mailbox.account import Account
from pipeline.office.house import Office
from pipeline.office.mails.running import SILENT, Offer, Pace, run_once
from pipeline.office.mails.watching import AFTER_REFUSAL, SLOWEST_RETRY, Patience, Service, watch

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
TROUBLE = MailboxError("不通。", "请稍后再试。")


@given(st.lists(st.floats(0, 1), min_size=1, max_size=80), st.integers(5, 3600))
def test_what_fails_is_tried_less_and_less_often_but_always_again(chances, pause) -> None:
    patience, waits = Patience(float(pause)), []
    for chance in chances:
        patience.note(TROUBLE, 0.0, chance)
        waits.append(patience.due_at)
    longest = max(SLOWEST_RETRY, pause)
    assert all(0.75 * pause <= one <= longest for one in waits)
    if len(waits) > 10:
        assert waits[-1] >= 0.75 * longest
    patience.note(None, 0.0, 0.5)
    assert patience.due_at == pause


def test_a_refused_login_is_left_alone_for_the_better_part_of_an_hour() -> None:
    patience = Patience(5.0)
    patience.note(LoginRefusedError("拒绝登录。", "请核对密码。"), 0.0, 0.0)
    assert patience.due_at >= 0.75 * AFTER_REFUSAL


class Watched:
    """What a watch told, and how to end it."""

    def __init__(self, passwords) -> None:
        self.passwords = passwords
        self.ended, self.woken = threading.Event(), threading.Event()
        self.new: list[str] = []
        self.troubles: list[str] = []

    def service(self) -> Service:
        return Service(
            ended=self.ended,
            woken=self.woken,
            tell=lambda done: self.new.extend(done.new),
            beat=self._beat,
            chance=lambda: 0.5,
            progress=SILENT,
            passwords=self.passwords,
        )

    def _beat(self, troubles) -> None:
        self.troubles[:] = troubles

    def until(self, holds) -> None:
        deadline = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < deadline, (self.new, self.troubles)
            time.sleep(0.02)


class FlakyDrafts(FileDrafts):
    """Told by `fails` which of its looks, counted from 1, find nothing that answers."""

    def __init__(self, folder: Path, fails: Callable[[int], bool]) -> None:
        super().__init__(folder)
        self.looks: list[float] = []
        self._fails = fails

    def present(self) -> frozenset[str]:
        self.looks.append(time.monotonic())
        if self._fails(len(self.looks)):
            raise MailboxError("草稿箱满了。", "请腾出空间。")
        return super().present()


@contextmanager
def watching(
    account: Account, office: Office, pause: float, passwords=lambda: ""
) -> Iterator[Watched]:
    watched = Watched(passwords)
    source = ImapFolder(account, "INBOX", lambda: NOW)
    offers = [(Offer(source, login="office"), pause)]
    thread = threading.Thread(target=watch, args=(offers, office, watched.service()))
    thread.start()
    try:
        yield watched
    finally:
        watched.ended.set()
        watched.woken.set()
        thread.join(30)
        assert not thread.is_alive()
        source.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path / "home") as office:
        yield office


def test_a_server_that_tells_of_new_mail_need_not_be_asked(office: Office) -> None:
    script = Script({1: mail(1)}, capabilities="IMAP4rev1 IDLE")
    with (
        scripted.running(script) as account,
        watching(account, office, pause=3600.0) as watched,
    ):
        watched.until(lambda: len(watched.new) == 1 and "IDLE" in script.heard)
        script.arrivals.put(mail(2))
        watched.until(lambda: len(watched.new) == 2)
    assert office.ledger.waiting() == 0


def test_a_server_that_tells_nothing_is_asked_again_and_again(office: Office) -> None:
    script = Script({1: mail(1)})
    with scripted.running(script) as account, watching(account, office, pause=0.1) as watched:
        watched.until(lambda: len(watched.new) == 1)
        script.mails[2] = mail(2)
        watched.until(lambda: len(watched.new) == 2)
    assert "IDLE" not in script.heard


def test_a_refused_login_is_tried_once_and_told(office: Office) -> None:
    script = Script({1: mail(1)}, login_answer="NO [AUTHENTICATIONFAILED] no")
    with scripted.running(script) as account, watching(account, office, pause=0.05) as watched:
        watched.until(lambda: watched.troubles)
        time.sleep(1.0)
        assert "拒绝登录" in watched.troubles[0]
    # Once by the poll; the listener may have tried once before it was told.
    assert sum(one.startswith("LOGIN") for one in script.heard) <= 2


def test_drafts_that_failed_for_long_and_were_laid_since_are_tried_soon_when_they_fail_again(
    office: Office, tmp_path: Path
) -> None:
    """Five failures, some successes, one more failure: patience has begun anew."""
    failing = {1, 2, 3, 4, 5, 9}
    drafts = FlakyDrafts(tmp_path / "laid", failing.__contains__)
    mailbox = replace(office.mailboxes[0], drafts=drafts)
    office = replace(office, mailboxes=(mailbox,))
    offer = offer_from(put(tmp_path / "box", application()), False)
    with office.ledger.at_work():
        run_once([offer], office, pace=Pace(mailboxes=frozenset()))
    script = Script({})
    with scripted.running(script) as account, watching(account, office, pause=0.03) as watched:
        watched.until(lambda: watched.troubles == ["草稿箱满了。 请腾出空间。"])
        watched.until(lambda: len(drafts.looks) >= 10)
        watched.until(lambda: not watched.troubles)
    gaps = [later - one for one, later in zip(drafts.looks, drafts.looks[1:], strict=False)]
    assert gaps[4] > 0.5
    assert gaps[8] < gaps[4] / 2
    assert len(list((tmp_path / "laid").glob("*.eml"))) == 1


def test_a_changed_password_is_tried_soon_and_the_old_one_is_not(
    office: Office, monkeypatch
) -> None:
    monkeypatch.setattr("pipeline.office.mails.watching.PASSWORDS_SECONDS", 0.2)
    monkeypatch.setattr("pipeline.office.mails.watching.BEAT_SECONDS", 0.2)
    script, secret = Script({1: mail(1)}, login_answer="NO [AUTHENTICATIONFAILED] no"), ["old"]
    with (
        scripted.running(script) as account,
        watching(account, office, pause=0.05, passwords=lambda: secret[0]) as watched,
    ):
        watched.until(lambda: watched.troubles)
        time.sleep(1.0)
        tried = sum(one.startswith("LOGIN") for one in script.heard)
        assert tried <= 2
        script.login_answer, secret[0] = "", "new"
        watched.until(lambda: watched.new)
    assert not watched.troubles


def test_a_folder_is_watched_by_one_and_by_another_when_he_stops(office: Office, tmp_path) -> None:
    script = Script({1: mail(1)})
    with (
        scripted.running(script) as account,
        office_in(tmp_path / "home") as second,
        watching(account, second, pause=0.1) as other,
    ):
        with watching(account, office, pause=0.1) as one:
            one.until(lambda: len(one.new) + len(other.new) == 1)
            script.mails[2] = mail(2)
            one.until(lambda: len(one.new) + len(other.new) == 2)
        script.mails[3] = mail(3)
        other.until(lambda: len(one.new) + len(other.new) == 3)
