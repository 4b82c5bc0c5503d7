"""Folding what happens to appointments, their papers and what is owed."""

from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.domain.appointments import (
    Appointed,
    AppointmentEvent,
    AppointmentState,
    Changed,
    Corrected,
    PaperEvent,
    PaperMoved,
    PaperState,
    Settled,
    SettlingEvent,
)
from pipeline.ledger import numbers, schema_lives
from pipeline.lifecycle.state_tables import APPOINTMENT, PAPER_ITEM, apply, serves_on_as

_T, _P, _S = schema_lives.appointment, schema_lives.paper_item, schema_lives.settlement


def appoint(connection: Connection, body: Appointed) -> None:
    numbers.keep(connection, body.appointment, body.because)
    connection.execute(
        insert(_T).values(
            id=body.appointment,
            application=body.application,
            person_name=body.person.name,
            person_no=body.person.student_no,
            college=body.college,
            position_kind=body.position_kind,
            term=body.term,
            state=(AppointmentState.ACTIVE if body.began else AppointmentState.PENDING).value,
            starts_on=body.starts_on,
            ended_on="",
            warned_on="",
            suspensions=[],
        )
    )


def correct(connection: Connection, body: Corrected) -> None:
    connection.execute(
        update(_T)
        .where(_T.c.id == body.appointment)
        .values(college=body.college, position_kind=body.position_kind, starts_on=body.starts_on)
    )


def change(connection: Connection, body: Changed) -> None:
    """Apply the event; one that the state does not know is history and changes nothing."""
    row = connection.execute(select(_T).where(_T.c.id == body.appointment)).one()
    state = apply(APPOINTMENT, AppointmentState(row.state), body.event)
    if state is None:
        return
    if body.event in (AppointmentEvent.STAY, AppointmentEvent.RESUME):
        away = bool(row.suspensions) and row.suspensions[-1][1] is None
        away = away and body.event is AppointmentEvent.STAY
        state = serves_on_as(bool(row.warned_on), away)
    day = body.on.isoformat()
    values: dict[str, Any] = {"state": state.value}
    match body.event:
        case AppointmentEvent.START:
            values["starts_on"] = day
        case AppointmentEvent.SUSPEND:
            values["suspensions"] = [*row.suspensions, [day, None]]
        case AppointmentEvent.RESUME:
            values["suspensions"] = [*row.suspensions[:-1], [row.suspensions[-1][0], day]]
        case AppointmentEvent.WARN:
            values["warned_on"] = day
        case AppointmentEvent.IMPROVE:
            values["warned_on"] = ""
        case AppointmentEvent.LEAVE | AppointmentEvent.FINISH | AppointmentEvent.DISMISS:
            values["ended_on"] = day
        case AppointmentEvent.STAY | AppointmentEvent.RESCIND:
            values["ended_on"] = ""
    connection.execute(update(_T).where(_T.c.id == row.id).values(**values))


def move_paper(connection: Connection, body: PaperMoved, by: str) -> None:
    """Note that a paper went out or came back, and by whose hand."""
    same = (_P.c.about == body.about, _P.c.kind == body.kind.value)
    row = connection.execute(select(_P).where(*same)).first()
    if row is None:
        nothing = dict.fromkeys(
            ("issued_on", "issued_by", "received_on", "received_by", "note"), ""
        )
        start = PaperState.EXPECTED.value
        connection.execute(
            insert(_P).values(about=body.about, kind=body.kind.value, state=start, **nothing)
        )
    before = PaperState(row.state) if row else PaperState.EXPECTED
    state = apply(PAPER_ITEM, before, body.event)
    if state is None:
        return
    day = body.on.isoformat()
    values = {"state": state.value, "note": body.note}
    match body.event:
        case PaperEvent.ISSUE:
            values |= {"issued_on": day, "issued_by": by}
        case PaperEvent.RECEIVE:
            values |= {"received_on": day, "received_by": by}
        case PaperEvent.UNDO:
            values |= dict.fromkeys(("issued_on", "issued_by", "received_on", "received_by"), "")
    connection.execute(update(_P).where(*same).values(**values))


def settle(connection: Connection, body: Settled, by: str) -> None:
    """The newest word of a person on one obligation and period; undone, there is none."""
    same = (
        _S.c.appointment == body.appointment,
        _S.c.obligation == body.obligation,
        _S.c.period == body.period,
    )
    connection.execute(_S.delete().where(*same))
    if body.event is SettlingEvent.UNDO:
        return
    connection.execute(
        insert(_S).values(
            appointment=body.appointment,
            obligation=body.obligation,
            period=body.period,
            event=body.event.value,
            on=body.on.isoformat(),
            by=by,
            reason=body.reason,
        )
    )
