"""Blank forms with what the office knows written in; what it does not know is a line to write on."""

import datetime as dt
from collections.abc import Mapping

from pipeline.documents.catalogue import DocumentKind
from pipeline.documents.chinese_dates import as_printed
from pipeline.documents.drawn import Drawn
from pipeline.documents.prefilled import prefill
from pipeline.domain.appointments import AppointmentStanding, AppointmentState
from pipeline.domain.drawn_up import DrawnUp
from pipeline.domain.positions import PositionKind
from pipeline.office.drawing.document_filing import Filing, file_drawn
from pipeline.office.drawing.holders import Holder
from pipeline.office.drawing.stated import stated_of
from pipeline.office.drawing.templates import template_of
from pipeline.office.filed import newest_revision
from pipeline.office.house import Office, application_object
from pipeline.office.rows import ApplicationRow

_TICKED = {
    "party_standing": {"full": "中共党员（正式）", "probationary": "中共预备党员"},
    "degree_level": {"doctor": "博士", "master": "硕士"},
    "study_mode": {"full_time": "全日制", "part_time": "非全日制"},
    "position_kind": {kind.value: kind.label for kind in PositionKind},
}
"""The words beside the boxes of the forms, for values that leave nothing open."""

_DATES = ("birth_date", "party_joined_on", "started_on")

_OF_THE_PERSON = (
    *("name", "gender", "student_no", "birth_date", "ethnicity", "party_standing"),
    *("party_joined_on", "college", "major", "grade", "degree_level", "study_mode", "supervisor"),
    *("phone", "email", "position_kind", "started_on"),
)
"""What is still true of somebody who fills a form again; what is to be judged is not repeated."""

_OF_THE_LEAVER = {
    "college": "college",
    "position_kind": "position_kind",
    "leaver_name": "name",
    "leaver_student_no": "student_no",
    "started_on": "started_on",
}
"""What the fields of a replacement request are called in the forms of a person."""

_NOT_BEGUN = (AppointmentState.PENDING, AppointmentState.VOIDED)


def draw_prefilled(kind: DocumentKind, subject: ApplicationRow | Holder, office: Office) -> DrawnUp:
    """For somebody who was imported from the register, in whose post it is filed, as for others."""
    template = template_of(kind, office)
    if isinstance(subject, Holder):
        object_id, said = subject.object_id, _registered(subject, office)
    else:
        object_id, said = application_object(subject.id), _applied(subject, office)
    values = known_values(said, kind)
    filing = Filing(
        kind=kind,
        object_id=object_id,
        about=subject.id,
        key=subject.id,
        template_sha256=template.sha256,
        application="" if isinstance(subject, Holder) else subject.id,
        notes=(template.doubt,) if template.doubt else (),
    )
    drawn = Drawn(prefill(template.data, values), (), values)
    return file_drawn(filing, lambda _: drawn, office)


def known_values(said: Mapping[str, str], kind: DocumentKind) -> dict[str, str]:
    """What is said of a person, in the words of the form that is to be prefilled."""
    values = {}
    for name in _OF_THE_PERSON:
        words = _TICKED.get(name)
        value = said.get(name, "")
        values[name] = (
            words.get(value, "") if words else as_printed(value) if name in _DATES else value
        )
    if kind is DocumentKind.REPLACEMENT_REQUEST:
        values = {name: values[of_person] for name, of_person in _OF_THE_LEAVER.items()}
    return {name: value for name, value in values.items() if value}


def _applied(application: ApplicationRow, office: Office) -> dict[str, str]:
    """As the newest form states it, and since when the post is held."""
    revised = newest_revision(office, application)
    said = {one.name: one.value for one in revised.fields if isinstance(one.value, str)}
    appointments = office.ledger.lives.appointments(application=application.id)
    return said | {
        "name": revised.person.name,
        "student_no": revised.person.student_no,
        "college": revised.college,
        "started_on": next((_begun(one, office.today()) for one in appointments), ""),
    }


def _registered(holder: Holder, office: Office) -> dict[str, str]:
    """As the register states it of somebody whose form the office never saw."""
    stated = stated_of(holder, office)
    return {
        "name": holder.person.name,
        "student_no": holder.person.student_no,
        "college": holder.college,
        "position_kind": holder.position or "",
        "party_standing": stated.party_standing or "",
        "degree_level": stated.degree_level or "",
        "started_on": _begun(holder.appointment, office.today()) if holder.appointment else "",
    }


def _begun(appointment: AppointmentStanding, today: dt.date) -> str:
    """The day or month in which the post began; "" while that is only planned."""
    day = appointment.starts_on
    to_come = day > today.isoformat()[: len(day)]
    return "" if to_come or appointment.state in _NOT_BEGUN else day
