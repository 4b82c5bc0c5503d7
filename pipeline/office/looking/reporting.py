"""What the office holds and does, as the JSON of the contract; keys change only there first."""

from typing import Any

from pipeline.office.drawing.batching import Batch, former_json, unprinted_json, unwritten_json
from pipeline.office.drawing.document_filing import DrawnDocument
from pipeline.office.looking.status import Status
from pipeline.office.mails.running import Round
from pipeline.office.orders import DecisionResult
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


def batch_json(batch: Batch) -> Json:
    """The document of ``deyu draft``."""
    told: Json = {"documents": [_drawn_json(one) for one in batch.documents]}
    if batch.manifest:
        told["failed"] = [
            {
                "person": somebody(one.person),
                "application": one.id,
                "says": one.says,
            }
            for one in batch.failed
        ]
        told["unprinted"] = unprinted_json(batch)
        told["covers"] = [_drawn_json(one) for one in batch.covers]
        told["unwritten"] = unwritten_json(batch)
        told["former"] = former_json(batch)
        told |= {"manifest": batch.manifest, "bundles": list(batch.bundles)}
    return told


def _drawn_json(document: DrawnDocument) -> Json:
    """One document; where it was printed, also its PDF and the copies to sign."""
    printed = {"pdf": document.pdf, "copies": document.copies}
    return {
        "kind": document.kind.value,
        "person": somebody(document.person),
        "path": document.path,
        "sha256": document.sha256,
        "draft": document.draft,
        "warnings": list(document.warnings),
        **{name: path for name, path in printed.items() if path},
    }


def decision_json(result: DecisionResult) -> Json:
    return {
        "id": result.id,
        "state": result.state.value,
        "entry": result.entry,
        "notices": list(result.notices),
        "documents": list(result.documents),
        "unchanged": result.unchanged,
        "proposed": result.awaits_another,
        "left_to_do": list(result.left_to_do),
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


def round_json(done: Round) -> Json:
    """The document of ``deyu run --once``."""
    return {
        "seen": done.seen,
        "new": len(done.new),
        "duplicates": done.duplicates,
        "submissions": done.submissions,
        "set_aside": done.set_aside,
        "quarantined": done.quarantined,
        "notices_drafted": done.notices_drafted,
        "needs_person": done.needs_person,
        "unreadable": done.unreadable,
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
