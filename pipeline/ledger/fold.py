"""The fold: what each kind of entry does to the tables. Used live and by `rebuild` alike."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.domain.dispatching import Held
from pipeline.domain.drawn_up import DrawnUp, TemplateAdopted
from pipeline.domain.editions import EditionKept
from pipeline.domain.entries import (
    Decided,
    FiledEntry,
    Handled,
    NoticeMoved,
    Opened,
    Quarantined,
    Revised,
    Sighted,
    TakenIn,
)
from pipeline.domain.mail_moves import MailMoved
from pipeline.domain.registers import RegisterImported
from pipeline.ledger import folding_adjustments as adjustments
from pipeline.ledger import folding_applications as applications
from pipeline.ledger import folding_lives as lives
from pipeline.ledger import folding_mails as mails
from pipeline.ledger import folding_registers as registers
from pipeline.ledger import schema
from pipeline.ledger.columns import utc
from pipeline.ledger.saying import sentence

ANSWER_SINCE = "answer_since"
BREAKER = "breaker"
RESUMED = "resumed"

Read = Callable[[str, str], bytes]
"""Reads a file of an object: object id, logical path."""


def fold(connection: Connection, filed: FiledEntry, read: Read) -> bool:
    """Apply one entry; False when it was known already and changed nothing."""
    entry = filed.entry
    if connection.execute(select(schema.entry.c.id).where(schema.entry.c.id == entry.id)).first():
        return False
    _keep_head(connection, filed)
    row = {
        "id": entry.id,
        "at": utc(entry.at),
        "by": entry.by,
        "act": entry.act.value,
        "object_id": filed.object_id,
        "says": sentence(entry.body),
    }
    connection.execute(insert(schema.entry), row)
    about = [{"entry": entry.id, "id": id_} for id_ in dict.fromkeys(entry.about)]
    if about:
        connection.execute(insert(schema.about), about)
    match entry.body:
        case EditionKept():
            pass  # the edition is read from the archive; the ledger knows only that it was kept
        case RegisterImported() as body:
            registers.replace_lines(connection, filed, body, read)
        case Revised() | Decided() | NoticeMoved() | DrawnUp() as body:
            _fold_application(connection, filed, body)
        case Held() as body:
            _keep_breaker(connection, body.held, entry.at)
        case TemplateAdopted():
            pass  # its line in the history is all there is to keep
        case MailMoved() as body:
            mails.move(connection, body)
        case Opened() | TakenIn() | Sighted() | Handled() | Quarantined() as body:
            _fold_mail(connection, filed, body, read)
        case _:
            lives.fold_life(connection, filed)
    return True


def _fold_mail(
    connection: Connection,
    filed: FiledEntry,
    body: Opened | TakenIn | Sighted | Handled | Quarantined,
    read: Read,
) -> None:
    match body:
        case Opened():
            name = f"{ANSWER_SINCE}{body.source}"
            connection.execute(insert(schema.moment).values(name=name, at=utc(body.answer_since)))
        case TakenIn():
            mails.take_in(connection, body)
        case Sighted():
            mails.sight(connection, body)
        case Handled():
            mails.handle(connection, filed, body, read)
        case Quarantined():
            mails.quarantine(connection, body)


def _fold_application(
    connection: Connection, filed: FiledEntry, body: Revised | Decided | NoticeMoved | DrawnUp
) -> None:
    match body:
        case Revised():
            applications.revise(connection, body)
        case Decided():
            applications.decide(connection, filed, body)
            adjustments.follow_decision(connection, body.application, body.decision)
        case NoticeMoved():
            applications.move_notice(connection, body)
        case DrawnUp():
            applications.draw_up(connection, filed, body)


def _keep_breaker(connection: Connection, held: bool, at: dt.datetime) -> None:
    """When it opened, or when a person closed it: one of the two moments is kept."""
    names = (BREAKER, RESUMED)
    connection.execute(delete(schema.moment).where(schema.moment.c.name.in_(names)))
    name = BREAKER if held else RESUMED
    connection.execute(insert(schema.moment).values(name=name, at=utc(at)))


def _keep_head(connection: Connection, filed: FiledEntry) -> None:
    known = connection.execute(
        select(schema.head.c.version).where(schema.head.c.object_id == filed.object_id)
    ).scalar()
    values = {"version": filed.version, "digest": filed.digest}
    if known is None:
        connection.execute(insert(schema.head).values(object_id=filed.object_id, **values))
    elif known < filed.version:
        connection.execute(
            update(schema.head).where(schema.head.c.object_id == filed.object_id).values(**values)
        )
