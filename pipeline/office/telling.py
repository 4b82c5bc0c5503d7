"""The public face: values as the JSON of the contract. Keys and shapes change only there first."""

from collections.abc import Sequence
from typing import Any

from pipeline.domain.findings import Evidence, Finding, Judgement
from pipeline.domain.letters import Address, Letter, Problem
from pipeline.domain.papers import Paper
from pipeline.domain.people import Person
from pipeline.office.rows import (
    ApplicationLine,
    DocumentRow,
    HistoryRow,
    NoticeRow,
    SubmissionRow,
)
from pipeline.office.understanding import ReadFile, Understood

Json = dict[str, Any]


def reading_json(understood: Understood) -> Json:
    """The document of ``deyu read``."""
    return {
        "mail": None if understood.letter is None else mail_json(understood.letter),
        "attachments": [_file_json(file) for file in understood.files],
        "papers": [paper_json(paper) for paper in understood.papers],
        "problems": [_problem_json(problem) for problem in understood.problems],
    }


def check_json(understood: Understood, judgements: Sequence[Judgement], judged_on: str) -> Json:
    """The document of ``deyu check``; also what the archive keeps of a mail."""
    first = judgements[0] if judgements else None
    return {
        **reading_json(understood),
        "judged_on": judged_on,
        "edition": first.edition if first else None,
        "edition_sha256": first.edition_sha256 if first else None,
        "judgements": [judgement_json(judgement) for judgement in judgements],
    }


def mail_json(letter: Letter) -> Json:
    return {
        "sha256": letter.sha256,
        "message_id": letter.message_id,
        "subject": letter.subject,
        "from": _address_json(letter.sender),
        "to": [_address_json(one) for one in letter.to],
        "cc": [_address_json(one) for one in letter.cc],
        "date": letter.date.isoformat() if letter.date else None,
        "automatic": bool(letter.automatic),
        "text": letter.text,
    }


def _address_json(address: Address) -> Json:
    return {"name": address.name, "address": address.address}


def _file_json(file: ReadFile) -> Json:
    problem = file.problem
    return {
        "name": file.leaf.name,
        "path": list(file.leaf.path),
        "type": file.leaf.type.value,
        "size": len(file.leaf.data),
        "sha256": file.leaf.sha256,
        "kind": file.kind.value if file.kind else None,
        "problem": {"code": problem.code.value, "says": problem.says} if problem else None,
    }


def _problem_json(problem: Problem) -> Json:
    return {"code": problem.code.value, "source": problem.source, "says": problem.says}


def paper_json(paper: Paper) -> Json:
    return {
        "kind": paper.kind.value,
        "source": paper.source,
        "confidence": round(paper.confidence, 2),
        "fields": {
            field.name: {
                "value": list(field.value) if isinstance(field.value, tuple) else field.value,
                "raw": field.raw,
                "place": field.place,
                "confidence": round(field.confidence, 2),
            }
            for field in paper.fields
        },
        "unclear": [
            {"field": one.name, "raw": one.raw, "place": one.place, "says": one.says}
            for one in paper.unclear
        ],
        "because": paper.because,
        "text": paper.text,
    }


def judgement_json(judgement: Judgement) -> Json:
    return {
        "paper": judgement.paper,
        "person": person_json(judgement.person),
        "advice": judgement.advice.value,
        "findings": [_finding_json(finding) for finding in judgement.findings],
    }


def person_json(person: Person) -> Json:
    return {"name": person.name, "student_no": person.student_no}


def _finding_json(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "clause": finding.clause,
        "quote": finding.quote,
        "outcome": finding.outcome.value,
        "says": finding.says,
        "missing": list(finding.missing),
        "evidence": [_evidence_json(one) for one in finding.evidence],
    }


def _evidence_json(evidence: Evidence) -> Json:
    value = evidence.value
    return {
        "fact": evidence.fact,
        "value": list(value) if isinstance(value, tuple) else value,
        "place": evidence.place,
        "standing": evidence.standing,
        "register": evidence.register,
    }


def _somebody(person: Person) -> Json | None:
    return person_json(person) if person.name or person.student_no else None


def submission_json(row: SubmissionRow) -> Json:
    """One row of ``deyu list``."""
    return {
        "id": row.id,
        "state": row.state.value,
        "received_at": row.received_at.isoformat(),
        "from": _address_json(row.sender),
        "subject": row.subject,
        "college": row.college or None,
        "person": _somebody(row.person),
        "papers": [kind.value for kind in row.papers],
        "advice": row.advice.value if row.advice else None,
        "problems": list(row.problems),
        "applications": [_application_line_json(line) for line in row.applications],
    }


def _application_line_json(line: ApplicationLine) -> Json:
    return {
        "id": line.id,
        "person": _somebody(line.person),
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
        "to": list(row.to),
        "subject": row.subject,
        "submission": row.submission or None,
        "application": row.application or None,
        "message_id": row.message_id,
        "created_at": row.created_at.isoformat(),
        "where": row.where or None,
    }


def document_json(row: DocumentRow) -> Json:
    return {
        "kind": row.kind,
        "application": row.application,
        "number": row.number or None,
        "file": row.file,
        "sha256": row.sha256,
        "draft": row.draft,
        "drawn_at": row.drawn_at.isoformat(),
    }


def history_json(row: HistoryRow) -> Json:
    return {
        "id": row.id,
        "at": row.at.isoformat(),
        "by": row.by,
        "act": row.act,
        "says": row.says,
    }
