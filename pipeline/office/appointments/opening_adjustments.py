"""A sealed request that came as a picture opens its adjustment when a person sorts it (三.1.(2)①).

What the person says of it is taken as the request itself would be: it joins the open adjustment
of the same people, and takes up what the office holds of them.
"""

from dataclasses import dataclass

from pipeline.domain.adjustments import Collected
from pipeline.domain.papers import Field, Paper, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.scans import NOBODY
from pipeline.domain.school_calendar import term_applied_for
from pipeline.errors import DecisionRefusedError
from pipeline.lifecycle.collecting import plan_collections
from pipeline.office.appointments.adjusting import collected_of, known_of
from pipeline.office.filed import letter_of
from pipeline.office.house import Office
from pipeline.office.rows import SubmissionRow
from pipeline.planning import answer_address

TOLD_BY_A_PERSON = "分拣时由人说明"


@dataclass(frozen=True, slots=True)
class Request:
    """Whom a request names; "" and nobody for what the person did not say."""

    leaver: Person = NOBODY
    incoming: Person = NOBODY
    college: str = ""


UNSAID = Request()


def open_adjustment(
    request: Request,
    submission: SubmissionRow,
    identity: str,
    source: str,
    key: str,
    office: Office,
) -> Collected:
    """The adjustment that this request opens or joins; `key` gives a new one its number.

    Raises `DecisionRefusedError` when the leaver or the college is not known.
    """
    leaver, college = _by_record(request, office)
    if not leaver.named:
        raise DecisionRefusedError(
            f"{submission.id} 没有关联的人员调整，不知道这份更换申请是谁离岗。",
            "已有这件人员调整的，请加 --for C-编号（deyu cases --all 可查）；还没有的，"
            "请加 --leaver “姓名 学号”，申请上写了新任助理的再加 --incoming “姓名 学号”。",
        )
    college = request.college or college or submission.college
    if not college:
        raise DecisionRefusedError(
            f"没有{leaver.name or leaver.student_no}的任用记录，不知道是哪个学院的更换申请。",
            "请加上 --college 学院。",
        )
    paper = _as_paper(leaver, request.incoming, college, source)
    received_on = office.house.day_of(submission.received_at)
    known = known_of([paper], (), office, submission.received_at)
    sender = answer_address(letter_of(identity, office))
    [collection] = plan_collections(
        [paper], (), known, str(term_applied_for(received_on)), received_on, sender
    )
    [collected] = collected_of(submission.id, key, office, [collection], (), received_on)
    return collected


def _by_record(request: Request, office: Office) -> tuple[Person, str]:
    """The leaver with the name and the college that the office's own record gives."""
    leaver = request.leaver
    served = office.ledger.lives.appointments(person=leaver) if leaver.named else ()
    numbers = {one.person.student_no for one in served}
    if len(numbers) != 1:
        return leaver, ""
    return Person(leaver.name or served[-1].person.name, numbers.pop()), served[-1].college


def _as_paper(leaver: Person, incoming: Person, college: str, source: str) -> Paper:
    told = {
        "leaver_name": leaver.name,
        "leaver_student_no": leaver.student_no,
        "incoming_name": incoming.name,
        "incoming_student_no": incoming.student_no,
        "college": college,
    }
    fields = tuple(
        Field(name, value, value, TOLD_BY_A_PERSON) for name, value in told.items() if value
    )
    return Paper(PaperKind.REPLACEMENT_REQUEST, source, 1.0, fields, "")
