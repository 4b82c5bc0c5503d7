"""What only the database knows of the outbox: token buckets, drafts about to be laid, Sent.

A rebuilt ledger begins with full buckets, reads Sent from its beginning, and lists Drafts
before it lays anything; nothing of the office's truth hangs on them.
"""

import datetime as dt
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.domain.dispatching import ReadTo
from pipeline.ledger import schema
from pipeline.ledger.columns import moment, utc
from pipeline.ledger.fold import BREAKER, RESUMED
from pipeline.office.outbox_ports import Allowance

CHUNK = 500

Opening = Callable[[], AbstractContextManager[Connection]]


class SqlOutbox:
    """An `Outbox` on the ledger's database."""

    def __init__(self, changing: Opening, reading: Opening) -> None:
        self._changing = changing
        self._reading = reading

    def take(self, allowance: Allowance, now: dt.datetime) -> bool:
        with self._changing() as connection:
            left = _left(connection, allowance, now)
            if left < 1:
                return False
            _keep(connection, allowance.name, left - 1, now)
            return True

    def has(self, allowance: Allowance, now: dt.datetime) -> bool:
        with self._reading() as connection:
            return _left(connection, allowance, now) >= 1

    def empty(self, allowance: Allowance, now: dt.datetime, pause: float) -> None:
        rate = allowance.size / allowance.seconds
        with self._changing() as connection:
            _keep(connection, allowance.name, 1 - pause * rate, now)

    def named(self, message_ids: Collection[str], numbers: Collection[str]) -> tuple[str, ...]:
        table, found = schema.notice, set[str]()
        with self._reading() as connection:
            for column, wanted in ((table.c.message_id, message_ids), (table.c.id, numbers)):
                values = sorted(wanted)
                for start in range(0, len(values), CHUNK):
                    chosen = select(table.c.id).where(column.in_(values[start : start + CHUNK]))
                    found |= set(connection.execute(chosen).scalars())
        return tuple(sorted(found))

    def begin_laying(self, notice: str, position: str) -> None:
        table = schema.notice
        with self._changing() as connection:
            connection.execute(update(table).where(table.c.id == notice).values(laying=position))

    def breaker(self) -> dt.datetime | None:
        with self._reading() as connection:
            return moment(connection, BREAKER)

    def resumed(self) -> dt.datetime | None:
        with self._reading() as connection:
            return moment(connection, RESUMED)

    def by_themselves(self, since: dt.datetime) -> tuple[tuple[dt.datetime, str], ...]:
        table = schema.notice
        chosen = select(table.c.created_at, table.c.to).where(
            table.c.automatic, table.c.created_at > utc(since)
        )
        with self._reading() as connection:
            rows = connection.execute(chosen).all()
        return tuple(
            (dt.datetime.fromisoformat(row.created_at), to) for row in rows for to in row.to
        )

    def read_to(self, source: str) -> ReadTo | None:
        table = schema.sent_mark
        with self._reading() as connection:
            row = connection.execute(select(table).where(table.c.source == source)).first()
        return ReadTo(row.source, row.epoch, row.position) if row else None

    def note_read(self, mark: ReadTo) -> None:
        table = schema.sent_mark
        with self._changing() as connection:
            connection.execute(delete(table).where(table.c.source == mark.source))
            connection.execute(
                insert(table).values(source=mark.source, epoch=mark.epoch, position=mark.position)
            )


def _left(connection: Connection, allowance: Allowance, now: dt.datetime) -> float:
    table = schema.bucket
    row = connection.execute(select(table).where(table.c.name == allowance.name)).first()
    if row is None:
        return float(allowance.size)
    # A clock that was set back must not take tokens away.
    passed = max(0.0, (now - dt.datetime.fromisoformat(row.at)).total_seconds())
    return float(min(allowance.size, row.tokens + passed * allowance.size / allowance.seconds))


def _keep(connection: Connection, name: str, tokens: float, now: dt.datetime) -> None:
    table = schema.bucket
    connection.execute(delete(table).where(table.c.name == name))
    connection.execute(insert(table).values(name=name, tokens=tokens, at=utc(now)))
