"""``deyu init``, ``demo`` and ``run``: the office's main work."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from pipeline.cli import service
from pipeline.cli.printing import home_option, json_option, say, tell, the_home
from pipeline.cli.progress import announcing, bars
from pipeline.connections import passwords_of
from pipeline.errors import ExitCode, SettingsError, reason_of
from pipeline.office.house import Office
from pipeline.office.looking.reporting_acts import round_json
from pipeline.office.mails.running import Offer, Pace, Round, run_once
from pipeline.settings import OFFICE_TOML, Settings, commented_office_toml, read_settings

PATH_SECONDS = 10
"""How often a folder of files is looked at."""

ONCE, WATCHING = "deyu run --once", "deyu run"


@click.command(help="在工作目录写下带说明的 office.toml；已有的不覆盖。")
@json_option
@home_option
def init(as_json: bool, home: Path | None) -> None:
    path = the_home(home) / OFFICE_TOML
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(commented_office_toml())
    except FileExistsError:
        raise SettingsError(
            f"{path} 已经有了，没有改动。", "请直接编辑它；要重新开始，请先把它改名。"
        ) from None
    except OSError as fault:
        raise SettingsError(
            f"{path} 写不进去（{reason_of(fault)}）。", "请检查磁盘空间和权限。"
        ) from fault
    if as_json:
        tell({"written": str(path)})
    else:
        say(f"已写下 {path}。请按其中的说明填写，然后运行 deyu run。")


@click.command(help="用随附样例演示全过程：收信、核对、归档、答复、责任书。")
@click.option("--fresh", is_flag=True, help="清空上次的演示，从头来过")
@json_option
@home_option
def demo(fresh: bool, as_json: bool, home: Path | None) -> int:
    from pipeline.cli.demonstration import demonstrate  # its servers are an extra

    return demonstrate(the_home(home), fresh, as_json)


@click.command(help="收信、阅读、核对、归档、起草答复。不写 --once 就一直守着。")
@click.option("--once", is_flag=True, help="收完现有的邮件就结束")
@click.option("--from", "path", type=click.Path(path_type=Path), help="邮件文件夹、mbox 或 Maildir")
@click.option("--file-only", is_flag=True, help="只存档、阅读、归档，不作任何答复")
@json_option
@home_option
def run(once: bool, path: Path | None, file_only: bool, as_json: bool, home: Path | None) -> int:
    from pipeline.assembly import assembled

    if file_only and path is None:
        raise click.UsageError("--file-only 要和 --from 一起用。")
    settings = read_settings(the_home(home))
    if path is None and not settings.mail:
        raise SettingsError(
            f"{settings.home / OFFICE_TOML} 里没有写邮箱。",
            "请运行 deyu init 后填写 [mail] 一节；或用 --from 指定装有邮件的文件夹。",
        )
    with (
        assembled(settings, doing=ONCE if once else WATCHING) as office,
        office.ledger.at_work(),
        _offers(settings, path, file_only) as (offers, pauses),
    ):
        if path is None:
            office.ledger.folders.forget([one.source.name for one in offers])
        if once:
            return _once(offers, office, as_json)
        click.echo(
            f"守候 {len(offers)} 处来信，每 {min(pauses)} 秒看一次；按 Ctrl-C 结束。", err=True
        )
        service.serve(
            list(zip(offers, pauses, strict=True)),
            office,
            settings.home,
            lambda done: _tell(done, as_json),
            announcing(),
            partial(passwords_of, settings),
        )
        click.echo("已停止。", err=True)
        return ExitCode.DONE


@contextmanager
def _offers(
    settings: Settings, path: Path | None, file_only: bool
) -> Iterator[tuple[tuple[Offer, ...], tuple[int, ...]]]:
    """Where mail comes from, and how often each place is looked at, in seconds."""
    from pipeline.assembly import offer_from, offered, pauses_of

    if path is not None:
        yield (offer_from(path, file_only),), (PATH_SECONDS,)
        return
    with offered(settings) as offers:
        yield offers, pauses_of(settings)


def _once(offers: tuple[Offer, ...], office: Office, as_json: bool) -> int:
    with service.ended_by_signal() as ended, bars() as progress:
        done = run_once(offers, office, progress, Pace(ended.is_set))
    _tell(done, as_json)
    for trouble in done.troubles.values():
        click.echo(f"deyu: {trouble}", err=True)
    if ended.is_set():
        click.echo("deyu: 中途停下了；再运行一次会接着做，什么也不丢。", err=True)
    return ExitCode.COULD_NOT if done.troubles or ended.is_set() else ExitCode.DONE


def _tell(done: Round, as_json: bool) -> None:
    if as_json:
        tell(round_json(done))
        return
    say(f"看到 {done.seen} 封邮件：新收 {len(done.new)} 封，此前已收 {done.duplicates} 封。")
    if done.new:
        say(
            f"  来件 {done.submissions} 件（其中 {done.needs_person} 件等人处理，"
            f"{done.unreadable} 件有读不出的附件），自动邮件 {done.set_aside} 封，"
            f"程序处理不了 {done.quarantined} 封。"
        )
    if done.notices_drafted:
        say(f"  起草通知 {done.notices_drafted} 份，请核对后发出。")
