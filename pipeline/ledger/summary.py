"""A submission's row follows its applications: state, person and advice people see in lists."""

from sqlalchemy import Connection, Row, select, update

from pipeline.domain.plans import AWAITING_A_PERSON, SubmissionState
from pipeline.ledger import schema


def refresh(connection: Connection, application: str) -> None:
    """Bring every submission that ever touched this application up to date."""
    touched = connection.execute(
        select(schema.link.c.submission).where(schema.link.c.application == application).distinct()
    ).scalars()
    for submission in list(touched):
        _refresh_one(connection, submission)


def _refresh_one(connection: Connection, submission: str) -> None:
    linked = connection.execute(
        select(schema.application, schema.link.c.revision.label("brought"))
        .join(schema.link, schema.link.c.application == schema.application.c.id)
        .where(schema.link.c.submission == submission)
        .order_by(schema.link.c.paper, schema.application.c.id)
    ).all()
    current = [row for row in linked if row.brought == row.revision]
    shown = min(current or linked, key=_urgency)
    values = {
        "state": shown.state if current else SubmissionState.SUPERSEDED.value,
        "person_name": shown.person_name,
        "person_no": shown.person_no,
        "college": shown.college,
        "advice": shown.advice,
    }
    connection.execute(
        update(schema.submission).where(schema.submission.c.id == submission).values(**values)
    )


def _urgency(row: Row[tuple[object, ...]]) -> int:
    waiting = [state.value for state in AWAITING_A_PERSON]
    return waiting.index(row.state) if row.state in waiting else len(waiting)
