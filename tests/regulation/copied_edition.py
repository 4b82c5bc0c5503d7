"""Copies of the shipped edition, to be spoilt at one place and checked."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path


def copied(place: Path) -> Path:
    with as_file(files("pipeline.regulation") / "editions" / "2014-draft") as shipped:
        return Path(shutil.copytree(shipped, place / "2014-draft"))


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old`, which must be there; the line where it stood."""
    text = (folder / file).read_text("utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in {file}"
    (folder / file).write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


def line_of(folder: Path, file: str, words: str) -> int:
    lines = (folder / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def doctors_only(home: Path, since: str) -> Path:
    """An edition that makes the general rule of 三.1.(1)① a strict one."""
    folder = copied(home / "copies")
    head = f"id: strict\nin_force_from: {since}\ndecided_by: 研究生工作部部务会"
    spoil(folder, "edition.yaml", "id: 2014-draft", head)
    text = (folder / "rules.yaml").read_text("utf-8")
    start, end = text.index("- id: Q1c"), text.index("- id: Q2\n")
    rule = text[start:end]
    rule = rule[: rule.index("  exceptions:")] + rule[rule.index("  meets:") :]
    rule = rule.replace(
        "{degree_level: master}, expect: person", "{degree_level: master}, expect: fails"
    )
    (folder / "rules.yaml").write_text(text[:start] + rule + text[end:], "utf-8")
    (home / "editions").mkdir()
    return folder.rename(home / "editions" / "strict")
