"""``deyu decide``: what people decide, one application after the other."""

from pathlib import Path

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.choices import OneOf
from pipeline.cli.printing import home_option, json_option, say, tell, the_home
from pipeline.cli.typed import NAME, NUMBER, REASON
from pipeline.domain.entries import Judged
from pipeline.domain.findings import Outcome
from pipeline.domain.mail_moves import MailAct
from pipeline.domain.plans import STATE_LABELS, Decision
from pipeline.errors import DecisionRefusedError, LedgerError, MailboxError, OfficeError
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import JUDGED_BY_PEOPLE
from pipeline.office.decisions.deciding import decide as decide_application
from pipeline.office.decisions.deciding_cases import decide_case
from pipeline.office.house import Office, not_found
from pipeline.office.letters.releasing import release
from pipeline.office.looking.reporting_acts import decision_json
from pipeline.office.mails.moving_mails import holds, move_mail
from pipeline.office.orders import DecisionOrder, DecisionResult

_ACTS = OneOf(
    "决定",
    {
        Decision.APPROVE: "同意",
        Decision.RETURN: "退回",
        Decision.REFUSE: "不予",
        Decision.REOPEN: "重新审查",
        Decision.WITHDRAW: "撤回",
        MailAct.FILE: "归档",
    },
)


@click.command(
    help="对申请作决定。编号是申请（A-）、人员调整（C-），或只含其中一份的来件（S-）；可以写几个。"
    f"决定为：{_ACTS.listed}。"
    "对来件（S-）本身：看过、不再有事的用 file 归档；自动邮件等要重新看的用 reopen 放回待分拣。"
)
@click.argument("ids", nargs=-1, required=True, type=NUMBER, metavar="编号...")
@click.argument("act", type=_ACTS)
@click.option("--by", required=True, type=NAME, help="经办人")
@click.option("--reason", type=REASON, default="", help="理由")
@click.option("--clause", default="", help="依据的条款，如 三.1.(1)③")
@click.option("--judge", "judged", multiple=True, help="人工判断，如 Q2=meets，可写几次")
@click.option("--revision", type=int, help="所看的是第几稿")
@json_option
@home_option
def decide(
    ids: tuple[str, ...],
    act: str,
    by: str,
    reason: str,
    clause: str,
    judged: tuple[str, ...],
    revision: int | None,
    as_json: bool,
    home: Path | None,
) -> None:
    if act == MailAct.FILE and (clause or judged or revision is not None):
        raise click.UsageError("file 只用 --by 和 --reason。")
    telling = Telling(by, reason=reason.strip())
    order = None
    if act != MailAct.FILE:
        order = DecisionOrder(
            decision=Decision(act),
            by=telling.by,
            reason=telling.reason,
            clause=clause.strip(),
            judged=tuple(_judged(one) for one in judged),
            revision=revision,
        )
    with office_at(the_home(home)) as office:
        meant = [_meant(id_, order, office) for id_ in ids]
        results, refused = _decide_all(meant, order, telling, office)
        _lay(office)
    told = [decision_json(one) for one in results]
    if as_json and told:
        tell(told if len(ids) > 1 else told[0])
    elif not as_json:
        for one in results:
            _print(one)
    if refused is not None:
        raise refused


def _decide_all(
    ids: list[str], order: DecisionOrder | None, telling: Telling, office: Office
) -> tuple[list[DecisionResult], OfficeError | None]:
    """One after the other until one is refused; what was decided before it stands and is told."""
    results: list[DecisionResult] = []
    for id_ in ids:
        try:
            results.append(_decide_one(id_, order, telling, office))
        except OfficeError as refused:
            return results, refused
    return results, None


def _lay(office: Office) -> None:
    """The decision stands even if the mailbox is away; its notice waits for the next round."""
    try:
        release(office)
    except (MailboxError, LedgerError) as trouble:
        click.echo(f"决定已归档，通知暂未放入草稿箱，下次 deyu run 会补放：{trouble}", err=True)


def _meant(id_: str, order: DecisionOrder | None, office: Office) -> str:
    """What is acted on: a mail as such (filed, or reopened when it holds nothing), else what it
    holds. `order` is None for filing.
    """
    row = office.ledger.submission(id_)
    if order is None and row is None and _is_candidate(id_, office):
        raise click.UsageError(f"file 只用于来件（S-），{id_} 不是来件。")
    if order is None and row is None:
        raise not_found(id_)
    if row and (order is None or (order.decision is Decision.REOPEN and not holds(row, office))):
        return id_
    return _candidate_of(id_, order.revision if order else None, office)


def _is_candidate(id_: str, office: Office) -> bool:
    ledger = office.ledger
    return ledger.application(id_) is not None or ledger.lives.adjustment(id_) is not None


def _candidate_of(id_: str, revision: int | None, office: Office) -> str:
    """The application or adjustment that is meant; a submission with several is wrong usage.

    An adjustment and its incoming assistant's application are decided by one act.
    """
    if _is_candidate(id_, office):
        return id_
    row = office.ledger.submission(id_)
    if row is None:
        raise not_found(id_)
    held = holds(row, office)
    if len(held) != 1:
        named = "、".join(f"{number}（{who}）" for number, who in held.items())
        said = f"含有 {len(held)} 份申请或人员调整：{named}" if named else "不含申请或人员调整"
        filed = "" if held else "；不再有事的来件请用 file 归档"
        raise click.UsageError(f"来件 {id_} {said}。请写申请（A-）或人员调整（C-）的编号{filed}。")
    [meant] = held
    application = office.ledger.application(meant)
    if application and application.submission != id_ and revision is None:
        raise DecisionRefusedError(
            f"来件 {id_} 的申请 {meant} 已由 {application.submission} 更新为第 {application.revision} 稿。",
            f"请用 deyu show {meant} 看过新稿，再用 {meant} 这个编号作决定。",
        )
    return meant


def _decide_one(
    id_: str, order: DecisionOrder | None, telling: Telling, office: Office
) -> DecisionResult:
    if order is None:
        return move_mail(id_, MailAct.FILE, telling, office)
    if office.ledger.submission(id_) is not None:
        return move_mail(id_, MailAct.REOPEN, telling, office)
    case = office.ledger.lives.adjustment(id_)
    return decide_case(case, order, office) if case else decide_application(id_, order, office)


def _judged(written: str) -> Judged:
    rule, separator, outcome = written.partition("=")
    allowed = (Outcome.MEETS.value, Outcome.FAILS.value)
    if not separator or rule not in JUDGED_BY_PEOPLE or outcome not in allowed:
        raise click.UsageError(
            f"--judge “{written}”看不懂：请写 {'、'.join(JUDGED_BY_PEOPLE)} 之一，"
            "等号后写 meets（符合）或 fails（不符合）。"
        )
    return Judged(rule, outcome)


def _print(result: DecisionResult) -> None:
    if result.awaits_another:
        say(f"{result.id}：初审意见已记下，须由另一人用同样的命令复核后生效。")
        return
    unchanged = "（决定未变）" if result.unchanged else ""
    say(f"{result.id}：{STATE_LABELS[result.state]}{unchanged}")
    for notice in result.notices:
        say(f"  已起草通知 {notice}，请核对后发出。")
    for path in result.documents:
        say(f"  文书：{path}")
    for line in result.left_to_do:
        say(f"  ※ {line}")
