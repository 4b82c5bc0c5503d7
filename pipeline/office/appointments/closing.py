"""An approved adjustment is closed when who comes has begun and who left has finished (三.1.(3), 三.4)."""

from pipeline.domain.adjustments import Adjusted, AdjustmentStanding
from pipeline.domain.appointments import SERVING, AppointmentState
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import SubmissionState
from pipeline.lifecycle.state_tables import AdjustmentEvent
from pipeline.office.catching_up import catch_up
from pipeline.office.filing import file_entry
from pipeline.office.house import SOFTWARE, Office, adjustment_object


def close_finished(person: Person, because: str, office: Office) -> tuple[str, ...]:
    """Close the adjustments of this person that are through; answers their entries.

    `because` is the entry after which it is looked at. Must be called while the office is held.
    """
    for seen in office.ledger.lives.adjustments([person]):
        catch_up(seen.id, adjustment_object(seen.id), office)
    cases = office.ledger.lives.adjustments([person])
    return tuple(
        _close(case, because, office)
        for case in cases
        if case.state is SubmissionState.APPROVED and _is_through(case, office)
    )


def _is_through(case: AdjustmentStanding, office: Office) -> bool:
    lives = office.ledger.lives
    begun = any(one.state in SERVING for one in lives.appointments(application=case.application))
    number = case.leaver.student_no
    left = lives.appointments(person=case.leaver) if number else ()
    # Of whoever served before the archive began there may be no appointment: the survey tells.
    surveyed = any(
        one.person.student_no == number
        for one in lives.papers([case.leaver], (PaperKind.LEAVING_SURVEY,))
    )
    served = [one for one in left if one.state is not AppointmentState.VOIDED]
    gone = (AppointmentState.LEFT, AppointmentState.DISMISSED)
    finished = all(one.state in gone for one in served)
    return begun and finished and (bool(served) or surveyed)


def _close(case: AdjustmentStanding, because: str, office: Office) -> str:
    event = AdjustmentEvent.CLOSED.value
    body = Adjusted(case.id, event, "", office.system_user, verified=True)
    filed = file_entry(
        office.archive,
        adjustment_object(case.id),
        f"close-{case.id}-{because}",
        office.ledger.clock(office.now())(),
        SOFTWARE,
        (case.id,),
        body,
    )
    office.crash("closed_filed")
    office.ledger.record([filed], office.archive.read)
    return filed.entry.id
