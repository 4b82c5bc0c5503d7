"""Whose number it is by the office's own record, for whoever reads a list of numbers and names."""

from collections.abc import Collection, Sequence
from functools import cache

from pipeline.domain.appointments import AppointmentStanding
from pipeline.domain.people import Person
from pipeline.domain.registers import (
    EnrolledStudent,
    RegisterKind,
    RegisterLine,
    TrainingAttendance,
)
from pipeline.office.house import Office
from pipeline.registers.checks import Names

SHOWN = 10
"""People named in one sentence."""


def names_in(kind: RegisterKind, office: Office) -> Names:
    """By the registrar's roster and the appointments; the register of those who serve, which
    makes appointments and corrects them, by the roster alone.
    """

    @cache
    def names(student_no: str) -> Collection[str]:
        rows = office.ledger.register_lines(RegisterKind.REGISTRAR_ROSTER, student_no)
        found = [one.name for one in rows if isinstance(one, EnrolledStudent)]
        if kind is not RegisterKind.ASSISTANTS:
            found += [one.person.name for one in _appointments(student_no, office)]
        return tuple(filter(None, found))

    return names


def counted_for_nobody(lines: Sequence[RegisterLine], office: Office) -> tuple[str, ...]:
    """Trainings of people who were never appointed, in one sentence: a number may be mistyped."""
    people = dict.fromkeys(
        Person(one.name, one.student_no) for one in lines if isinstance(one, TrainingAttendance)
    )
    strangers = [one for one in people if not _appointments(one.student_no, office)]
    if not strangers:
        return ()
    listed = "、".join(f"{one.name} {one.student_no}" for one in strangers[:SHOWN])
    more = f"等 {len(strangers)} 人" if len(strangers) > SHOWN else ""
    return (f"没有任用记录、考勤不计在任何助理名下，请核对学号：{listed}{more}。",)


def _appointments(student_no: str, office: Office) -> Sequence[AppointmentStanding]:
    return office.ledger.lives.appointments(person=Person("", student_no))
