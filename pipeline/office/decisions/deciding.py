"""A person decides on one revision of an application; notices and documents follow from it.

Clauses: 三.1.(1) 研究生工作部审查, 三.1.(2) 再次审查 and the notice to the college.
"""

from dataclasses import replace

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.entries import Decided, FiledEntry, Judged, Revised
from pipeline.domain.findings import Outcome
from pipeline.domain.plans import Decision, NoticeState, SubmissionState
from pipeline.lifecycle.state_tables import APPLICATION, apply
from pipeline.office.appointments.appointing import (
    announce_leaving,
    appoint,
    call_off_leaving,
    void_appointments,
)
from pipeline.office.appointments.cases import effective
from pipeline.office.appointments.successors import left_to_do
from pipeline.office.catching_up import catch_up
from pipeline.office.decisions.answering import answer
from pipeline.office.decisions.decision_checks import require_allowed, taken_against
from pipeline.office.decisions.two_people import first_of_two
from pipeline.office.drawing.drawing_up import draw_agreement_of, lay_out
from pipeline.office.filed import newest_revision
from pipeline.office.filing import file_entry
from pipeline.office.house import Office, application_object, not_found
from pipeline.office.orders import DecisionOrder, DecisionResult
from pipeline.office.registered import college_words
from pipeline.office.rows import ApplicationRow, NoticeRow

JUDGED_BY_PEOPLE = ("Q2", "Q4", "Q5", "Q6")

_NEEDS_TWO = (Decision.APPROVE, Decision.REFUSE, Decision.REOPEN)


def _after(decision: Decision) -> SubmissionState:
    """The state in which a decision leaves an application that is under review, or reopened."""
    begun = SubmissionState.APPROVED if decision is Decision.REOPEN else SubmissionState.TO_REVIEW
    return SubmissionState(apply(APPLICATION, begun, decision) or begun)


def decide(id_: str, order: DecisionOrder, office: Office) -> DecisionResult:
    """Take a decision; repeating one that stands changes nothing.

    Raises `DecisionRefusedError` for a missing reason, an old revision or a state in which it
    makes no sense, `NotFoundError` for an unknown number.
    """
    with office.act():
        found = catch_up(id_, application_object(id_), office)
        application = office.ledger.application(id_)
        if application is None:
            raise not_found(id_)
        revised = newest_revision(office, application)
        if _stands(application, order) or any(_was_ordered(one, order) for one in found):
            return _unchanged(application, office)
        case = case_of(id_, office)
        require_allowed(application, revised, order, case, office)
        if office.house.four_eyes and order.decision in _NEEDS_TWO:
            first = first_of_two(application, order, office)
            if isinstance(first, DecisionResult):
                return first
        else:
            first = ""
        id_of_entry = _next_entry(application, office)
        if order.decision is Decision.REOPEN:
            _take_back(application, id_of_entry, order, office)
        entry, notices = _file(application, revised, order, office, id_of_entry, first)
        office.crash("decided")
        documents = _follow(order.decision, id_, entry, office)
        return DecisionResult(
            id_,
            _after(order.decision),
            entry,
            notices,
            documents,
            unchanged=False,
            left_to_do=left_to_do(case, order.decision, office),
        )


def case_of(application: str, office: Office) -> AdjustmentStanding | None:
    """The adjustment whose incoming assistant this application is, as it stands for a decision."""
    found = office.ledger.lives.adjustments(application=application)
    return effective(found[-1], office) if found else None


def _approved_cases(application: str, office: Office) -> tuple[AdjustmentStanding, ...]:
    """The adjustments that follow from an approval: who comes may replace two who leave."""
    return tuple(
        one
        for one in office.ledger.lives.adjustments(application=application)
        if one.state in (SubmissionState.APPROVED, SubmissionState.FILED)
    )


def _take_back(
    application: ApplicationRow,
    because: str,
    order: DecisionOrder,
    office: Office,
) -> None:
    """End what followed from an approval; before the decision, so that a repeat finds it."""
    if application.decision is Decision.APPROVE:
        void_appointments(application.id, because, order.reason, office)
        for case in _approved_cases(application.id, office):
            call_off_leaving(case, because, order.reason, office)


def _follow(decision: Decision | None, id_: str, entry: str, office: Office) -> tuple[str, ...]:
    """Who is approved is appointed and gets an agreement; answers where it lies."""
    application = office.ledger.application(id_)
    if application is None or decision is not Decision.APPROVE:
        return ()
    revised = newest_revision(office, application)
    appoint(application, revised, entry, office)
    for case in _approved_cases(id_, office):
        announce_leaving(case, entry, office)
    document = draw_agreement_of(application, revised, office, college_words(office))
    return (lay_out(application, document, office).path,)


def _stands(application: ApplicationRow, order: DecisionOrder) -> bool:
    if order.revision is not None and order.revision != application.revision:
        return False
    if order.decision is Decision.REOPEN:
        return False
    if order.decision is Decision.RETURN and application.reason != order.reason:
        return False  # something else is asked for
    return application.decision is order.decision and application.state is _after(order.decision)


def _was_ordered(filed: FiledEntry, order: DecisionOrder) -> bool:
    """Whether a killed attempt filed this very decision; a reopening can be known by that only."""
    body = filed.entry.body
    if not isinstance(body, Decided):
        return False
    return (body.decision, body.reason) == (order.decision, order.reason)


def _unchanged(application: ApplicationRow, office: Office) -> DecisionResult:
    """The decision stands; what a killed attempt did not get to draw up is drawn up now."""
    last = [row for row in office.ledger.history(application.id) if row.act == "decide"][-1]
    documents = _follow(application.decision, application.id, last.id, office)
    return DecisionResult(application.id, application.state, last.id, (), documents, unchanged=True)


def _next_entry(application: ApplicationRow, office: Office) -> str:
    times = sum(row.act == "decide" for row in office.ledger.history(application.id))
    return f"decide-{application.id}-{times + 1}"


def _file(
    application: ApplicationRow,
    revised: Revised,
    order: DecisionOrder,
    office: Office,
    id_: str,
    proposed_by: str,
) -> tuple[str, tuple[str, ...]]:
    """File and record the decision; answers the entry's id and the numbers of its notices."""
    at = office.ledger.clock(office.now())()
    earlier = office.ledger.notices(application=application.id)
    case = case_of(application.id, office)
    # Of an adjustment the college is told (三.1.(2)末), whoever mailed the form.
    told = replace(application, sender=case.sender) if case and case.sender else application
    notices, files = answer(told, revised, order, office, id_, earlier)
    reopened = order.decision is Decision.REOPEN
    withdrawn = tuple(one.id for one in earlier if reopened and _withdrawable(one))
    body = Decided(
        application=application.id,
        revision=application.revision,
        decision=order.decision,
        reason=order.reason,
        clause=order.clause,
        judged=_judged(order),
        state=_after(order.decision),
        system_user=office.system_user,
        verified=False,
        notices=notices,
        withdrawn_notices=withdrawn,
        voided_agreement=application.agreement if reopened else "",
        judgement=revised.judgement,
        fields=revised.fields,
        against=taken_against(application, revised, order, case, office),
        proposed_by=proposed_by,
    )
    about = (application.id, application.submission)
    filed = file_entry(
        office.archive, application_object(application.id), id_, at, order.by, about, body, files
    )
    office.crash("decision_filed")
    office.ledger.record([filed], office.archive.read)
    return filed.entry.id, tuple(one.id for one in notices)


def _judged(order: DecisionOrder) -> tuple[Judged, ...]:
    """Who approves has judged the four rules that only people judge, unless said otherwise."""
    said = {one.rule: one for one in order.judged}
    if order.decision is Decision.APPROVE:
        for rule in JUDGED_BY_PEOPLE:
            said.setdefault(rule, Judged(rule, Outcome.MEETS.value))
    return tuple(said.values())


def _withdrawable(notice: NoticeRow) -> bool:
    open_states = (NoticeState.DRAFT, NoticeState.APPROVED, NoticeState.FAILED)
    return notice.state in open_states and not notice.reached
