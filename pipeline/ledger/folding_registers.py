"""Folding imports of registers, and looking their lines up."""

import datetime as dt
import json
from collections.abc import Callable

from sqlalchemy import Connection, delete, func, insert, select

from pipeline.domain.entries import FiledEntry
from pipeline.domain.registers import RegisterImported, RegisterKind, RegisterLine, RegisterVersion
from pipeline.ledger import schema
from pipeline.ledger.columns import utc
from pipeline.office.encoding import decode_line


def replace_lines(
    connection: Connection,
    filed: FiledEntry,
    body: RegisterImported,
    read: Callable[[str, str], bytes],
) -> None:
    """Note the version; its lines take the place of those of any version before it."""
    table, lines = schema.register, schema.register_line
    newest = connection.execute(
        select(func.max(table.c.version)).where(table.c.kind == body.kind.value)
    ).scalar()
    connection.execute(
        insert(table).values(
            kind=body.kind.value,
            version=body.version,
            imported_at=utc(filed.entry.at),
            file=body.file,
            sha256=body.sha256,
            lines=body.lines,
        )
    )
    if newest is not None and newest > body.version:
        return
    connection.execute(delete(lines).where(lines.c.kind == body.kind.value))
    rows = [
        {
            "kind": body.kind.value,
            "key": decode_line(body.kind, line).key,
            "student_no": line.get("student_no", ""),
            "line": line,
        }
        for line in json.loads(read(filed.object_id, body.lines_file))
    ]
    if rows:
        connection.execute(insert(lines), rows)


def versions(connection: Connection, kind: RegisterKind) -> tuple[RegisterVersion, ...]:
    table = schema.register
    rows = connection.execute(
        select(table).where(table.c.kind == kind.value).order_by(table.c.version)
    ).all()
    return tuple(
        RegisterVersion(
            kind=RegisterKind(row.kind),
            version=row.version,
            imported_at=dt.datetime.fromisoformat(row.imported_at),
            file=row.file,
            sha256=row.sha256,
            lines=row.lines,
        )
        for row in rows
    )


def lines_of(
    connection: Connection, kind: RegisterKind, student_no: str = ""
) -> tuple[RegisterLine, ...]:
    """The newest version's lines by key; with a student number, only those of that person."""
    table = schema.register_line
    chosen = select(table.c.key, table.c.line).where(table.c.kind == kind.value)
    if student_no:
        chosen = chosen.where(table.c.student_no == student_no)
    # Ordered by the database, SQLite would go through the whole register for one person.
    rows = sorted(connection.execute(chosen).all(), key=lambda row: str(row.key))
    return tuple(decode_line(kind, row.line) for row in rows)
