"""One Chinese sentence for each act, as the history shows it."""

from pipeline.domain.dispatching import Held
from pipeline.domain.drawn_up import DrawnUp, TemplateAdopted, document_title
from pipeline.domain.editions import EditionKept
from pipeline.domain.entries import (
    Body,
    Decided,
    Handled,
    NoticeMoved,
    Opened,
    Quarantined,
    Revised,
    Sighted,
    TakenIn,
)
from pipeline.domain.findings import Advice
from pipeline.domain.plans import NOTICE_LABELS, STATE_LABELS
from pipeline.domain.registers import RegisterImported
from pipeline.ledger.saying_lives import DECISIONS, life_sentence, unverified

ADVICE_LABELS = {
    Advice.NO_OBSTACLE: "机审无障碍",
    Advice.NEEDS_PERSON: "待人工",
    Advice.DOES_NOT_MEET: "不符合",
}


def sentence(body: Body) -> str:
    match body:
        case Opened():
            since = f"{body.answer_since:%Y-%m-%d %H:%M}"
            return f"首次收信{body.source and f'（{body.source}）'}；此前收到的邮件只归档不答复（{since}）"
        case TakenIn():
            return f"收下邮件（{body.sighting.source}）"
        case Sighted():
            return f"同一封邮件再次出现（{body.sighting.source}），不重复登记"
        case Handled():
            return _read_through(body)
        case Quarantined():
            return f"处理 {body.attempts} 次未成，转人工"
        case Revised():
            return _of_revision(body)
        case Decided():
            reason = f"，理由：{body.reason}" if body.reason else ""
            against = "、".join(dict.fromkeys(one.clause for one in body.against))
            override = f"（与核对结果不同：{against}）" if against else ""
            second = f"（初审 {body.proposed_by}）" if body.proposed_by else ""
            said = f"{DECISIONS[body.decision]}{override}{second}{reason}"
            return f"决定：{said}{unverified(body.verified)}"
        case NoticeMoved():
            where = f"（{body.where}）" if body.where else ""
            why = f"：{body.says}" if body.says else ""
            return f"通知 {body.notice} {NOTICE_LABELS[body.state]}{where}{why}"
        case Held():
            return f"{'停止' if body.held else '恢复'}自动发出：{body.says}"
        case DrawnUp() | TemplateAdopted():
            return _of_papers(body)
        case EditionKept() | RegisterImported():
            return _kept(body)
        case _:
            return life_sentence(body)


def _of_revision(body: Revised) -> str:
    if body.because:
        return f"按{body.because}重新核对：{ADVICE_LABELS[body.judgement.advice]}"
    return f"申请第 {body.revision} 稿：{STATE_LABELS[body.state]}"


def _read_through(body: Handled) -> str:
    if body.copy_of:
        same = f"{body.submission} 与 {body.copy_of} 是同一封邮件，由另一路送来"
        return f"{same}：只存档，不另登记、不另答复"
    return f"读毕：{STATE_LABELS[body.state]}"


def _of_papers(body: DrawnUp | TemplateAdopted) -> str:
    if isinstance(body, DrawnUp):
        mark = "（草稿）" if body.draft else ""
        number = f"（{body.number}）" if body.number else ""
        return f"起草文书《{document_title(body.kind)}》{number}{mark}"
    whose = "本单位的" if body.own else "随软件提供的"
    return f"启用{whose}模板《{document_title(body.kind)}》（{body.sha256[:8]}）"


def _kept(body: EditionKept | RegisterImported) -> str:
    if isinstance(body, EditionKept):
        since = f"，{body.in_force_from} 起施行" if body.in_force_from else ""
        return f"存下条例版本 {body.edition}（{body.status}{since}）"
    change = f"新增 {body.added}、改动 {body.changed}、删去 {body.removed}"
    return f"导入{body.kind.label}第 {body.version} 版（{body.file}）：{change}"
