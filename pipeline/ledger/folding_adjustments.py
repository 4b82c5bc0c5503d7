"""Folding what happens to adjustments."""

from sqlalchemy import Connection, Row, delete, insert, select, update

from pipeline.domain.adjustments import Adjusted, Collected
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person, same_person
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.ledger import numbers, schema_lives
from pipeline.ledger.columns import TENURE
from pipeline.ledger.summary import refresh_submission
from pipeline.lifecycle.state_tables import ADJUSTMENT, AdjustmentEvent, apply

_T = schema_lives.adjustment

_EVENTS = {
    Decision.APPROVE: AdjustmentEvent.APPROVED,
    Decision.REFUSE: AdjustmentEvent.REFUSED,
    Decision.WITHDRAW: AdjustmentEvent.REFUSED,
    Decision.REOPEN: AdjustmentEvent.REOPENED,
}
"""What a decision on the incoming assistant's application means for the adjustment."""


def collect(connection: Connection, body: Collected) -> None:
    """Open the adjustment or add to it; a mail that was counted already changes nothing."""
    if not _is_counted(connection, body):
        add(connection, body)


def _is_counted(connection: Connection, body: Collected) -> bool:
    counted = schema_lives.collected
    same = (counted.c.adjustment == body.adjustment, counted.c.submission == body.submission)
    return connection.execute(select(counted.c.adjustment).where(*same)).first() is not None


def add(connection: Connection, body: Collected) -> None:
    """Open the adjustment or add to it, be it a second time for the same mail (a sorted scan)."""
    known = connection.execute(select(_T).where(_T.c.id == body.adjustment)).first()
    values = {
        "college": body.college,
        "leaver_name": body.leaver.name,
        "leaver_no": body.leaver.student_no,
        "incoming_name": body.incoming.name,
        "incoming_no": body.incoming.student_no,
        "application": body.application,
        "state": body.state.value,
        "tenure": TENURE.dump_python(body.tenure, mode="json"),
        "doubts": list(body.doubts),
        "sender": body.sender,
    }
    if known is None:
        numbers.keep(connection, body.adjustment, body.adjustment)
        connection.execute(insert(_T).values(id=body.adjustment, term=body.term, **values))
    else:
        _forget_another_comer(connection, known, body.incoming)
        connection.execute(update(_T).where(_T.c.id == body.adjustment).values(**values))
    if not _is_counted(connection, body):
        connection.execute(
            insert(schema_lives.collected).values(
                adjustment=body.adjustment, submission=body.submission
            )
        )
    _keep_materials(connection, body)
    refresh_adjustment(connection, body.adjustment)


def _forget_another_comer(connection: Connection, known: Row[tuple[object]], to: Person) -> None:
    """The form of somebody who was to come does not count for whoever comes instead."""
    before = Person(known.incoming_name, known.incoming_no)
    if before.named and not same_person(before, to):
        table = schema_lives.material
        connection.execute(
            delete(table).where(
                table.c.adjustment == known.id,
                table.c.kind == PaperKind.APPLICATION_FORM.value,
            )
        )


def _keep_materials(connection: Connection, body: Collected) -> None:
    table = schema_lives.material
    for one in body.materials:
        values = {
            "adjustment": body.adjustment,
            "kind": one.kind.value,
            "submission": one.submission,
            "paper": one.paper,
        }
        same = [table.c[name] == value for name, value in values.items()]
        if not connection.execute(select(table.c.kind).where(*same)).first():
            connection.execute(insert(table).values(**values))


def follow_decision(connection: Connection, application: str, decision: Decision) -> None:
    """An adjustment follows what is decided on its incoming assistant's application."""
    event = _EVENTS.get(decision)
    rows = connection.execute(select(_T).where(_T.c.application == application)).all()
    for row in rows:
        _move(connection, row, event)


def adjust(connection: Connection, body: Adjusted) -> None:
    row = connection.execute(select(_T).where(_T.c.id == body.adjustment)).one()
    _move(connection, row, AdjustmentEvent(body.event))


def _move(connection: Connection, row: Row[tuple[object]], event: AdjustmentEvent | None) -> None:
    state = event and apply(ADJUSTMENT, SubmissionState(row.state), event)
    if state is None:
        return
    connection.execute(update(_T).where(_T.c.id == row.id).values(state=state.value))
    refresh_adjustment(connection, row.id)


def refresh_adjustment(connection: Connection, adjustment: str) -> None:
    """Bring every submission that brought something for this adjustment up to date."""
    table = schema_lives.collected
    touched = connection.execute(
        select(table.c.submission).where(table.c.adjustment == adjustment)
    ).scalars()
    for submission in list(touched):
        refresh_submission(connection, submission)
