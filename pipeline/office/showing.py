"""One submission or application with everything that belongs to it, as JSON of the contract."""

import json
from typing import Any

from pipeline.domain.entries import Quarantined
from pipeline.domain.plans import SubmissionState
from pipeline.domain.positions import AMBIGUOUS_KIND
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, mail_object, not_found
from pipeline.office.reporting import document_json, history_json, notice_json, submission_json
from pipeline.office.rows import ApplicationRow, DocumentRow, SubmissionRow
from pipeline.office.telling import person_json

Json = dict[str, Any]


def show(id_: str, office: Office) -> Json:
    """Raises `NotFoundError` when there is nothing with this number."""
    submission = office.ledger.submission(id_)
    if submission is not None:
        return _submission(submission, office)
    application = office.ledger.application(id_)
    if application is not None:
        return _application(application, office)
    raise not_found(id_)


def reading_of(submission: str, office: Office) -> Json | None:
    """What was understood of a mail, as it was filed; None before it was handled."""
    object_id = mail_object(office.ledger.identity_of(submission))
    if "reading.json" not in office.archive.paths(object_id):
        return None
    document: Json = json.loads(office.archive.read(object_id, "reading.json"))
    return document


def _submission(row: SubmissionRow, office: Office) -> Json:
    identity = office.ledger.identity_of(row.id)
    reading = reading_of(row.id, office)
    notices = list(office.ledger.notices(submission=row.id))
    documents: list[DocumentRow] = []
    for line in row.applications:
        notices += office.ledger.notices(application=line.id)
        documents += office.ledger.documents(line.id)
    return {
        **submission_json(row),
        "mails": [{**reading["mail"], "identity": identity}] if reading else [],
        "attachments": reading["attachments"] if reading else [],
        "papers": reading["papers"] if reading else [],
        "judgements": reading["judgements"] if reading else [],
        "notices": [notice_json(one) for one in notices],
        "documents": [document_json(one) for one in documents],
        "history": [history_json(one) for one in office.ledger.history(row.id)],
        "failure": _failure(row, identity, office),
    }


def _failure(row: SubmissionRow, identity: str, office: Office) -> str | None:
    """The traceback with which a mail was given up, for whoever can mend the program."""
    if row.state is not SubmissionState.QUARANTINED:
        return None
    bodies = [one.entry.body for one in entries_of(office.archive, mail_object(identity))]
    return [body.traceback for body in bodies if isinstance(body, Quarantined)][-1]


def _application(row: ApplicationRow, office: Office) -> Json:
    reading = reading_of(row.submission, office) or {"papers": [], "judgements": []}
    number = row.person.student_no
    papers = [
        one
        for one in reading["papers"]
        if one["source"] == row.paper
        and one["fields"].get("student_no", {}).get("value", "") == number
    ]
    judgements = [
        one
        for one in reading["judgements"]
        if one["paper"] == row.paper and one["person"]["student_no"] == number
    ]
    kind = row.position_kind
    return {
        "id": row.id,
        "kind": "application",
        "person": person_json(row.person),
        "college": row.college or None,
        "position_kind": kind if kind and kind != AMBIGUOUS_KIND else None,
        "term": row.term,
        "state": row.state.value,
        "advice": row.advice.value,
        "revision": row.revision,
        "submissions": list(row.submissions),
        "papers": papers,
        "judgements": judgements,
        "notices": [notice_json(one) for one in office.ledger.notices(application=row.id)],
        "documents": [document_json(one) for one in office.ledger.documents(row.id)],
        "history": [history_json(one) for one in office.ledger.history(row.id)],
    }
