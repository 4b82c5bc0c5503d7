"""The shape check finds what it is for; a check that finds nothing would pass for ever."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

_spec = importlib.util.spec_from_file_location("shape", ROOT / "tests" / "shape.py")
assert _spec is not None
assert _spec.loader is not None
shape = importlib.util.module_from_spec(_spec)
sys.modules["shape"] = shape
_spec.loader.exec_module(shape)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "tests").mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    return tmp_path


def said(checkout: Path) -> list[str]:
    subprocess.run(["git", "add", "--all"], cwd=checkout, check=True)
    faults, _ = shape.check(checkout)
    return [f"{fault.place}: {fault.says}" for fault in faults]


def test_good_code_has_no_fault(checkout: Path) -> None:
    (checkout / "pipeline" / "judging.py").write_text('"""Judges."""\n')
    assert said(checkout) == []
    assert "pipeline: 1 modules, 1 lines" in shape.check(checkout)[1]


@pytest.mark.parametrize(("folder", "most"), [("pipeline", 300), ("tests", 400)])
def test_a_long_module_is_found_one_at_the_limit_is_not(
    checkout: Path, folder: str, most: int
) -> None:
    module = checkout / folder / "long.py"
    module.write_text('"""Long."""\n' + "x = 1\n" * (most - 1))
    assert said(checkout) == []
    module.write_text('"""Long."""\n' + "x = 1\n" * most)
    assert said(checkout) == [f"{folder}/long.py: {most + 1} lines, at most {most}"]


def test_a_long_function_is_found_also_inside_a_class(checkout: Path) -> None:
    body = "        x = 1\n" * 50
    source = f'"""Long."""\nclass A:\n    async def b(self):\n{body}'
    ast.parse(source)
    (checkout / "pipeline" / "a.py").write_text(source)
    assert said(checkout) == ["pipeline/a.py:3: b has 51 lines, at most 50"]


def test_two_test_modules_of_one_name_are_found(checkout: Path) -> None:
    for folder in ("domain", "intake"):
        (checkout / "tests" / folder).mkdir()
        (checkout / "tests" / folder / "test_numbering.py").write_text('"""Numbers."""\n')
    assert said(checkout) == [
        "tests/intake/test_numbering.py: has the name of tests/domain/test_numbering.py"
    ]


def test_a_migration_may_be_one_long_list(checkout: Path) -> None:
    folder = checkout / "pipeline" / "ledger" / "migrations" / "versions"
    folder.mkdir(parents=True)
    (folder / "m.py").write_text('"""First."""\ndef upgrade():\n' + "    x = 1\n" * 80)
    assert said(checkout) == []


@pytest.mark.parametrize("name", ["utils.py", "core/engine.py", "_helpers.py"])
def test_a_name_that_says_nothing_is_found(checkout: Path, name: str) -> None:
    path = checkout / "pipeline" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('"""Something."""\n')
    (fault,) = said(checkout)
    assert fault.startswith(f"pipeline/{name}: ")


def test_a_public_module_without_a_docstring_is_found(checkout: Path) -> None:
    (checkout / "pipeline" / "silent.py").write_text("x = 1\n")
    (checkout / "pipeline" / "empty.py").write_text("")
    (fault,) = said(checkout)
    assert fault.startswith("pipeline/silent.py: ")


@pytest.mark.parametrize(
    "line",
    [
        "see /" + "work/main/x",
        "cp /" + "root/.netrc",
        "--index-" + "url https://mirror.example.cn/simple",
        "https://files.python" + "hosted.org/packages/a.whl",
        "from py" + "pi.org",
        "/opt/" + "pypi/simple",
    ],
)
def test_machine_paths_and_registry_hosts_are_found_in_any_file(checkout: Path, line: str) -> None:
    (checkout / "notes.md").write_text(f"# notes\n{line}\n")
    (fault,) = said(checkout)
    assert fault.startswith("notes.md:2: holds ")


def test_files_that_are_not_committed_and_binary_ones_are_left_alone(checkout: Path) -> None:
    (checkout / ".gitignore").write_text("out/\n")
    (checkout / "out").mkdir()
    (checkout / "out" / "log.txt").write_text("/" + "work/main")
    (checkout / "form.docx").write_bytes(b"PK\0/" + b"work/main")
    assert said(checkout) == []
