"""The doctor's look at the server to send through: it logs in and sends nothing."""

import pytest
from office.posted import write_settings
from servers import sink

from pipeline.connections import probe_smtp
from pipeline.errors import MailboxError
from pipeline.settings import read_settings


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
