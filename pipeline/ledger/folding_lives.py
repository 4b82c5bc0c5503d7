"""Folding the life of an assistant: adjustments, appointments, and what is owed."""

from sqlalchemy import Connection, delete, insert

from pipeline.domain.adjustments import Adjusted, Collected
from pipeline.domain.appointments import Appointed, Changed, Corrected, PaperMoved, Settled
from pipeline.domain.entries import FiledEntry
from pipeline.domain.reminders import Reminded
from pipeline.domain.scans import Sorted
from pipeline.ledger import folding_adjustments as adjustments
from pipeline.ledger import folding_appointments as appointments
from pipeline.ledger import schema_lives
from pipeline.ledger.folding_applications import keep_notice, withdraw
from pipeline.ledger.folding_mails import sort_scan


def fold_life(connection: Connection, filed: FiledEntry) -> None:
    match filed.entry.body:
        case Collected() as body:
            adjustments.collect(connection, body)
        case Adjusted() as body:
            adjustments.adjust(connection, body)
            for notice in body.notices:
                keep_notice(connection, filed.object_id, notice)
        case Appointed() | Corrected() | Changed() | PaperMoved() | Settled() as body:
            _fold_appointment(connection, body, filed.entry.by)
        case Sorted() as body:
            if body.collected is not None:
                adjustments.add(connection, body.collected)
            sort_scan(connection, body)
            for notice in body.notices:
                keep_notice(connection, filed.object_id, notice)
            withdraw(connection, body.withdrawn_notices)
        case Reminded() as body:
            _remind(connection, body)
            for notice in body.notices:
                keep_notice(connection, filed.object_id, notice)


def _fold_appointment(
    connection: Connection, body: Appointed | Corrected | Changed | PaperMoved | Settled, by: str
) -> None:
    match body:
        case Appointed():
            appointments.appoint(connection, body)
        case Corrected():
            appointments.correct(connection, body)
        case Changed():
            appointments.change(connection, body)
        case PaperMoved():
            appointments.move_paper(connection, body, by)
        case Settled():
            appointments.settle(connection, body, by)


def _remind(connection: Connection, body: Reminded) -> None:
    table = schema_lives.asked
    for one in body.matters:
        connection.execute(delete(table).where(table.c.key == one.key))
        connection.execute(insert(table).values(key=one.key, stands=one.stands))
    connection.execute(insert(schema_lives.reminder).values(college=body.college, week=body.week))
