"""Of a leaver nobody has two successors, and who stays after all is not left as gone (三.1.(2))."""

from pipeline.domain.adjustments import AdjustmentStanding
from pipeline.domain.appointments import SERVING, AppointmentState
from pipeline.domain.people import same_person
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.lifecycle.beginning import OPEN
from pipeline.office.house import Office

_AGREED = (SubmissionState.APPROVED, SubmissionState.FILED)


def require_the_only_successor(case: AdjustmentStanding, office: Office) -> None:
    """Raises `DecisionRefusedError` when somebody else was approved for this leaver this term,
    and waits to begin or serves.
    """
    for other in _others(case, office):
        taken_on = office.ledger.lives.appointments(application=other.application)
        holds = any(one.state in (AppointmentState.PENDING, *SERVING) for one in taken_on)
        if other.state in _AGREED and holds:
            raise DecisionRefusedError(
                f"{case.leaver.name}离岗，已同意由{other.incoming.name}接任（{other.id}），"
                f"不能再同意由{case.incoming.name}接任（{case.id}）。",
                f"改由{case.incoming.name}接任的，请先用 reopen 撤回 {other.id} 并写明理由；"
                f"不改的，用 withdraw 结束 {case.id}；两人都要上岗的，也请结束 {case.id}，"
                f"再请学院单独报{case.incoming.name}的申请。",
            )


def left_to_do(
    case: AdjustmentStanding | None, decision: Decision, office: Office
) -> tuple[str, ...]:
    """What staff have to see to themselves after this decision, in Chinese."""
    if case is None:
        return ()
    if decision is Decision.APPROVE:
        return tuple(
            f"{case.leaver.name}还有一件没有结束的人员调整 {one.id}（新任{one.incoming.name or '未写明'}）。"
            f"已由{case.incoming.name}接任，请用 deyu decide {one.id} withdraw 结束它。"
            for one in _others(case, office)
            if one.state in OPEN
        )
    if decision is Decision.REOPEN and case.leaver.student_no:
        return tuple(
            f"{one.person.name}（{one.id}）已登记办结离岗，撤回同意没有改动。仍旧留任的，请先用 "
            f"deyu record {one.id} rescind --reason “理由” 撤销办结，再用 deyu record {one.id} stay；"
            "照旧离岗的，不用再登记。"
            for one in office.ledger.lives.appointments(person=case.leaver)
            if one.state is AppointmentState.LEFT
        )
    return ()


def _others(case: AdjustmentStanding, office: Office) -> tuple[AdjustmentStanding, ...]:
    """The other adjustments of the same leaver in the same term."""
    return tuple(
        one
        for one in office.ledger.lives.adjustments([case.leaver])
        if one.id != case.id
        and one.term == case.term
        and same_person(one.leaver, case.leaver)
        and not same_person(one.incoming, case.incoming)
    )
