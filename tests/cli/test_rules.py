"""``deyu rules``: sound editions, faulty ones, and what a clerk reads of them."""

import shutil
from pathlib import Path

import pytest
from cli.commands import deyu, told

EDITIONS = Path(__file__).resolve().parents[2] / "pipeline" / "regulation" / "editions"


def test_the_shipped_editions_are_sound() -> None:
    document = told("rules", "check")
    assert {one["edition"] for one in document["editions"]} == {
        folder.name for folder in EDITIONS.iterdir() if folder.is_dir()
    }
    assert all(one["sound"] and one["faults"] == [] for one in document["editions"])


def test_a_quote_that_is_not_the_regulations_is_found_with_its_line(tmp_path: Path) -> None:
    folder = shutil.copytree(EDITIONS / "2014-draft", tmp_path / "2026")
    sheet = folder / "rules.yaml"
    text = sheet.read_text(encoding="utf-8")
    quote = next(line for line in text.splitlines() if "quote:" in line)
    sheet.write_text(text.replace(quote, quote.replace("quote:", "quote: 又及"), 1), "utf-8")
    ended = deyu("rules", "check", folder)
    assert ended.returncode == 1, ended.stderr
    assert "rules.yaml 第" in ended.stdout
    document = told("rules", "check", folder, code=1)
    assert document["editions"][0]["faults"][0]["file"] == "rules.yaml"


def test_a_folder_that_is_not_there_is_told() -> None:
    ended = deyu("rules", "check", "no-such-folder")
    assert ended.returncode == 2
    assert "no-such-folder" in ended.stderr


@pytest.mark.parametrize("rule", ["Q1a", "Q3b", "H1"])
def test_a_rule_is_explained_with_clause_quote_and_cases(rule: str) -> None:
    ended = deyu("rules", "explain", rule)
    assert ended.returncode == 0, ended.stderr
    for word in (rule, "条款：", "引文：", "例子："):
        assert word in ended.stdout


def test_all_rules_and_all_clauses_are_listed() -> None:
    rules = deyu("rules", "explain").stdout
    assert all(f"\n{rule} " in f"\n{rules}" for rule in ("Q1a", "Q7", "H1"))
    assert "三.1.(1)③" in deyu("rules", "clauses").stdout


def test_a_clause_is_shown_as_printed() -> None:
    assert "党建助理应由正式党员担任" in deyu("rules", "clauses", "三.1.(1)③").stdout


def test_an_unknown_rule_or_clause_names_its_like() -> None:
    for words in (("explain", "Q99"), ("clauses", "三.9")):
        ended = deyu("rules", *words)
        assert ended.returncode == 2
        assert words[1] in ended.stderr
