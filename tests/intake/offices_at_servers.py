"""Offices that take in mail from servers, without handling it."""

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.archive import OcflArchive
from pipeline.assembly import assembled
from pipeline.dispatch.file_drafts import FileDrafts
from pipeline.domain.letters import RawMail
from pipeline.errors import OfficeError
from pipeline.intake import ImapFolder
from pipeline.ledger.sql_ledger import SqlLedger
from pipeline.mailbox.account import Account, Mark, Tls
from pipeline.office.house import NO_CRASH, Office
from pipeline.office.intake_ports import Source
from pipeline.office.mails.taking_in import Intake, Pass, adopt, take_in
from pipeline.settings import read_settings

ALWAYS = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
"""What was asked for in vain before this moment is asked for again: everything."""


@cache
def _put_together() -> Office:
    """The parts of an office that no mail changes, loaded once for all tests."""
    return assembled(read_settings(Path(tempfile.mkdtemp()))).__enter__()


@contextmanager
def office_in(home: Path, crash: Callable[[str], None] = NO_CRASH) -> Iterator[Office]:
    ledger = SqlLedger(f"sqlite:///{home / 'ledger.sqlite3'}", home, crash)
    archive = OcflArchive(home / "archive", crash)
    drafts = FileDrafts(home / "drafts")
    try:
        office = _put_together()
        mailbox = replace(office.mailboxes[0], drafts=drafts)
        yield replace(office, archive=archive, ledger=ledger, mailboxes=(mailbox,), crash=crash)
    finally:
        ledger.close()


def silent(mail: RawMail) -> bool:
    return True


def way(
    progress: Callable[[int, int], None] = lambda done, left: None,
    ended: Callable[[], bool] = lambda: False,
) -> Pass:
    return Pass(silent, progress, lambda reached: None, ended, ALWAYS)


def look(office: Office, source: Source) -> str:
    """One pass; what it complained of, "" when all went well."""
    try:
        assert take_in(source, office, way(), Intake())
    except OfficeError as trouble:
        return str(trouble)
    return ""


def stored(office: Office) -> list[bytes]:
    """Every mail of the archive, as often as it lies there, and no row more or less."""
    mails = [one for one in office.archive.objects() if ":mail:" in one]
    assert sum(office.ledger.counts().values()) == len(mails)
    found = [office.archive.read(one, "message.eml") for one in mails]
    assert len({hashlib.sha256(one).digest() for one in found}) == len(found)
    return sorted(found)


def inbox_of(port: int) -> ImapFolder:
    """The inbox of a scripted server, with marks to be made."""
    account = Account(
        host="127.0.0.1", port=port, user="office", password=lambda: "invented", tls=Tls.OFF
    )
    now = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    return ImapFolder(account, "INBOX", lambda: now, Mark.KEYWORD)


def take_in_all(office: Office, source: Source) -> Intake:
    intake = Intake()
    adopt(office)
    assert take_in(source, office, way(), intake)
    return intake
