"""What the office has just done, as the JSON of the contract; keys change only there first."""

from typing import Any

from pipeline.office.drawing.batching import Batch, former_json, unprinted_json, unwritten_json
from pipeline.office.drawing.document_filing import DrawnDocument
from pipeline.office.mails.running import Round
from pipeline.office.orders import DecisionResult
from pipeline.office.telling import somebody

Json = dict[str, Any]


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
