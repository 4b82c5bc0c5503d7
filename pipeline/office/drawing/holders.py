"""Who holds a post in a term: by the appointments, those of the imported register included."""

from dataclasses import dataclass

from pipeline.domain.appointments import SERVING, AppointmentStanding, AppointmentState
from pipeline.domain.people import Person
from pipeline.domain.plans import STATE_LABELS, SubmissionState
from pipeline.domain.positions import PositionKind
from pipeline.domain.school_calendar import Term, term_of
from pipeline.lifecycle.serving import in_term, span_of, state_in_term
from pipeline.office.house import Office, application_object, appointment_object
from pipeline.office.registered import calendar_of
from pipeline.office.rows import ApplicationRow

NO_APPOINTMENT = "已同意上岗而没有任用记载，请核对"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a post in a term, as it stands now.

    `application` is None for whom the office imported, `appointment` is None for whom it has
    none; one of them is there. `state` and `remarks` are the office's Chinese words.
    """

    term: Term
    person: Person
    college: str
    position: PositionKind | None
    application: ApplicationRow | None
    appointment: AppointmentStanding | None
    serves: bool
    state: str
    remarks: tuple[str, ...] = ()

    @property
    def approved(self) -> bool:
        """Whether the office has said yes: to the application, or by taking over who served."""
        return self.application is None or self.application.state is SubmissionState.APPROVED

    @property
    def object_id(self) -> str:
        """Where the papers about this person in this post are filed."""
        if self.application is not None:
            return application_object(self.application.id)
        return appointment_object(self.id)

    @property
    def id(self) -> str:
        """The application's number, else the appointment's."""
        return (self.application or self._appointed).id

    @property
    def _appointed(self) -> AppointmentStanding:
        if self.appointment is None:
            raise AssertionError("somebody without application and appointment")
        return self.appointment


def holders_in(term: Term, office: Office, student_no: str = "") -> tuple[Holder, ...]:
    """Everybody of a term, or one person, by college and number; who left in it is among them."""
    someone = Person("", student_no) if student_no else None
    appointments = office.ledger.lives.appointments(someone)
    school = calendar_of(office)
    span = span_of(term, school)
    applications = {one.id: one for one in office.ledger.applications(student_no=student_no)}
    found = [
        Holder(
            term=term,
            person=each.person,
            college=each.college,
            position=position_of(each.position_kind),
            application=applications.get(each.application),
            appointment=each,
            serves=one.serves,
            state=state_in_term(one, span),
            remarks=one.remarks,
        )
        for one in in_term(appointments, term, school)
        for each in (one.appointment,)
    ]
    appointed = {one.application for one in appointments}
    found += [
        holder_by_application(one, term, (NO_APPOINTMENT,))
        for one in applications.values()
        if one.term == str(term) and one.state is SubmissionState.APPROVED
        if one.id not in appointed
    ]
    return tuple(sorted(found, key=lambda one: (one.college, one.person.student_no, one.id)))


def imported_posts(student_no: str, office: Office) -> tuple[Holder, ...]:
    """The posts of somebody that began before the office worked with this archive, the newest last."""
    term = term_of(office.today())
    return tuple(
        Holder(
            term=term,
            person=one.person,
            college=one.college,
            position=position_of(one.position_kind),
            application=None,
            appointment=one,
            serves=one.state in SERVING,
            state=one.state.label,
        )
        for one in office.ledger.lives.appointments(Person("", student_no))
        if not one.application and one.state is not AppointmentState.VOIDED
    )


def holder_by_application(
    application: ApplicationRow, term: Term, remarks: tuple[str, ...] = ()
) -> Holder:
    """Somebody of whom only an application is known."""
    return Holder(
        term=term,
        person=application.person,
        college=application.college,
        position=position_of(application.position_kind),
        application=application,
        appointment=None,
        serves=True,
        state=STATE_LABELS[application.state],
        remarks=remarks,
    )


def position_of(written: str) -> PositionKind | None:
    return PositionKind(written) if written in set(PositionKind) else None
