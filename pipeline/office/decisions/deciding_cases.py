"""A person decides on an adjustment: mostly on its incoming assistant's application (三.1.(2))."""

from dataclasses import replace

from pipeline.domain.adjustments import Adjusted, AdjustmentStanding
from pipeline.domain.entries import Entry
from pipeline.domain.plans import Decision, Notice, NoticeKind, SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.lifecycle.adjustments import asks_of
from pipeline.lifecycle.beginning import is_presumed
from pipeline.lifecycle.state_tables import ADJUSTMENT, AdjustmentEvent, apply
from pipeline.notices.wording import case_line
from pipeline.office.appointments.cases import effective
from pipeline.office.catching_up import catch_up
from pipeline.office.decisions.deciding import decide
from pipeline.office.filed import thread_of
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import Office, adjustment_object
from pipeline.office.lengths import lengths_for
from pipeline.office.orders import DecisionOrder, DecisionResult
from pipeline.office.writing import NoticeDraft, letter_head, write_notice

_OPEN = (SubmissionState.TO_COMPLETE, SubmissionState.TO_REVIEW)

_EVENTS = {
    Decision.RETURN: AdjustmentEvent.INCOMPLETE,
    Decision.WITHDRAW: AdjustmentEvent.WITHDRAWN,
    Decision.REOPEN: AdjustmentEvent.REOPENED,
}


def decide_case(case: AdjustmentStanding, order: DecisionOrder, office: Office) -> DecisionResult:
    """Approving, refusing and reopening are decisions on the application and answer its id.

    Returning asks the college for what the adjustment lacks; withdrawing ends the adjustment and
    the application with it.
    """
    match order.decision:
        case Decision.APPROVE | Decision.REFUSE:
            return decide(_application(case), order, office)
        case Decision.REOPEN if case.state is not SubmissionState.WITHDRAWN:
            return decide(_application(case), order, office)
        case Decision.WITHDRAW:
            _withdraw_application(case, order, office)
    return _adjust(case, order, office)


def _application(case: AdjustmentStanding) -> str:
    if not case.application:
        raise DecisionRefusedError(
            f"{case.id} 还没有收到新任助理的《上岗申请表》，不能决定是否同意上岗。",
            "请用 return 请学院补齐材料；学院不再调整的，用 withdraw。",
        )
    return case.application


def _withdraw_application(case: AdjustmentStanding, order: DecisionOrder, office: Office) -> None:
    """The application is left alone where only the office presumes that it belongs to the case,
    or where another adjustment goes on with it.
    """
    application = office.ledger.application(case.application) if case.application else None
    same = office.ledger.lives.adjustments(application=case.application) if application else ()
    if is_presumed(case) or any(one.id != case.id and one.state in _OPEN for one in same):
        return
    if application is not None and application.state in _OPEN:
        decide(application.id, order, office)


def _adjust(seen: AdjustmentStanding, order: DecisionOrder, office: Office) -> DecisionResult:
    """Repeated with the same reason while nothing came since, it changes nothing."""
    event = _EVENTS[order.decision]
    with office.act():
        catch_up(seen.id, adjustment_object(seen.id), office)
        case = office.ledger.lives.adjustment(seen.id) or seen
        last = _newest_entry(case, office)
        if _says(last, event, order):
            return DecisionResult(case.id, case.state, last.id, (), (), unchanged=True)
        becomes = apply(ADJUSTMENT, case.state, event)
        if becomes is None:
            raise DecisionRefusedError(
                f"{case.id} 已有决定。", "如需改变，请先用 reopen 撤回原决定并写明理由。"
            )
        if not order.reason and order.decision is not Decision.WITHDRAW:
            raise DecisionRefusedError("退回或重新审查，须写明理由。", "请加上 --reason “理由”。")
        times = sum(row.act == "adjust" for row in office.ledger.history(case.id))
        id_ = f"adjust-{case.id}-{times + 1}"
        asked = order.decision is Decision.RETURN
        notices, files = _letter(case, order, id_, office) if asked else ((), {})
        body = Adjusted(
            case.id, event.value, order.reason, office.system_user, verified=False, notices=notices
        )
        filed = file_entry(
            office.archive,
            adjustment_object(case.id),
            id_,
            office.ledger.clock(office.now())(),
            order.by,
            (case.id,),
            body,
            files,
        )
        office.crash("adjusted_filed")
        office.ledger.record([filed], office.archive.read)
        ids = tuple(one.id for one in notices)
        return DecisionResult(case.id, SubmissionState(becomes), filed.entry.id, ids, (), False)


def _newest_entry(case: AdjustmentStanding, office: Office) -> Entry:
    filed = entries_of(office.archive, adjustment_object(case.id))
    return max((one.entry for one in filed), key=lambda one: one.at)


def _says(entry: Entry, event: AdjustmentEvent, order: DecisionOrder) -> bool:
    body = entry.body
    if not isinstance(body, Adjusted) or body.event != event.value:
        return False
    return body.reason == order.reason or event is AdjustmentEvent.WITHDRAWN


def _letter(
    case: AdjustmentStanding, order: DecisionOrder, entry: str, office: Office
) -> tuple[tuple[Notice, ...], dict[str, bytes]]:
    """What the college is asked for, in answer to the newest of its mails."""
    if not case.sender or not case.materials:
        return (), {}
    submission = case.materials[-1].submission
    row = office.ledger.submission(submission)
    identity = office.ledger.identity_of(submission)
    received_on = office.house.day_of(case.received[-1])
    number = office.ledger.numbers("N", office.today().year, [f"{entry}/notice"])[0]
    words = replace(
        letter_head(office, number, received_on, row.subject if row else ""),
        cases=(
            case_line(
                case,
                asks_of(effective(case, office), lengths_for(case, office)),
                to_college=True,
            ),
        ),
        reason=order.reason,
    )
    answers, references = thread_of(office, identity)
    draft = NoticeDraft(
        NoticeKind.COMPLETION, case.sender, submission, "", identity, answers, references
    )
    notice, data = write_notice(office, draft, words, office.ledger.clock(office.now())())
    return (notice,), {notice.file: data}
