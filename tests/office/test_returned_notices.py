"""A notice that comes back: it failed, it is told, and nothing more goes there by itself."""

import pytest
from offices import put
from servers import sink
from test_automatic_receipts import applying, office_with, run_files

from pipeline.domain.plans import NoticeState
from pipeline.office.letters import outbox
from pipeline.office.looking.status import status
from pipeline.office.mails.rebuilding import rebuild

TO = "zhang@bit.edu.cn"


@pytest.fixture
def server():
    with sink.running() as running:
        yield running


@pytest.fixture
def office(tmp_path, server):
    with office_with(tmp_path, server) as office:
        run_files(office, put(tmp_path / "box", applying(1)))
        yield office


def bounce(sender: str, subject: str, *parts: tuple[str, str], fields: str = "") -> bytes:
    body = "".join(
        f"--b\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{text}\r\n" for kind, text in parts
    )
    head = f"From: {sender}\r\nTo: yangongbu@bit.edu.cn\r\nSubject: {subject}\r\n{fields}"
    kind = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    if not any("delivery-status" in one for one, _ in parts):
        kind = kind.replace("report; report-type=delivery-status", "mixed")
    return (head + kind + body + "--b--\r\n").encode()


def report(action: str, status_code: str, to: str = TO) -> tuple[str, str]:
    told = f"Reporting-MTA: dns; mx.x\r\n\r\nFinal-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status_code}\r\nDiagnostic-Code: smtp; 550 {status_code} no such user\r\n"
    return "message/delivery-status", told


def returned(office) -> str:
    (notice,) = office.ledger.notices(id="N-2026-0001")
    return (
        f"From: yangongbu@bit.edu.cn\r\nTo: {TO}\r\nMessage-ID: {notice.message_id}\r\n\r\n受理回执"
    )


DAEMON = "MAILER-DAEMON@mx.bit.edu.cn"
FOR_GOOD = {
    "postfix": lambda back: bounce(DAEMON, "Undelivered Mail Returned to Sender", ("text/plain", "This is the mail system"), report("failed", "5.1.1"), ("message/rfc822", back)),
    "headers alone": lambda back: bounce(DAEMON, "Returned mail", report("failed", "5.2.2"), ("text/rfc822-headers", back)),
    "exim": lambda back: bounce(DAEMON, "Mail delivery failed", ("text/plain", f"This message was created automatically.\r\n\r\n{back}"), fields=f"X-Failed-Recipients: {TO}\r\n"),
    "qmail": lambda back: bounce(DAEMON, "failure notice", ("text/plain", f"Hi. This is the qmail-send program.\r\n<{TO}>:\r\n550 no mailbox by that name\r\n\r\n{back}")),
    "coremail": lambda back: bounce("postmaster@bit.edu.cn", "=?utf-8?b?57O757uf6YCA5L+h?=", ("text/html", f"<p>收件人 {TO} 550 User not found</p>"), ("message/rfc822", back)),
}  # fmt: skip
NOT_FOR_GOOD = {
    "delayed": lambda back: bounce(DAEMON, "Delayed Mail", report("delayed", "4.4.1"), ("message/rfc822", back)),
    "delivered": lambda back: bounce(DAEMON, "Delivered", report("delivered", "2.0.0"), ("message/rfc822", back)),
    "somebody else": lambda back: bounce(DAEMON, "Undelivered", report("failed", "5.1.1", "li@x.cn"), ("message/rfc822", back)),
    "another mail": lambda back: bounce(DAEMON, "Undelivered", report("failed", "5.1.1"), ("message/rfc822", back.replace("<N-", "<M-"))),
    "a warning": lambda back: bounce(DAEMON, "Warning: could not send message", ("text/plain", f"WARNING ONLY: {TO} 550 will be retried\r\n{back}")),
    "an absent person": lambda back: bounce(f"{TO}", "=?utf-8?b?6Ieq5Yqo5Zue5aSN?=", ("text/plain", f"{TO} 房间 550 号\r\n{back}")),
}  # fmt: skip


@pytest.mark.parametrize("form", FOR_GOOD)
def test_a_notice_that_came_back_failed_and_that_is_an_alarm(office, tmp_path, form) -> None:
    assert [one.state for one in office.ledger.notices()] == [NoticeState.SENT]
    run_files(office, put(tmp_path / "back", FOR_GOOD[form](returned(office))))
    (notice,) = office.ledger.notices()
    assert notice.state is NoticeState.FAILED
    assert notice.says.startswith("退信：")
    assert "发送失败" in "".join(status(office).alarms)
    rebuild(office)
    assert office.ledger.notices() == (notice,)


@pytest.mark.parametrize("form", NOT_FOR_GOOD)
def test_what_is_not_for_good_or_not_ours_changes_nothing(office, tmp_path, form) -> None:
    run_files(office, put(tmp_path / "back", NOT_FOR_GOOD[form](returned(office))))
    assert [one.state for one in office.ledger.notices()] == [NoticeState.SENT]


def test_nothing_more_goes_there_by_itself_until_a_person_says_so(office, server, tmp_path):
    run_files(office, put(tmp_path / "back", FOR_GOOD["postfix"](returned(office))))
    run_files(office, put(tmp_path / "second", applying(2)))
    assert len(server.taken) == 1
    assert [one.state.value for one in office.ledger.notices()] == ["failed", "draft"]
    outbox.tick(["N-2026-0001"], "王老师", True, office)
    run_files(office, put(tmp_path / "third", applying(3)))
    assert len(server.taken) == 2
    assert [one.state.value for one in office.ledger.notices()] == ["sent", "draft", "sent"]
