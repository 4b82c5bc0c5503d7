"""Which receipts go out by themselves, and when all of them stop."""

import datetime as dt
from dataclasses import replace

import pytest
from offices import RECEIVED, application, mail, office_in, put, run
from posted import header, write_settings
from servers import sink

from pipeline.domain.plans import NoticeState
from pipeline.mailbox.account import Account
from pipeline.office.letters import outbox
from pipeline.office.looking.status import status
from pipeline.office.mails.rebuilding import rebuild

GOOD = b"Authentication-Results: mx.bit.edu.cn; dkim=pass header.d=bit.edu.cn\r\n"
BAD = b"Authentication-Results: mx.bit.edu.cn; dkim=fail header.d=bit.edu.cn\r\n"
# The mailbox is named for its gateway alone: nobody logs in, the mail comes from files.
NAMED = Account(host="127.0.0.1", port=1, user="office", password=str)


@pytest.fixture
def server():
    with sink.running() as running:
        yield running


def office_with(tmp_path, server, more: str = ""):
    home = write_settings(tmp_path / "home", NAMED, server, more)
    return office_in(home)


def applying(number: int, before: bytes = GOOD) -> bytes:
    at = RECEIVED + dt.timedelta(minutes=number)
    return before + application(at=at, message_id=f"<m{number}@x>", 学号=f"31202400{number:02}")


def states(office) -> list[NoticeState]:
    return [one.state for one in office.ledger.notices()]


def run_files(office, box) -> None:
    """A round without the mailbox: nothing is settled there."""
    run(replace(office, mailboxes=(replace(office.mailboxes[0], sent=None),)), box)


def test_a_verified_sender_gets_a_receipt_at_once_that_says_it_is_automatic(tmp_path, server):
    with office_with(tmp_path, server) as office:
        run_files(office, put(tmp_path / "box", applying(1)))
        assert states(office) == [NoticeState.SENT]
    [sent] = server.taken
    assert header(sent, "Auto-Submitted") == "auto-replied"
    assert header(sent, "X-Auto-Response-Suppress") == "All"


@pytest.mark.parametrize(
    "data",
    [
        applying(1, before=b""),
        applying(1, before=BAD),
        applying(1, before=BAD + GOOD),
        applying(1).replace(b"To: yangongbu@bit.edu.cn", b"To: somebody@bit.edu.cn"),
        GOOD + mail("咨询", "请问何时截止？"),
        GOOD + application(学号=""),
    ],
    ids=["unknown", "refuted", "forged below", "not named", "nothing of ours", "incomplete"],
)
def test_everybody_else_waits_for_a_person(tmp_path, server, data) -> None:
    with office_with(tmp_path, server) as office:
        run_files(office, put(tmp_path / "box", data))
        assert states(office) == [NoticeState.DRAFT]
        assert "Auto-Submitted" not in outbox.notice_text("N-2026-0001", office)[1]
    assert server.taken == []


def test_one_address_gets_few_and_the_breaker_stops_all_until_a_person_looks(tmp_path, server):
    with office_with(tmp_path, server, "[notices]\nper_day = 2\n") as office:
        run_files(office, put(tmp_path / "box", applying(1), applying(2)))
        assert states(office) == [NoticeState.SENT] * 2
        run_files(office, put(tmp_path / "later", applying(3), applying(4)))
        assert states(office) == [NoticeState.SENT] * 2 + [NoticeState.DRAFT] * 2
        assert any("停止了自动发出" in alarm for alarm in status(office).alarms)
        rebuild(office)
        assert any("停止了自动发出" in alarm for alarm in status(office).alarms)
        assert outbox.resume("王老师", office)
        assert not outbox.resume("王老师", office)
        assert not any("停止了自动发出" in alarm for alarm in status(office).alarms)
    assert len(server.taken) == 2


def test_the_cap_of_one_address_opens_no_breaker(tmp_path, server) -> None:
    with office_with(tmp_path, server, "[notices]\nper_address = 1\n") as office:
        run_files(office, put(tmp_path / "box", applying(1), applying(2)))
        assert sorted(states(office)) == [NoticeState.DRAFT, NoticeState.SENT]
        assert office.ledger.outbox.breaker() is None


def test_no_stretch_of_a_day_holds_more_than_the_cap_also_after_a_rebuild(tmp_path, server) -> None:
    with office_with(tmp_path, server, "[notices]\nper_address = 2\n") as office:

        def states_after(hours: float, *numbers: int) -> list[NoticeState]:
            at = office.now() + dt.timedelta(hours=hours)
            box = put(tmp_path / f"box{numbers}", *map(applying, numbers))
            run_files(replace(office, now=lambda: at), box)
            return [one.state for one in office.ledger.notices()][-len(numbers) :]

        assert states_after(0, 1) == [NoticeState.SENT]
        assert states_after(20, 2) == [NoticeState.SENT]
        rebuild(office)
        assert states_after(23.9, 3) == [NoticeState.DRAFT]
        assert states_after(25, 4, 5) == [NoticeState.SENT, NoticeState.DRAFT]


@pytest.mark.parametrize(
    ("subject", "text", "alarmed"),
    [
        ("紧急：请老师回电", "老师好", True),
        ("咨询", "老师好，有同学失联了，请尽快联系。", True),
        ("咨询", "URGENT please", True),
        ("咨询", "请问何时截止？", False),
        ("咨询", "请问何时截止？\n> 这是紧急通知", False),
    ],
)
def test_words_of_urgency_raise_an_alarm(tmp_path, subject, text, alarmed) -> None:
    with office_in(tmp_path / "home") as office:
        run(office, put(tmp_path / "box", mail(subject, text)))
        told = [alarm for alarm in status(office).alarms if "S-2026-0001" in alarm]
        assert bool(told) == alarmed
        rebuild(office)
        assert [alarm for alarm in status(office).alarms if "S-2026-0001" in alarm] == told
