"""One Chinese sentence for each act, as the history shows it."""

from pipeline.domain.entries import (
    Body,
    Decided,
    DrawnUp,
    Handled,
    Held,
    NoticeMoved,
    Opened,
    Quarantined,
    RegisterImported,
    Revised,
    Sighted,
    TakenIn,
)
from pipeline.domain.plans import NOTICE_LABELS, STATE_LABELS, Decision

_DECISIONS = {
    Decision.APPROVE: "同意上岗",
    Decision.RETURN: "退回补正",
    Decision.REFUSE: "不予上岗",
    Decision.REOPEN: "撤回原决定，重新审查",
    Decision.WITHDRAW: "撤回申请",
}


def sentence(body: Body) -> str:
    match body:
        case Opened():
            return f"首次收信；此前收到的邮件只归档不答复（{body.answer_since:%Y-%m-%d %H:%M}）"
        case TakenIn():
            return f"收下邮件（{body.sighting.source}）"
        case Sighted():
            return f"同一封邮件再次出现（{body.sighting.source}），不重复登记"
        case Handled():
            return f"读毕：{STATE_LABELS[body.state]}"
        case Quarantined():
            return f"处理 {body.attempts} 次未成，转人工"
        case Revised():
            return f"申请第 {body.revision} 稿：{STATE_LABELS[body.state]}"
        case Decided():
            reason = f"，理由：{body.reason}" if body.reason else ""
            mark = "" if body.verified else "（经办人未核实）"
            return f"决定：{_DECISIONS[body.decision]}{reason}{mark}"
        case NoticeMoved():
            where = f"（{body.where}）" if body.where else ""
            why = f"：{body.says}" if body.says else ""
            return f"通知 {body.notice} {NOTICE_LABELS[body.state]}{where}{why}"
        case Held():
            return f"{'停止' if body.held else '恢复'}自动发出：{body.says}"
        case DrawnUp():
            mark = "（草稿）" if body.draft else ""
            return f"起草文书 {body.number or body.kind}{mark}"
        case RegisterImported():
            change = f"新增 {body.added}、改动 {body.changed}、删去 {body.removed}"
            return f"导入{body.kind.label}第 {body.version} 版（{body.file}）：{change}"
