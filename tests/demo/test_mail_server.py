"""The mail server of the demonstration: quick, exact, and gone without a trace."""

import datetime as dt
import importlib.util
import smtplib
import socket
import subprocess
import sys
import threading
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from pipeline.demo.mail_server import MailServer, mail_server
from pipeline.domain.folders import Known
from pipeline.errors import OfficeError
from pipeline.intake import ImapFolder
from pipeline.mailbox.account import Account, Tls
from pipeline.mailbox.login import open_session

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
DATED = b"Subject: x\r\nDate: Thu, 3 Sep 2026 10:12:00 +0800\r\n\r\ntext\r\n"


def account_of(server: MailServer) -> Account:
    return Account(
        host=server.host,
        port=server.imap_port,
        user=server.user,
        password=lambda: server.password,
        tls=Tls.OFF,
    )


def inbox(server: MailServer) -> list[bytes]:
    folder = ImapFolder(account_of(server), "INBOX", lambda: NOW)
    return [one.data for batch in folder.batches(Known()) for one in batch.mails]


def test_what_is_delivered_is_fetched_byte_for_byte_however_broken() -> None:
    mails = [
        DATED,
        b"Subject: bare line ends\n\ntext\n",
        "Subject: 申请\r\n\r\n正文".encode("gb18030"),
        b"no mail at all",
        bytes(range(256)) * 4,
        b"\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n" + b"(" * 5000,
    ]
    with mail_server(mails, "office@example.invalid") as server:
        assert inbox(server) == mails


def test_a_mail_was_received_when_it_says_so() -> None:
    with mail_server([DATED], "office") as server:
        folder = ImapFolder(account_of(server), "INBOX", lambda: NOW)
        (mail,) = [one for batch in folder.batches(Known()) for one in batch.mails]
    assert mail.received_at.isoformat() == "2026-09-03T10:12:00+08:00"


def test_a_mail_without_a_byte_is_left_out() -> None:
    with mail_server([b"", DATED], "office") as server:
        assert inbox(server) == [DATED]


def test_two_hundred_mails_are_there_and_fetched() -> None:
    with mail_server([DATED + b"x" * 50_000] * 200, "office") as server:
        assert len(inbox(server)) == 200


def test_what_is_sent_is_kept_and_goes_nowhere() -> None:
    with mail_server([], "office") as server:
        with smtplib.SMTP(server.host, server.smtp_port) as line:
            line.sendmail("office@example.invalid", ["a@example.invalid"], DATED)
        assert server.sent == [DATED]


def test_only_this_machine_is_listened_to_and_each_run_has_a_password_of_its_own() -> None:
    with mail_server([], "office") as one, mail_server([], "office") as two:
        assert one.host == two.host == "127.0.0.1"
        assert one.password != two.password
        assert one.password not in repr(one)


def test_nothing_is_left_behind_even_by_those_still_logged_in() -> None:
    before = set(threading.enumerate())
    with mail_server([DATED], "office") as server, open_session(account_of(server)) as session:
        session.examine("INBOX")
        port = server.imap_port
    assert set(threading.enumerate()) == before
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 1):
        pass


def test_leaving_early_says_nothing_on_the_screen(tmp_path: Path) -> None:
    script = tmp_path / "leave.py"
    script.write_text(
        "import imaplib, smtplib\n"
        "from pipeline.demo.mail_server import mail_server\n"
        "with mail_server([b'X: y\\r\\n\\r\\n'], 'office') as server:\n"
        "    imap = imaplib.IMAP4(server.host, server.imap_port)\n"
        "    imap.login('office', server.password)\n"
        "    smtp = smtplib.SMTP(server.host, server.smtp_port)\n"
        "    smtp.ehlo()\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_its_packages_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec

    def without(name: str) -> ModuleSpec | None:
        return None if name == "pymap" else real(name)

    monkeypatch.setattr("pipeline.demo.mail_server.find_spec", without)
    with pytest.raises(OfficeError, match="pymap") as told, mail_server([], "office"):
        pass
    assert "deyu[demo]" in told.value.way_out
