"""What is known of the applications that a new paper may concern."""

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, or_, select

from pipeline.domain.plans import ApplicationStanding
from pipeline.ledger import listing, schema
from pipeline.ledger.columns import FIELDS
from pipeline.office.rows import ApplicationRow

_S = schema.submission
_A = schema.application


def standings(
    connection: Connection, names: Sequence[str], student_nos: Sequence[str]
) -> Iterable[ApplicationStanding]:
    """Applications of anybody with one of these names or numbers, oldest first."""
    rows = connection.execute(
        select(_A)
        .where(or_(_A.c.person_name.in_(names), _A.c.person_no.in_(student_nos)))
        .order_by(_A.c.id)
    ).all()
    for row, shown in zip(rows, listing.application_rows(connection, rows), strict=True):
        yield ApplicationStanding(
            id=shown.id,
            person=shown.person,
            college=shown.college,
            position_kind=shown.position_kind,
            term=shown.term,
            state=shown.state,
            revision=shown.revision,
            fields=FIELDS.validate_python(row.fields),
            submissions=shown.submissions,
            sender=shown.sender,
            received_at=_brought_at(connection, shown),
        )


def _brought_at(connection: Connection, application: ApplicationRow) -> dt.datetime | None:
    """When the newest mail that brought, or repeated, the current revision was received."""
    brought = (
        select(func.max(_S.c.received_order))
        .join(schema.link, schema.link.c.submission == _S.c.id)
        .where(
            schema.link.c.application == application.id,
            schema.link.c.revision == application.revision,
        )
    )
    found = connection.execute(brought).scalar()
    return dt.datetime.fromisoformat(found) if found else None
