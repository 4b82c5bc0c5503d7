"""Folding what happens to applications, their notices and documents."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.domain.drawn_up import DrawnUp
from pipeline.domain.entries import Decided, FiledEntry, NoticeMoved, Revised
from pipeline.domain.plans import Decision, Notice, NoticeState
from pipeline.ledger import numbers, schema
from pipeline.ledger.columns import FIELDS, utc
from pipeline.ledger.summary import refresh


def revise(connection: Connection, body: Revised) -> None:
    """Make the application or its new revision; an older revision than the known is history."""
    row = schema.application
    if body.because:
        judge_again(connection, body)
        return
    known = connection.execute(select(row.c.revision).where(row.c.id == body.application)).scalar()
    if known is not None and known >= body.revision:
        return
    values = {
        "person_name": body.person.name,
        "person_no": body.person.student_no,
        "college": body.college,
        "position_kind": body.position_kind,
        "term": body.term,
        "state": body.state.value,
        "advice": body.judgement.advice.value,
        "revision": body.revision,
        "submission": body.submission,
        "paper": body.paper,
        "sender": body.sender,
        "fields": FIELDS.dump_python(body.fields, mode="json"),
    }
    if known is None:
        numbers.keep(connection, body.application, body.application)
        connection.execute(
            insert(row).values(
                id=body.application, decision=None, reason="", decided_by="", agreement="", **values
            )
        )
    else:
        connection.execute(update(row).where(row.c.id == body.application).values(**values))


def judge_again(connection: Connection, body: Revised) -> None:
    """Another judgement of the same revision; what is decided stays as it is."""
    row = schema.application
    same = (row.c.id == body.application, row.c.revision == body.revision)
    connection.execute(
        update(row)
        .where(*same, row.c.decision.is_(None))
        .values(advice=body.judgement.advice.value, state=body.state.value)
    )
    refresh(connection, body.application)


def keep_notice(connection: Connection, object_id: str, notice: Notice) -> None:
    numbers.keep(connection, notice.id, notice.id)
    connection.execute(
        insert(schema.notice).values(
            id=notice.id,
            kind=notice.kind.value,
            state=(NoticeState.APPROVED if notice.automatic else NoticeState.DRAFT).value,
            to=list(notice.to),
            subject=notice.subject,
            submission=notice.submission,
            application=notice.application,
            message_id=notice.message_id,
            created_at=notice.created_at.isoformat(),
            object_id=object_id,
            file=notice.file,
            where="",
            automatic=notice.automatic,
            laying="",
            says="",
            sender=notice.sender,
        )
    )


def decide(connection: Connection, filed: FiledEntry, body: Decided) -> None:
    row = schema.application
    reopened = body.decision is Decision.REOPEN
    values: dict[str, Any] = {
        "state": body.state.value,
        "decision": None if reopened else body.decision.value,
        "reason": body.reason,
        "decided_by": filed.entry.by,
    }
    if reopened:
        values["agreement"] = ""
    connection.execute(update(row).where(row.c.id == body.application).values(**values))
    for notice in body.notices:
        keep_notice(connection, filed.object_id, notice)
    withdraw(connection, body.withdrawn_notices)
    refresh(connection, body.application)


def withdraw(connection: Connection, notices: Sequence[str]) -> None:
    """Notices that nobody has in hand yet will not go."""
    connection.execute(
        update(schema.notice)
        .where(schema.notice.c.id.in_(notices))
        .values(state=NoticeState.CANCELLED.value)
    )


def move_notice(connection: Connection, body: NoticeMoved) -> None:
    connection.execute(
        update(schema.notice)
        .where(schema.notice.c.id == body.notice)
        .values(state=body.state.value, where=body.where, laying="", says=body.says)
    )


def draw_up(connection: Connection, filed: FiledEntry, body: DrawnUp) -> None:
    connection.execute(
        insert(schema.document).values(
            entry=filed.entry.id,
            application=body.application,
            kind=body.kind,
            number=body.number,
            object_id=filed.object_id,
            file=body.file,
            sha256=body.sha256,
            draft=body.draft,
            drawn_at=utc(filed.entry.at),
        )
    )
    if body.number:
        connection.execute(
            update(schema.application)
            .where(schema.application.c.id == body.application)
            .values(agreement=body.number)
        )
