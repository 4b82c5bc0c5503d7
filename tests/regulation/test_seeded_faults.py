"""Faults put into the shipped edition on purpose: each one is caught, whichever rule it is in."""

import re
from pathlib import Path

import pytest
from regulation.copied_edition import copied

from pipeline.regulation.edition import load_edition, read_edition
from pipeline.regulation.faults import FaultyEditionError
from pipeline.regulation.lint import check

EDITION = load_edition("2014-draft")
OPERATOR = re.compile(r"==|!=|&&|\|\||\bin\b|!")
SWAPPED = {"==": "!=", "!=": "==", "&&": "||", "||": "&&", "!": ""}
CONDITIONS = [rule for rule in EDITION.rules if rule.when is not None]


def caught(folder: Path, file: str) -> bool:
    """Whether anything is told of the edition, in the file that was spoilt ("" for any)."""
    try:
        faults = tuple(check(read_edition(folder)))
    except FaultyEditionError as error:
        faults = error.faults
    return any(file in fault.file for fault in faults)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def rules_with(folder: Path, line: int, old: str, new: str) -> None:
    """Put `new` for the first `old` from this line on (1 is the first)."""
    sheet = folder / "rules.yaml"
    lines = sheet.read_text("utf-8").splitlines(keepends=True)
    before, after = "".join(lines[: line - 1]), "".join(lines[line - 1 :])
    assert old in after
    sheet.write_text(before + after.replace(old, new, 1), "utf-8")


def swaps():
    for rule in CONDITIONS:
        for found in OPERATOR.finditer(rule.when.source):
            source, sign = rule.when.source, found[0]
            if sign == "in":
                only_the_first = re.sub(r"in \[([^],]*)[^]]*\]", r"== \1", source[found.start() :])
                changed = source[: found.start()] + only_the_first
            else:
                changed = source[: found.start()] + SWAPPED[sign] + source[found.end() :]
            yield pytest.param(rule, changed, id=f"{rule.id}: {changed}")


@pytest.mark.parametrize(("rule", "changed"), [*swaps()])
def test_an_operator_swapped_in_any_condition_is_caught(folder, rule, changed) -> None:
    rules_with(folder, rule.line, rule.when.source, changed)
    assert caught(folder, "rules.yaml")


SENTENCES = [
    pytest.param(rule, saying.when.source, sign, id=f"{rule.id}: {saying.when.source} {sign[0]}")
    for rule in EDITION.rules
    for saying in rule.sayings
    if saying.when is not None
    for sign in OPERATOR.finditer(saying.when.source)
    if sign[0] in SWAPPED
]


@pytest.mark.parametrize(("rule", "source", "sign"), SENTENCES)
def test_an_operator_swapped_in_the_condition_of_a_sentence_is_caught(
    folder, rule, source, sign
) -> None:
    changed = source[: sign.start()] + SWAPPED[sign[0]] + source[sign.end() :]
    rules_with(folder, rule.line, f"  - when: {source}", f"  - when: {changed}")
    assert caught(folder, "rules.yaml")


@pytest.mark.parametrize("rule", EDITION.rules, ids=lambda rule: rule.id)
def test_a_quotation_with_one_character_changed_is_caught(folder, rule) -> None:
    middle = len(rule.quote) // 2
    altered = rule.quote[:middle] + "〇" + rule.quote[middle + 1 :]
    rules_with(folder, rule.quote_line, rule.quote, altered)
    assert caught(folder, "rules.yaml")


@pytest.mark.parametrize("rule", CONDITIONS, ids=lambda rule: rule.id)
def test_a_misspelt_fact_is_caught(folder, rule) -> None:
    name = rule.when.names[0]
    misspelt = rule.when.source.replace(name, f"{name}s", 1)
    rules_with(folder, rule.line, rule.when.source, misspelt)
    assert caught(folder, "rules.yaml")


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param(one, id=one.address, marks=() if number % 4 == 0 else pytest.mark.prove)
        for number, one in enumerate(EDITION.clauses)
    ],
)
def test_a_clause_of_the_source_that_is_gone_is_caught(folder, clause) -> None:
    source = folder / "source.txt"
    text = source.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    after = [one.line for one in EDITION.clauses if one.line > clause.line]
    until = min(after, default=len(lines) + 1)
    source.write_text("".join(lines[: clause.line - 1] + lines[until - 1 :]), "utf-8")
    assert caught(folder, "")
