"""``deyu record``: what people tell the office happened (decision 17)."""

import datetime as dt
from pathlib import Path

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.choices import OneOf
from pipeline.cli.printing import home_option, json_option, say, tell, the_home
from pipeline.cli.typed import NAME, NUMBER, PERIOD, REASON
from pipeline.domain.appointments import (
    AppointmentEvent,
    AppointmentState,
    PaperEvent,
    PaperItemKind,
    PaperState,
    SettlingEvent,
)
from pipeline.domain.people import Person
from pipeline.domain.plans import STATE_LABELS
from pipeline.domain.written import plain_number
from pipeline.office.appointments.opening_adjustments import Request
from pipeline.office.appointments.recording import (
    Told,
    appointment_of,
    change_appointment,
    move_paper,
    settle,
)
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.house import Office, not_found
from pipeline.office.mails.sorting import NO_PAPER, Sorting, sort_scan

SORT = "sort"
CHANGES = [one.value for one in AppointmentEvent if one is not AppointmentEvent.VOID]
ACTS = OneOf(
    "何事",
    {
        **{one: AppointmentEvent(one).label for one in CHANGES},
        PaperEvent.ISSUE: "发出",
        PaperEvent.RECEIVE: "收到",
        SettlingEvent.DONE: "已履行",
        SettlingEvent.WAIVE: "免予履行",
        "undo": "撤销登记",
        SORT: "分拣",
    },
)
PAPERS = [one.value for one in PaperItemKind]


@click.command(
    help=f"登记线下发生的事：任用的变化、纸面材料的收发、应尽事项的履行。何事为：{ACTS.listed}。"
)
@click.argument("whom", type=NUMBER, metavar="学号|P-编号|C-编号|S-编号")
@click.argument("act", type=ACTS)
@click.argument("what", default="", metavar="[哪一项]")
@click.option("--by", required=True, type=NAME, help="经办人")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日", help="哪一天（默认今天）"
)
@click.option(
    "--period", type=PERIOD, default="", help="应尽事项的学期（2026-autumn）或学年（2026-2027）"
)
@click.option("--reason", type=REASON, default="", help="理由或说明")
@click.option("--file", default="", help="分拣来件里的哪一个图片或扫描件")
@click.option(
    "--for", "for_whom", type=NUMBER, default="", help="分拣出的材料是谁的：学号、P-、C- 或 A- 编号"
)
@click.option("--leaver", default="", help="分拣出的更换申请是谁离岗：“姓名 学号”")
@click.option("--incoming", default="", help="分拣出的更换申请是谁新任：“姓名 学号”")
@click.option("--college", default="", help="分拣出的更换申请是哪个学院的")
@json_option
@home_option
def record(
    whom: str,
    act: str,
    what: str,
    by: str,
    on: dt.datetime | None,
    period: str,
    reason: str,
    file: str,
    for_whom: str,
    leaver: str,
    incoming: str,
    college: str,
    as_json: bool,
    home: Path | None,
) -> None:
    named = bool(leaver or incoming or college)
    if act != SORT and (file or for_whom or named):
        raise click.UsageError(
            "--file、--for、--leaver、--incoming、--college 只用于分拣（sort）。"
        )
    if named and (for_whom or what != PaperItemKind.REPLACEMENT_REQUEST):
        raise click.UsageError(
            "--leaver、--incoming、--college 只用于还没有人员调整的更换申请，不与 --for 同用。"
        )
    telling = Telling(by, on.date() if on else None, reason.strip())
    with office_at(the_home(home)) as office:
        if act == SORT:
            request = Request(_person(leaver), _person(incoming), college.strip())
            told = _sort(whom, what, file, for_whom, request, telling, office)
        else:
            told = _record(whom, act, what, period, telling, office)
    if as_json:
        tell(
            {
                "about": told.about,
                "state": told.state,
                "entries": list(told.entries),
                "unchanged": told.unchanged,
                "notices": list(told.notices),
            }
        )
    else:
        say(
            f"{told.about}：{'已登记过，没有改变' if told.unchanged else '已登记'}（{_STATES.get(told.state, told.state)}）。"
        )
        for line in told.says:
            say(line)


def _person(words: str) -> Person:
    """A name, a student number, or both in either order."""
    numbers = [one for one in words.split() if any(sign.isdigit() for sign in one)]
    names = [one for one in words.split() if one not in numbers]
    if len(numbers) > 1:
        raise click.UsageError(f"“{words}”里有几个学号，请写成“姓名 学号”。")
    return Person(" ".join(names), plain_number("".join(numbers)))


_STATES = {
    **{one.value: label for one, label in STATE_LABELS.items()},
    **{one.value: one.label for one in AppointmentState},
    **{one.value: one.label for one in PaperState},
    SettlingEvent.DONE.value: "已履行",
    SettlingEvent.WAIVE.value: "免予履行",
    SettlingEvent.UNDO.value: "已撤销登记",
}


def _sort(
    submission: str,
    what: str,
    file: str,
    for_whom: str,
    request: Request,
    telling: Telling,
    office: Office,
) -> Told:
    """What a person says that a picture or scan in a mail is."""
    if what not in (*PAPERS, NO_PAPER):
        kinds = "、".join((*PAPERS, NO_PAPER))
        raise click.UsageError(
            f"sort 后面请写这个图片或扫描件是什么：{kinds}（不是本办公室的材料）。"
        )
    item = PaperItemKind(what) if what != NO_PAPER else None
    if for_whom and item is None:
        raise click.UsageError("不是本办公室的材料，不用写 --for。")
    about = _owner(item, for_whom, office) if item and for_whom else ""
    return sort_scan(Sorting(submission, item, file, about, request), telling, office)


def _owner(item: PaperItemKind, whom: str, office: Office) -> str:
    """The adjustment that a sealed request belongs to, the appointment of any other paper; of a
    form's paper the application, where nobody has been appointed by it yet.
    """
    if item is PaperItemKind.APPROVED_APPLICATION and whom.startswith("A-"):
        if office.ledger.application(whom) is None:
            raise not_found(whom)
        return next((one.id for one in office.ledger.lives.appointments(application=whom)), whom)
    request = item is PaperItemKind.REPLACEMENT_REQUEST
    if request != whom.startswith("C-"):
        right = "人员调整（C-）" if request else "任用（P- 编号或学号）"
        raise click.UsageError(f"{item.label}属于{right}，--for 不能写“{whom}”。")
    return _case_or_appointment(whom, office)


def _record(whom: str, act: str, what: str, period: str, telling: Telling, office: Office) -> Told:
    if act in CHANGES:
        if what:
            raise click.UsageError(f"{act} 后面不用再写“{what}”。")
        return change_appointment(
            appointment_of(whom, office), AppointmentEvent(act), telling, office
        )
    if what in PAPERS:
        if act not in set(PaperEvent):
            raise click.UsageError(
                f"纸面材料用 issue（发出）、receive（收到）或 undo，不用 {act}。"
            )
        about = _case_or_appointment(whom, office)
        return move_paper(about, PaperItemKind(what), PaperEvent(act), telling, office)
    owed = [one.id for one in office.edition.obligations]
    if what not in owed or act not in set(SettlingEvent):
        kinds = f"纸面材料 {'、'.join(PAPERS)}；应尽事项 {'、'.join(owed)}"
        raise click.UsageError(f"“{act} {what}”看不懂。{act} 后面请写：{kinds}。")
    return settle(appointment_of(whom, office), what, period, SettlingEvent(act), telling, office)


def _case_or_appointment(whom: str, office: Office) -> str:
    if whom.startswith("C-"):
        if office.ledger.lives.adjustment(whom) is None:
            raise not_found(whom)
        return whom
    return appointment_of(whom, office).id
