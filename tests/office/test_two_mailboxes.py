"""Two mailboxes: each mail is answered from the one it came to, and neither holds up the other."""

import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from offices import RECEIVED, application, mail, office_in
from posted import header
from servers import postman, sink

from pipeline.assembly import offered
from pipeline.domain.plans import Decision, NoticeKind, NoticeState
from pipeline.errors import DecisionRefusedError, LoginRefusedError
from pipeline.mailbox.account import Account
from pipeline.office.decisions.deciding import decide
from pipeline.office.house import Office
from pipeline.office.letters import outbox
from pipeline.office.letters.releasing import release
from pipeline.office.letters.strays import stray_alarms
from pipeline.office.looking.status import status
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.mails.running import AT_ONCE, Pace, run_once
from pipeline.office.orders import DecisionOrder
from pipeline.office.writing import NoticeDraft, letter_head, write_notice
from pipeline.settings import read_settings

pytestmark = pytest.mark.dovecot

_MAIL = """
[mail.{name}]
host = "127.0.0.1"
port = {port}
tls = "off"
user = "{user}"
password_file = "secret-{name}"
addresses = {addresses}
answer_since = 2026-09-01
"""
_SMTP = """
[smtp.{name}]
host = "127.0.0.1"
port = {port}
tls = "off"
user = "{name}"
password_file = "secret-{name}"
"""
ADDRESSES = {
    "first": '["first@bit.edu.cn", "office@bit.edu.cn"]',
    "second": '["second@bit.edu.cn"]',
}
OTHER_PERSON = {"姓名": "林雨桐", "学号": "3120240002"}
NOTHING_GOES_OUT = Pace(mailboxes=frozenset())


class _KilledError(BaseException):
    """As `kill -9` ends whatever is being done."""


@dataclass(slots=True)
class Two:
    """A home with two accounts of a real server, and how its settings are written."""

    home: Path
    accounts: dict[str, Account]

    def set(self, *names: str, more: str = "") -> None:
        text = ""
        for name in names:
            one = self.accounts[name]
            (self.home / f"secret-{name}").write_text("invented\n")
            text += _MAIL.format(name=name, port=one.port, user=one.user, addresses=ADDRESSES[name])
        (self.home / "office.toml").write_text(text + more, encoding="utf-8")

    def deliver(self, name: str, *mails: bytes) -> None:
        postman.deliver(self.accounts[name], *mails)

    def folder(self, name: str, folder: str = "Drafts") -> list[bytes]:
        return postman.contents(self.accounts[name], folder)


@pytest.fixture
def two(tmp_path, dovecot) -> Two:
    home = tmp_path / "home"
    home.mkdir()
    unique = uuid.uuid4().hex[:8]
    two = Two(home, {name: dovecot.account(f"{name}{unique}") for name in ADDRESSES})
    two.set("first", "second")
    two.deliver("first", application(message_id="<one@bit.edu.cn>"))
    two.deliver(
        "second",
        application(at=RECEIVED.replace(day=4), message_id="<two@bit.edu.cn>", **OTHER_PERSON),
    )
    return two


def take_in(two: Two, office: Office, pace: Pace = AT_ONCE) -> None:
    with office.ledger.at_work(), offered(read_settings(two.home)) as offers:
        done = run_once(offers, office, pace=pace)
    assert done.troubles == {}


def state(office: Office, number: str) -> NoticeState:
    (notice,) = office.ledger.notices(id=number)
    return notice.state


def test_an_answer_lies_in_the_mailbox_that_got_the_mail_and_comes_from_its_address(two) -> None:
    with office_in(two.home) as office:
        take_in(two, office)
        for name, answered in (("first", "<one@bit.edu.cn>"), ("second", "<two@bit.edu.cn>")):
            [draft] = two.folder(name)
            assert f"<{name}@bit.edu.cn>" in header(draft, "From")
            assert header(draft, "In-Reply-To") == answered
        before = office.ledger.notices()
        assert [one.sender for one in before] == ["first@bit.edu.cn", "second@bit.edu.cn"]
        rebuild(office)
        assert office.ledger.notices() == before


def test_a_decision_is_told_from_the_mailbox_that_got_the_application(two) -> None:
    with office_in(two.home) as office:
        take_in(two, office, NOTHING_GOES_OUT)
        for application_id in ("A-2026-0001", "A-2026-0002"):
            decide(application_id, DecisionOrder(Decision.APPROVE, "王老师"), office)
        senders = {
            one.application: one.sender for one in office.ledger.notices() if one.application
        }
        assert senders == {
            "A-2026-0001": "first@bit.edu.cn",
            "A-2026-0002": "second@bit.edu.cn",
        }


def test_what_answers_no_mail_goes_from_the_first_mailbox(two) -> None:
    with office_in(two.home) as office:
        take_in(two, office, NOTHING_GOES_OUT)
        about = NoticeDraft(
            NoticeKind.REMINDER, "college@bit.edu.cn", "", "", "N-2026-0003", "", ()
        )
        words = letter_head(office, "N-2026-0003", None, "")
        notice, data = write_notice(office, about, words, RECEIVED)
        assert notice.sender == "first@bit.edu.cn"
        assert "<first@bit.edu.cn>" in header(data, "From")


def test_mail_from_any_address_of_any_account_is_never_answered(two) -> None:
    for number, own in enumerate(("first", "office", "second")):
        letter = mail(sender=f"{own}@bit.edu.cn", message_id=f"<own{number}@bit.edu.cn>")
        two.deliver("second", letter)
    with office_in(two.home) as office:
        take_in(two, office)
        assert len(office.ledger.notices()) == 2


def test_a_draft_sent_from_its_own_mailbox_is_known_there(two) -> None:
    with office_in(two.home) as office:
        take_in(two, office)
        account = two.accounts["second"]
        [draft] = two.folder("second")
        postman.remove(account, list(postman.flags(account, "Drafts")), folder="Drafts")
        postman.deliver(account, draft, folder="Sent")
        assert release(office) == 0
        assert state(office, "N-2026-0001") is NoticeState.DRAFT
        assert state(office, "N-2026-0002") is NoticeState.SENT


def test_a_draft_sent_from_the_other_mailbox_is_known_though_that_one_awaits_nothing(two) -> None:
    def send(draft_of: str, sent_from: str) -> None:
        [draft] = two.folder(draft_of)
        account = two.accounts[draft_of]
        postman.remove(account, list(postman.flags(account, "Drafts")), folder="Drafts")
        postman.deliver(two.accounts[sent_from], draft, folder="Sent")
        release(office)

    with office_in(two.home) as office:
        take_in(two, office)
        send("second", "second")
        send("first", "second")
        assert state(office, "N-2026-0001") is NoticeState.SENT


def test_each_account_sends_through_its_own_server_and_keeps_its_own_copy(two) -> None:
    with sink.running() as one, sink.running() as other:
        servers = _SMTP.format(name="first", port=one.port)
        servers += _SMTP.format(name="second", port=other.port)
        two.set("first", "second", more=servers)
        for name in ADDRESSES:
            two.deliver(name)
            postman.deliver(two.accounts[name], folder="Sent")
        with office_in(two.home) as office:
            take_in(two, office)
            outbox.send(["N-2026-0001", "N-2026-0002"], "王老师", office)
        for name, server in (("first", one), ("second", other)):
            [(sender, _)] = server.envelopes
            assert (sender, server.logins) == (f"{name}@bit.edu.cn", [name])
            [copy] = two.folder(name, "Sent")
            assert f"<{name}@bit.edu.cn>" in header(copy, "From")


def test_a_mailbox_that_refuses_the_login_keeps_no_other_from_its_drafts(two) -> None:
    with office_in(two.home) as office:
        take_in(two, office, NOTHING_GOES_OUT)
        (two.home / "secret-first").write_text("wrong\n")
        with pytest.raises(LoginRefusedError):
            release(office)
        assert len(two.folder("second")) == 1
        (two.home / "secret-first").write_text("invented\n")
        assert release(office) == 1
        assert len(two.folder("first")) == len(two.folder("second")) == 1


@pytest.mark.parametrize("point", ["laying", "laid"])
def test_killed_while_it_laid_into_the_second_mailbox_no_draft_lies_twice(two, point) -> None:
    reached: list[str] = []

    def crash(name: str) -> None:
        reached.append(name)
        if reached.count(point) == 2:
            raise _KilledError

    with office_in(two.home) as office:
        take_in(two, office, NOTHING_GOES_OUT)
    with office_in(two.home, crash) as office, pytest.raises(_KilledError):
        release(office)
    with office_in(two.home) as office:
        release(office)
        assert [len(two.folder(name)) for name in ADDRESSES] == [1, 1]
        assert all(one.where and not one.says for one in office.ledger.notices())


def test_a_notice_whose_account_is_set_no_more_waits_and_says_so(two) -> None:
    with office_in(two.home) as office:
        take_in(two, office, NOTHING_GOES_OUT)
    two.set("first")
    with office_in(two.home) as office:
        for _ in range(2):
            release(office)
        (notice,) = office.ledger.notices(id="N-2026-0002")
        assert (notice.state, notice.where) == (NoticeState.DRAFT, "")
        assert "应当从 second@bit.edu.cn 发出" in notice.says
        assert len(two.folder("first")) == 1
        told = status(office)
        assert told.unlaid == 0
        assert [one for one in told.alarms if "N-2026-0002 没有发出" in one]
    two.set("first", "second")
    with office_in(two.home) as office:
        assert release(office) == 1
        assert len(two.folder("second")) == 1
        assert stray_alarms(office.ledger.notices(), office) == ()


def test_what_was_approved_for_an_account_set_no_more_is_not_sent_by_another(two) -> None:
    with sink.running() as server:
        plain = _SMTP.format(name="first", port=server.port).replace(".first]", "]")
        two.set("first", "second", more=plain)
        with office_in(two.home) as office:
            take_in(two, office)
            outbox.approve(["N-2026-0002"], "王老师", office)
        two.set("first", more=plain)
        with office_in(two.home) as office:
            release(office)
            assert state(office, "N-2026-0002") is NoticeState.DRAFT
            with pytest.raises(DecisionRefusedError, match="second@bit"):
                outbox.approve(["N-2026-0002"], "王老师", office)
            outbox.cancel(["N-2026-0002"], "王老师", "邮箱停用", office)
            assert stray_alarms(office.ledger.notices(), office) == ()
        assert server.taken == []
