"""Who serves by the department's register: appointments made from it, corrected by it."""

from collections.abc import Sequence

from pipeline.domain.appointments import (
    SERVING,
    Appointed,
    AppointmentStanding,
    AppointmentState,
    Corrected,
)
from pipeline.domain.people import Person
from pipeline.domain.registers import RegisterKind, ServingAssistant
from pipeline.office.appointments.appointing import file_life
from pipeline.office.house import Office
from pipeline.registers import Changes

_UNDER_WAY = (AppointmentState.PENDING, *SERVING)


def appoint_serving(office: Office) -> None:
    """Who serves by the register gets an appointment that has begun, and it follows the register.

    Must be called while the office is held; what a killed import did not get to is done then.
    """
    versions = office.ledger.register_versions(RegisterKind.ASSISTANTS)
    known: dict[str, list[AppointmentStanding]] = {}
    for one in office.ledger.lives.appointments() if versions else ():
        known.setdefault(one.person.student_no, []).append(one)
    for line in office.ledger.register_lines(RegisterKind.ASSISTANTS):
        if not isinstance(line, ServingAssistant):
            continue
        own = known.get(line.student_no, [])
        if _serves_anew(line, own):
            _appoint(line, own, office)
        for one in own:
            if _made_from_the_register(one) and _differs(line, one):
                because = f"{versions[-1].kind.label}第{versions[-1].version}版"
                _correct(line, one, versions[-1].version, because, office)


def _serves_anew(line: ServingAssistant, own: Sequence[AppointmentStanding]) -> bool:
    """Nobody is appointed twice; who left, or was voided, and began again later is."""
    if any(one.state in _UNDER_WAY for one in own):
        return False
    return all(
        one.state is AppointmentState.VOIDED or one.ended_on < line.started_on.isoformat()
        for one in own
    )


def _made_from_the_register(one: AppointmentStanding) -> bool:
    return not one.application and one.state in SERVING


def _differs(line: ServingAssistant, one: AppointmentStanding) -> bool:
    said = (line.college, line.position_kind.value, line.started_on.isoformat())
    return said != (one.college, one.position_kind, one.starts_on)


def _appoint(line: ServingAssistant, own: Sequence[AppointmentStanding], office: Office) -> None:
    again = f"/{line.started_on}" if own else ""
    because = f"assistants/{line.student_no}{again}"
    id_ = office.ledger.numbers("P", office.today().year, [because])[0]
    body = Appointed(
        appointment=id_,
        application="",
        person=Person(line.name, line.student_no),
        college=line.college,
        position_kind=line.position_kind.value,
        term="",
        starts_on=line.started_on.isoformat(),
        began=True,
        because=because,
    )
    file_life(office, f"appoint-{id_}", body, id_, (id_,))
    office.crash("appointed")


def _correct(
    line: ServingAssistant, one: AppointmentStanding, version: int, because: str, office: Office
) -> None:
    body = Corrected(
        one.id, line.college, line.position_kind.value, line.started_on.isoformat(), because
    )
    file_life(office, f"correct-{one.id}-{version}", body, one.id, (one.id,))
    office.crash("appointment_corrected")


def what_follows(changes: Changes, office: Office) -> tuple[str, ...]:
    """What a new version of the register means for appointments, a sentence for each person."""
    said = [_of_changed(after, office) for _, after in changes.changed]
    said += [_of_removed(line, office) for line in changes.removed]
    return tuple(filter(None, said))


def _of_changed(line: object, office: Office) -> str:
    for one in _under_way(line, office):
        if not isinstance(line, ServingAssistant) or not _differs(line, one):
            continue
        if _made_from_the_register(one):
            return f"{line.name} 的任用 {one.id} 随之更正。"
        return (
            f"{line.name} 的任用 {one.id} 由申请 {one.application} 而来，不随名册改动；"
            f"有误的请用 deyu decide {one.application} reopen 重新审查。"
        )
    return ""


def _of_removed(line: object, office: Office) -> str:
    for one in _under_way(line, office):
        return (
            f"名册里没有了{one.person.name}，任用 {one.id} 并不随之结束；"
            f"已离岗的请用 deyu record {one.id} leave 登记。"
        )
    return ""


def _under_way(line: object, office: Office) -> list[AppointmentStanding]:
    if not isinstance(line, ServingAssistant):
        return []
    found = office.ledger.lives.appointments(person=Person("", line.student_no))
    return [one for one in found if one.state in _UNDER_WAY]
