"""What the registers say, for whoever judges or reminds."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TypeVar
from weakref import WeakKeyDictionary

from pipeline.domain.colleges import CollegeDirectory
from pipeline.domain.extracts import Extract
from pipeline.domain.positions import PositionKind
from pipeline.domain.registers import (
    College,
    EnrolledStudent,
    OtherPost,
    PositionDuties,
    RegisterKind,
    RegisterLine,
    RegisterVersion,
    TrainingAttendance,
    posts_told_until,
)
from pipeline.domain.school_calendar import SchoolCalendar, TermDates
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, register_object
from pipeline.office.ports import Ledger

Line = TypeVar("Line", bound=RegisterLine)


def settle_registers(office: Office) -> None:
    """Record what a killed import filed; must be called while the office is held."""
    for kind in RegisterKind:
        known = len(office.ledger.register_versions(kind))
        head = office.archive.head(register_object(kind))
        if head is not None and head.version > known:
            office.ledger.record(
                entries_of(office.archive, register_object(kind)), office.archive.read
            )


def directory_of(office: Office) -> CollegeDirectory:
    return CollegeDirectory(_lines(office.ledger, RegisterKind.COLLEGES, College))


def calendar_of(office: Office) -> SchoolCalendar:
    terms = _lines(office.ledger, RegisterKind.CALENDAR, TermDates)
    return SchoolCalendar(tuple(sorted(terms, key=lambda one: one.begins_on)))


def extracts_of(ledger: Ledger) -> Callable[[str], Extract]:
    """What the registers hold about somebody, by student number.

    The registers are looked up, and the directory is read, once, when somebody first asks: most
    mails hold no form.
    """

    @cache
    def registers() -> tuple[RegisterVersion | None, RegisterVersion | None]:
        return (
            _newest(ledger, RegisterKind.REGISTRAR_ROSTER),
            _newest(ledger, RegisterKind.OTHER_POSTS),
        )

    @cache
    def directory() -> tuple[RegisterVersion | None, CollegeDirectory]:
        lines = _lines(ledger, RegisterKind.COLLEGES, College)
        return _newest(ledger, RegisterKind.COLLEGES), CollegeDirectory(lines)

    def extract(student_no: str) -> Extract:
        roster, posts = registers()
        student = _of(roster, ledger, EnrolledStudent, student_no)
        held = _of(posts, ledger, OtherPost, student_no)
        until = _told_until(ledger, posts) if posts else None
        return Extract(roster, next(iter(student), None), posts, held, until, *directory())

    return extract


_REACH: WeakKeyDictionary[Ledger, tuple[RegisterVersion, dt.date | None]] = WeakKeyDictionary()


def _told_until(ledger: Ledger, register: RegisterVersion) -> dt.date | None:
    """How far this version of the other posts reaches, read through once for every mail after."""
    known = _REACH.get(ledger)
    if known is None or known[0] != register:
        known = register, posts_told_until(_lines(ledger, register.kind, OtherPost))
        _REACH[ledger] = known
    return known[1]


def _newest(ledger: Ledger, kind: RegisterKind) -> RegisterVersion | None:
    versions = ledger.register_versions(kind)
    return versions[-1] if versions else None


def _of(
    register: RegisterVersion | None, ledger: Ledger, of: type[Line], student_no: str
) -> tuple[Line, ...]:
    """A person's lines; none while there is no register, or the form gives no number."""
    return _lines(ledger, register.kind, of, student_no) if register and student_no else ()


def _lines(
    ledger: Ledger, kind: RegisterKind, of: type[Line], student_no: str = ""
) -> tuple[Line, ...]:
    return tuple(one for one in ledger.register_lines(kind, student_no) if isinstance(one, of))


@dataclass(frozen=True, slots=True)
class CollegeWords:
    """Colleges by their official names, and the duties they wrote: read once for many people."""

    directory: CollegeDirectory
    duties: Mapping[tuple[str, PositionKind, str], PositionDuties]

    def duties_of(
        self, college: str, kind: PositionKind, student_no: str
    ) -> tuple[tuple[str, str], ...]:
        """What it wrote for this person ("" for everybody) in this kind, each with its footnote."""
        line = self.duties.get((college, kind, student_no))
        return tuple(zip_longest(line.duties, line.footnotes, fillvalue="")) if line else ()


def college_words(office: Office) -> CollegeWords:
    """As the registers stand today; of several lines the newest that is in force counts."""
    today = office.today()
    lines = _lines(office.ledger, RegisterKind.POSITION_DUTIES, PositionDuties)
    in_force = sorted(
        (one for one in lines if one.valid_from <= today), key=lambda one: one.valid_from
    )
    duties = {(one.college, one.position_kind, one.student_no): one for one in in_force}
    return CollegeWords(directory_of(office), duties)


def trainings_of(student_no: str, office: Office) -> tuple[TrainingAttendance, ...]:
    """The trainings of one assistant in the order of their days (二.2, 三.2)."""
    register = _newest(office.ledger, RegisterKind.TRAINING)
    lines = _of(register, office.ledger, TrainingAttendance, student_no)
    return tuple(sorted(lines, key=lambda one: (one.held_on, one.training)))
