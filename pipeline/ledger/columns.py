"""How values stand in columns."""

import datetime as dt

from pydantic import TypeAdapter

from pipeline.domain.papers import Field

FIELDS = TypeAdapter(tuple[Field, ...])


def utc(moment: dt.datetime) -> str:
    """A moment as text whose order is that of time."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
