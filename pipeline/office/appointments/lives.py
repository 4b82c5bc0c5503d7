"""Appointments and their papers as JSON, and which paper items are awaited."""

from typing import Any

from pipeline.domain.appointments import (
    OF_AN_APPOINTMENT,
    AppointmentStanding,
    PaperItem,
    PaperItemKind,
    PaperState,
)
from pipeline.office.house import Office
from pipeline.office.telling import person_json

Json = dict[str, Any]


def items_of(about: str, office: Office) -> tuple[PaperItem, ...]:
    """Every paper that belongs to an appointment or adjustment, ticked or not."""
    known = {one.kind: one for one in office.ledger.lives.paper_items(about)}
    kinds = (PaperItemKind.REPLACEMENT_REQUEST,) if about.startswith("C-") else OF_AN_APPOINTMENT
    return tuple(known.get(kind, PaperItem(about, kind, PaperState.EXPECTED)) for kind in kinds)


def paper_json(item: PaperItem) -> Json:
    return {
        "kind": item.kind.value,
        "clause": item.kind.clause,
        "state": item.state.value,
        "issued_on": item.issued_on or None,
        "issued_by": item.issued_by or None,
        "received_on": item.received_on or None,
        "received_by": item.received_by or None,
        "note": item.note,
    }


def appointment_json(one: AppointmentStanding, office: Office) -> Json:
    return {
        "id": one.id,
        "person": person_json(one.person),
        "college": one.college or None,
        "position_kind": one.position_kind or None,
        "application": one.application or None,
        "state": one.state.value,
        "starts_on": one.starts_on or None,
        "ended_on": one.ended_on or None,
        "warned_on": one.warned_on or None,
        "suspensions": [
            [first.isoformat(), last.isoformat() if last else None]
            for first, last in one.suspensions
        ],
        "paper_items": [paper_json(item) for item in items_of(one.id, office)],
    }
