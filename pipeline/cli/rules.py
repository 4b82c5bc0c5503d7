"""``deyu rules``: is an edition of the regulation sound, and what does it say."""

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.assembly import edition_of
from pipeline.cli.printing import home_option, json_option, say, table, tell, the_home
from pipeline.errors import ExitCode, RegulationError
from pipeline.regulation.edition import Edition, load_edition, shipped_editions
from pipeline.regulation.explain import clause_at, clause_text, rule_text
from pipeline.regulation.faults import Fault, FaultyEditionError
from pipeline.regulation.lint import check as faults_of
from pipeline.regulation.lint import check_folder
from pipeline.regulation.rules import Rule

edition_option = click.option("--edition", default="", help="条例版本（默认：设置中的版本）")


@click.group(help="《管理办法》各版：核对、说明。")
def rules() -> None:
    """Only a place for its commands."""


@rules.command(help="核对条例版本：引文与原文一致，每条规则的例子都判得对。默认核对随附的各版。")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@json_option
def check(folder: Path | None, as_json: bool) -> int:
    if folder is not None:
        if not folder.is_dir():
            raise RegulationError(
                f"找不到文件夹 {folder}。", "请核对路径：应当是一个条例版本的文件夹。"
            )
        found = {folder.name: check_folder(folder)}
    else:
        found = {name: _faults_of_shipped(name) for name in shipped_editions()}
    if as_json:
        tell({"editions": [_edition_json(name, faults) for name, faults in found.items()]})
    else:
        for name, faults in found.items():
            say(f"{name}：" + (f"{len(faults)} 处错误。" if faults else "核对无误。"))
            for fault in faults:
                say(f"  · {fault}")
    return ExitCode.FOUND if any(found.values()) else ExitCode.DONE


@rules.command(help="一条规则的条款、原文、判法和例子；不写编号时列出全部规则。")
@click.argument("rule", required=False)
@edition_option
@json_option
@home_option
def explain(rule: str | None, edition: str, as_json: bool, home: Path | None) -> None:
    chosen = _chosen(edition, home)
    rules = (chosen.rule(rule),) if rule else chosen.rules
    if as_json:
        tell({"edition": chosen.id, "rules": [_rule_json(chosen, one) for one in rules]})
    elif rule:
        say(rule_text(chosen, rule).rstrip())
    else:
        table([[one.id, one.clause, one.title] for one in rules])


@rules.command(help="一个条款的原文和它在原件中的行；不写条款号时列出全部条款。")
@click.argument("clause", required=False)
@edition_option
@json_option
@home_option
def clauses(clause: str | None, edition: str, as_json: bool, home: Path | None) -> None:
    chosen = _chosen(edition, home)
    found = (clause_at(chosen, clause),) if clause else chosen.clauses
    if as_json:
        tell({"edition": chosen.id, "clauses": [asdict(one) for one in found]})
    elif clause:
        say(clause_text(found[0]).rstrip())
    else:
        table([[one.address, _beginning(one.text)] for one in found])


def _chosen(edition: str, home: Path | None) -> Edition:
    return load_edition(edition) if edition else edition_of(the_home(home))


def _faults_of_shipped(name: str) -> tuple[Fault, ...]:
    try:
        return faults_of(load_edition(name))
    except FaultyEditionError as fault:
        return fault.faults


def _edition_json(name: str, faults: tuple[Fault, ...]) -> dict[str, object]:
    return {
        "edition": name,
        "sound": not faults,
        "faults": [{"file": one.file, "line": one.line, "says": one.says} for one in faults],
    }


def _rule_json(edition: Edition, rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "title": rule.title,
        "clause": rule.clause,
        "quote": rule.quote,
        "text": rule_text(edition, rule.id),
    }


def _beginning(text: str) -> str:
    line = text.splitlines()[0] if text else ""
    return line if len(line) <= 40 else f"{line[:40]}…"
