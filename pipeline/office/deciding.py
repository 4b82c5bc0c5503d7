"""A person decides on one revision of an application; notices and documents follow from it.

Clauses: 三.1.(1) 研究生工作部审查, 三.1.(2) 再次审查 and the notice to the college.
"""

from pipeline.domain.entries import Decided, Judged, Revised
from pipeline.domain.field_labels import field_label
from pipeline.domain.findings import Outcome
from pipeline.domain.people import DegreeLevel
from pipeline.domain.plans import Decision, NoticeState, SubmissionState
from pipeline.domain.positions import PositionKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.answering import answer, clause_finding
from pipeline.office.drawing_up import draw_agreement_of, lay_out
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import Office, application_object, not_found
from pipeline.office.orders import DecisionOrder, DecisionResult
from pipeline.office.rows import ApplicationRow, NoticeRow

JUDGED_BY_PEOPLE = ("Q2", "Q4", "Q5", "Q6")

_AFTER = {
    Decision.APPROVE: SubmissionState.APPROVED,
    Decision.RETURN: SubmissionState.TO_COMPLETE,
    Decision.REFUSE: SubmissionState.REFUSED,
    Decision.REOPEN: SubmissionState.TO_REVIEW,
    Decision.WITHDRAW: SubmissionState.WITHDRAWN,
}

_DECIDED = (SubmissionState.APPROVED, SubmissionState.REFUSED, SubmissionState.WITHDRAWN)


def decide(id_: str, order: DecisionOrder, office: Office) -> DecisionResult:
    """Take a decision; repeating one that stands changes nothing.

    Raises `DecisionRefusedError` for a missing reason, an old revision or a state in which it
    makes no sense, `NotFoundError` for an unknown number.
    """
    with office.ledger.act():
        application = office.ledger.application(id_)
        if application is None:
            raise not_found(id_)
        revised = newest_revision(office, application)
        if _stands(application, order):
            return _unchanged(application, office)
        _check(application, revised, order, office)
        entry, notices = _file(application, revised, order, office)
        office.crash("decided")
        documents = _documents(order.decision, id_, office)
        return DecisionResult(
            id_, _AFTER[order.decision], entry, notices, documents, unchanged=False
        )


def _documents(decision: Decision | None, id_: str, office: Office) -> tuple[str, ...]:
    """Who is approved gets an agreement; answers where it lies."""
    application = office.ledger.application(id_)
    if application is None or decision is not Decision.APPROVE:
        return ()
    document = draw_agreement_of(application, newest_revision(office, application), office)
    return (lay_out(application, document, office).path,)


def newest_revision(office: Office, application: ApplicationRow) -> Revised:
    """The application's current revision as it was filed."""
    for filed in entries_of(office.archive, application_object(application.id)):
        body = filed.entry.body
        if isinstance(body, Revised) and body.revision == application.revision:
            return body
    raise not_found(application.id)


def _stands(application: ApplicationRow, order: DecisionOrder) -> bool:
    if order.revision is not None and order.revision != application.revision:
        return False
    if order.decision is Decision.REOPEN:
        return False
    return application.decision is order.decision and application.state is _AFTER[order.decision]


def _unchanged(application: ApplicationRow, office: Office) -> DecisionResult:
    """The decision stands; what a killed attempt did not get to draw up is drawn up now."""
    documents = _documents(application.decision, application.id, office)
    last = [row for row in office.ledger.history(application.id) if row.act == "decide"][-1]
    return DecisionResult(application.id, application.state, last.id, (), documents, unchanged=True)


def _check(
    application: ApplicationRow, revised: Revised, order: DecisionOrder, office: Office
) -> None:
    if order.revision is not None and not 1 <= order.revision <= application.revision:
        raise DecisionRefusedError(
            f"{application.id} 没有第 {order.revision} 稿，最新的是第 {application.revision} 稿。",
            "请用 deyu show 看过最新一稿，再作决定。",
        )
    if order.revision is not None and order.revision != application.revision:
        raise DecisionRefusedError(
            f"{application.id} 已有第 {application.revision} 稿，您看的是第 {order.revision} 稿："
            + _difference(application, order.revision, office),
            f"请看过新稿后，以 --revision {application.revision} 再作决定。",
        )
    decided = application.state in _DECIDED
    if order.decision is Decision.REOPEN and not decided:
        raise DecisionRefusedError(f"{application.id} 还没有作出决定，不能撤回。", "请直接作决定。")
    if order.decision is not Decision.REOPEN and decided:
        raise DecisionRefusedError(
            f"{application.id} 已有决定。", "如需改变，请先用 reopen 撤回原决定并写明理由。"
        )
    if order.decision is Decision.APPROVE and revised.position_kind not in set(PositionKind):
        raise DecisionRefusedError(
            f"{application.id} 的岗位类型没有写明或不止一种，不能同意上岗。",
            "请用 return 退回，请学院写明岗位类型。",
        )
    why = _reason_needed(revised, order)
    if why and not order.reason:
        raise DecisionRefusedError(f"{why}，须写明理由。", "请加上 --reason “理由”。")
    if (
        order.decision is Decision.REFUSE
        and order.clause
        and clause_finding(revised, order.clause) is None
    ):
        known = "、".join(dict.fromkeys(one.clause for one in revised.judgement.findings))
        raise DecisionRefusedError(f"没有条款“{order.clause}”。", f"可用的条款：{known}。")


def _reason_needed(revised: Revised, order: DecisionOrder) -> str:
    match order.decision:
        case Decision.REFUSE:
            return "不予上岗"
        case Decision.RETURN:
            return "退回补正"
        case Decision.REOPEN:
            return "撤回原决定"
        case Decision.APPROVE:
            fails = [one for one in revised.judgement.findings if one.outcome is Outcome.FAILS]
            if fails:
                return f"机审意见为不符合（{fails[0].clause}：{fails[0].says}）而同意上岗"
            level = next((one.value for one in revised.fields if one.name == "degree_level"), None)
            if level == DegreeLevel.MASTER:
                return "同意硕士生上岗（三.1.(1)① 一般由博士生担当）"
            if any(one.outcome == Outcome.FAILS for one in order.judged):
                return "有一项人工判断为不符合而同意上岗"
    return ""


def _difference(application: ApplicationRow, seen: int, office: Office) -> str:
    """Which fields changed between the revision that was looked at and the current one."""
    bodies = [
        filed.entry.body
        for filed in entries_of(office.archive, application_object(application.id))
        if isinstance(filed.entry.body, Revised)
    ]
    values = {body.revision: {one.name: one.raw for one in body.fields} for body in bodies}
    old, new = values.get(seen, {}), values.get(application.revision, {})
    changed = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    lines = [
        f"{field_label(name)}：“{old.get(name, '')}”改为“{new.get(name, '')}”" for name in changed
    ]
    return "；".join(lines) + "。" if lines else "各栏无变化。"


def _file(
    application: ApplicationRow, revised: Revised, order: DecisionOrder, office: Office
) -> tuple[str, tuple[str, ...]]:
    """File and record the decision; answers the entry's id and the numbers of its notices."""
    tick = office.ledger.clock(office.now())
    at = tick()
    earlier = office.ledger.notices(application=application.id)
    times = sum(row.act == "decide" for row in office.ledger.history(application.id))
    id_ = f"decide-{application.id}-{times + 1}"
    notices, files = answer(application, revised, order, office, id_, earlier)
    reopened = order.decision is Decision.REOPEN
    withdrawn = tuple(one.id for one in earlier if reopened and _withdrawable(one))
    body = Decided(
        application=application.id,
        revision=application.revision,
        decision=order.decision,
        reason=order.reason,
        clause=order.clause,
        judged=_judged(order),
        state=_AFTER[order.decision],
        system_user=office.system_user,
        verified=False,
        notices=notices,
        withdrawn_notices=withdrawn,
        voided_agreement=application.agreement if reopened else "",
    )
    about = (application.id, application.submission)
    filed = file_entry(
        office.archive, application_object(application.id), id_, at, order.by, about, body, files
    )
    office.crash("decision_filed")
    office.ledger.record([filed], office.archive.read)
    kept = filed.entry.body
    if isinstance(kept, Decided) and kept.decision is not order.decision:
        raise DecisionRefusedError(
            f"{application.id} 上一次的决定（{kept.decision.value}）中断在归档之后，现已补记。",
            "如需改变，请先用 reopen 撤回该决定。",
        )
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
