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
