"""Each folder has a first poll of its own: what lay in it before is filed and answered nothing."""

import datetime as dt
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from office.offices import application, mail, office_in, put, run
from office.posted import write_settings
from servers import postman

from pipeline.assembly import offered
from pipeline.domain.plans import SubmissionState
from pipeline.mailbox.account import Account
from pipeline.office.house import Office
from pipeline.office.looking.status import status
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.mails.running import run_once
from pipeline.settings import read_settings

pytestmark = pytest.mark.dovecot
OPENED = dt.datetime(2025, 9, 3, 10, 0, 0, 700_000, tzinfo=dt.timezone(dt.timedelta(hours=8)))
LATER = dt.timedelta(days=50)  # Dovecot believes no date ahead of the clock


@pytest.fixture
def account(dovecot) -> Account:
    return dovecot.account(f"u{uuid.uuid4().hex[:8]}@bit.edu.cn")


def poll(home: Path, office: Office, at: dt.datetime) -> None:
    with office.ledger.at_work(), offered(read_settings(home)) as offers:
        done = run_once(offers, replace(office, now=lambda: at))
    assert done.troubles == {}


def states(office: Office) -> list[SubmissionState]:
    return [office.ledger.submission(id_).state for id_ in ("S-2025-0001", "S-2025-0002")]


def test_a_mailbox_that_is_set_later_than_files_were_read_is_answered_from_then_on(
    tmp_path: Path, account: Account
) -> None:
    home = write_settings(tmp_path / "home")
    with office_in(home) as office:
        run(replace(office, now=lambda: OPENED), put(tmp_path / "tried"))
    postman.deliver(account, application(), at=OPENED + dt.timedelta(days=30))
    write_settings(home, account)
    with office_in(home) as office:
        poll(home, office, OPENED + LATER)
        postman.deliver(account, mail("later"), at=OPENED + 2 * LATER)
        poll(home, office, OPENED + 2 * LATER)
        assert states(office) == [SubmissionState.FILED, SubmissionState.TO_SORT]
        assert [one.submission for one in office.ledger.notices()] == ["S-2025-0002"]
        assert status(office).reconciled


def test_a_folder_that_is_added_is_silent_about_what_lay_in_it_and_a_rebuild_forgets_nothing(
    tmp_path: Path, account: Account
) -> None:
    home = write_settings(tmp_path / "home", account)
    postman.deliver(account, application(), folder="old", at=OPENED + dt.timedelta(days=30))
    with office_in(home) as office:
        poll(home, office, OPENED)
    write_settings(home, account, more='folders = ["INBOX", "old"]\n')
    with office_in(home) as office:
        poll(home, office, OPENED + LATER)
        rebuild(office)
        # INBOX goes on from its own first poll, whatever came to be between.
        postman.deliver(account, mail("of INBOX"), at=OPENED + dt.timedelta(days=40))
        poll(home, office, OPENED + LATER)
        assert states(office) == [SubmissionState.FILED, SubmissionState.TO_SORT]


def test_what_comes_in_the_second_of_the_first_poll_is_answered(
    tmp_path: Path, account: Account
) -> None:
    home = write_settings(tmp_path / "home", account)
    postman.deliver(account, application(), at=OPENED - dt.timedelta(seconds=1))
    postman.deliver(account, mail("now"), at=OPENED)  # a server tells whole seconds
    with office_in(home) as office:
        poll(home, office, OPENED)
        assert states(office) == [SubmissionState.FILED, SubmissionState.TO_SORT]


def test_another_name_of_the_server_is_no_new_folder(tmp_path: Path, account: Account) -> None:
    home = write_settings(tmp_path / "home", account)
    with office_in(home) as office:
        poll(home, office, OPENED)
    postman.deliver(account, application(), mail("moved"), at=OPENED + dt.timedelta(days=1))
    toml = home / "office.toml"
    toml.write_text(toml.read_text().replace("127.0.0.1", "localhost"))
    with office_in(home) as office:
        poll(home, office, OPENED + LATER)
        assert states(office) == [SubmissionState.TO_REVIEW, SubmissionState.TO_SORT]
