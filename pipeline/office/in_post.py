"""Who is an assistant in a term: by the appointments, whatever term they began in."""

import datetime as dt

from pipeline.domain.appointments import AppointmentStanding, AppointmentState
from pipeline.domain.registers import RegisterKind, ServingAssistant
from pipeline.domain.school_calendar import Season, Term, term_of
from pipeline.office.house import Office

ENDED = (AppointmentState.LEFT, AppointmentState.DISMISSED)


def in_time(term: Term) -> tuple[int, bool]:
    """Terms in the order of time: the spring of a year comes before its autumn."""
    return term.year, term.season is Season.AUTUMN


def this_term(office: Office) -> Term:
    return term_of(office.now().astimezone(office.house.timezone).date())


def in_post(term: Term, office: Office) -> tuple[AppointmentStanding, ...]:
    """Who is in post in the term, at its end when it is over, by college and number.

    A post taken up anew counts once, by its newest appointment.
    """
    there = {
        (one.person.student_no or one.id, one.college, one.position_kind): one
        for one in office.ledger.lives.appointments()
        if _runs_in(one, term)
    }
    return tuple(
        sorted(there.values(), key=lambda one: (one.college, one.person.student_no, one.id))
    )


def _runs_in(appointment: AppointmentStanding, term: Term) -> bool:
    if appointment.state is AppointmentState.VOIDED:
        return False
    began = Term.parse(appointment.term) if appointment.term else _term_in(appointment.starts_on)
    ended = _term_in(appointment.ended_on) if appointment.state in ENDED else None
    return (began is None or in_time(began) <= in_time(term)) and (
        appointment.state not in ENDED or (ended is not None and in_time(ended) > in_time(term))
    )


def _term_in(written: str) -> Term | None:
    """The term of a day or month, None when it is not stated."""
    if not written:
        return None
    return term_of(
        dt.date.fromisoformat(f"{written}-01"[:10] if len(written) == 7 else written[:10])
    )


def serving_lines(office: Office) -> dict[str, ServingAssistant]:
    """What the register of those who served already says, by student number."""
    return {
        one.student_no: one
        for one in office.ledger.register_lines(RegisterKind.ASSISTANTS)
        if isinstance(one, ServingAssistant)
    }
