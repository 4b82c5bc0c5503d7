"""``deyu outbox`` and ``deyu quarantine`` as people call them."""

import pytest
from commands import deyu, told
from office.offices import application, mail, office_in, put, run
from office.posted import write_settings
from servers import sink

from pipeline.office.mails.waiting_mails import MAX_ATTEMPTS

N = "N-2026-0001"


@pytest.fixture
def server():
    with sink.running() as running:
        yield running


@pytest.fixture
def home(tmp_path, server):
    home = write_settings(tmp_path / "home", sink=server)
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application(message_id="<one@bit.edu.cn>")))
    return home


def state(home) -> str:
    (notice,) = told("outbox", "list", home=home)["notices"]
    return notice["state"]


def test_a_notice_from_draft_to_sent(home, server) -> None:
    shown = told("outbox", "show", N, home=home)
    assert (shown["id"], shown["state"], shown["attachments"]) == (N, "draft", [])
    assert shown["from"] == "yangongbu@bit.edu.cn"
    assert "发件人：yangongbu@bit.edu.cn" in deyu("outbox", "show", N, home=home).stdout
    assert shown["text"]
    (approved,) = told("outbox", "approve", N, "--by", "王老师", home=home)["notices"]
    assert (approved["state"], server.taken) == ("approved", [])
    (sent,) = told("outbox", "send", home=home)["notices"]
    assert (sent["state"], len(server.taken)) == ("sent", 1)
    assert told("outbox", "list", "--state", "draft", home=home) == {"notices": []}
    assert told("outbox", "resume", home=home) == {"resumed": False}
    assert "不能撤销" in deyu("outbox", "cancel", N, home=home).stderr


def test_a_notice_that_is_cancelled_and_one_that_is_in_doubt(home, server) -> None:
    server.hang_ups_after_data = 1
    doubtful = deyu("outbox", "send", N, "--by", "王老师", home=home)
    assert doubtful.returncode == 2
    assert "是否发出不明" in doubtful.stderr
    told("outbox", "tick", N, "--not-sent", "--by", "王老师", home=home)
    assert state(home) == "draft"
    told("outbox", "cancel", N, "--reason", "写错了", home=home)
    assert state(home) == "cancelled"
    assert "没有编号为" in deyu("outbox", "show", "N-2026-0009", home=home).stderr


def test_a_mail_in_quarantine_is_listed_shown_and_replayed(tmp_path) -> None:
    home = tmp_path / "home"
    with office_in(home) as office:
        broken, office.reader.take_apart_mail = office.reader.take_apart_mail, _fail
        for _ in range(MAX_ATTEMPTS):
            run(office, put(tmp_path / "box", mail("咨询", "请问何时截止？")))
        office.reader.take_apart_mail = broken
    (row,) = told("quarantine", "list", home=home)["submissions"]
    assert row["state"] == "quarantined"
    shown = deyu("quarantine", "show", row["id"], home=home)
    assert "ZeroDivisionError" in shown.stdout
    replayed = told("quarantine", "replay", row["id"], home=home)
    assert replayed == {"id": row["id"], "state": "to_sort"}
    assert told("quarantine", "list", home=home)["total"] == 0
    assert deyu("quarantine", "replay", row["id"], home=home).returncode == 2


def _fail(*_: object) -> None:
    raise ZeroDivisionError
