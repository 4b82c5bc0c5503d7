"""How values stand in columns."""

import datetime as dt

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from pipeline.domain.adjustments import Tenure
from pipeline.domain.papers import Field
from pipeline.ledger import schema

FIELDS = TypeAdapter(tuple[Field, ...])
TENURE = TypeAdapter(Tenure)


def utc(moment: dt.datetime) -> str:
    """A moment as text whose order is that of time."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def moment(connection: Connection, name: str) -> dt.datetime | None:
    """A moment that was kept under a name."""
    table = schema.moment
    kept = connection.execute(select(table.c.at).where(table.c.name == name)).scalar()
    return dt.datetime.fromisoformat(kept) if kept else None
