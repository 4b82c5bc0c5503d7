"""What was understood and judged, as the JSON of the contract; keys change only there first."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.domain.findings import Evidence, Finding, Judgement
from pipeline.domain.letters import Address, Letter, Problem
from pipeline.domain.papers import Field, Paper, Unclear
from pipeline.domain.people import Person
from pipeline.domain.scans import Scan
from pipeline.office.understanding import ReadFile, Understood
from pipeline.regulation.edition import Edition

Json = dict[str, Any]


def reading_json(understood: Understood) -> Json:
    """The document of ``deyu read``."""
    return {
        "mail": None if understood.letter is None else mail_json(understood.letter),
        "attachments": [_file_json(file) for file in understood.files],
        "papers": [paper_json(paper) for paper in understood.papers],
        "problems": [_problem_json(problem) for problem in understood.problems],
    }


def check_json(
    understood: Understood, judgements: Sequence[Judgement], judged_on: dt.date, edition: Edition
) -> Json:
    """The document of ``deyu check``; also what the archive keeps of a mail."""
    return {
        **reading_json(understood),
        "judged_on": judged_on.isoformat(),
        "edition": edition.id,
        "edition_sha256": edition.sha256,
        "judgements": [judgement_json(judgement) for judgement in judgements],
    }


def mail_json(letter: Letter) -> Json:
    return {
        "sha256": letter.sha256,
        "message_id": letter.message_id,
        "subject": letter.subject,
        "from": address_json(letter.sender),
        "to": [address_json(one) for one in letter.to],
        "cc": [address_json(one) for one in letter.cc],
        "date": letter.date.isoformat() if letter.date else None,
        "automatic": bool(letter.automatic),
        "text": letter.text,
    }


def address_json(address: Address) -> Json:
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
        "scan": _scan_json(file.scan) if file.scan else None,
    }


def _scan_json(scan: Scan) -> Json:
    return {
        "supposed": scan.supposed.value if scan.supposed else None,
        "because": scan.because,
        "of_no_concern": scan.of_no_concern,
        "person": somebody(scan.person),
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
                "label": field.label,
            }
            for field in _surest(paper)
        },
        "unclear": [
            {"field": one.name, "raw": one.raw, "place": one.place, "says": one.says}
            for one in (*paper.unclear, *_elsewhere(paper))
        ],
        "because": paper.because,
        "scanned": paper.scanned,
        "text": paper.text,
    }


def _surest(paper: Paper) -> Iterable[Field]:
    """Of what is said more than once the first, which is the surest."""
    named: dict[str, Field] = {}
    for field in paper.fields:
        named.setdefault(field.name, field)
    return named.values()


def _elsewhere(paper: Paper) -> Iterator[Unclear]:
    """What a paper says once more of the same thing, and otherwise."""
    first: set[str] = set()
    for field in paper.fields:
        if field.name in first:
            yield Unclear(field.name, field.raw, field.place, "另一处写的与上面不同，请一并查看。")
        first.add(field.name)


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


def somebody(person: Person) -> Json | None:
    return person_json(person) if person.name or person.student_no else None
