"""Ledgers on real SQLite, and entries as the office files them."""

import datetime as dt
import json
from pathlib import Path

from pipeline.domain.entries import BODY_OF, Entry, FiledEntry, Handled, TakenIn
from pipeline.domain.letters import Address, ReceivedBy, Sighting
from pipeline.domain.plans import SubmissionState
from pipeline.ledger.sql_ledger import SqlLedger

AT = dt.datetime(2026, 9, 3, 2, 12, tzinfo=dt.UTC)
_ACT = {body: act for act, body in BODY_OF.items()}


def ledger_in(folder: Path) -> SqlLedger:
    return SqlLedger(f"sqlite:///{folder / 'ledger.sqlite3'}", folder)


def filed(body, number: int, object_id: str = "urn:deyu:mail:x", *about: str) -> FiledEntry:
    at = AT + dt.timedelta(seconds=number)
    entry = Entry(f"entry-{number}", at, "deyu", _ACT[type(body)], about, body)
    return FiledEntry(object_id, number, f"digest-{number}", entry)


def taken_in(number: int, at: dt.datetime = AT) -> TakenIn:
    submission = f"S-2026-{number:04}"
    return TakenIn(
        submission=submission,
        identity=f"{number:064x}",
        sha256="0" * 64,
        size=1,
        received_at=at,
        received_by=ReceivedBy.SERVER,
        sighting=Sighting("box", "1", str(number)),
        silent=False,
    )


def handled(number: int, subject: str = "申请") -> Handled:
    return Handled(
        submission=f"S-2026-{number:04}",
        state=SubmissionState.TO_SORT,
        automatic="",
        message_id="",
        references=(),
        subject=subject,
        sender=Address("张喆", "zhang@bit.edu.cn"),
        papers=(),
        problems=(),
        unreadable=False,
        applications=(),
        revised=(),
        notices=(),
    )


def reading(subject: str, text: str, *papers: tuple[str, str]) -> bytes:
    return json.dumps(
        {
            "mail": {
                "subject": subject,
                "from": {"name": "张喆", "address": "zhang@bit.edu.cn"},
                "text": text,
            },
            "attachments": [],
            "papers": [{"kind": kind, "fields": {}, "text": text} for kind, text in papers],
        }
    ).encode()


def keep_mail(ledger: SqlLedger, number: int, subject: str, text: str, *papers) -> None:
    """One mail, taken in and handled."""
    document = reading(subject, text, *papers)
    object_id = f"urn:deyu:mail:{number}"
    one = filed(taken_in(number), 2 * number, object_id, f"S-2026-{number:04}")
    two = filed(handled(number, subject), 2 * number + 1, object_id, f"S-2026-{number:04}")
    ledger.record([one, two], lambda object_id, path: document)
