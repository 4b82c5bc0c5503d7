"""``deyu import``: the registers the department owns, from Excel and csv files."""

from pathlib import Path
from typing import Any

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.choices import OneOf
from pipeline.cli.printing import home_option, json_option, say, table, tell, the_home
from pipeline.domain.registers import RegisterKind
from pipeline.domain.school_calendar import Term
from pipeline.domain.value_labels import value_label
from pipeline.errors import ExitCode, RegisterError, reason_of
from pipeline.office.decisions.registering import Import, import_json, import_register, look_at
from pipeline.registers import columns_of

Json = dict[str, Any]
SHOWN = 20
"""Lines of each sort shown to a person; `--json` tells all."""

_REGISTERS = OneOf("登记", {kind.value: kind.label for kind in RegisterKind})


@click.command(
    "import",
    help="导入登记（xlsx、xls 或 csv）。先只说会改动什么；加 --apply 才改。"
    f"登记为：{_REGISTERS.listed}。",
)
@click.argument("register", type=_REGISTERS)
@click.argument(
    "file", required=False, metavar="[文件]", type=click.Path(path_type=Path, dir_okay=False)
)
@click.option("--apply", "apply", is_flag=True, help="确认改动")
@click.option("--columns", is_flag=True, help="说明表里要有哪些列")
@json_option
@home_option
def import_(
    register: str, file: Path | None, apply: bool, columns: bool, as_json: bool, home: Path | None
) -> int:
    kind = RegisterKind(register)
    if columns == (file is not None):
        raise click.UsageError("请写要导入的文件，或用 --columns 查看要有哪些列。")
    if file is None:
        _print_columns(kind, as_json)
        return ExitCode.DONE
    data = _bytes(file)
    with office_at(the_home(home)) as office:
        act = import_register if apply else look_at
        found = act(kind, file.name, data, office)
    if as_json:
        tell(import_json(found))
    else:
        _print(found, apply)
    if found.mistakes:
        click.echo(
            f"deyu: {file.name} 有 {len(found.mistakes)} 处错误，没有导入。"
            "请逐处改正后再导入；现有的登记没有改动。",
            err=True,
        )
        return ExitCode.COULD_NOT
    return ExitCode.DONE


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise RegisterError(
            f"文件 {file} 打不开（{reason_of(fault)}）。", "请检查路径和权限。"
        ) from fault


def _print_columns(kind: RegisterKind, as_json: bool) -> None:
    columns = columns_of(kind)
    if as_json:
        told = [
            {
                "name": one.name,
                "label": one.label,
                "required": one.required,
                "synonyms": list(one.synonyms),
                "says": one.says,
            }
            for one in columns
        ]
        tell({"register": kind.value, "label": kind.label, "columns": told})
        return
    say(f"{kind.label}（{kind.value}）：表头一行，写下列各列；列的次序不限，多余的列不用。")
    rows = [
        [one.label, "必填" if one.required else "可空", one.says, "、".join(one.synonyms)]
        for one in columns
    ]
    table(rows, ["列", "", "内容", "也可写作"])


def _print_judged_again(found: Import) -> None:
    if found.judged_again.changed:
        listed = "、".join(found.judged_again.changed)
        say(f"按新名册重新核对，结论有变化而尚未决定的申请：{listed}。没有为此发信。")
    for line in found.judged_again.otherwise:
        say(f"  ※ {line}")


def _print(found: Import, apply: bool) -> None:
    for note in found.notes:
        say(f"  提示：{note}")
    for mistake in found.mistakes:
        say(f"  · {mistake}")
    if found.mistakes:
        return
    told = import_json(found)
    for title, sign, key in (("新增", "＋", "added"), ("删去", "－", "removed")):
        lines = told[key]
        if lines:
            say(f"{title} {len(lines)} 行：")
        for line in lines[:SHOWN]:
            say(f"  {sign} {_line(line)}")
        _say_more(len(lines))
    if told["changed"]:
        say(f"改动 {len(told['changed'])} 行：")
    for pair in told["changed"][:SHOWN]:
        say(f"  ～ {_difference(found.kind, pair['before'], pair['after'])}")
    _say_more(len(told["changed"]))
    _print_judged_again(found)
    say(f"不变 {found.changes.unchanged} 行；导入后{found.kind.label}共 {told['lines']} 行。")
    if found.version:
        say(f"已导入，为第 {found.version} 版。")
    elif not found.changes.any:
        say("内容与现有的登记相同，没有改动。")
    elif not apply:
        say("以上只是预览，尚未改动；确认无误后，请加 --apply 再运行一次。")


def _say_more(count: int) -> None:
    if count > SHOWN:
        say(f"  …… 另有 {count - SHOWN} 行，用 --json 可看全部")


def _line(line: Json) -> str:
    return "　".join(shown for name, value in line.items() if (shown := _shown(name, value)))


def _difference(kind: RegisterKind, before: Json, after: Json) -> str:
    labels = {column.name: column.label for column in columns_of(kind)}
    name, first = next(iter(after.items()))
    changed = [
        f"{labels[name]}：“{_shown(name, before[name])}”改为“{_shown(name, value)}”"
        for name, value in after.items()
        if before[name] != value
    ]
    return f"{_shown(name, first)}　{'；'.join(changed)}"


def _shown(name: str, value: object) -> str:
    """A value of the column `name` in the office's words."""
    match value:
        case None | "":
            return ""
        case bool():
            return "是" if value else "否"
        case list():
            return "；".join(_shown(name, one) for one in value)
        case dict():
            return "至".join(dict.fromkeys(_shown(name, one) for one in value.values()))
        case str() if name == "term":
            return Term.parse(value).label
        case _:
            return value_label(name, str(value))
