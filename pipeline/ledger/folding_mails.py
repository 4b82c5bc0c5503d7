"""Folding what happens to mails."""

import json
from collections.abc import Callable

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.domain.entries import FiledEntry, Handled, Quarantined, Sighted, TakenIn
from pipeline.domain.letters import Sighting
from pipeline.domain.mail_moves import MailMoved
from pipeline.domain.plans import SubmissionState
from pipeline.domain.scans import Sorted
from pipeline.ledger import numbers, schema, schema_lives
from pipeline.ledger.columns import FIELDS, utc
from pipeline.ledger.folding_adjustments import collect
from pipeline.ledger.folding_applications import keep_notice, revise
from pipeline.ledger.passages import passages_of
from pipeline.ledger.summary import refresh, refresh_submission


def take_in(connection: Connection, body: TakenIn) -> None:
    numbers.keep(connection, body.submission, body.identity)
    connection.execute(
        insert(schema.submission).values(
            id=body.submission,
            identity=body.identity,
            state=SubmissionState.RECEIVED.value,
            own_state=SubmissionState.RECEIVED.value,
            received_at=body.received_at.isoformat(),
            received_order=utc(body.received_at),
            silent=body.silent,
            sender_name="",
            sender_address="",
            subject="",
            college="",
            person_name="",
            person_no="",
            advice=None,
            papers=[],
            problems=[],
            unreadable=False,
            urgent="",
            message_id="",
        )
    )
    _wait(connection, body.submission, body.identity, utc(body.received_at))
    _keep_sighting(connection, body.identity, body.sighting)


def _wait(connection: Connection, submission: str, identity: str, received_order: str) -> None:
    connection.execute(
        insert(schema.work).values(
            submission=submission,
            identity=identity,
            attempts=0,
            failure="",
            received_order=received_order,
        )
    )


def wait_again(connection: Connection, submission: str) -> None:
    """Put a mail back among those that wait; its state stays until it is handled."""
    table = schema.submission
    row = connection.execute(
        select(table.c.identity, table.c.received_order).where(table.c.id == submission)
    ).one()
    connection.execute(delete(schema.work).where(schema.work.c.submission == submission))
    _wait(connection, submission, row.identity, row.received_order)


def _keep_sighting(connection: Connection, identity: str, sighting: Sighting) -> None:
    connection.execute(
        insert(schema.sighting).values(
            identity=identity,
            source=sighting.source,
            epoch=sighting.epoch,
            position=sighting.position,
        )
    )


def sight(connection: Connection, body: Sighted) -> None:
    identity = connection.execute(
        select(schema.submission.c.identity).where(schema.submission.c.id == body.submission)
    ).scalar_one()
    _keep_sighting(connection, identity, body.sighting)


def handle(
    connection: Connection, filed: FiledEntry, body: Handled, read: Callable[[str, str], bytes]
) -> None:
    row = schema.submission
    first = next((paper for paper in body.papers if paper.person.name), None)
    college = next((paper.college for paper in body.papers if paper.college), "")
    connection.execute(
        update(row)
        .where(row.c.id == body.submission)
        .values(
            state=body.state.value,
            own_state=body.state.value,
            sender_name=body.sender.name,
            sender_address=body.sender.address,
            subject=body.subject,
            college=college,
            person_name=first.person.name if first else "",
            person_no=first.person.student_no if first else "",
            papers=[paper.kind.value for paper in body.papers],
            problems=list(body.problems),
            unreadable=body.unreadable,
            urgent=body.urgent,
            message_id=body.message_id,
        )
    )
    connection.execute(delete(schema.work).where(schema.work.c.submission == body.submission))
    for revised in body.revised:
        revise(connection, revised)
    for link in body.applications:
        connection.execute(
            insert(schema.link).values(
                submission=body.submission,
                application=link.application,
                revision=link.revision,
                paper=link.paper,
            )
        )
    for notice in body.notices:
        keep_notice(connection, filed.object_id, notice)
    links = [link.application for link in body.applications]
    named = [*links, *(case.adjustment for case in body.collected)]
    _keep_passages(connection, body.submission, named, read(filed.object_id, "reading.json"))
    _keep_papers(connection, body)
    for case in body.collected:
        collect(connection, case)
    for application in links:
        refresh(connection, application)
    refresh_submission(connection, body.submission)


def sort_scan(connection: Connection, body: Sorted) -> None:
    """The mail holds one paper more that people know of, and may wait for nothing any more."""
    row, paper = schema.submission, schema_lives.paper
    of_the_mail = paper.c.submission == body.submission
    connection.execute(delete(paper).where(of_the_mail, paper.c.source == body.source))
    if body.kind is not None:
        numbers = connection.execute(select(paper.c.number).where(of_the_mail)).scalars()
        connection.execute(
            insert(paper).values(
                submission=body.submission,
                number=max(numbers, default=-1) + 1,
                kind=body.kind.value,
                source=body.source,
                person_name="",
                person_no="",
                college="",
                stated=[],
            )
        )
    kinds = connection.execute(select(paper.c.kind).where(of_the_mail).order_by(paper.c.number))
    state = body.state.value
    values = {"state": state, "own_state": state, "papers": list(kinds.scalars())}
    connection.execute(update(row).where(row.c.id == body.submission).values(**values))
    refresh_submission(connection, body.submission)


def _keep_papers(connection: Connection, body: Handled) -> None:
    """Who sent what: obligations and adjustments look for it by person."""
    table = schema_lives.paper
    connection.execute(delete(table).where(table.c.submission == body.submission))
    for number, paper in enumerate(body.papers):
        connection.execute(
            insert(table).values(
                submission=body.submission,
                number=number,
                kind=paper.kind.value,
                source=paper.source,
                person_name=paper.person.name,
                person_no=paper.person.student_no,
                college=paper.college,
                stated=FIELDS.dump_python(paper.stated, mode="json"),
            )
        )


def _keep_passages(
    connection: Connection, submission: str, named: list[str], reading: bytes
) -> None:
    table = schema.passage
    connection.execute(delete(table).where(table.c.submission == submission))
    passages = passages_of(json.loads(reading), [submission, *named])
    for number, (kind, text) in enumerate(passages):
        connection.execute(
            insert(table).values(submission=submission, number=number, kind=kind, text=text)
        )


def quarantine(connection: Connection, body: Quarantined) -> None:
    connection.execute(
        update(schema.submission)
        .where(schema.submission.c.id == body.submission)
        .values(
            state=SubmissionState.QUARANTINED.value, own_state=SubmissionState.QUARANTINED.value
        )
    )
    connection.execute(delete(schema.work).where(schema.work.c.submission == body.submission))


def move(connection: Connection, body: MailMoved) -> None:
    """What a person said of the mail itself; its applications and adjustments go before it."""
    state = body.state.value
    connection.execute(
        update(schema.submission)
        .where(schema.submission.c.id == body.submission)
        .values(state=state, own_state=state)
    )
    refresh_submission(connection, body.submission)
