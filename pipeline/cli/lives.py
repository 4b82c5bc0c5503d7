"""``deyu cases`` and ``obligations``: what is under way, and what is owed."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.printing import home_option, json_option, put, say, table, tell, the_home
from pipeline.cli.typed import TERM
from pipeline.domain.obligations import OwedState
from pipeline.domain.papers import PaperKind
from pipeline.domain.plans import STATE_LABELS, SubmissionState
from pipeline.domain.school_calendar import period_label
from pipeline.notices.wording import PAPER_LABELS
from pipeline.office.appointments.cases import cases as cases_of
from pipeline.office.appointments.due_days import due_days_file
from pipeline.office.appointments.owing import obligations as obligations_of

Json = dict[str, Any]


@click.command(help="人员调整：离岗人、新任人、还缺哪些材料、何时到期。")
@click.option("--college", default="", help="学院")
@click.option("--term", type=TERM, default="", help="学期，如 2026-autumn 或 2026秋")
@click.option("--all", "everything", is_flag=True, help="连同已办结、已撤回的")
@json_option
@home_option
def cases(college: str, term: str, everything: bool, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        found = cases_of(office, everything, college, term)
    if as_json:
        tell(found)
        return
    for one in found["cases"]:
        _print_case(one)
    say(f"共 {found['total']} 件人员调整。")


def _print_case(one: Json) -> None:
    leaver, incoming = (_who(one[role]) for role in ("leaver", "incoming"))
    late = "　【逾期】" if one["late"] else ""
    state = STATE_LABELS[SubmissionState(one["state"])]
    say(f"■ {one['id']}　{one['college'] or '学院未写明'}　{state}{late}")
    say(f"  离岗：{leaver}　新任：{incoming}")
    say(f"  应于 {one['due_on']} 前报齐" if one["due_on"] else "  校历没有这学期的开学日，期限不明")
    for material in one["materials"]:
        label = PAPER_LABELS[PaperKind(material["kind"])]
        say(f"  · {label}：{_PRESENCE[material['presence']]}")
    for doubt in one["doubts"]:
        say(f"  · 请核对：{doubt}")


_PRESENCE = {
    "received": "已收到",
    "missing": "未收到",
    "not_required": "不需要（在岗时间未超过条款所说的年限）",
    "unknown": "在岗时间不明，是否需要请核实",
}


def _who(person: Json | None) -> str:
    return f"{person['name']} {person['student_no']}".strip() if person else "（未写明）"


@click.command(help="每位助理还欠什么：按条款和日期。")
@click.option(
    "--due", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日", help="这一天以前到期的"
)
@click.option("--college", default="", help="学院")
@click.option("--all", "everything", is_flag=True, help="连同已交、已履行、免予履行的")
@click.option("--calendar", type=click.Path(path_type=Path), help="另存一份日历文件（.ics）")
@json_option
@home_option
def obligations(
    due: dt.datetime | None,
    college: str,
    everything: bool,
    calendar: Path | None,
    as_json: bool,
    home: Path | None,
) -> None:
    with office_at(the_home(home)) as office:
        found = obligations_of(office, due.date() if due else None, college, everything)
        if calendar is not None:
            put(calendar, due_days_file(office, college))
            found["calendar"] = str(calendar)
    if as_json:
        tell(found)
        return
    rows = [
        [
            one["due_on"] or "未定日期",
            OwedState(one["state"]).label,
            one["college"] or "—",
            f"{one['person']['name']} {one['person']['student_no']}".strip(),
            f"{one['label']}{' ' + period_label(one['period']) if one['period'] else ''}",
            one["clause"],
        ]
        for one in found["obligations"]
    ]
    table(rows, ("到期", "状态", "学院", "助理", "事项", "依据"))
    say(f"共 {found['total']} 项。")
    if calendar is not None:
        say(f"日历文件：{calendar}")
