"""What the ledger knows of adjustments, of appointments, and of papers by person."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from pipeline.domain.adjustments import AdjustmentStanding, FiledPaper, Material
from pipeline.domain.appointments import (
    AppointmentStanding,
    AppointmentState,
    PaperItem,
    PaperItemKind,
    PaperState,
    Settlement,
    SettlingEvent,
)
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import SubmissionState
from pipeline.ledger import schema, schema_lives
from pipeline.ledger.columns import FIELDS, TENURE

_A, _M, _S, _P = (
    schema_lives.adjustment,
    schema_lives.material,
    schema.submission,
    schema_lives.paper,
)
_T = schema_lives.appointment

CHUNK = 500
"""How many numbers one question to the database names."""

Reading = Callable[[], AbstractContextManager[Connection]]


class SqlLives:
    """Reads of one database; `reading` opens a connection that only reads."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def adjustment(self, id: str) -> AdjustmentStanding | None:
        return next(iter(self._adjustments(select(_A).where(_A.c.id == id))), None)

    def adjustments(
        self,
        people: Sequence[Person] = (),
        colleges: Sequence[str] = (),
        application: str = "",
        submission: str = "",
    ) -> tuple[AdjustmentStanding, ...]:
        chosen = select(_A).order_by(_A.c.id)
        if people or colleges:
            names = [one.name for one in people if one.name]
            numbers = [one.student_no for one in people if one.student_no]
            chosen = chosen.where(
                or_(
                    _A.c.leaver_name.in_(names),
                    _A.c.incoming_name.in_(names),
                    _A.c.leaver_no.in_(numbers),
                    _A.c.incoming_no.in_(numbers),
                    _A.c.college.in_([one for one in colleges if one]),
                )
            )
        if application:
            chosen = chosen.where(_A.c.application == application)
        if submission:
            counted = schema_lives.collected
            chosen = chosen.join(counted, counted.c.adjustment == _A.c.id).where(
                counted.c.submission == submission
            )
        return self._adjustments(chosen)

    def papers(
        self,
        people: Sequence[Person] = (),
        kinds: Sequence[PaperKind] = (),
        college: str = "",
    ) -> tuple[FiledPaper, ...]:
        chosen = select(_P, _S.c.received_at).join(_S, _S.c.id == _P.c.submission)
        chosen = chosen.where(_S.c.silent.is_(False)).order_by(_S.c.received_order, _P.c.number)
        if kinds:
            chosen = chosen.where(_P.c.kind.in_([one.value for one in kinds]))
        if college:
            chosen = chosen.where(_P.c.college == college)
        if people:
            names = [one.name for one in people if one.name]
            numbers = [one.student_no for one in people if one.student_no]
            chosen = chosen.where(or_(_P.c.person_name.in_(names), _P.c.person_no.in_(numbers)))
        with self._reading() as connection:
            return tuple(_filed(row) for row in connection.execute(chosen))

    def appointments(
        self, person: Person | None = None, application: str = "", college: str = ""
    ) -> tuple[AppointmentStanding, ...]:
        chosen = select(_T).order_by(_T.c.id)
        if person is not None:
            same = [_T.c.person_no == person.student_no] if person.student_no else []
            chosen = chosen.where(*(same or [_T.c.person_name == person.name]))
        if application:
            chosen = chosen.where(_T.c.application == application)
        if college:
            chosen = chosen.where(_T.c.college == college)
        with self._reading() as connection:
            return tuple(_appointment(row) for row in connection.execute(chosen))

    def appointment(self, id: str) -> AppointmentStanding | None:
        with self._reading() as connection:
            row = connection.execute(select(_T).where(_T.c.id == id)).first()
        return _appointment(row) if row else None

    def paper_items(self, about: str = "") -> tuple[PaperItem, ...]:
        table = schema_lives.paper_item
        chosen = select(table).order_by(table.c.about, table.c.kind)
        if about:
            chosen = chosen.where(table.c.about == about)
        with self._reading() as connection:
            return tuple(
                PaperItem(
                    about=row.about,
                    kind=PaperItemKind(row.kind),
                    state=PaperState(row.state),
                    issued_on=row.issued_on,
                    issued_by=row.issued_by,
                    received_on=row.received_on,
                    received_by=row.received_by,
                    note=row.note,
                )
                for row in connection.execute(chosen)
            )

    def settlements(self) -> tuple[Settlement, ...]:
        table = schema_lives.settlement
        with self._reading() as connection:
            return tuple(
                Settlement(
                    appointment=row.appointment,
                    obligation=row.obligation,
                    period=row.period,
                    event=SettlingEvent(row.event),
                    on=dt.date.fromisoformat(row.on),
                    by=row.by,
                    reason=row.reason,
                )
                for row in connection.execute(select(table))
            )

    def asked(self) -> Mapping[str, str]:
        with self._reading() as connection:
            rows = connection.execute(select(schema_lives.asked)).all()
        return {row.key: row.stands for row in rows}

    def reminded(self) -> frozenset[tuple[str, str]]:
        with self._reading() as connection:
            rows = connection.execute(select(schema_lives.reminder)).all()
        return frozenset((row.college, row.week) for row in rows)

    def _adjustments(self, chosen: Select[Any]) -> tuple[AdjustmentStanding, ...]:
        with self._reading() as connection:
            rows = connection.execute(chosen).all()
            refused = _refused(connection, [row.application for row in rows])
            return tuple(
                _standing(row, _materials(connection, row.id), row.application in refused)
                for row in rows
            )


def _materials(connection: Connection, adjustment: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(_M, _S.c.received_at)
        .join(_S, _S.c.id == _M.c.submission)
        .where(_M.c.adjustment == adjustment)
        .order_by(_S.c.received_order, _M.c.kind, _M.c.paper)
    ).all()


def _refused(connection: Connection, applications: Sequence[str]) -> frozenset[str]:
    """Which of these applications stand refused."""
    table = schema.application
    state = table.c.state == SubmissionState.REFUSED.value
    found: set[str] = set()
    for start in range(0, len(applications), CHUNK):
        chosen = table.c.id.in_(applications[start : start + CHUNK])
        found |= set(connection.execute(select(table.c.id).where(chosen, state)).scalars())
    return frozenset(found)


def _standing(row: Row[Any], materials: Sequence[Row[Any]], refused: bool) -> AdjustmentStanding:
    return AdjustmentStanding(
        id=row.id,
        college=row.college,
        term=row.term,
        leaver=Person(row.leaver_name, row.leaver_no),
        incoming=Person(row.incoming_name, row.incoming_no),
        application=row.application,
        state=SubmissionState(row.state),
        tenure=TENURE.validate_python(row.tenure),
        sender=row.sender,
        doubts=tuple(row.doubts),
        materials=tuple(
            Material(PaperKind(one.kind), one.submission, one.paper) for one in materials
        ),
        received=tuple(dt.datetime.fromisoformat(one.received_at) for one in materials),
        incoming_refused=refused,
    )


def _appointment(row: Row[Any]) -> AppointmentStanding:
    return AppointmentStanding(
        id=row.id,
        application=row.application,
        person=Person(row.person_name, row.person_no),
        college=row.college,
        position_kind=row.position_kind,
        term=row.term,
        state=AppointmentState(row.state),
        starts_on=row.starts_on,
        ended_on=row.ended_on,
        warned_on=row.warned_on,
        suspensions=tuple(
            (_day(first), _day(last) if last else None) for first, last in row.suspensions
        ),
    )


def _day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)


def _filed(row: Row[Any]) -> FiledPaper:
    return FiledPaper(
        kind=PaperKind(row.kind),
        person=Person(row.person_name, row.person_no),
        college=row.college,
        submission=row.submission,
        source=row.source,
        received_at=dt.datetime.fromisoformat(row.received_at),
        stated=FIELDS.validate_python(row.stated),
    )
