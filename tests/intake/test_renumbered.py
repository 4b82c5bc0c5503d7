"""A folder that was numbered anew: what is stored is recognised, the rest is fetched."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from offices_at_servers import office_in, stored, way
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.intake import ImapFolder
from pipeline.intake.portions import MAX_MAILS
from pipeline.mailbox.account import Account
from pipeline.office.house import Office
from pipeline.office.looking.status import status
from pipeline.office.mails.taking_in import Intake, take_in

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path) as office:
        yield office


def inbox(account: Account) -> ImapFolder:
    return ImapFolder(account, "INBOX", lambda: NOW)


def passed_on(number: int, body: bytes = b"x") -> bytes:
    """As a server delivers it, with its own line on top."""
    line = f"Received: from a by b id {number:06}; Thu, 3 Sep 2026 10:00:00 +0800\r\n"
    return line.encode() + mail(number) + body


def wholly_fetched(script: Script) -> list[int]:
    """The UIDs whose mails were asked for whole."""
    asked = [one.split()[2] for one in script.heard if "BODY.PEEK[]" in one]
    return sorted(int(uid) for uids in asked for uid in uids.split(","))


def renumber(script: Script, mails: dict[int, bytes]) -> None:
    script.mails, script.uidvalidity = dict(mails), script.uidvalidity + 1
    script.heard.clear()


def test_stored_mails_are_recognised_by_header_block_and_size(office: Office) -> None:
    mails = [passed_on(n) for n in range(MAX_MAILS + 20)]
    script = Script(dict(enumerate(mails, 1)))
    with scripted.running(script) as account:
        source = inbox(account)
        take_in(source, office, way(), Intake())
        heads, fresh = office.ledger.heads(), passed_on(900)
        renumber(script, dict(enumerate([fresh, *reversed(mails[1:])], 11)))
        intake = Intake()
        take_in(source, office, way(), intake)
        assert wholly_fetched(script) == [11]
        assert (intake.seen, intake.new, intake.duplicates) == (len(mails), 1, len(mails) - 1)
        renumber(script, {**script.mails, 99: passed_on(901)})
        take_in(source, office, way(), Intake())
        assert wholly_fetched(script) == [99]
    assert office.ledger.heads().items() > heads.items()
    assert stored(office) == sorted([*mails, fresh, passed_on(901)])
    assert status(office).reconciled


def test_a_pass_that_was_stopped_goes_on_recognising(office: Office) -> None:
    mails = [passed_on(n) for n in range(MAX_MAILS * 2)]
    script = Script(dict(enumerate(mails, 1)))
    with scripted.running(script) as account:
        source = inbox(account)
        take_in(source, office, way(), Intake())
        renumber(script, dict(enumerate(mails, 501)))
        left: list[int] = []
        stopped = way(lambda done, still: left.append(still), lambda: len(left) > 1)
        take_in(source, office, stopped, Intake())
        rest = Intake()
        take_in(source, office, way(), rest)
        assert wholly_fetched(script) == []
        assert rest.duplicates == MAX_MAILS
        script.heard.clear()
        script.mails[900] = passed_on(0)
        take_in(source, office, way(), Intake())
        # Looked through, it is as any other folder: what is new there is fetched, even a copy.
        assert wholly_fetched(script) == [900]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param([mail(1) + b"one"], [mail(1) + b"two"], id="no server passed it on"),
        pytest.param([passed_on(1, b"one")], [passed_on(1, b"longer")], id="another size"),
        pytest.param([passed_on(1)], [passed_on(2)], id="another header block"),
        pytest.param(
            [passed_on(1, b"one"), passed_on(1, b"two")],
            [passed_on(1, b"new"), passed_on(1, b"two")],
            id="two stored mails would fit",
        ),
    ],
)
def test_what_is_not_certain_is_fetched_whole(
    office: Office, first: list[bytes], then: list[bytes]
) -> None:
    script = Script(dict(enumerate(first, 1)))
    with scripted.running(script) as account:
        source = inbox(account)
        take_in(source, office, way(), Intake())
        renumber(script, dict(enumerate(then, 1)))
        take_in(source, office, way(), Intake())
        assert wholly_fetched(script) == [uid for uid, _ in enumerate(then, 1)]
    assert stored(office) == sorted({*first, *then})


def test_a_server_that_gives_no_header_blocks_is_asked_for_whole_mails(office: Office) -> None:
    script = Script({1: passed_on(1), 2: passed_on(2)}, heads_anew=True)
    with scripted.running(script) as account:
        source = inbox(account)
        take_in(source, office, way(), Intake())
        renumber(script, script.mails)
        intake = Intake()
        take_in(source, office, way(), intake)
        assert wholly_fetched(script) == [1, 2]
    assert (intake.new, intake.duplicates) == (0, 2)
