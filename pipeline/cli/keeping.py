"""``deyu verify``, ``rebuild`` and ``status``: the archive's integrity and the office's state."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.printing import home_option, json_option, say, table, tell, the_home
from pipeline.errors import ExitCode
from pipeline.office.looking.reporting import status_json
from pipeline.office.looking.status import lines
from pipeline.office.looking.status import status as status_of
from pipeline.settings import read_settings

if TYPE_CHECKING:
    from pipeline.archive import Verification


@click.command(help="核验档案：逐个文件比对校验值，逐件比对数据库。")
@json_option
@home_option
def verify(as_json: bool, home: Path | None) -> int:
    from pipeline.assembly import verified

    found = verified(read_settings(the_home(home)))
    if as_json:
        tell(_verification_json(found))
    else:
        checked = found.checked
        say(
            f"核验 {checked.objects} 个档案对象、{checked.files} 个文件、{checked.bytes} 字节："
            + ("完好。" if found.sound else f"发现 {len(found.failures)} 处问题。")
        )
        for failure in found.failures:
            say(f"  · {failure.says}")
        table([[f"  {one.dimension}", one.name, one.result, one.says] for one in found.checks])
    if not found.could_check:
        return ExitCode.COULD_NOT
    return ExitCode.DONE if found.sound else ExitCode.FOUND


@click.command(help="丢弃数据库，由档案重建；重建前后的回答一样。")
@json_option
@home_option
def rebuild(as_json: bool, home: Path | None) -> None:
    from pipeline.office.mails.rebuilding import rebuild as rebuild_all

    with office_at(the_home(home), to_rebuild=True) as office, office.ledger.alone():
        entries = rebuild_all(office)
    if as_json:
        tell({"entries": entries})
    else:
        say(f"已由档案中的 {entries} 条记录重建数据库。")


@click.command(help="各状态件数，什么在等人。")
@click.option("--check", is_flag=True, help="有需要留意的事时，退出码为 1")
@json_option
@home_option
def status(check: bool, as_json: bool, home: Path | None) -> int:
    with office_at(the_home(home)) as office:
        told = status_of(office)
    if as_json:
        tell(status_json(told))
    else:
        for line in lines(told):
            say(line)
    return ExitCode.FOUND if check and told.alarms else ExitCode.DONE


def _verification_json(found: "Verification") -> dict[str, object]:
    """The document of ``deyu verify``."""
    return {
        "sound": found.sound,
        "checked": asdict(found.checked),
        "failures": [asdict(failure) for failure in found.failures],
        "checks": [asdict(check) for check in found.checks],
    }
