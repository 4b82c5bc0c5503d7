"""Two folders at once: the first letters need not wait for the last folder, in the order of receipt."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from intake.offices_at_servers import office_in
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.intake import ImapFolder
from pipeline.intake.portions import MAX_MAILS
from pipeline.mailbox.account import Account
from pipeline.office.house import Office
from pipeline.office.mails.running import Offer, Progress, run_once
from pipeline.office.queries import ListQuery

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
LONG = 2 * MAX_MAILS + 1


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path / "home") as office:
        yield office


def at(hour: int) -> str:
    day, hour = divmod(hour, 24)
    return f"{day + 1:2}-Sep-2026 {hour:02}:00:00 +0000"


def offer(account: Account, user: str) -> Offer:
    return Offer(ImapFolder(replace(account, user=user), "INBOX", lambda: NOW), login=user)


def work(office: Office, second: Script) -> list[str]:
    """What happened, in order: "taken" after each batch of the long folder, or a handled mail."""
    long = Script(
        {n: mail(n) for n in range(1, LONG + 1)}, dates={n: at(n) for n in range(LONG + 1)}
    )
    told: list[str] = []
    progress = Progress(
        taken_in=lambda done, left: told.append(f"left {left}"),
        handled=lambda submission: told.append(submission),
    )
    with scripted.running(long) as one, scripted.running(second) as other:
        run_once([offer(one, "long"), offer(other, "second")], office, progress)
    return told


def received(office: Office) -> dict[str, dt.datetime]:
    rows, _ = office.ledger.submissions(ListQuery())
    return {row.id: row.received_at for row in rows}


def test_what_is_older_than_all_that_is_to_come_is_handled_at_once(office: Office) -> None:
    told = work(office, Script({7: mail(900)}, dates={7: at(20)}))
    early = [one for one in told[: told.index(f"left {LONG - 2 * MAX_MAILS}")] if one[0] == "S"]
    handled = [received(office)[one] for one in told if one[0] == "S"]
    assert early
    assert len(handled) == LONG + 1
    assert handled == sorted(handled)


def test_a_server_that_does_not_answer_is_asked_once_for_all_folders_of_the_account(
    office: Office,
) -> None:
    asked: list[str] = []
    with scripted.running(Script()) as gone:
        account = replace(gone, password=lambda: asked.append("") or "invented")
    folders = [
        Offer(ImapFolder(account, name, lambda: NOW), login="gone") for name in ("INBOX", "a", "b")
    ]
    looked: list[str] = []
    with scripted.running(Script({1: mail(1)})) as there:
        done = run_once([*folders, offer(there, "there")], office, Progress(looked=looked.append))
    assert len(asked) == 1
    assert len(done.new) == 1
    assert len(done.troubles) == 3
    assert len(set(looked)) == 4


def test_a_folder_that_breaks_off_does_not_keep_the_next_of_its_account(office: Office) -> None:
    script = Script({1: mail(1)}, choking={1})
    with scripted.running(script) as account:
        folders = [
            Offer(ImapFolder(account, name, lambda: NOW), login="one")
            for name in ("INBOX", "INBOX/b")
        ]
        run_once(folders, office)
    assert sum("INBOX/b" in one for one in script.heard) >= 1


def test_a_folder_whose_mails_nobody_dates_is_waited_for(office: Office) -> None:
    told = work(office, Script({7: mail(900)}))
    first_handled = next(n for n, one in enumerate(told) if one[0] == "S")
    assert first_handled > max(n for n, one in enumerate(told) if one.startswith("left"))


def test_a_mailbox_that_fails_is_not_waited_for(office: Office) -> None:
    told = work(office, Script({7: mail(900)}, forbidden=frozenset({"EXAMINE"})))
    assert [one for one in told[: told.index("left 0")] if one[0] == "S"]
