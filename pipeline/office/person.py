"""One person's whole file: everything that is held under a student number, in time order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.errors import NotFoundError
from pipeline.office.house import Office, application_object, mail_object
from pipeline.office.queries import ListQuery
from pipeline.office.reporting import history_json, submission_json
from pipeline.office.rows import SubmissionRow
from pipeline.office.showing import show

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of the archive that concerns a person; `place` is where an export puts it."""

    place: str
    object_id: str
    path: str


def person_file(student_no: str, office: Office) -> Json:
    """Raises `NotFoundError` when nothing is held under this number."""
    submissions = _submissions(student_no, office)
    applications = office.ledger.applications(student_no=student_no)
    ids = [one.id for one in applications]
    told = [show(id_, office) for id_ in ids]
    history = {
        row.id: row
        for about in (*ids, *(one.id for one in submissions))
        for row in office.ledger.history(about)
    }
    names = [one.person.name for one in applications] + [one.person.name for one in submissions]
    return {
        "student_no": student_no,
        "names": list(dict.fromkeys(name for name in names if name)),
        "applications": told,
        "submissions": [submission_json(one) for one in submissions],
        "documents": [one for application in told for one in application["documents"]],
        "notices": [one for application in told for one in application["notices"]],
        "history": [
            history_json(row) for row in sorted(history.values(), key=lambda row: (row.at, row.id))
        ],
    }


def held_files(student_no: str, office: Office) -> Iterator[HeldFile]:
    """Every file of every object that concerns the person, mails and applications alike."""
    for submission in _submissions(student_no, office):
        object_id = mail_object(office.ledger.identity_of(submission.id))
        for path in office.archive.paths(object_id):
            yield HeldFile(f"{submission.id}/{path}", object_id, path)
    for application in office.ledger.applications(student_no=student_no):
        object_id = application_object(application.id)
        for path in office.archive.paths(object_id):
            yield HeldFile(f"{application.id}/{path}", object_id, path)


def _numbers(row: SubmissionRow) -> set[str]:
    return {row.person.student_no, *(line.person.student_no for line in row.applications)}


def _submissions(student_no: str, office: Office) -> tuple[SubmissionRow, ...]:
    """Mails that brought one of the person's papers, the oldest first."""
    found, _ = office.ledger.submissions(ListQuery(person=student_no))
    rows = {row.id: row for row in found if student_no in _numbers(row)}
    for application in office.ledger.applications(student_no=student_no):
        for id_ in application.submissions:
            row = office.ledger.submission(id_)
            if row is not None:
                rows[id_] = row
    if not rows:
        raise NotFoundError(
            f"没有学号为“{student_no}”的人的材料。", "请用 deyu search 按姓名或学号的一段查找。"
        )
    return tuple(sorted(rows.values(), key=lambda row: (row.received_at, row.id)))
