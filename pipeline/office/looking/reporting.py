"""What the office holds, as the JSON of the contract; keys change only there first."""

from typing import Any

from pipeline.office.looking.status import Status
from pipeline.office.queries import SearchResult
from pipeline.office.rows import (
    ApplicationLine,
    DocumentRow,
    HistoryRow,
    NoticeRow,
    SubmissionRow,
)
from pipeline.office.telling import address_json, somebody

Json = dict[str, Any]


def submission_json(row: SubmissionRow) -> Json:
    """One row of ``deyu list``."""
    return {
        "id": row.id,
        "state": row.state.value,
        "received_at": row.received_at.isoformat(),
        "from": address_json(row.sender),
        "subject": row.subject,
        "college": row.college or None,
        "person": somebody(row.person),
        "papers": [kind.value for kind in row.papers],
        "advice": row.advice.value if row.advice else None,
        "problems": list(row.problems),
        "applications": [_application_line_json(line) for line in row.applications],
    }


def _application_line_json(line: ApplicationLine) -> Json:
    return {
        "id": line.id,
        "person": somebody(line.person),
        "state": line.state.value,
        "advice": line.advice.value,
        "revision": line.revision,
    }


def notice_json(row: NoticeRow) -> Json:
    """One row of ``deyu outbox list``; `where` says where the draft lies."""
    return {
        "id": row.id,
        "kind": row.kind.value,
        "state": row.state.value,
        "from": row.sender or None,
        "to": list(row.to),
        "subject": row.subject,
        "submission": row.submission or None,
        "application": row.application or None,
        "message_id": row.message_id,
        "created_at": row.created_at.isoformat(),
        "where": row.where or None,
        "automatic": row.automatic,
        "says": row.says or None,
    }


def document_json(row: DocumentRow, agreement: str) -> Json:
    """`agreement` is the number in force; an agreement of another one is void."""
    return {
        "kind": row.kind,
        "application": row.application,
        "number": row.number or None,
        "file": row.file,
        "sha256": row.sha256,
        "draft": row.draft,
        "void": row.kind == "agreement" and row.number not in ("", agreement),
        "drawn_at": row.drawn_at.isoformat(),
    }


def search_json(found: SearchResult) -> Json:
    return {
        "hits": [
            {
                "id": hit.id,
                "kind": hit.kind,
                "person": somebody(hit.person),
                "college": hit.college or None,
                "received_at": hit.received_at,
                "snippet": hit.snippet,
            }
            for hit in found.hits
        ],
        "total": found.total,
        "facets": {name: dict(counts) for name, counts in found.facets.items()},
    }


def status_json(told: Status) -> Json:
    """The document of ``deyu status``."""
    return {
        "states": {state.value: count for state, count in told.states.items()},
        "oldest": told.oldest.isoformat() if told.oldest else None,
        "needs_person": told.needs_person,
        "quarantined": told.quarantined,
        "in_doubt": told.in_doubt,
        "unlaid": told.unlaid,
        "reconciled": told.reconciled,
        "alarms": list(told.alarms),
    }


def history_json(row: HistoryRow) -> Json:
    return {
        "id": row.id,
        "at": row.at.isoformat(),
        "by": row.by,
        "act": row.act,
        "says": row.says,
    }
