"""Reading rows back: submissions, applications, notices, documents, history."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, cast, func, or_, select

from pipeline.domain.findings import Advice
from pipeline.domain.letters import Address
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import (
    Decision,
    NoticeKind,
    NoticeState,
    SubmissionState,
)
from pipeline.domain.written import plain_number
from pipeline.errors import NotFoundError
from pipeline.ledger import schema
from pipeline.ledger.columns import FIELDS
from pipeline.office.queries import ListQuery
from pipeline.office.rows import (
    ApplicationLine,
    ApplicationRow,
    DocumentRow,
    HistoryRow,
    JudgedPaper,
    NoticeRow,
    SubmissionRow,
)

_S = schema.submission
_A = schema.application


def filtered(query: ListQuery) -> Select[Any]:
    """Submissions that pass the filters, newest first."""
    chosen = select(_S)
    if query.state:
        chosen = chosen.where(_S.c.state == query.state)
    if query.college:
        chosen = chosen.where(_S.c.college == query.college)
    if query.year:
        chosen = chosen.where(_S.c.received_at.startswith(f"{query.year}-"))
    if query.message_id:
        chosen = chosen.where(_S.c.message_id == query.message_id)
    if query.kind:
        chosen = chosen.where(cast(_S.c.papers, Text).contains(json.dumps(query.kind)))
    if query.person:
        number = plain_number(query.person)
        linked = (
            select(schema.link.c.submission)
            .join(_A, _A.c.id == schema.link.c.application)
            .where(or_(_A.c.person_name == query.person, _A.c.person_no == number))
        )
        chosen = chosen.where(
            or_(
                _S.c.person_name == query.person,
                _S.c.person_no == number,
                _S.c.id.in_(linked),
            )
        )
    return chosen.order_by(_S.c.received_order.desc(), _S.c.id.desc())


def submissions(connection: Connection, query: ListQuery) -> tuple[tuple[SubmissionRow, ...], int]:
    """One page of the list, and how many rows the filters let through in all."""
    chosen = filtered(query)
    total = connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    if query.after:
        last = connection.execute(
            select(_S.c.received_order).where(_S.c.id == query.after)
        ).scalar_one_or_none()
        if last is None:
            raise NotFoundError(f"没有编号为“{query.after}”的来件。", "请用 deyu list 查看编号。")
        chosen = chosen.where(
            or_(
                _S.c.received_order < last,
                (_S.c.received_order == last) & (_S.c.id < query.after),
            )
        )
    if query.limit is not None:
        chosen = chosen.limit(query.limit)
    return submission_rows(connection, connection.execute(chosen).all()), total


def submission_rows(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[SubmissionRow, ...]:
    lines = _lines(connection, [row.id for row in rows])
    return tuple(_submission_row(row, lines.get(row.id, ())) for row in rows)


def _lines(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[ApplicationLine, ...]]:
    """The applications of many submissions at once; SQLite takes so many numbers in one query."""
    found: dict[str, dict[str, ApplicationLine]] = {}
    for start in range(0, len(ids), 500):
        linked = connection.execute(
            select(schema.link.c.submission, _A)
            .join(_A, _A.c.id == schema.link.c.application)
            .where(schema.link.c.submission.in_(ids[start : start + 500]))
            .order_by(_A.c.id)
        )
        for row in linked:
            found.setdefault(row[0], {})[row.id] = ApplicationLine(
                id=row.id,
                person=Person(row.person_name, row.person_no),
                state=SubmissionState(row.state),
                advice=Advice(row.advice),
                revision=row.revision,
            )
    return {id_: tuple(lines.values()) for id_, lines in found.items()}


def _submission_row(row: Row[Any], lines: tuple[ApplicationLine, ...]) -> SubmissionRow:
    return SubmissionRow(
        id=row.id,
        state=SubmissionState(row.state),
        own_state=SubmissionState(row.own_state),
        received_at=dt.datetime.fromisoformat(row.received_at),
        sender=Address(row.sender_name, row.sender_address),
        subject=row.subject,
        college=row.college,
        person=Person(row.person_name, row.person_no),
        papers=tuple(PaperKind(kind) for kind in row.papers),
        advice=Advice(row.advice) if row.advice else None,
        problems=tuple(row.problems),
        applications=lines,
        urgent=row.urgent,
        silent=row.silent,
    )


def applications(
    connection: Connection, student_no: str, term: str, college: str
) -> Iterable[ApplicationRow]:
    """By college and number; "" leaves a filter out."""
    filters = ((_A.c.person_no, student_no), (_A.c.term, term), (_A.c.college, college))
    chosen = select(_A).where(*(column == value for column, value in filters if value))
    ordered = chosen.order_by(_A.c.college, _A.c.person_no, _A.c.id)
    return application_rows(connection, connection.execute(ordered).all())


def application_rows(connection: Connection, rows: Iterable[Row[Any]]) -> Iterable[ApplicationRow]:
    for row in rows:
        brought = connection.execute(
            select(schema.link.c.submission)
            .where(schema.link.c.application == row.id)
            .order_by(schema.link.c.revision, schema.link.c.submission)
        ).scalars()
        yield ApplicationRow(
            id=row.id,
            person=Person(row.person_name, row.person_no),
            college=row.college,
            position_kind=row.position_kind,
            term=row.term,
            state=SubmissionState(row.state),
            advice=Advice(row.advice),
            revision=row.revision,
            submission=row.submission,
            paper=row.paper,
            sender=row.sender,
            decision=Decision(row.decision) if row.decision else None,
            reason=row.reason,
            decided_by=row.decided_by,
            submissions=tuple(dict.fromkeys(brought)),
            agreement=row.agreement,
        )


def notices(
    connection: Connection,
    submission: str,
    application: str,
    id_: str,
    states: Collection[NoticeState],
) -> tuple[NoticeRow, ...]:
    table = schema.notice
    chosen = select(table).order_by(table.c.created_at, table.c.id)
    if states:
        chosen = chosen.where(table.c.state.in_([one.value for one in states]))
    for column, wanted in (
        (table.c.submission, submission),
        (table.c.application, application),
        (table.c.id, id_),
    ):
        if wanted:
            chosen = chosen.where(column == wanted)
    return tuple(
        NoticeRow(
            id=row.id,
            kind=NoticeKind(row.kind),
            state=NoticeState(row.state),
            to=tuple(row.to),
            subject=row.subject,
            submission=row.submission,
            application=row.application,
            message_id=row.message_id,
            created_at=dt.datetime.fromisoformat(row.created_at),
            object_id=row.object_id,
            file=row.file,
            where=row.where,
            automatic=row.automatic,
            laying=row.laying,
            says=row.says,
            sender=row.sender,
        )
        for row in connection.execute(chosen)
    )


def documents(connection: Connection, about: str) -> tuple[DocumentRow, ...]:
    table = schema.document
    chosen = (
        select(table)
        .where(or_(table.c.application == about, table.c.object_id == about))
        .order_by(table.c.drawn_at)
    )
    return tuple(
        DocumentRow(
            application=row.application,
            kind=row.kind,
            number=row.number,
            object_id=row.object_id,
            file=row.file,
            sha256=row.sha256,
            draft=row.draft,
            drawn_at=dt.datetime.fromisoformat(row.drawn_at),
        )
        for row in connection.execute(chosen)
    )


def history(connection: Connection, about: str) -> tuple[HistoryRow, ...]:
    """Every act about one id, in the order of time."""
    table = schema.entry
    chosen = (
        select(table)
        .join(schema.about, schema.about.c.entry == table.c.id)
        .where(schema.about.c.id == about)
        .order_by(table.c.at, table.c.id)
    )
    return tuple(
        HistoryRow(
            id=row.id,
            at=dt.datetime.fromisoformat(row.at),
            by=row.by,
            act=row.act,
            says=row.says,
            object_id=row.object_id,
        )
        for row in connection.execute(chosen)
    )


def judged_papers(connection: Connection) -> Iterator[JudgedPaper]:
    """The newest revision of every application, a thousand rows at a time."""
    chosen = (
        select(_A, _S.c.identity, _S.c.received_at)
        .join(_S, _S.c.id == _A.c.submission)
        .order_by(_A.c.id)
    )
    for row in connection.execute(chosen.execution_options(yield_per=1000)):
        yield JudgedPaper(
            id=row.id,
            person=Person(row.person_name, row.person_no),
            college=row.college,
            state=SubmissionState(row.state),
            decision=Decision(row.decision) if row.decision else None,
            sender=row.sender,
            received_at=dt.datetime.fromisoformat(row.received_at),
            identity=row.identity,
            paper=row.paper,
            fields=FIELDS.validate_python(row.fields),
        )


def counts(connection: Connection) -> dict[str, int]:
    """How many submissions are in each state."""
    rows = connection.execute(select(_S.c.state, func.count()).group_by(_S.c.state)).all()
    return {row[0]: row[1] for row in rows}
