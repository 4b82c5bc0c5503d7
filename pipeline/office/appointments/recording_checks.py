"""Whether what a person tells may be recorded like this; what is refused is told with the way out."""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.adjustments import Tenure
from pipeline.domain.appointments import AppointmentEvent, AppointmentStanding, AppointmentState
from pipeline.errors import DecisionRefusedError
from pipeline.lifecycle.leaving import lacking_to_leave
from pipeline.lifecycle.state_tables import APPOINTMENT, acts_before, allowed
from pipeline.lifecycle.tenure import days_of
from pipeline.office.appointments.owing import owed
from pipeline.office.house import Office
from pipeline.office.lengths import lengths_of

_LEAVING_NOT_ENDED_BY = (
    AppointmentEvent.SUSPEND,
    AppointmentEvent.RESUME,
    AppointmentEvent.WARN,
    AppointmentEvent.IMPROVE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells what, of which day; `on` None is today."""

    by: str
    on: dt.date | None = None
    reason: str = ""


def require_the_day(
    on: dt.date, appointment: AppointmentStanding, event: AppointmentEvent, office: Office
) -> None:
    """Nothing happens to an appointment before it begins; only a leaving is told ahead."""
    started = days_of(appointment.starts_on)
    if started is not None and on < started.first and event is not AppointmentEvent.START:
        raise DecisionRefusedError(
            f"{on} 早于 {appointment.id} 的上岗日期 {appointment.starts_on}。",
            "请核对 --on 的年份和月份。"
            + ("" if appointment.application else "上岗日期有误的，请改正在岗助理名册后重新导入。"),
        )
    what, since = _follows_on(appointment, event)
    if since and on.isoformat() < since:
        raise DecisionRefusedError(
            f"{on} 早于 {appointment.id} 登记的{what}日期 {since}。", "请核对 --on 的年份和月份。"
        )
    if event is not AppointmentEvent.LEAVE:
        require_no_later_day(Telling("", on), office)


def _follows_on(appointment: AppointmentStanding, event: AppointmentEvent) -> tuple[str, str]:
    """What an event comes after (三.3: criticism before a removal), and the day of that."""
    if event is AppointmentEvent.RESUME and appointment.suspended_now:
        return "暂停", appointment.suspensions[-1][0].isoformat()
    if event in (AppointmentEvent.DISMISS, AppointmentEvent.IMPROVE):
        return "批评教育", appointment.warned_on
    return "", ""


def require_no_later_day(telling: Telling, office: Office) -> None:
    if telling.on is not None and telling.on > office.today():
        raise DecisionRefusedError(
            f"{telling.on} 还没有到，不能登记为已经发生。", "请核对 --on 的年份和月份。"
        )


def require_owed(
    appointment: AppointmentStanding, obligation: str, period: str, office: Office
) -> None:
    """Only what somebody owes for a period can be settled: a wrong word would settle nothing."""
    rows = [one for one in owed(office, dt.date.max) if one.appointment == appointment.id]
    periods = [one.period for one in rows if one.obligation == obligation]
    if period in periods:
        return
    if not periods:
        raise DecisionRefusedError(
            f"{appointment.id} 没有“{obligation}”这一项应尽事项。",
            "请用 deyu obligations --all 查看有哪些。",
        )
    label = next(one.label for one in rows if one.obligation == obligation)
    told = f"没有“{period}”这一期" if period else "须写明是哪一期"
    way_out = (
        f"请用 --period 写：{'、'.join(periods)}。"
        if any(periods)
        else "这一项不分学期，不用写 --period。"
    )
    raise DecisionRefusedError(f"{appointment.id} 的“{label}”（{obligation}）{told}。", way_out)


def what_is_possible(appointment: AppointmentStanding, event: AppointmentEvent) -> str:
    if told := _what_is_first(appointment, event):
        return told
    words = "、".join(
        f"{one.value}（{AppointmentEvent(one).label}）"
        for one in allowed(APPOINTMENT, appointment.state)
        if one is not AppointmentEvent.VOID
    )
    if appointment.state is AppointmentState.PENDING and appointment.application:
        words += (
            f"。签订以前不再上岗的，请用 deyu decide {appointment.application} reopen 撤回同意并写明理由，"
            "再用 withdraw 结束"
        )
    return f"现在可以登记：{words}。" if words else "这次任用已经结束，不能再登记。"


def _what_is_first(appointment: AppointmentStanding, event: AppointmentEvent) -> str:
    """The acts that make the event possible, in order; "" where none does."""
    first = acts_before(
        event, appointment.state, bool(appointment.warned_on), appointment.suspended_now
    )
    if not first:
        return ""
    acts = "，再".join(f"用 {one.value} 登记“{one.label}”" for one in first)
    if AppointmentEvent.WARN in first:
        return f"免职之前须先批评教育（三.3）：请先{acts}；无明显改进的，再用 dismiss 免职。"
    told = f"请先{acts}，再用 {event.value} 登记“{event.label}”"
    leaves = AppointmentEvent.STAY in first and event in _LEAVING_NOT_ENDED_BY
    return told + ("；仍要离岗的，最后用 leave 再登记拟离岗。" if leaves else "。")


def day_of_change(
    appointment: AppointmentStanding, event: AppointmentEvent, telling: Telling, office: Office
) -> dt.date:
    """The day told; where none is told of an end, the announced day once it has come, else today."""
    announced = days_of(appointment.ended_on)
    over = event is AppointmentEvent.FINISH and announced and announced.last <= office.today()
    return telling.on or (announced.last if over and announced else office.today())


def require_leaving_papers(
    appointment: AppointmentStanding, on: dt.date, telling: Telling, office: Office
) -> None:
    """By the day that is recorded as the last one."""
    papers = office.ledger.lives.papers([appointment.person])
    own = [one for one in papers if one.person.student_no in ("", appointment.person.student_no)]
    lengths = lengths_of(office)(on)
    tenure = Tenure(appointment.starts_on, on.isoformat(), None, appointment.suspended_days)
    settled = {
        one.obligation
        for one in office.ledger.lives.settlements()
        if one.appointment == appointment.id
    }
    on_paper = [
        kind for duty in office.edition.obligations if duty.id in settled for kind in duty.evidence
    ]
    lacking = lacking_to_leave(tenure, [*(one.kind for one in own), *on_paper], lengths)
    if lacking and not telling.reason:
        said = "；".join(f"{one.says}（{one.clause}）" for one in lacking)
        raise DecisionRefusedError(
            f"{appointment.person.name}的离岗手续还不齐：{said}。",
            "请等材料收齐；仍要办结的，请加上 --reason “理由”。",
        )


def day_of(telling: Telling, office: Office) -> dt.date:
    return telling.on or office.today()
