"""Numbers such as S-2026-0001: given once for a key, never twice, gaps do not matter."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, insert, select

from pipeline.ledger import schema

_T = schema.allotment

CHUNK = 500
"""Values in one IN list; SQLite allows 32766."""


def _written(series: str, year: int, number: int) -> str:
    return f"{series}-{year}-{number:04d}"


def give(connection: Connection, series: str, year: int, keys: Sequence[str]) -> tuple[str, ...]:
    """A number for each key; a key that has one keeps it."""
    given: dict[str, str] = {}
    for start in range(0, len(keys), CHUNK):
        asked = keys[start : start + CHUNK]
        known = select(_T).where(_T.c.series == series, _T.c.key.in_(asked))
        for row in connection.execute(known):
            given[row.key] = _written(series, row.year, row.number)
    fresh = [key for key in dict.fromkeys(keys) if key not in given]
    if fresh:
        top = select(func.max(_T.c.number)).where(_T.c.series == series, _T.c.year == year)
        numbered = list(enumerate(fresh, (connection.execute(top).scalar() or 0) + 1))
        given |= {key: _written(series, year, number) for number, key in numbered}
        connection.execute(
            insert(_T),
            [{"series": series, "year": year, "number": n, "key": key} for n, key in numbered],
        )
    return tuple(given[key] for key in keys)


def keep(connection: Connection, written: str, key: str) -> None:
    """Note a number that stands in an entry, so that a rebuilt ledger never gives it again."""
    series, year, number = written.split("-")
    same = (_T.c.series == series, _T.c.year == int(year), _T.c.number == int(number))
    if connection.execute(select(_T.c.key).where(*same)).first() is None:
        connection.execute(
            insert(_T).values(series=series, year=int(year), number=int(number), key=key)
        )


def unused(connection: Connection, series: str) -> Mapping[str, str]:
    """Keys whose number was given but whose mail has no row: a crash came in between."""
    known = select(schema.submission.c.identity)
    rows = connection.execute(select(_T).where(_T.c.series == series, _T.c.key.not_in(known))).all()
    return {row.key: _written(row.series, row.year, row.number) for row in rows}
