"""A submission's row follows its applications: state, person and advice people see in lists."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from pipeline.domain.plans import AWAITING_A_PERSON, SubmissionState
from pipeline.ledger import schema, schema_lives


def refresh(connection: Connection, application: str) -> None:
    """Bring every submission that ever touched this application up to date."""
    touched = connection.execute(
        select(schema.link.c.submission).where(schema.link.c.application == application).distinct()
    ).scalars()
    for submission in list(touched):
        refresh_submission(connection, submission)


def refresh_submission(connection: Connection, submission: str) -> None:
    """That of its applications; of its adjustments where the mail brought no application."""
    linked = connection.execute(
        select(schema.application, schema.link.c.revision.label("brought"))
        .join(schema.link, schema.link.c.application == schema.application.c.id)
        .where(schema.link.c.submission == submission)
        .order_by(schema.link.c.paper, schema.application.c.id)
    ).all()
    values = _by_applications(linked) if linked else _by_adjustments(connection, submission)
    own = schema.submission.c.own_state
    sorting = select(own).where(schema.submission.c.id == submission)
    if connection.execute(sorting).scalar() == SubmissionState.TO_SORT.value:
        values.pop("state", None)  # a scan that nobody has looked at yet is the most urgent
    if values:
        connection.execute(
            update(schema.submission).where(schema.submission.c.id == submission).values(**values)
        )


def _by_applications(linked: Sequence[Row[Any]]) -> dict[str, Any]:
    current = [row for row in linked if row.brought == row.revision]
    shown = min(current or linked, key=_urgency)
    return {
        "state": shown.state if current else SubmissionState.SUPERSEDED.value,
        "person_name": shown.person_name,
        "person_no": shown.person_no,
        "college": shown.college,
        "advice": shown.advice,
    }


def _by_adjustments(connection: Connection, submission: str) -> dict[str, Any]:
    row, counted = schema.submission, schema_lives.collected
    cases = connection.execute(
        select(schema_lives.adjustment)
        .join(counted, counted.c.adjustment == schema_lives.adjustment.c.id)
        .where(counted.c.submission == submission)
        .order_by(schema_lives.adjustment.c.id)
    ).all()
    known = connection.execute(select(row).where(row.c.id == submission)).one()
    if not cases:
        return {}
    shown = min(cases, key=_urgency)
    values = {"state": shown.state, "college": known.college or shown.college}
    if not known.person_name:
        values |= {"person_name": shown.leaver_name, "person_no": shown.leaver_no}
    return values


def _urgency(row: Row[Any]) -> int:
    waiting = [state.value for state in AWAITING_A_PERSON]
    return waiting.index(row.state) if row.state in waiting else len(waiting)
