"""What a decision means for appointments: who is approved is appointed, whose leaver leaves."""

import datetime as dt

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.appointments import (
    Appointed,
    AppointmentEvent,
    AppointmentStanding,
    AppointmentState,
    Changed,
    Corrected,
)
from pipeline.domain.entries import FiledEntry, Revised
from pipeline.lifecycle.beginning import is_presumed
from pipeline.lifecycle.state_tables import APPOINTMENT, apply
from pipeline.office.appointments.cases import effective
from pipeline.office.filing import file_entry
from pipeline.office.house import SOFTWARE, Office, appointment_object
from pipeline.office.rows import ApplicationRow


def appoint(application: ApplicationRow, revised: Revised, because: str, office: Office) -> str:
    """The appointment of somebody approved, pending until the papers are back (三.1.(1)(3)).

    `because` is the entry of the decision: repeated, nothing is made twice. Answers its number.
    """
    id_ = office.ledger.numbers("P", office.today().year, [because])[0]
    stated = {one.name: str(one.value) for one in revised.fields}
    body = Appointed(
        appointment=id_,
        application=application.id,
        person=application.person,
        college=application.college,
        position_kind=application.position_kind,
        term=application.term,
        starts_on=stated.get("start_on", ""),
        began=False,
        because=because,
    )
    file_life(office, f"appoint-{id_}", body, id_, (id_, application.id))
    office.crash("appointed")
    return id_


def void_appointments(application: str, because: str, reason: str, office: Office) -> None:
    """An approval that is taken back ends what followed from it, before it is taken back."""
    for one in office.ledger.lives.appointments(application=application):
        if apply(APPOINTMENT, one.state, AppointmentEvent.VOID) is not None:
            change_once(one, AppointmentEvent.VOID, office.today(), reason, because, office)


def announce_leaving(case: AdjustmentStanding, because: str, office: Office) -> None:
    """The leaver of an approved adjustment is leaving, on the day that the papers state.

    Where the office only presumes who leaves, nobody is made to: the college has not said so.
    """
    if is_presumed(case):
        return
    written = effective(case, office).tenure.left_on
    day = dt.date.fromisoformat(written if len(written) == len("YYYY-MM-DD") else f"{written}-01")
    for one in _of_leaver(case, office):
        change_once(one, AppointmentEvent.LEAVE, day, f"人员调整 {case.id}", because, office)


def call_off_leaving(case: AdjustmentStanding, because: str, reason: str, office: Office) -> None:
    for one in _of_leaver(case, office):
        if one.state is AppointmentState.LEAVING:
            change_once(one, AppointmentEvent.STAY, office.today(), reason, because, office)


def _of_leaver(case: AdjustmentStanding, office: Office) -> tuple[AppointmentStanding, ...]:
    """Only by number: a name alone is not enough to end somebody's appointment."""
    if not case.leaver.student_no:
        return ()
    return office.ledger.lives.appointments(person=case.leaver)


def change_once(
    appointment: AppointmentStanding,
    event: AppointmentEvent,
    on: dt.date,
    reason: str,
    because: str,
    office: Office,
) -> None:
    """Change an appointment as a consequence of the entry `because`, once."""
    if apply(APPOINTMENT, appointment.state, event) is None:
        return
    body = Changed(appointment.id, event, on, reason, office.system_user, True)
    id_ = f"{event.value}-{appointment.id}-{because}"
    file_life(office, id_, body, appointment.id, (appointment.id,))
    office.crash("appointment_changed")


def file_life(
    office: Office,
    id_: str,
    body: Appointed | Changed | Corrected,
    appointment: str,
    about: tuple[str, ...],
) -> FiledEntry:
    """File and record one entry of an appointment's life; filed before, it is only recorded."""
    at = office.ledger.clock(office.now())()
    filed = file_entry(
        office.archive, appointment_object(appointment), id_, at, SOFTWARE, about, body
    )
    office.ledger.record([filed], office.archive.read)
    return filed
