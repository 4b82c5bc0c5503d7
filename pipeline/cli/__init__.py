"""The command ``deyu``. Each command's module is imported only when it is called."""

import gettext
import importlib
import os
import sys
from pathlib import Path

import click

from pipeline import __version__
from pipeline.errors import ExitCode, OfficeError

_COMMANDS = {
    "init": "pipeline.cli.working:init",
    "demo": "pipeline.cli.working:demo",
    "run": "pipeline.cli.working:run",
    "read": "pipeline.cli.reading:read",
    "check": "pipeline.cli.reading:check",
    "list": "pipeline.cli.looking:list_",
    "show": "pipeline.cli.looking:show",
    "search": "pipeline.cli.looking:search",
    "person": "pipeline.cli.looking:person",
    "decide": "pipeline.cli.deciding:decide",
    "draft": "pipeline.cli.drafting:draft",
    "cases": "pipeline.cli.lives:cases",
    "obligations": "pipeline.cli.lives:obligations",
    "record": "pipeline.cli.recording:record",
    "outbox": "pipeline.cli.outbox:outbox",
    "quarantine": "pipeline.cli.outbox:quarantine",
    "verify": "pipeline.cli.keeping:verify",
    "rebuild": "pipeline.cli.keeping:rebuild",
    "import": "pipeline.cli.importing:import_",
    "rules": "pipeline.cli.rules:rules",
    "templates": "pipeline.cli.templates:templates",
    "status": "pipeline.cli.keeping:status",
    "doctor": "pipeline.cli.doctoring:doctor",
}


def _speak_chinese() -> None:
    """What click itself says of options and arguments comes from our catalogue."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", Path(__file__).with_name("words"))


OPTIONS, COMMAND = "[选项]", "命令 [参数]..."
_TYPED = {"text": "文字", "integer": "整数", "integer range": "整数"}
"""What click calls the kinds of values; none of these names comes from a catalogue."""


def _name_in_chinese(command: click.Command) -> None:
    """What help calls the parts of a command, where the command itself does not say it."""
    command.options_metavar = OPTIONS
    for one in command.params:
        if isinstance(one, click.Option) and not one.is_flag:
            one.metavar = one.metavar or _TYPED.get(one.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = COMMAND
        for each in command.commands.values():
            _name_in_chinese(each)


class _Commands(click.Group):
    """A group that knows the names of its commands and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        _name_in_chinese(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl(list(_HELP.items()))


_HELP = {
    "init": "在工作目录写下带说明的 office.toml",
    "demo": "用随附样例演示全过程，不需任何设置",
    "run": "收信、阅读、核对、归档、起草答复",
    "read": "读邮件或附件，说出读懂了什么",
    "check": "读并按《管理办法》核对",
    "list": "来件清单",
    "show": "一件来件或一份申请的全部",
    "search": "查档案：姓名、学号、任何一段中文",
    "person": "一个人的全部申请和来件",
    "decide": "对申请作决定：同意、退回、不予、撤回",
    "draft": "起草文书：岗位责任书、登记表、考核表、名册、空白表格",
    "cases": "人员调整：还缺什么、何时到期",
    "obligations": "每位助理还欠什么：按条款和日期",
    "record": "登记线下的事：任用变化、纸面材料、应尽事项",
    "outbox": "通知及其状态",
    "quarantine": "程序处理不了、待人查看的邮件",
    "verify": "核验档案是否完好",
    "rebuild": "丢弃数据库，由档案重建",
    "import": "导入登记：学院名录、校历、学籍名册等",
    "rules": "《管理办法》各版：核对、说明",
    "templates": "Word 模板：检查、清单、可用字段、样张",
    "status": "各状态件数，什么在等人",
    "doctor": "检查设置和所连的一切是否可用",
}


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=OPTIONS,
    subcommand_metavar=COMMAND,
    help="研究生德育工作助理：从邮箱到档案。",
)
@click.version_option(
    __version__, prog_name="deyu", message="%(prog)s %(version)s", help="显示版本"
)
@click.option(
    "--home",
    metavar="路径",
    type=click.Path(path_type=Path),
    help="工作目录（默认 ./outputs 或 DEYU_HOME）",
)
@click.pass_context
def deyu(ctx: click.Context, home: Path | None) -> None:
    ctx.obj = home


def main() -> None:
    """Run the command; every end has its exit code and, when it fails, one line on stderr."""
    _speak_chinese()
    os.umask(
        os.umask(0) | 0o027
    )  # what is kept is about people: nobody else on the machine reads it
    try:
        code = deyu(standalone_mode=False)
    except click.UsageError as fault:
        fault.show(file=sys.stderr)
        sys.exit(ExitCode.USAGE)
    except click.Abort:
        click.echo("已中止。", err=True)
        sys.exit(ExitCode.COULD_NOT)
    except OfficeError as fault:
        click.echo(f"deyu: {fault}", err=True)
        sys.exit(fault.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ExitCode.DONE)
    sys.exit(code if isinstance(code, int) else ExitCode.DONE)
