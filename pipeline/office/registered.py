"""What the registers say, for whoever judges or reminds."""

from typing import TypeVar

from pipeline.domain.colleges import CollegeDirectory
from pipeline.domain.registers import College, RegisterKind, RegisterLine
from pipeline.domain.school_calendar import SchoolCalendar, TermDates
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, register_object

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
    return CollegeDirectory(_lines(office, RegisterKind.COLLEGES, College))


def calendar_of(office: Office) -> SchoolCalendar:
    terms = _lines(office, RegisterKind.CALENDAR, TermDates)
    return SchoolCalendar(tuple(sorted(terms, key=lambda one: one.begins_on)))


def _lines(office: Office, kind: RegisterKind, of: type[Line]) -> tuple[Line, ...]:
    return tuple(one for one in office.ledger.register_lines(kind) if isinstance(one, of))
