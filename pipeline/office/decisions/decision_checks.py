"""Whether a decision may be taken like this, and what it is taken in spite of.

Clauses: 三.1.(1) 研究生工作部审查, 三.1.(2) 再次审查. What is refused is told with the way out.
"""

from collections.abc import Sequence

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.appointments import AppointmentStanding
from pipeline.domain.entries import Revised
from pipeline.domain.findings import Against, Finding, Outcome
from pipeline.domain.people import DegreeLevel, Person
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.domain.positions import PositionKind
from pipeline.errors import DecisionRefusedError
from pipeline.lifecycle.adjustments import REQUEST_CLAUSE, asks_of
from pipeline.lifecycle.beginning import OPEN
from pipeline.lifecycle.revisions import differences
from pipeline.lifecycle.state_tables import APPLICATION, apply
from pipeline.office.appointments.successors import require_the_only_successor
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, application_object
from pipeline.office.lengths import lengths_for
from pipeline.office.orders import DecisionOrder
from pipeline.office.rows import ApplicationRow
from pipeline.planning.candidatures import CLAUSE
from pipeline.planning.earlier_service import earlier_service_says
from pipeline.regulation.clauses import find


def findings_of(revised: Revised, clause: str) -> tuple[Finding, ...]:
    """The findings under a clause: those that fail where any does, for they are what is meant."""
    found = tuple(one for one in revised.judgement.findings if one.clause == clause)
    return tuple(one for one in found if one.outcome is Outcome.FAILS) or found


def require_allowed(
    application: ApplicationRow,
    revised: Revised,
    order: DecisionOrder,
    case: AdjustmentStanding | None,
    office: Office,
) -> None:
    """Raises `DecisionRefusedError` for an old revision, a wrong state, a missing reason."""
    _require_the_newest_revision(application, order, office)
    _require_the_state(application, order)
    if order.decision is Decision.APPROVE and revised.position_kind not in set(PositionKind):
        raise DecisionRefusedError(
            f"{application.id} 的岗位类型没有写明或不止一种，不能同意上岗。",
            "请用 return 退回，请学院写明岗位类型。",
        )
    if order.decision is Decision.APPROVE:
        _require_one_person_and_post(application, office)
        if case is not None:
            require_the_only_successor(case, office)
    why = reason_needed(revised, order, taken_against(application, revised, order, case, office))
    if why and not order.reason:
        raise DecisionRefusedError(f"{why}，须写明理由。", "请加上 --reason “理由”。")
    _require_a_known_clause(revised, order, office)


def _require_a_known_clause(revised: Revised, order: DecisionOrder, office: Office) -> None:
    """A letter cites no clause that there is not; a refusal only one that is judged."""
    if not order.clause or findings_of(revised, order.clause):
        return
    clauses = office.editions.on(revised.judgement.judged_on).clauses
    if order.decision is Decision.RETURN and find(clauses, order.clause) is None:
        raise DecisionRefusedError(
            f"没有条款“{order.clause}”。", "请用 deyu rules clauses 查看全部条款，照样写。"
        )
    if order.decision is Decision.REFUSE:
        known = "、".join(dict.fromkeys(one.clause for one in revised.judgement.findings))
        raise DecisionRefusedError(f"没有条款“{order.clause}”。", f"可用的条款：{known}。")


def _require_one_person_and_post(application: ApplicationRow, office: Office) -> None:
    """Who is approved has a number, and is approved once for a post and term."""
    number = application.person.student_no
    if not number:
        raise DecisionRefusedError(
            f"{application.id} 没有写明学号，不能同意上岗。", "请用 return 退回，请学院写明学号。"
        )
    for other in office.ledger.applications(student_no=number, term=application.term):
        same_post = other.position_kind == application.position_kind
        if other.id != application.id and other.state is SubmissionState.APPROVED and same_post:
            raise DecisionRefusedError(
                f"{other.person.name}本学期的同一岗位已有同意上岗的申请 {other.id}，不能再同意 {application.id}。",
                f"要以这一份为准，请先用 reopen 撤回 {other.id}；不用这一份，请用 withdraw。",
            )


def _require_the_newest_revision(
    application: ApplicationRow, order: DecisionOrder, office: Office
) -> None:
    if order.revision is None or order.revision == application.revision:
        return
    if not 1 <= order.revision <= application.revision:
        raise DecisionRefusedError(
            f"{application.id} 没有第 {order.revision} 稿，最新的是第 {application.revision} 稿。",
            "请用 deyu show 看过最新一稿，再作决定。",
        )
    raise DecisionRefusedError(
        f"{application.id} 已有第 {application.revision} 稿，您看的是第 {order.revision} 稿："
        + _difference(application, order.revision, office),
        f"请看过新稿后，以 --revision {application.revision} 再作决定。",
    )


def _require_the_state(application: ApplicationRow, order: DecisionOrder) -> None:
    if apply(APPLICATION, application.state, order.decision) is not None:
        return
    if order.decision is Decision.REOPEN:
        raise DecisionRefusedError(f"{application.id} 还没有作出决定，不能撤回。", "请直接作决定。")
    raise DecisionRefusedError(
        f"{application.id} 已有决定。", "如需改变，请先用 reopen 撤回原决定并写明理由。"
    )


def reason_needed(revised: Revised, order: DecisionOrder, against: Sequence[Against]) -> str:
    """Why this decision needs a reason; "" when it does not."""
    match order.decision:
        case Decision.REFUSE:
            return "不予上岗"
        case Decision.RETURN:
            return "退回补正"
        case Decision.REOPEN:
            return "撤回原决定"
        case Decision.APPROVE:
            if against:
                return f"{against[0].says.rstrip('。')}（{against[0].clause}）；仍要同意上岗的"
            if _says_master(revised):
                return "同意硕士生上岗（三.1.(1)① 一般由博士生担当）"
    return ""


def _says_master(revised: Revised) -> bool:
    """Whether the form says so, or a register where the form does not."""
    stated = {(one.name, one.value) for one in revised.fields}
    found = (one for finding in revised.judgement.findings for one in finding.evidence)
    return ("degree_level", DegreeLevel.MASTER) in stated | {(one.fact, one.value) for one in found}


def taken_against(
    application: ApplicationRow,
    revised: Revised,
    order: DecisionOrder,
    case: AdjustmentStanding | None,
    office: Office,
) -> tuple[Against, ...]:
    """What an approval is taken in spite of; it is shown with the application for ever."""
    if order.decision is not Decision.APPROVE:
        return ()
    findings = {one.rule: one for one in revised.judgement.findings}
    fails = [
        Against(one.rule, one.clause, f"机审意见为不符合：{one.says}")
        for one in findings.values()
        if one.outcome is Outcome.FAILS
    ]
    contradicted = [
        Against(one.rule, one.clause, one.says)
        for one in findings.values()
        if one.outcome is Outcome.PERSON and _contradicted_by_a_register(one)
    ]
    judged = [
        Against(one.rule, findings[one.rule].clause, "人工判断为不符合")
        for one in order.judged
        if one.outcome == Outcome.FAILS and one.rule in findings
    ]
    lacking = (
        [
            Against("", one.clause, f"调整材料不齐：{one.says}")
            for one in asks_of(case, lengths_for(case, office))
        ]
        if case
        else []
    )
    lacking += _replacing_several(application, office)
    served = [
        Against("", CLAUSE, says)
        for one in _appointments_of(application, office)
        if one.application != application.id and (says := earlier_service_says(one))
    ]
    return (*fails, *contradicted, *judged, *lacking, *served)


def _replacing_several(application: ApplicationRow, office: Office) -> list[Against]:
    """三.1.(2): a leaver and who comes; an approval makes every leaver of theirs leave."""
    cases = [
        one
        for one in office.ledger.lives.adjustments(application=application.id)
        if one.state in OPEN
    ]
    if len(cases) < 2:
        return []
    leavers = "、".join(f"{one.leaver.name or one.leaver.student_no}（{one.id}）" for one in cases)
    says = (
        f"{application.person.name}同时报为{leavers}的接任人，同意后他们都转为离岗手续中；"
        "只接任其中一人的，请先用 withdraw 结束其余各件"
    )
    return [Against("", REQUEST_CLAUSE, says)]


def _contradicted_by_a_register(finding: Finding) -> bool:
    declared = {one.fact: one.value for one in finding.evidence if one.standing == "declared"}
    return any(
        one.standing == "confirmed" and declared.get(one.fact, one.value) != one.value
        for one in finding.evidence
    )


def _appointments_of(
    application: ApplicationRow, office: Office
) -> tuple[AppointmentStanding, ...]:
    number = application.person.student_no
    return office.ledger.lives.appointments(person=Person("", number)) if number else ()


def _difference(application: ApplicationRow, seen: int, office: Office) -> str:
    """Which fields changed between the revision that was looked at and the current one."""
    fields = {
        filed.entry.body.revision: filed.entry.body.fields
        for filed in entries_of(office.archive, application_object(application.id))
        if isinstance(filed.entry.body, Revised)
    }
    lines = [
        one.says for one in differences(fields.get(seen, ()), fields.get(application.revision, ()))
    ]
    return "；".join(lines) + "。" if lines else "各栏无变化。"
