"""``deyu draft``: documents for one person, for everybody of a term, or blank."""

import datetime as dt
from pathlib import Path

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.choices import one_of_documents
from pipeline.cli.printing import home_option, json_option, say, tell, the_home
from pipeline.cli.progress import bar
from pipeline.cli.typed import NUMBER, TERM
from pipeline.documents.catalogue import DocumentKind, DrawnFor, entry_of
from pipeline.errors import ExitCode
from pipeline.office.drawing.batching import Advance, Batch, draw_batch, troubles_of
from pipeline.office.drawing.drafting import EACH_TERM, DraftOrder
from pipeline.office.house import Office
from pipeline.office.looking.reporting_acts import batch_json

_KINDS = one_of_documents(*DocumentKind)


@click.command(help=f"起草文书，空白或预填的表格。文书为：{_KINDS.listed}。")
@click.argument("kind", type=_KINDS)
@click.option("--for", "student_no", type=NUMBER, default="", help="学号；空白表格写了学号就预填")
@click.option(
    "--term",
    type=TERM,
    default="",
    help="学期，如 2026-autumn；责任书等为该学期每人一份；计划和考核表可与 --for 同用",
)
@click.option("--out", type=click.Path(path_type=Path), help="放到哪个文件夹（默认 documents）")
@click.option(
    "--pdf", is_flag=True, help="另存 PDF（需要 LibreOffice）；责任书另有一式三份的打印件"
)
@click.option("--pdfa", is_flag=True, help="另存供长期保存的 PDF/A-2b，并自检")
@click.option(
    "--signed-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="年-月-日",
    help="责任书印上的签订日期；不写则留空手填",
)
@click.option("--final", is_flag=True, help="只要正式文本；还是草稿时拒绝")
@json_option
@home_option
def draft(
    kind: str,
    student_no: str,
    term: str,
    out: Path | None,
    pdf: bool,
    pdfa: bool,
    signed_on: dt.datetime | None,
    final: bool,
    as_json: bool,
    home: Path | None,
) -> int:
    from pipeline.assembly import laid_out_in

    order = DraftOrder(
        DocumentKind(kind), student_no, term, final, signed_on.date() if signed_on else None
    )
    _check_usage(order)
    with office_at(the_home(home)) as office, bar("起草") as advance:
        placed = laid_out_in(office, out) if out else office
        batch = _drawn(order, placed, the_home(home), pdf or pdfa, pdfa, advance)
    if as_json:
        tell(batch_json(batch))
    else:
        _print(batch)
    for one in batch.failed:
        click.echo(f"deyu: {one.person.name}（{one.id}）：{one.says}", err=True)
    for told in batch.substitutes:
        click.echo(told, err=True)
    for trouble in troubles_of(batch):
        click.echo(f"deyu: {trouble}", err=True)
    _tell_of_files(batch)
    troubled = batch.failed or batch.unprinted or batch.unwritten
    return ExitCode.COULD_NOT if troubled else ExitCode.DONE


def _tell_of_files(batch: Batch) -> None:
    for one in batch.unwritten:
        click.echo(f"deyu: {one.file} 没有写成：{one.trouble}", err=True)
    removed = [one.file for one in batch.former if not one.stays]
    if removed:
        click.echo(
            f"上一批留下、这一批里已没有的 {len(removed)} 个文件已删去（{'、'.join(removed)}）；"
            "文书在档案里都有存本。",
            err=True,
        )
    for paper in batch.former:
        if paper.stays:
            click.echo(
                f"deyu: {paper.file} 是上一批留下的，这一批里已没有：{paper.stays}", err=True
            )


def _drawn(
    order: DraftOrder, office: Office, home: Path, pdf: bool, archival: bool, advance: Advance
) -> Batch:
    from pipeline.assembly import printer

    if not pdf:
        return draw_batch(order, office, None, advance)
    with printer(home, archival) as prints:
        return draw_batch(order, office, prints, advance)


def _print(batch: Batch) -> None:
    for one in batch.documents:
        say(one.path + ("　【草稿】" if one.draft else ""))
        for path in filter(None, (one.pdf, one.copies)):
            say(f"  {path}")
        if not batch.manifest:  # in a batch the list tells it, not hundreds of lines
            for warning in one.warnings:
                say(f"  · {warning}")
    if batch.manifest:
        drafts = sum(one.draft for one in batch.documents)
        say(f"共 {len(batch.documents)} 份（草稿 {drafts} 份），未成 {len(batch.failed)} 份。")
        for path in (*batch.bundles, batch.manifest):
            say(f"  {path}")
        for warning in dict.fromkeys(w for one in batch.documents for w in one.warnings):
            say(f"  · {warning}")


def _check_usage(order: DraftOrder) -> None:
    drawn_for = entry_of(order.kind).drawn_for
    if order.signed_on and order.kind is not DocumentKind.AGREEMENT:
        raise click.UsageError("--signed-on 只用于岗位责任书。")
    if drawn_for is DrawnFor.ANYBODY:
        if order.term:
            raise click.UsageError("空白表格不需要 --term；写 --for 学号 则预填该生的情况。")
    elif drawn_for is DrawnFor.TERM:
        if order.student_no or not order.term:
            raise click.UsageError("这份文书按学期起草，请写 --term，例如 --term 2026-autumn。")
    elif order.kind in EACH_TERM:
        if not (order.student_no or order.term):
            raise click.UsageError("请写 --for 学号 或 --term 学期；两样都写则为该生该学期的一份。")
    elif bool(order.student_no) == bool(order.term):
        raise click.UsageError("请在 --for 学号 和 --term 学期 中恰好写一个。")
