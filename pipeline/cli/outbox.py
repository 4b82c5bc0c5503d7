"""``deyu outbox`` and ``deyu quarantine``: what waits for people to release or to look into."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.choices import OneOf
from pipeline.cli.printing import home_option, json_option, say, table, tell, the_home
from pipeline.cli.reading_aloud import short
from pipeline.cli.typed import NUMBER, REASON
from pipeline.domain.plans import NOTICE_LABELS, STATE_LABELS, NoticeState, SubmissionState
from pipeline.errors import ExitCode, MailboxError
from pipeline.office.letters import outbox as acts
from pipeline.office.looking.reporting import notice_json, submission_json
from pipeline.office.looking.showing import show as show_one
from pipeline.office.rows import NoticeRow

_STATES = OneOf("状态", NOTICE_LABELS)


@click.group(help="通知及其状态。")
def outbox() -> None:
    """A group; its commands follow."""


@outbox.command("list", help="全部通知，旧的在前。")
@click.option("--state", type=_STATES, help=f"状态：{_STATES.listed}")
@json_option
@home_option
def list_notices(state: str | None, as_json: bool, home: Path | None) -> None:
    states = (NoticeState(state),) if state else ()
    with office_at(the_home(home)) as office:
        _tell(office.ledger.notices(states=states), as_json)


@outbox.command("show", help="一份通知的全文和附件。")
@click.argument("id_", type=NUMBER, metavar="编号")
@json_option
@home_option
def show_notice(id_: str, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        notice, text, files = acts.notice_text(id_, office)
    if as_json:
        tell({**notice_json(notice), "text": text, "attachments": list(files)})
        return
    says = f"　{notice.says}" if notice.says else ""
    say(f"■ {notice.id}　{NOTICE_LABELS[notice.state]}　{notice.where or '尚未放置'}{says}")
    if notice.sender:
        say(f"  发件人：{notice.sender}")
    say(f"  收件人：{'、'.join(notice.to)}")
    say(f"  主题：{notice.subject}")
    if files:
        say(f"  附件：{'、'.join(files)}")
    say()
    say(text)


def _acting(
    name: str, help_: str, needed: bool = True
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command on some notices: their numbers, who acts, and how it tells what came of it."""

    def decorate(command: Callable[..., Any]) -> click.Command:
        shaped: Any = home_option(json_option(command))
        shaped = click.option("--by", default="", help="经办人（不写则记本机用户名）")(shaped)
        shaped = click.argument("ids", nargs=-1, required=needed, type=NUMBER, metavar="编号...")(
            shaped
        )
        made: click.Command = outbox.command(name, help=help_)(shaped)
        return made

    return decorate


@_acting("approve", "核准通知：下一轮 deyu run 发出，或用 deyu outbox send 立即发出。")
def approve(ids: tuple[str, ...], by: str, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        _tell(acts.approve(ids, by, office), as_json)


@_acting("send", "核准并立即发出；不写编号就发出全部已核准的。", needed=False)
def send(ids: tuple[str, ...], by: str, as_json: bool, home: Path | None) -> int:
    with office_at(the_home(home)) as office:
        try:
            notices = acts.send(ids, by, office)
        except MailboxError:
            if ids:
                _tell(tuple(one for id_ in ids for one in office.ledger.notices(id=id_)), as_json)
            raise
    _tell(notices, as_json)
    troubled = [one for one in notices if one.state in (NoticeState.FAILED, NoticeState.IN_DOUBT)]
    for one in troubled:
        click.echo(f"deyu: {one.id} {NOTICE_LABELS[one.state]}：{one.says}", err=True)
    waiting = [one for one in notices if one.state is NoticeState.APPROVED]
    for one in waiting:
        why = one.says or "发信服务器要求稍候，或到了每分钟的上限"
        click.echo(f"deyu: {one.id} 还没有发出（{why}）；deyu run 会接着发。", err=True)
    return ExitCode.COULD_NOT if troubled or waiting else ExitCode.DONE


@click.option("--reason", type=REASON, default="", help="理由")
@_acting("cancel", "不再发出；已经放进草稿箱的，请在草稿箱里删去。")
def cancel(ids: tuple[str, ...], by: str, as_json: bool, home: Path | None, reason: str) -> None:
    with office_at(the_home(home)) as office:
        _tell(acts.cancel(ids, by, reason, office), as_json)


@click.option("--not-sent", is_flag=True, help="查过了，没有发出：重新等待放置或核准")
@_acting("tick", "查过邮箱以后勾记：已经发出（或用 --not-sent 记为没有发出）。")
def tick(ids: tuple[str, ...], by: str, as_json: bool, home: Path | None, not_sent: bool) -> None:
    with office_at(the_home(home)) as office:
        _tell(acts.tick(ids, by, not not_sent, office), as_json)


@outbox.command("resume", help="恢复回执的自动发出（超过每日上限后会自动停止）。")
@click.option("--by", default="", help="经办人（不写则记本机用户名）")
@json_option
@home_option
def resume(by: str, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        resumed = acts.resume(by, office)
    if as_json:
        tell({"resumed": resumed})
    else:
        say("已恢复自动发出。" if resumed else "自动发出没有停止，不用恢复。")


def _tell(notices: tuple[NoticeRow, ...], as_json: bool) -> None:
    if as_json:
        tell({"notices": [notice_json(one) for one in notices]})
        return
    rows = [
        [one.id, NOTICE_LABELS[one.state], "、".join(one.to), one.subject, one.says]
        for one in notices
    ]
    table(rows, ("编号", "状态", "收件人", "主题", "说明"))
    say(f"共 {len(notices)} 份。")


@click.group(help="程序处理不了的邮件：查看、重试。")
def quarantine() -> None:
    """A group; its commands follow."""


@quarantine.command("list", help="在等人查看的邮件。")
@json_option
@home_option
def list_quarantined(as_json: bool, home: Path | None) -> None:
    from pipeline.office.mails.waiting_mails import quarantined

    with office_at(the_home(home)) as office:
        rows = quarantined(office)
    if as_json:
        tell({"submissions": [submission_json(one) for one in rows], "total": len(rows)})
        return
    lines = [
        [one.id, f"{one.received_at:%Y-%m-%d %H:%M}", one.sender.address, short(one.subject)]
        for one in rows
    ]
    table(lines, ("编号", "收到", "发件人", "主题"))
    say(f"共 {len(rows)} 件。")


@quarantine.command("show", help="一封处理不了的邮件和报错。")
@click.argument("id_", type=NUMBER, metavar="编号")
@json_option
@home_option
def show_quarantined(id_: str, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        document = show_one(id_, office)
    if as_json:
        tell(document)
        return
    say(f"■ {document['id']}　{STATE_LABELS[SubmissionState(document['state'])]}")
    say(document.get("failure") or "没有报错：这封邮件不在待查之列。")


@quarantine.command("replay", help="程序修好以后，再处理一次。")
@click.argument("id_", type=NUMBER, metavar="编号")
@json_option
@home_option
def replay(id_: str, as_json: bool, home: Path | None) -> None:
    from pipeline.office.mails.waiting_mails import replay as replay_one

    with office_at(the_home(home)) as office, office.ledger.at_work():
        state = replay_one(id_, office)
    if as_json:
        tell({"id": id_, "state": state.value})
    else:
        say(f"{id_}：{STATE_LABELS[state]}")
