"""One submission or application with everything that belongs to it, as JSON of the contract."""

from typing import Any

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.entries import Decided, Quarantined, Revised
from pipeline.domain.plans import SubmissionState
from pipeline.domain.positions import AMBIGUOUS_KIND
from pipeline.lifecycle.revisions import differences
from pipeline.office.appointments.cases import case_json
from pipeline.office.appointments.lives import appointment_json, items_of, paper_json
from pipeline.office.filed import reading_of
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, application_object, mail_object, not_found
from pipeline.office.looking.reporting import (
    document_json,
    history_json,
    notice_json,
    submission_json,
)
from pipeline.office.mails.scans import scans_json
from pipeline.office.registered import calendar_of
from pipeline.office.rows import ApplicationRow, SubmissionRow
from pipeline.office.telling import judgement_json, person_json

Json = dict[str, Any]


def show(id_: str, office: Office) -> Json:
    """Raises `NotFoundError` when there is nothing with this number."""
    submission = office.ledger.submission(id_)
    if submission is not None:
        return _submission(submission, office)
    application = office.ledger.application(id_)
    if application is not None:
        return _application(application, office)
    case = office.ledger.lives.adjustment(id_)
    if case is not None:
        return _adjustment(case, office)
    raise not_found(id_)


def _adjustment(case: AdjustmentStanding, office: Office) -> Json:
    """`person` is the leaver; advice, revision and position are those of who comes instead."""
    application = office.ledger.application(case.application) if case.application else None
    told = _application(application, office) if application else {}
    submissions = list(dict.fromkeys(one.submission for one in case.materials))
    notices = [*told.get("notices", ())]
    papers, judgements = [], list(told.get("judgements", ()))
    for id_ in submissions:
        reading = reading_of(id_, office) or {"papers": []}
        sources = {one.paper for one in case.materials if one.submission == id_}
        papers += [one for one in reading["papers"] if one["source"] in sources]
        notices += [notice_json(one) for one in office.ledger.notices(submission=id_)]
    return {
        **case_json(case, office, calendar_of(office)),
        "kind": "adjustment",
        "person": person_json(case.leaver),
        "position_kind": told.get("position_kind"),
        "advice": told.get("advice"),
        "revision": told.get("revision", 1),
        "submissions": submissions,
        "papers": papers,
        "judgements": judgements,
        "notices": notices,
        "documents": list(told.get("documents", ())),
        "paper_items": [paper_json(one) for one in items_of(case.id, office)],
        "history": [history_json(one) for one in office.ledger.history(case.id)],
    }


def _documents(application: str, office: Office) -> list[Json]:
    row = office.ledger.application(application)
    in_force = row.agreement if row else ""
    return [document_json(one, in_force) for one in office.ledger.documents(application)]


def _submission(row: SubmissionRow, office: Office) -> Json:
    identity = office.ledger.identity_of(row.id)
    reading = reading_of(row.id, office)
    notices = list(office.ledger.notices(submission=row.id))
    documents: list[Json] = []
    for line in row.applications:
        notices += office.ledger.notices(application=line.id)
        documents += _documents(line.id, office)
    return {
        **submission_json(row),
        "mails": [{**reading["mail"], "identity": identity}] if reading else [],
        "attachments": reading["attachments"] if reading else [],
        "scans": scans_json(reading, identity, office),
        "papers": reading["papers"] if reading else [],
        "judgements": _judgements(row, reading, office),
        "notices": [notice_json(one) for one in notices],
        "documents": documents,
        "history": [history_json(one) for one in office.ledger.history(row.id)],
        "failure": _failure(row, identity, office),
    }


def _judgements(row: SubmissionRow, reading: Json | None, office: Office) -> list[Json]:
    """As each form was judged, told with what the office knew beside it where it made a revision."""
    told = {
        (one.judgement.paper, one.judgement.person.student_no): judgement_json(one.judgement)
        for line in row.applications
        for one in revisions_of(line.id, office)
        if one.submission == row.id
    }
    judged = reading["judgements"] if reading else []
    return [told.get((one["paper"], one["person"]["student_no"]), one) for one in judged]


def revisions_of(application: str, office: Office) -> list[Revised]:
    """Every revision of an application as it was filed or judged again, the oldest first."""
    filed = entries_of(office.archive, application_object(application))
    bodies = [one.entry.body for one in sorted(filed, key=lambda one: one.entry.at)]
    return [body for body in bodies if isinstance(body, Revised)]


def _failure(row: SubmissionRow, identity: str, office: Office) -> str | None:
    """The traceback with which a mail was given up, for whoever can mend the program."""
    if row.state is not SubmissionState.QUARANTINED:
        return None
    bodies = [one.entry.body for one in entries_of(office.archive, mail_object(identity))]
    return [body.traceback for body in bodies if isinstance(body, Quarantined)][-1]


def _application(row: ApplicationRow, office: Office) -> Json:
    reading = reading_of(row.submission, office) or {"papers": []}
    number = row.person.student_no
    papers = [
        one
        for one in reading["papers"]
        if one["source"] == row.paper
        and one["fields"].get("student_no", {}).get("value", "") == number
    ]
    current = [one for one in revisions_of(row.id, office) if one.revision == row.revision]
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
        "judgements": [judgement_json(one.judgement) for one in current[-1:]],
        "notices": [notice_json(one) for one in office.ledger.notices(application=row.id)],
        "documents": _documents(row.id, office),
        "history": [history_json(one) for one in office.ledger.history(row.id)],
        **_past(row, office),
    }


def _past(row: ApplicationRow, office: Office) -> Json:
    """Every revision with its differences, every decision with what it was taken in spite of."""
    filed = entries_of(office.archive, application_object(row.id))
    entries = sorted((one.entry for one in filed), key=lambda one: (one.at, one.id))
    revised = [
        one.body for one in entries if isinstance(one.body, Revised) and not one.body.because
    ]
    before = [(), *(one.fields for one in revised)]
    number = row.person.student_no
    others = office.ledger.applications(student_no=number) if number else ()
    lives = office.ledger.lives
    return {
        "revisions": [
            {
                "revision": body.revision,
                "submission": body.submission,
                "differences": [
                    {"field": one.field, "before": one.before, "now": one.now}
                    for one in (differences(old, body.fields) if body.revision > 1 else ())
                ],
            }
            for body, old in zip(revised, before, strict=False)
        ],
        "decisions": [
            _decision(one.by, one.at.isoformat(), one.body)
            for one in entries
            if isinstance(one.body, Decided)
        ],
        "adjustments": [one.id for one in lives.adjustments(application=row.id)],
        "appointments": [
            appointment_json(one, office)
            for one in (lives.appointments(person=row.person) if number else ())
        ],
        "others": [one.id for one in others if one.id != row.id],
    }


def _decision(by: str, at: str, body: Decided) -> Json:
    return {
        "decision": body.decision.value,
        "by": by,
        "proposed_by": body.proposed_by or None,
        "at": at,
        "revision": body.revision,
        "reason": body.reason,
        "clause": body.clause or None,
        "judged": [{"rule": one.rule, "outcome": one.outcome} for one in body.judged],
        "against": [
            {"rule": one.rule or None, "clause": one.clause, "says": one.says}
            for one in body.against
        ],
        "edition": body.judgement.edition if body.judgement else None,
        "edition_sha256": body.judgement.edition_sha256 if body.judgement else None,
    }
