"""``deyu decide`` and ``deyu draft``: what people decide, and the papers that follow."""

from pathlib import Path

import click

from pipeline.assembly import laid_out_in, office_at, printer
from pipeline.cli.printing import home_option, json_option, say, tell, the_home
from pipeline.documents.catalogue import DocumentKind, DrawnFor, entry_of
from pipeline.domain.entries import Judged
from pipeline.domain.findings import Outcome
from pipeline.domain.plans import STATE_LABELS, Decision
from pipeline.errors import ExitCode, LedgerError, MailboxError, OfficeError
from pipeline.office.deciding import JUDGED_BY_PEOPLE
from pipeline.office.deciding import decide as decide_application
from pipeline.office.deciding_cases import decide_case
from pipeline.office.drafting import DraftOrder
from pipeline.office.drafting import draft as draw
from pipeline.office.house import Office, not_found
from pipeline.office.orders import DecisionOrder, DecisionResult
from pipeline.office.releasing import release
from pipeline.office.reporting import decision_json, drawn_json


@click.command(
    help="对申请作决定。ID 是申请（A-）、人员调整（C-），或只含其中一份的来件（S-）；可以写几个。"
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.argument("act", type=click.Choice([one.value for one in Decision]))
@click.option("--by", required=True, help="经办人")
@click.option("--reason", default="", help="理由")
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
    if not by.strip():
        raise click.UsageError("--by 要写经办人的姓名。")
    order = DecisionOrder(
        decision=Decision(act),
        by=by.strip(),
        reason=reason.strip(),
        clause=clause.strip(),
        judged=tuple(_judged(one) for one in judged),
        revision=revision,
    )
    with office_at(the_home(home)) as office:
        meant = [_candidate_of(id_, office) for id_ in ids]
        results, refused = _decide_all(meant, order, office)
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
    ids: list[str], order: DecisionOrder, office: Office
) -> tuple[list[DecisionResult], OfficeError | None]:
    """One after the other until one is refused; what was decided before it stands and is told."""
    results: list[DecisionResult] = []
    for id_ in ids:
        try:
            results.append(_decide_one(id_, order, office))
        except OfficeError as refused:
            return results, refused
    return results, None


def _lay(office: Office) -> None:
    """The decision stands even if the mailbox is away; its notice waits for the next round."""
    try:
        release(office)
    except (MailboxError, LedgerError) as trouble:
        click.echo(f"决定已归档，通知暂未放入草稿箱，下次 deyu run 会补放：{trouble}", err=True)


def _candidate_of(id_: str, office: Office) -> str:
    """The application or adjustment that is meant; a submission with several is wrong usage.

    An adjustment and its incoming assistant's application are decided by one act.
    """
    if office.ledger.application(id_) is not None or office.ledger.lives.adjustment(id_):
        return id_
    row = office.ledger.submission(id_)
    if row is None:
        raise not_found(id_)
    applications = {one.id: one.person.name for one in row.applications}
    cases = {
        one.id: f"{one.leaver.name}离岗"
        for one in office.ledger.lives.adjustments(submission=id_)
        if one.application not in applications
    }
    held = applications | cases
    if len(held) != 1:
        named = "、".join(f"{number}（{who}）" for number, who in held.items())
        said = f"含有 {len(held)} 份申请或人员调整：{named}" if named else "不含申请或人员调整"
        raise click.UsageError(f"来件 {id_} {said}。请写申请（A-）或人员调整（C-）的编号。")
    return next(iter(held))


def _decide_one(id_: str, order: DecisionOrder, office: Office) -> DecisionResult:
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


@click.command(help="起草文书：岗位责任书、登记表、名册、空白表格。")
@click.argument("kind", type=click.Choice([one.value for one in DocumentKind]))
@click.option("--for", "student_no", default="", help="学号")
@click.option("--term", default="", help="学期，如 2026-autumn")
@click.option("--out", type=click.Path(path_type=Path), help="放到哪个文件夹（默认 documents）")
@click.option("--pdf", is_flag=True, help="另存一份 PDF（需要 LibreOffice）")
@click.option("--final", is_flag=True, help="只要正式文本；还是草稿时拒绝")
@json_option
@home_option
def draft(
    kind: str,
    student_no: str,
    term: str,
    out: Path | None,
    pdf: bool,
    final: bool,
    as_json: bool,
    home: Path | None,
) -> int:
    _check_usage(DocumentKind(kind), student_no, term)
    order = DraftOrder(DocumentKind(kind), student_no, term, final)
    with office_at(the_home(home)) as office:
        drawn = draw(order, laid_out_in(office, out) if out else office)
    told = [drawn_json(one) for one in drawn]
    failed = _print_pdf(told) if pdf else None
    if as_json:
        tell({"documents": told})
    else:
        for one in told:
            say(one["path"] + ("　【草稿】" if one["draft"] else ""))
            for warning in one["warnings"]:
                say(f"  · {warning}")
    if failed is not None:
        raise failed
    return ExitCode.DONE


def _print_pdf(told: list[dict[str, object]]) -> OfficeError | None:
    """Add a PDF to each document; what was drawn is told even when printing fails."""
    try:
        with printer() as printed:
            for one in told:
                one["pdf"] = str(printed(Path(str(one["path"]))))
    except OfficeError as fault:
        return fault
    return None


def _check_usage(kind: DocumentKind, student_no: str, term: str) -> None:
    drawn_for = entry_of(kind).drawn_for
    if drawn_for is DrawnFor.ANYBODY:
        if student_no or term:
            raise click.UsageError("空白表格不需要 --for 或 --term。")
    elif drawn_for is DrawnFor.TERM:
        if student_no or not term:
            raise click.UsageError("名册按学期起草，请写 --term，例如 --term 2026-autumn。")
    elif bool(student_no) == bool(term):
        raise click.UsageError("请在 --for 学号 和 --term 学期 中恰好写一个。")
