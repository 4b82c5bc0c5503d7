"""``deyu rules``: is an edition of the regulation sound, and what does it say."""

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.printing import home_option, json_option, say, table, tell, the_home
from pipeline.cli.rules_over_the_archive import print_differences, print_judgement
from pipeline.domain.written import plain_number
from pipeline.editions_in_force import EDITIONS, edition_of, editions_of, gone_from
from pipeline.errors import ExitCode, RegulationError
from pipeline.regulation.clause_uses import Use, coverage_page, uses_of
from pipeline.regulation.edition import Edition, load_edition, read_edition, shipped_editions
from pipeline.regulation.editions_at_hand import gone_fault, own_editions
from pipeline.regulation.explain import clause_at, clause_text, rule_text
from pipeline.regulation.faults import Fault, FaultyEditionError
from pipeline.regulation.lint import check as faults_of
from pipeline.regulation.lint import check_folder, doubts
from pipeline.regulation.rules import Rule
from pipeline.settings import read_settings

edition_option = click.option("--edition", default="", help="条例版本（默认：设置中的版本）")


@click.group(help="《管理办法》各版：核对、说明。")
def rules() -> None:
    """Only a place for its commands."""


@rules.command(
    help="核对条例版本：引文与原文一致，每条规则的例子都判得对，每一条款都有着落。默认核对随附的各版和工作目录里的各版。"
)
@click.argument(
    "folder", required=False, metavar="[文件夹]", type=click.Path(path_type=Path, file_okay=False)
)
@json_option
@home_option
def check(folder: Path | None, as_json: bool, home: Path | None) -> int:
    if folder is not None:
        if not folder.is_dir():
            raise RegulationError(
                f"找不到文件夹 {folder}。", "请核对路径：应当是一个条例版本的文件夹。"
            )
        faults = check_folder(folder)
        found = {folder.name: (None if faults else read_edition(folder), faults)}
    else:
        found = {name: _shipped(name) for name in shipped_editions()}
        own = own_editions(the_home(home) / EDITIONS)
        found |= {one.name: (edition, faults) for one, edition, faults in own}
        gone = gone_from(read_settings(the_home(home)))
        found |= {one.id: (one, (gone_fault(one),)) for one in gone}
    if as_json:
        tell({"editions": [_edition_json(name, *checked) for name, checked in found.items()]})
    else:
        for name, (edition, faults) in found.items():
            say(f"{name}：" + (f"{len(faults)} 处错误。" if faults else "核对无误。"))
            for fault in faults:
                say(f"  · {fault}")
            for note in doubts(edition) if edition else ():
                say(f"  提示：{note}")
    return ExitCode.FOUND if any(faults for _, faults in found.values()) else ExitCode.DONE


@rules.command(
    help="一条规则的条款、原文、判法和例子；或一件来件、一份申请当时是怎样核对的（S-、A- 编号）。"
    "不写编号时列出全部规则。"
)
@click.argument("rule", required=False, metavar="[规则或编号]")
@edition_option
@json_option
@home_option
def explain(rule: str | None, edition: str, as_json: bool, home: Path | None) -> None:
    number = plain_number(rule or "")
    if number.startswith(("S-", "A-", "C-")):
        print_judgement(number, as_json, the_home(home))
        return
    chosen = _chosen(edition, home)
    rules = (chosen.rule(rule),) if rule else chosen.rules
    if as_json:
        tell({"edition": chosen.id, "rules": [_rule_json(chosen, one) for one in rules]})
    elif rule:
        say(rule_text(chosen, rule).rstrip())
    else:
        table([[one.id, one.clause, one.title] for one in rules])


@rules.command(help="换一版会改变哪些结论：按两版重新核对档案里的全部申请。")
@click.argument("old", metavar="旧版")
@click.argument("new", metavar="新版")
@json_option
@home_option
def diff(old: str, new: str, as_json: bool, home: Path | None) -> None:
    print_differences(old, new, as_json, the_home(home))


@rules.command(
    help="每一条款的着落：由规则核对、由系统跟踪、写进文书，或由人；写条款号时给出原文。"
)
@click.argument("clause", required=False, metavar="[条款]")
@click.option("--page", is_flag=True, help="整张着落表，作为文档的一页")
@edition_option
@json_option
@home_option
def clauses(clause: str | None, page: bool, edition: str, as_json: bool, home: Path | None) -> None:
    chosen = _chosen(edition, home)
    only = clause_at(chosen, clause) if clause else None
    found = [(one, uses) for one, uses in uses_of(chosen) if only in (None, one)]
    if page:
        say(coverage_page(chosen).rstrip())
    elif as_json:
        told = [asdict(one) | {"uses": [asdict(use) for use in uses]} for one, uses in found]
        tell({"edition": chosen.id, "clauses": told})
    elif only:
        say(clause_text(only).rstrip())
        for use in dict.fromkeys(found[0][1]):
            say(f"{use.how.label}：{use.says}")
    else:
        table([[one.address, _hows(uses), _beginning(one.text)] for one, uses in found])


def _hows(uses: tuple[Use, ...]) -> str:
    return "、".join(dict.fromkeys(use.how.label for use in uses))


def _chosen(edition: str, home: Path | None) -> Edition:
    if not edition:
        return edition_of(the_home(home))
    return editions_of(read_settings(the_home(home))).named(edition)


def _shipped(name: str) -> tuple[Edition | None, tuple[Fault, ...]]:
    try:
        edition = load_edition(name)
    except FaultyEditionError as fault:
        return None, fault.faults
    return edition, faults_of(edition)


def _edition_json(
    name: str, edition: Edition | None, faults: tuple[Fault, ...]
) -> dict[str, object]:
    return {
        "edition": name,
        "sound": not faults,
        "faults": [asdict(one) for one in faults],
        "notes": [asdict(one) for one in doubts(edition)] if edition else [],
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
