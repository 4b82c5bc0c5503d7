"""The shape of the code: sizes, names, docstrings, and what no committed file may hold.

Run as ``python tests/shape.py``; prints every fault with its place and the totals, exits 1
when there is a fault.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES = {"pipeline": 300, "tests": 400}
FUNCTION_LINES = 50
BANNED_NAMES = frozenset({"utils", "helpers", "common", "misc", "manager", "base", "core"})

# Built from pieces, so that this file does not hold what it looks for.
FOREIGN = re.compile(
    "|".join(
        (
            r"/(?:" + "work|farm|root" + r")/",
            r"(?:" + "pypi|pythonhosted|npmjs|crates" + r")\.(?:org|io|com)\b",
            r"/opt/" + "(?:pypi|wheels)",
            r"--(?:extra-)?index-" + "url[ =]\\S+:",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Fault:
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Module:
    path: str
    lines: int
    tree: ast.Module

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def modules(root: Path, folder: str) -> Iterator[Module]:
    for path in sorted((root / folder).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        yield Module(
            str(path.relative_to(root)), len(source.splitlines()), ast.parse(source, str(path))
        )


def size_faults(module: Module, most: int) -> Iterator[Fault]:
    if module.lines > most:
        yield Fault(module.path, f"{module.lines} lines, at most {most}")
    if "/migrations/versions/" in module.path:  # a migration is one list of tables, read once
        return
    for function in module.functions:
        length = function_lines(function)
        if length > FUNCTION_LINES:
            place = f"{module.path}:{function.lineno}"
            yield Fault(place, f"{function.name} has {length} lines, at most {FUNCTION_LINES}")


def function_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def name_faults(module: Module) -> Iterator[Fault]:
    parts = Path(module.path).with_suffix("").parts
    for part in parts:
        if part.strip("_") in BANNED_NAMES:
            yield Fault(module.path, f"“{part}” says nothing about what is in it")


def docstring_faults(module: Module) -> Iterator[Fault]:
    name = Path(module.path).stem
    public = not name.startswith("_")
    if public and module.tree.body and ast.get_docstring(module.tree) is None:
        yield Fault(module.path, "a public module says in a docstring what it is for")


def twin_faults(found: Iterable[Module]) -> Iterator[Fault]:
    """Test modules of one name in two folders: pytest collects only the first of them."""
    first: dict[str, str] = {}
    for module in found:
        name = Path(module.path).name
        if name.startswith("test_") and first.setdefault(name, module.path) != module.path:
            yield Fault(module.path, f"has the name of {first[name]}")


def foreign_faults(root: Path) -> Iterator[Fault]:
    """Machine paths and registry hosts in what is committed or about to be."""
    for name in committed(root):
        path = root / name
        if not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" in content:
            continue
        text = content.decode("utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if found := FOREIGN.search(line):
                yield Fault(f"{name}:{number}", f"holds “{found.group()}”")


def committed(root: Path) -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True)
    return [name for name in listing.stdout.decode().split("\0") if name]


def check(root: Path) -> tuple[list[Fault], str]:
    """Every fault under `root`, and one line of totals."""
    faults: list[Fault] = []
    totals = []
    for folder, most in MODULE_LINES.items():
        found = list(modules(root, folder))
        for module in found:
            faults += size_faults(module, most)
            if folder == "pipeline":
                faults += [*name_faults(module), *docstring_faults(module)]
        faults += twin_faults(found)
        lines = sum(module.lines for module in found)
        longest = max((module.lines for module in found), default=0)
        totals.append(f"{folder}: {len(found)} modules, {lines} lines, longest {longest}")
    faults += foreign_faults(root)
    return faults, "; ".join(totals)


def main() -> int:
    faults, totals = check(ROOT)
    for fault in faults:
        print(f"{fault.place}: {fault.says}")
    print(f"{totals}; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
