"""The connection is cut at every point of a session; afterwards each mail is there, once."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from offices_at_servers import look, office_in, stored
from servers import postman, scripted
from servers.cutting import Cut, wire
from servers.dovecot import Dovecot
from servers.postman import mail
from servers.scripted import Script

from pipeline.intake import ImapFolder
from pipeline.mailbox.account import Account, Mark
from pipeline.office.house import Office

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
AT_ONCE = 3


def folder(account: Account) -> ImapFolder:
    return ImapFolder(account, "INBOX", lambda: NOW, Mark.KEYWORD)


class Scripted:
    """Mails that take the place of those before them, under ever higher UIDs."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def deliver(self, *mails: bytes) -> None:
        first = max(self._script.mails, default=0) + 1
        self._script.mails = dict(enumerate(mails, first))


class Real:
    def __init__(self, account: Account) -> None:
        self._account = account

    def deliver(self, *mails: bytes) -> None:
        postman.deliver(self._account, *mails)


def cuts(step: int, session: Cut) -> Iterator[Cut]:
    """Every so many octets of the session, in either direction."""
    for position in range(0, session.to_client + 1, step):
        yield Cut(after_to_client=position)
    for position in range(0, session.to_server + 1, step):
        yield Cut(after_to_server=position)


def cut_everywhere(home: Path, account: Account, server: Scripted | Real, step: int) -> int:
    """Answers at how many points the connection was cut."""
    with office_in(home) as office:
        return _cut_everywhere(office, account, server, step)


def _cut_everywhere(office: Office, account: Account, server: Scripted | Real, step: int) -> int:
    delivered: list[bytes] = []

    def send() -> None:
        fresh = [mail(len(delivered) + one) for one in range(AT_ONCE)]
        delivered.extend(fresh)
        server.deliver(*fresh)

    session = Cut()
    send()
    with wire(account, session) as over_the_wire:
        whole = folder(over_the_wire)
        assert look(office, whole) == ""
        whole.close()
    times = 0
    with wire(account, current := Cut()) as over_the_wire:
        for point in cuts(step, session):
            send()
            current.after_to_client = point.after_to_client
            current.after_to_server = point.after_to_server
            broken, whole = folder(over_the_wire), folder(over_the_wire)
            look(office, broken)
            broken.close()
            # What was cut before the first look is cut no more.
            current.after_to_client = current.after_to_server = None
            assert look(office, whole) == "", point
            whole.close()
            times += 1
    assert stored(office) == sorted(delivered)
    return times


def test_a_session_that_is_cut_anywhere_loses_and_doubles_nothing(tmp_path: Path) -> None:
    script = Script()
    with scripted.running(script) as account:
        times = cut_everywhere(tmp_path, account, Scripted(script), step=97)
    assert times > 10


@pytest.mark.dovecot
def test_a_session_with_a_real_server_that_is_cut(dovecot: Dovecot, tmp_path: Path) -> None:
    account = dovecot.account("cut")
    assert cut_everywhere(tmp_path, account, Real(account), step=499) > 5


@pytest.mark.prove
@pytest.mark.parametrize("server", ["scripted", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def test_every_octet(tmp_path: Path, server: str, request: pytest.FixtureRequest) -> None:
    script = Script()
    if server == "dovecot":
        account = request.getfixturevalue("dovecot").account("everywhere")
        assert cut_everywhere(tmp_path, account, Real(account), step=7) > 100
        return
    with scripted.running(script) as account:
        assert cut_everywhere(tmp_path, account, Scripted(script), step=1) > 1000
