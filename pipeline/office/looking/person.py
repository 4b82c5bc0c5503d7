"""One person's whole file: everything that is held under a student number, in time order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.appointments import AppointmentStanding
from pipeline.domain.people import Person
from pipeline.errors import NotFoundError
from pipeline.office.appointments.cases import case_json
from pipeline.office.appointments.lives import appointment_json
from pipeline.office.appointments.owing import owed, owed_json
from pipeline.office.house import (
    Office,
    adjustment_object,
    application_object,
    appointment_object,
    mail_object,
)
from pipeline.office.looking.reporting import document_json, history_json, submission_json
from pipeline.office.looking.showing import show
from pipeline.office.queries import ListQuery
from pipeline.office.registered import calendar_of
from pipeline.office.rows import SubmissionRow

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of the archive that concerns a person; `place` is where an export puts it."""

    place: str
    object_id: str
    path: str


def person_file(student_no: str, office: Office) -> Json:
    """Raises `NotFoundError` when nothing is held under this number."""
    if not student_no:  # of whom no number is known there may be many
        raise NotFoundError("没有写学号。", "请用 deyu search 按姓名查找，看到学号再查。")
    lives = _lives(student_no, office)
    submissions = _submissions(student_no, office, bool(lives.appointments))
    applications = office.ledger.applications(student_no=student_no)
    ids = [one.id for one in applications]
    told = [show(id_, office) for id_ in ids]
    history = {
        row.id: row
        for about in (*ids, *lives.ids, *(row.id for row in submissions))
        for row in office.ledger.history(about)
    }
    people = [
        *(one.person for one in applications),
        *(one.person for one in lives.appointments),
        *(one.person for one in submissions),
    ]
    names = [one.name for one in people if one.student_no == student_no]
    return {
        "student_no": student_no,
        "names": list(dict.fromkeys(name for name in names if name)),
        "applications": told,
        "appointments": [appointment_json(one, office) for one in lives.appointments],
        "adjustments": [case_json(one, office, calendar_of(office)) for one in lives.adjustments],
        "obligations": [
            owed_json(one) for one in owed(office, office.today()) if one.appointment in lives.ids
        ],
        "submissions": [submission_json(one) for one in submissions],
        "documents": [
            *(one for application in told for one in application["documents"]),
            *_of_the_imported(lives.appointments, office),
        ],
        "notices": [one for application in told for one in application["notices"]],
        "history": [
            history_json(row) for row in sorted(history.values(), key=lambda row: (row.at, row.id))
        ],
    }


def _of_the_imported(appointments: Sequence[AppointmentStanding], office: Office) -> list[Json]:
    """Papers about somebody who was taken over in post: they lie with the appointment."""
    return [
        document_json(row, "")
        for one in appointments
        for row in office.ledger.documents(appointment_object(one.id))
    ]


@dataclass(frozen=True, slots=True)
class _Lives:
    """A person's appointments, and the adjustments in which the person leaves or comes."""

    appointments: tuple[AppointmentStanding, ...]
    adjustments: tuple[AdjustmentStanding, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return (*(one.id for one in self.appointments), *(one.id for one in self.adjustments))


def _lives(student_no: str, office: Office) -> _Lives:
    who = Person("", student_no)
    lives = office.ledger.lives
    return _Lives(lives.appointments(person=who), lives.adjustments([who]))


def held_files(student_no: str, office: Office) -> Iterator[HeldFile]:
    """Every file of every object that concerns the person, whatever kind of object it is."""
    lives = _lives(student_no, office)
    for submission in _submissions(student_no, office, bool(lives.appointments)):
        object_id = mail_object(office.ledger.identity_of(submission.id))
        for path in office.archive.paths(object_id):
            yield HeldFile(f"{submission.id}/{path}", object_id, path)
    for application in office.ledger.applications(student_no=student_no):
        object_id = application_object(application.id)
        for path in office.archive.paths(object_id):
            yield HeldFile(f"{application.id}/{path}", object_id, path)
    for id_ in lives.ids:
        object_id = adjustment_object(id_) if id_.startswith("C-") else appointment_object(id_)
        for path in office.archive.paths(object_id):
            yield HeldFile(f"{id_}/{path}", object_id, path)


def _numbers(row: SubmissionRow) -> set[str]:
    return {row.person.student_no, *(line.person.student_no for line in row.applications)}


def _submissions(student_no: str, office: Office, served: bool) -> tuple[SubmissionRow, ...]:
    """Mails that brought one of the person's papers, the oldest first."""
    found, _ = office.ledger.submissions(ListQuery(person=student_no))
    rows = {row.id: row for row in found if student_no in _numbers(row)}
    for application in office.ledger.applications(student_no=student_no):
        for id_ in application.submissions:
            row = office.ledger.submission(id_)
            if row is not None:
                rows[id_] = row
    for case in office.ledger.lives.adjustments([Person("", student_no)]):
        for material in case.materials:
            row = office.ledger.submission(material.submission)
            if row is not None:
                rows[row.id] = row
    if not rows and not served:
        raise NotFoundError(
            f"没有学号为“{student_no}”的人的材料。", "请用 deyu search 按姓名或学号的一段查找。"
        )
    return tuple(sorted(rows.values(), key=lambda row: (row.received_at, row.id)))
