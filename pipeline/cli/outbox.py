"""``deyu outbox`` and ``deyu quarantine``: what waits for people to release or to look into."""

from pathlib import Path

import click

from pipeline.assembly import office_at
from pipeline.cli.printing import home_option, json_option, say, table, tell, the_home
from pipeline.cli.reading_aloud import short
from pipeline.domain.plans import NOTICE_LABELS, STATE_LABELS, NoticeState, SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.office.outbox import notice_text
from pipeline.office.queries import ListQuery
from pipeline.office.reporting import notice_json, submission_json
from pipeline.office.showing import show as show_one
from pipeline.office.waiting_mails import replay as replay_one


@click.group(help="通知及其状态。")
def outbox() -> None:
    """A group; its commands follow."""


@outbox.command("list", help="全部通知，旧的在前。")
@click.option("--state", type=click.Choice([one.value for one in NoticeState]), help="状态")
@json_option
@home_option
def list_notices(state: str | None, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        told = [
            notice_json(one)
            for one in office.ledger.notices()
            if state is None or one.state.value == state
        ]
    if as_json:
        tell({"notices": told})
        return
    rows = [
        [one["id"], NOTICE_LABELS[NoticeState(one["state"])], "、".join(one["to"]), one["subject"]]
        for one in told
    ]
    table(rows, ("编号", "状态", "收件人", "主题"))
    say(f"共 {len(told)} 份。")


@outbox.command("show", help="一份通知的全文。")
@click.argument("id_", metavar="ID")
@json_option
@home_option
def show_notice(id_: str, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office:
        notice, text = notice_text(id_, office)
    if as_json:
        tell({**notice_json(notice), "text": text})
        return
    say(f"■ {notice.id}　{NOTICE_LABELS[notice.state]}　{notice.where or '尚未放置'}")
    say(f"  收件人：{'、'.join(notice.to)}")
    say(f"  主题：{notice.subject}")
    say()
    say(text)


def _by_the_mailbox(name: str, verb: str) -> None:
    """A command that the mailbox has taken over: people release there, and nowhere else."""

    @outbox.command(name, help=f"{verb}通知（本单位的通知由您在邮箱的草稿箱里{verb}）。")
    @click.argument("ids", nargs=-1, required=True, metavar="ID...")
    @json_option
    @home_option
    def refuse(ids: tuple[str, ...], as_json: bool, home: Path | None) -> None:
        raise DecisionRefusedError(
            f"没有{verb} {'、'.join(ids)}：通知的出口是邮箱（[notices] release = mailbox）。",
            f"请在邮箱的草稿箱里{verb}；没有邮箱时，草稿在工作目录的 drafts 文件夹。",
        )


for _name, _verb in (("approve", "核准"), ("send", "发出"), ("cancel", "撤销")):
    _by_the_mailbox(_name, _verb)


@click.group(help="程序处理不了的邮件：查看、重试。")
def quarantine() -> None:
    """A group; its commands follow."""


@quarantine.command("list", help="在等人查看的邮件。")
@json_option
@home_option
def list_quarantined(as_json: bool, home: Path | None) -> None:
    query = ListQuery(state=SubmissionState.QUARANTINED.value)
    with office_at(the_home(home)) as office:
        rows, total = office.ledger.submissions(query)
    told = [submission_json(one) for one in rows]
    if as_json:
        tell({"submissions": told, "total": total})
        return
    table([[one["id"], one["received_at"][:16], short(one["subject"])] for one in told])
    say(f"共 {total} 件。")


@quarantine.command("show", help="一封处理不了的邮件和报错。")
@click.argument("id_", metavar="ID")
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
@click.argument("id_", metavar="ID")
@json_option
@home_option
def replay(id_: str, as_json: bool, home: Path | None) -> None:
    with office_at(the_home(home)) as office, office.ledger.at_work():
        state = replay_one(id_, office)
    if as_json:
        tell({"id": id_, "state": state.value})
    else:
        say(f"{id_}：{STATE_LABELS[state]}")
