"""The server to send through: the doctor only logs in; whoever takes time is waited for."""

import pytest
from office.posted import write_settings
from servers import sink

from pipeline.connections import probe_smtp
from pipeline.dispatch import smtp
from pipeline.domain.dispatching import Outcome
from pipeline.errors import MailboxError
from pipeline.mailbox.account import Account, Tls
from pipeline.settings import read_settings

MAIL = b"From: a@bit.edu.cn\r\nTo: b@bit.edu.cn\r\nSubject: x\r\n\r\nx\r\n"


def test_an_authority_of_its_own_is_trusted_for_the_server_that_sends(tmp_path) -> None:
    with sink.running() as server:
        home = write_settings(tmp_path, sink=server)
        settings = home / "office.toml"
        settings.write_text(
            settings.read_text().replace('tls = "off"', 'tls = "starttls"\nca_file = "none.pem"')
        )
        with pytest.raises(MailboxError, match=r"证书文件读不出来.*none\.pem"):
            probe_smtp(read_settings(home).smtp[0])


def test_the_doctor_logs_in_and_sends_nothing(tmp_path) -> None:
    with sink.running() as server:
        home = write_settings(tmp_path, sink=server)
        assert probe_smtp(read_settings(home).smtp[0]).endswith("能登录。")
        assert server.logins == ["office"]
    assert server.taken == []


def test_a_server_that_looks_at_a_whole_mail_first_is_waited_for(monkeypatch) -> None:
    monkeypatch.setattr(smtp, "SECONDS", 0.5)
    with sink.running() as server:
        server.thinks_for = 1.0
        carrier = smtp.SmtpCarrier(
            Account(
                host="127.0.0.1",
                port=server.port,
                user="office",
                password=lambda: "invented",
                tls=Tls.OFF,
            )
        )
        for _ in range(2):
            carrier.ready()
            sent = carrier.carry(MAIL, "a@bit.edu.cn", ["b@bit.edu.cn"])
            assert sent.outcome is Outcome.ACCEPTED
        carrier.close()
    assert len(server.taken) == 2
