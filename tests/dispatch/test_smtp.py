"""The doctor's look at the server to send through: it logs in and sends nothing."""

from office.posted import write_settings
from servers import sink

from pipeline.connections import probe_smtp
from pipeline.settings import read_settings


def test_the_doctor_logs_in_and_sends_nothing(tmp_path) -> None:
    with sink.running() as server:
        home = write_settings(tmp_path, sink=server)
        assert probe_smtp(read_settings(home)).endswith("能登录。")
        assert server.logins == ["office"]
    assert server.taken == []
