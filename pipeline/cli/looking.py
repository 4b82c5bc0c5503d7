"""``deyu list``, ``show``, ``search`` and ``person``: what the office holds."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.choices import OneOf
from pipeline.cli.printing import (
    home_option,
    json_option,
    put,
    say,
    table,
    tell,
    the_home,
    write_line,
)
from pipeline.cli.reading_aloud import print_judgement, print_paper, short
from pipeline.cli.typed import NUMBER
from pipeline.domain.appointments import AppointmentState, PaperItemKind, PaperState
from pipeline.domain.drawn_up import document_title
from pipeline.domain.obligations import OwedState
from pipeline.domain.plans import STATE_LABELS, SubmissionState
from pipeline.domain.school_calendar import Term, period_label
from pipeline.explaining.words import ADVICE, kind_label
from pipeline.notices.wording import PAPER_LABELS
from pipeline.office.house import Office
from pipeline.office.looking.person import held_files, person_file
from pipeline.office.looking.reporting import search_json, submission_json
from pipeline.office.looking.showing import show as show_one
from pipeline.office.queries import ListQuery, SearchQuery

Json = dict[str, Any]
_Command = TypeVar("_Command", bound=Callable[..., Any])

KINDS = OneOf("种类", PAPER_LABELS)
STATES = OneOf("状态", STATE_LABELS)


def _filters(command: _Command) -> _Command:
    for option in (
        click.option("--person", default="", help="姓名或学号"),
        click.option("--year", default="", help="收信年份，如 2026"),
        click.option("--kind", type=KINDS, default=None, help=f"材料种类：{KINDS.listed}"),
        click.option("--college", default="", help="学院"),
        click.option("--state", type=STATES, default=None, help=f"状态：{STATES.listed}"),
    ):
        command = option(command)
    return command


@click.command("list", help="来件清单，新的在前。")
@_filters
@click.option("--limit", type=click.IntRange(min=1), help="最多列几件")
@click.option("--after", default="", help="从这一件之后列起（翻页）")
@json_option
@home_option
def list_(
    state: str | None,
    college: str,
    kind: str | None,
    year: str,
    person: str,
    limit: int | None,
    after: str,
    as_json: bool,
    home: Path | None,
) -> None:
    query = ListQuery(state or "", college, kind or "", year, person, limit, after)
    with office_at(the_home(home)) as office:
        rows, total = office.ledger.submissions(query)
    told = [submission_json(row) for row in rows]
    if as_json:
        tell({"submissions": told, "total": total})
        return
    table([_line(one) for one in told], ("编号", "收到", "状态", "学院", "姓名", "材料", "主题"))
    say(f"共 {total} 件" + (f"，列出 {len(told)} 件。" if len(told) < total else "。"))


def _line(one: Json) -> list[str]:
    person = one["person"] or {"name": "", "student_no": ""}
    return [
        one["id"],
        one["received_at"][:10],
        STATE_LABELS[SubmissionState(one["state"])],
        one["college"] or "—",
        f"{person['name']} {person['student_no']}".strip() or "—",
        "、".join(kind_label(kind) for kind in dict.fromkeys(one["papers"])) or "—",
        short(one["subject"]) or "（无主题）",
    ]


@click.command(help="一件来件（S-）、一份申请（A-）或一件人员调整（C-）的全部。")
@click.argument("id_", type=NUMBER, metavar="编号")
@json_option
@home_option
def show(id_: str, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        document = show_one(id_, office)
    if as_json:
        tell(document)
    else:
        _print_one(document)


def _print_one(one: Json) -> None:
    person = one["person"] or {"name": "（未写姓名）", "student_no": ""}
    say(f"■ {one['id']}　{STATE_LABELS[SubmissionState(one['state'])]}")
    say(f"  {person['name']} {person['student_no']}　{one['college'] or '学院未写明'}")
    if one.get("kind") == "adjustment":
        incoming = one["incoming"] or {"name": "（未写明）", "student_no": ""}
        late = "　【逾期】" if one["late"] else ""
        say(
            f"  新任：{incoming['name']} {incoming['student_no']}　到期：{one['due_on'] or '不明'}{late}"
        )
    if one["advice"]:
        say(f"  机审意见：{ADVICE[one['advice']]}")
    _print_what_came(one)
    for judgement in one["judgements"]:
        print_judgement(judgement)
    for notice in one["notices"]:
        say(f"  通知 {notice['id']}：{notice['subject']}（{notice['where'] or '未放置'}）")
    for asked in one.get("asks", ()):
        say(f"  还缺：{asked['says']}（{asked['clause']}）")
    for decision in one.get("decisions", ()):
        for against in decision["against"]:
            say(f"  决定与核对结果不同：{against['says']}（{against['clause']}），{decision['by']}")
    for document in one["documents"]:
        mark = "（草稿）" if document["draft"] else ""
        mark += "（已作废）" if document["void"] else ""
        say(
            f"  文书 {document_title(document['kind'])} {document['number'] or ''}{mark}：{document['file']}"
        )
    if one.get("failure"):
        say("  程序处理这封邮件时的报错（请转技术人员）：")
        say(one["failure"])
    say("  经过：")
    _print_history(one["history"])


def _print_what_came(one: Json) -> None:
    for mail in one.get("mails", ()):
        sender = " ".join(part for part in mail["from"].values() if part)
        say(f"  来信：{sender}　{mail['date'] or ''}　{mail['subject']}")
    for paper in one["papers"]:
        print_paper(paper)
    for scan in one.get("scans", ()):
        _print_scan(one["id"], scan)


def _print_scan(submission: str, scan: Json) -> None:
    """What a picture is, or how a person says what it is."""
    guess = f"看来是{kind_label(scan['supposed'])}，" if scan["supposed"] else ""
    told = scan["sorted"]
    if told is not None:
        what = PaperItemKind(told["item"]).label if told["item"] else "不是本办公室的材料"
        whose = f"，{told['about']}" if told["about"] else ""
        stands = f"{told['by']}已分拣：{what}{whose}"
    elif scan["to_be_sorted"]:
        stands = f"待分拣，请用 deyu record {submission} sort 种类 --by 姓名 登记"
    else:
        stands = "不需分拣"
    say(f"  图片或扫描件：{scan['source']}（{guess}{scan['because']}）　{stands}")


def _print_history(history: list[Json]) -> None:
    table([["    " + row["at"][:16].replace("T", " "), row["by"], row["says"]] for row in history])


@click.command(help="查档案：姓名、学号、任何一段中文；几个词都要有。")
@click.argument("words", nargs=-1, metavar="[词]...")
@_filters
@json_option
@click.option("--jsonl", is_flag=True, help="从标准输入每行读一个查询，每行答一个 JSON")
@home_option
def search(
    words: tuple[str, ...],
    state: str | None,
    college: str,
    kind: str | None,
    year: str,
    person: str,
    as_json: bool,
    jsonl: bool,
    home: Path | None,
) -> None:
    if not words and not jsonl:
        raise click.UsageError("请写要查的词，或用 --jsonl 从标准输入读查询。")
    filters = ListQuery(state or "", college, kind or "", year, person)
    with office_at(the_home(home)) as office:
        if jsonl:
            for line in sys.stdin:
                found = _search(line.split(), filters, office)
                write_line(json.dumps(found, ensure_ascii=False))
            return
        found = _search([part for word in words for part in word.split()], filters, office)
    if as_json:
        tell(found)
        return
    for hit in found["hits"]:
        who = hit["person"] or {"name": "", "student_no": ""}
        say(f"{hit['id']}  {hit['received_at'][:10]}  {who['name']} {who['student_no']}")
        say(f"    {hit['snippet']}")
    say(f"共 {found['total']} 件。")


def _search(words: list[str], filters: ListQuery, office: Office) -> Json:
    return search_json(office.ledger.search(SearchQuery(tuple(words), filters)))


@click.command(help="一个人的全部：申请、来件、通知、文书，按时间先后。")
@click.argument("student_no", type=NUMBER, metavar="学号")
@click.option("--export", type=click.Path(path_type=Path), help="把全部文件复制到这个文件夹")
@json_option
@home_option
def person(student_no: str, export: Path | None, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        document = person_file(student_no, office)
        if export is not None:
            document["exported"] = [
                put(export / held.place, office.archive.read(held.object_id, held.path))
                for held in held_files(student_no, office)
            ]
    if as_json:
        tell(document)
        return
    say(f"■ {student_no}　{'、'.join(document['names'])}")
    for one in document["applications"]:
        say(
            f"  申请 {one['id']}　{Term.parse(one['term']).label}　{STATE_LABELS[SubmissionState(one['state'])]}"
        )
    for one in document["appointments"]:
        state = AppointmentState(one["state"]).label
        say(
            f"  任用 {one['id']}　{one['college'] or '—'}　{state}　{one['starts_on'] or '上岗日未明'}"
        )
        for item in one["paper_items"]:
            kind, stands = PaperItemKind(item["kind"]).label, PaperState(item["state"]).label
            say(f"    {kind}：{stands}")
    for one in document["adjustments"]:
        say(f"  人员调整 {one['id']}　{STATE_LABELS[SubmissionState(one['state'])]}")
    for one in document["obligations"]:
        state = OwedState(one["state"]).label
        say(
            f"  应尽事项 {one['label']} {period_label(one['period'] or '')}：{state}（{one['clause']}）"
        )
    for one in document["documents"]:
        say(f"  文书 {document_title(one['kind'])} {one['number'] or ''}：{one['file']}")
    for one in document["submissions"]:
        say(f"  来件 {one['id']}　{one['received_at'][:10]}　{one['subject']}")
    say("  经过：")
    _print_history(document["history"])
    if export is not None:
        say(f"  已复制 {len(document['exported'])} 个文件到 {export}")
