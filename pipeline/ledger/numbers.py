"""Numbers such as S-2026-0001: given once for a key, never twice, gaps do not matter."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, insert, select

from pipeline.ledger import schema

_T = schema.allotment


def _written(series: str, year: int, number: int) -> str:
    return f"{series}-{year}-{number:04d}"


def give(connection: Connection, series: str, year: int, keys: Sequence[str]) -> tuple[str, ...]:
    """A number for each key; a key that has one keeps it."""
    top = select(func.max(_T.c.number)).where(_T.c.series == series, _T.c.year == year)
    last = connection.execute(top).scalar() or 0
    given = []
    for key in keys:
        known = connection.execute(
            select(_T.c.year, _T.c.number).where(_T.c.series == series, _T.c.key == key)
        ).first()
        if known is None:
            last += 1
            connection.execute(insert(_T).values(series=series, year=year, number=last, key=key))
            given.append(_written(series, year, last))
        else:
            given.append(_written(series, known.year, known.number))
    return tuple(given)


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
