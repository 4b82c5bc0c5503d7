"""``deyu rules diff`` and the explanation of one judgement: editions and the archive together."""

import sys
from pathlib import Path
from typing import Any

import click

from pipeline.cli.at_work import office_at
from pipeline.cli.printing import say, tell
from pipeline.cli.progress import bar
from pipeline.cli.reading_aloud import shown
from pipeline.domain.field_labels import field_label
from pipeline.domain.findings import Advice, Outcome
from pipeline.domain.registers import RegisterKind
from pipeline.office.decisions.rejudging import Rejudged, rejudge, rejudged_json
from pipeline.office.filed import reading_of
from pipeline.office.house import Office
from pipeline.office.looking.showing import show
from pipeline.regulation.edition import Edition, read_edition
from pipeline.regulation.explain import OUTCOMES
from pipeline.regulation.lint import require_sound

Json = dict[str, Any]

SHOW_EACH = 100
"""Applications between two movements of the bar."""

ADVICE = {
    Advice.NO_OBSTACLE: "机审无障碍",
    Advice.NEEDS_PERSON: "待人工",
    Advice.DOES_NOT_MEET: "不符合",
}


def print_differences(old: str, new: str, as_json: bool, home: Path) -> None:
    """Judge the archive by two editions, each a name or a folder, and tell what differs."""
    with office_at(home) as office:
        before, after = _edition(old, office), _edition(new, office)
        total = len(office.ledger.applications()) if sys.stderr.isatty() else 0
        with bar("重新核对") as progress:
            done = 0

            def count(number: int) -> None:
                nonlocal done
                done = number
                if number % SHOW_EACH == 0:
                    progress(number, max(total, number))

            found = list(rejudge(before, after, office, count))
    if as_json:
        told = {
            "old": {"edition": before.id, "sha256": before.sha256},
            "new": {"edition": after.id, "sha256": after.sha256},
            "applications": done,
            "changed": [rejudged_json(one) for one in found],
        }
        tell(told)
        return
    say(f"从 {before.id} 到 {after.id}，重新核对 {done} 份申请，{len(found)} 份有变化。")
    for one in found:
        _print(one, before, after)


def _print(one: Rejudged, old: Edition, new: Edition) -> None:
    judged = one.judged
    mark = "　※ 已有决定" if one.concerns_a_decision else ""
    say(f"{judged.id}　{judged.person.name}　{judged.college}{mark}")
    say(f"  意见：{ADVICE[one.before]} → {ADVICE[one.after]}")
    titles = {rule.id: rule.title for rule in (*old.rules, *new.rules)}
    for rule, before, after in one.rules:
        say(f"  {rule} {titles[rule]}：{_outcome(before)} → {_outcome(after)}")


def _outcome(outcome: Outcome | None) -> str:
    return OUTCOMES[outcome] if outcome else "没有这条规则"


def _edition(named: str, office: Office) -> Edition:
    """By name, or the folder of one that is being written; raises with all its faults."""
    folder = Path(named)
    if folder.is_dir():
        return require_sound(read_edition(folder))
    return office.editions.named(named)


def print_judgement(id_: str, as_json: bool, home: Path) -> None:
    """How a submission or application was judged: edition, facts and findings as they were."""
    with office_at(home) as office:
        shown = show(id_, office)
        submission = shown["submissions"][-1] if "submissions" in shown else id_
        reading: Json = reading_of(submission, office) or {}
    judgements = shown["judgements"]
    if as_json:
        keys = ("judged_on", "edition", "edition_sha256")
        tell({"id": id_, **{key: reading.get(key) for key in keys}, "judgements": judgements})
        return
    if not judgements:
        raise click.UsageError(f"{id_} 里没有核对过的申请表。")
    say(f"{id_}：{reading['judged_on']} 按 {reading['edition']} 核对")
    say(f"条例版本的识别码：{reading['edition_sha256']}")
    for judgement in judgements:
        person = judgement["person"]
        say()
        say(
            f"{judgement['paper']}　{person['name']}　{person['student_no']}　{ADVICE[Advice(judgement['advice'])]}"
        )
        for finding in judgement["findings"]:
            _print_finding(finding)


def _print_finding(finding: Json) -> None:
    say(f"  {finding['rule']} {OUTCOMES[Outcome(finding['outcome'])]}　{finding['says']}")
    say(f"     {finding['clause']} “{finding['quote']}”")
    for one in finding["evidence"]:
        register = f"，由{_named(one['register'])}证实" if one["register"] else ""
        value = shown(one["fact"], one["value"])
        say(f"     依据：{one['place']} {field_label(one['fact'])}＝{value}{register}")


def _named(register: str) -> str:
    """``registrar_roster@3`` in the office's words."""
    kind, _, version = register.partition("@")
    return f"{RegisterKind(kind).label}第{version}版"
