"""One Chinese sentence for each act in the life of an assistant."""

from pipeline.domain.adjustments import Adjusted, Collected
from pipeline.domain.appointments import (
    Appointed,
    Changed,
    Corrected,
    PaperEvent,
    PaperMoved,
    Settled,
    SettlingEvent,
)
from pipeline.domain.entries import Body, Proposed
from pipeline.domain.mail_moves import MailMoved
from pipeline.domain.plans import STATE_LABELS, Decision
from pipeline.domain.positions import PositionKind
from pipeline.domain.reminders import Reminded
from pipeline.domain.scans import Sorted
from pipeline.domain.school_calendar import period_label

DECISIONS = {
    Decision.APPROVE: "同意上岗",
    Decision.RETURN: "退回补正",
    Decision.REFUSE: "不予上岗",
    Decision.REOPEN: "撤回原决定，重新审查",
    Decision.WITHDRAW: "撤回申请",
}
_ADJUSTED = {
    "incomplete": "请学院补齐材料",
    "withdrawn": "学院撤回调整",
    "reopened": "重新审查",
    "closed": "办结",
}


_PAPERS = {
    PaperEvent.ISSUE: "已发出",
    PaperEvent.RECEIVE: "已收到",
    PaperEvent.UNDO: "登记有误，撤销",
}
_SETTLED = {
    SettlingEvent.DONE: "已履行",
    SettlingEvent.WAIVE: "免予履行",
    SettlingEvent.UNDO: "撤销登记",
}


def unverified(verified: bool) -> str:
    return "" if verified else "（经办人未核实）"


def life_sentence(body: Body) -> str:
    match body:
        case Collected():
            began = "立案" if body.opened else "收到材料"
            return f"人员调整{began}：{STATE_LABELS[body.state]}"
        case Adjusted():
            reason = f"，理由：{body.reason}" if body.reason else ""
            return f"人员调整：{_ADJUSTED[body.event]}{reason}{unverified(body.verified)}"
        case Appointed():
            return "登记为在岗助理" if body.began else "任用，待签责任书、交登记表"
        case Corrected():
            kind = PositionKind(body.position_kind).label
            return f"按{body.because}更正：{body.college}，{kind}，{body.starts_on} 上岗"
        case Changed():
            reason = f"，{body.reason}" if body.reason else ""
            return f"{body.event.label}（{body.on}）{reason}{unverified(body.verified)}"
        case PaperMoved():
            note = f"，{body.note}" if body.note else ""
            return f"{body.kind.label}{_PAPERS[body.event]}（{body.on}）{note}{unverified(body.verified)}"
        case Settled():
            reason = f"，{body.reason}" if body.reason else ""
            period = period_label(body.period) if body.period else ""
            said = f"{body.label or body.obligation} {period}".strip()
            return f"{_SETTLED[body.event]}：{said}{reason}{unverified(body.verified)}"
        case Sorted():
            what = body.item.label if body.item else "不是本办公室的材料"
            note = f"，{body.note}" if body.note else ""
            return f"分拣“{body.source}”：{what}{note}{unverified(body.verified)}"
        case MailMoved():
            reason = f"，{body.reason}" if body.reason else ""
            return f"由人改为：{STATE_LABELS[body.state]}{reason}{unverified(body.verified)}"
        case Proposed():
            reason = f"，理由：{body.reason}" if body.reason else ""
            said = f"{DECISIONS[body.decision]}（待另一人复核）{reason}"
            return f"初审意见：{said}{unverified(body.verified)}"
        case Reminded():
            return f"提醒{body.college}：{len(body.matters)} 项（{body.week}）"
        case _:
            raise TypeError(f"no sentence for {type(body).__name__}")
