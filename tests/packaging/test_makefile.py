"""`make` is the one door for whoever has just cloned the repository."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("setup", "ocr", "run", "test", "check", "bench", "prove", "serve")


def make(folder: Path, *words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    kept = ("PATH", "LANG", "HOME")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    if home is not None:
        environment["DEYU_HOME"] = str(home)
    return subprocess.run(
        ["make", "--silent", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is set up, with a ``deyu`` that only says how it was called."""
    folder = tmp_path / "checkout"
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("Makefile", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (programs / "deyu").write_text('#!/bin/sh\necho "deyu $*"\n')
    (programs / "deyu").chmod(0o755)
    (folder / "deploy").mkdir()
    (folder / "deploy" / "set-up.sh").write_text(
        "#!/bin/sh\necho set-up\ntouch .venv/set-up-stamp\n"
    )
    (folder / "deploy" / "set-up.sh").chmod(0o755)
    (folder / ".venv" / "set-up-stamp").touch()
    return folder


def test_help_comes_first_and_names_every_target() -> None:
    said = make(ROOT).stdout
    assert said == make(ROOT, "help").stdout
    assert all(f"make {target}" in said for target in TARGETS)
    assert len((ROOT / "Makefile").read_text(encoding="utf-8").splitlines()) <= 45


def test_run_demonstrates_until_an_office_is_set_up(checkout: Path, tmp_path: Path) -> None:
    assert make(checkout, "run").stdout == "deyu demo\n"
    (checkout / "outputs").mkdir()
    (checkout / "outputs" / "office.toml").touch()
    assert make(checkout, "run").stdout == "deyu run\n"
    assert make(checkout, "run", home=tmp_path).stdout == "deyu demo\n"
    (tmp_path / "office.toml").touch()
    assert make(checkout, "run", home=tmp_path).stdout == "deyu run\n"


@pytest.mark.parametrize("changed", ["constraints.txt", "pyproject.toml"])
def test_set_up_is_repeated_only_when_the_packages_change(checkout: Path, changed: str) -> None:
    assert make(checkout, "setup").stdout == ""
    stamp = (checkout / ".venv" / "set-up-stamp").stat().st_mtime
    os.utime(checkout / changed, (stamp + 1, stamp + 1))
    assert make(checkout, "setup").stdout == "set-up\n"


def test_serve_says_that_there_is_no_console_yet() -> None:
    ended = make(ROOT, "serve")
    assert ended.returncode == 2
    assert "尚未建成" in ended.stderr
    assert "not built yet" in ended.stderr


def test_no_python_that_is_new_enough_is_said_plainly(tmp_path: Path) -> None:
    for name in ("python3.11", "python3"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    ended = subprocess.run(
        [ROOT / "deploy" / "set-up.sh"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "deyu needs Python 3.11 or later" in ended.stderr
