"""What is known of the folders of the mailbox: the stored UIDs, those that do not come, the count."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from pipeline.domain.folders import FolderState, Kept, Known, Place, Remembered, Spans
from pipeline.ledger import schema
from pipeline.ledger.columns import utc

Opening = Callable[[], AbstractContextManager[Connection]]

CHUNK = 500


class SqlFolders:
    """The office's memory of folders; `keep` is called within the ledger's own transactions."""

    def __init__(self, changing: Opening, reading: Opening) -> None:
        self._changing = changing
        self._reading = reading

    def known(self, source: str, tried_before: dt.datetime) -> Known:
        """What is stored of a folder; what was asked for in vain since then is left to rest."""
        place, late, earlier = schema.place, schema.undelivered, schema.remembered
        with self._reading() as connection:
            renumbered = connection.execute(
                select(earlier.c.source).where(earlier.c.source == source).limit(1)
            ).first()
            epoch = connection.execute(
                select(schema.folder.c.epoch).where(schema.folder.c.source == source)
            ).scalar()
            stored = Spans.of(
                connection.execute(
                    select(place.c.position)
                    .where(place.c.source == source)
                    .order_by(place.c.position)
                ).scalars()
            )
            waiting = connection.execute(
                select(late.c.position, late.c.tried_at).where(late.c.source == source)
            ).all()
        resting = {row.position for row in waiting if row.tried_at > utc(tried_before)}
        return Known(
            epoch or "",
            stored,
            frozenset(row.position for row in waiting),
            frozenset(resting),
            lambda position: self._place(source, position),
            partial(self._recall, source),
            renumbered is not None,
        )

    def seen(self, source: str) -> bool:
        table = schema.sighting
        chosen = select(table.c.source).where(table.c.source == source).limit(1)
        with self._reading() as connection:
            return connection.execute(chosen).first() is not None

    def _recall(self, source: str, heads: Sequence[str]) -> tuple[Remembered, ...]:
        """Mails with these header blocks that lie in a folder, or did under earlier numbers."""
        found: set[Remembered] = set()
        with self._reading() as connection:
            for table in (schema.remembered, schema.place):
                chosen = select(table.c.identity, table.c.head, table.c.size).where(
                    table.c.source == source, table.c.head.in_(heads)
                )
                found |= {Remembered(*row) for row in connection.execute(chosen)}
        return tuple(found)

    def _place(self, source: str, position: int) -> Place | None:
        table = schema.place
        with self._reading() as connection:
            row = connection.execute(
                select(table).where(table.c.source == source, table.c.position == position)
            ).first()
        return Place(row.position, row.identity, row.head, row.size) if row else None

    def unmarked(self, source: str, most: int) -> tuple[Place, ...]:
        """Stored mails whose mark in the mailbox was not made yet, by UID, ascending."""
        table = schema.place
        with self._reading() as connection:
            rows = connection.execute(
                select(table)
                .where(table.c.source == source, table.c.marked.is_(False))
                .order_by(table.c.position)
                .limit(most)
            ).all()
        return tuple(Place(row.position, row.identity, row.head, row.size) for row in rows)

    def note_marked(self, source: str, epoch: str, positions: Sequence[int]) -> None:
        table = schema.place
        with self._changing() as connection:
            if _epoch(connection, source) != epoch:
                return
            for start in range(0, len(positions), CHUNK):
                chosen = table.c.position.in_(positions[start : start + CHUNK])
                connection.execute(
                    update(table).where(table.c.source == source, chosen).values(marked=True)
                )

    def note_count(self, source: str, at: dt.datetime, listed: Iterable[int]) -> int:
        """Compare what lies in the folder with what is stored; answers how many are neither.

        What arrived after the last stored mail is the next poll's.
        """
        known = self.known(source, at)
        last = max(known.stored.runs[-1][1] if known.stored.runs else 0, *known.undelivered, 0)
        positions = list(listed)
        lost = sum(
            uid <= last and uid not in known.stored and uid not in known.undelivered
            for uid in positions
        )
        with self._changing() as connection:
            _keep_folder(
                connection, source, checked_at=utc(at), messages=len(positions), unaccounted=lost
            )
            if not lost:
                earlier = schema.remembered
                connection.execute(delete(earlier).where(earlier.c.source == source))
        return lost

    def note_trouble(self, source: str, at: dt.datetime, says: str) -> None:
        """What keeps the folder from being read, "" when it could be; the first moment stays."""
        table = schema.folder
        with self._changing() as connection:
            before = connection.execute(
                select(table.c.trouble_since).where(table.c.source == source)
            ).scalar()
            since = (before or utc(at)) if says else None
            _keep_folder(connection, source, trouble=says, trouble_since=since)

    def states(self) -> tuple[FolderState, ...]:
        late = schema.undelivered
        with self._reading() as connection:
            rows = connection.execute(select(schema.folder).order_by(schema.folder.c.source)).all()
            waiting = connection.execute(select(late).order_by(late.c.position)).all()
        found = []
        for row in rows:
            own = [one for one in waiting if one.source == row.source]
            found.append(
                FolderState(
                    source=row.source,
                    checked_at=_moment(row.checked_at),
                    messages=row.messages,
                    unaccounted=row.unaccounted,
                    undelivered=tuple(one.position for one in own),
                    since=_moment(min((one.since for one in own), default=None)),
                    trouble=row.trouble,
                    trouble_since=_moment(row.trouble_since),
                )
            )
        return tuple(found)

    def forget(self, keep: Sequence[str]) -> None:
        """Drop what is known of folders that the settings no longer name."""
        with self._changing() as connection:
            for table in (schema.place, schema.remembered, schema.undelivered, schema.folder):
                connection.execute(delete(table).where(table.c.source.not_in(keep)))


def keep(connection: Connection, kept: Kept, at: str) -> None:
    """Note what one batch brought; under another numbering the UIDs known so far say nothing."""
    place, late = schema.place, schema.undelivered
    if _epoch(connection, kept.source) != kept.epoch:
        _remember(connection, kept.source)
        connection.execute(delete(place).where(place.c.source == kept.source))
        connection.execute(delete(late).where(late.c.source == kept.source))
        _keep_folder(connection, kept.source, epoch=kept.epoch)
    lying = [
        {
            "position": one.position,
            "identity": one.identity,
            "head": one.head,
            "size": one.size,
            "marked": False,
        }
        for one in kept.places
    ]
    _put(connection, place, kept.source, lying)
    since = _since(connection, kept)
    come = (*kept.vanished, *(one.position for one in kept.places))
    _drop(connection, late, kept.source, come)
    waiting = [
        {"position": one, "since": since.get(one, at), "tried_at": at} for one in kept.undelivered
    ]
    _put(connection, late, kept.source, waiting)


def _since(connection: Connection, kept: Kept) -> dict[int, str]:
    """Since when the mails of this batch that do not come have not come."""
    late, found = schema.undelivered, dict[int, str]()
    for start in range(0, len(kept.undelivered), CHUNK):
        chosen = late.c.position.in_(kept.undelivered[start : start + CHUNK])
        rows = select(late.c.position, late.c.since).where(late.c.source == kept.source, chosen)
        found |= {row.position: row.since for row in connection.execute(rows)}
    return found


def _remember(connection: Connection, source: str) -> None:
    place, earlier = schema.place, schema.remembered
    known = select(earlier.c.identity).where(earlier.c.source == source)
    lying = (
        select(place.c.source, place.c.identity, func.min(place.c.head), func.min(place.c.size))
        .where(place.c.source == source, place.c.identity.not_in(known))
        .group_by(place.c.source, place.c.identity)
    )
    connection.execute(insert(earlier).from_select(["source", "identity", "head", "size"], lying))


def _put(
    connection: Connection, table: Any, source: str, rows: Sequence[Mapping[str, object]]
) -> None:
    """Rows with a `position` each, in place of those that were there."""
    _drop(connection, table, source, [int(str(row["position"])) for row in rows])
    if rows:
        connection.execute(insert(table), [{"source": source, **row} for row in rows])


def _drop(connection: Connection, table: Any, source: str, positions: Sequence[int]) -> None:
    for start in range(0, len(positions), CHUNK):
        chosen = table.c.position.in_(positions[start : start + CHUNK])
        connection.execute(delete(table).where(table.c.source == source, chosen))


def _epoch(connection: Connection, source: str) -> str | None:
    table = schema.folder
    return connection.execute(select(table.c.epoch).where(table.c.source == source)).scalar()


def _keep_folder(connection: Connection, source: str, **values: object) -> None:
    table = schema.folder
    known = connection.execute(
        select(func.count()).select_from(table).where(table.c.source == source)
    ).scalar()
    if known:
        connection.execute(update(table).where(table.c.source == source).values(**values))
    else:
        connection.execute(
            insert(table).values(**{"epoch": "", "trouble": "", **values, "source": source})
        )


def _moment(kept: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(kept) if kept else None
