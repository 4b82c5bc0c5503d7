"""The wheel alone is enough: no checkout, no settings, nothing but what it declares."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def run(*words: str | Path, cwd: Path, seconds: int = 600) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "DEYU_HOME", "VIRTUAL_ENV")
    }
    return subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env=clean,
        timeout=seconds,
        capture_output=True,
        text=True,
        check=False,
    )


def done(*words: str | Path, cwd: Path) -> str:
    ended = run(*words, cwd=cwd)
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-4000:]
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    done(*pip, "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("deyu-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` of a new venv that holds the wheel and what it declares, at our versions.

    The pins come without their hashes (``make setup`` proves those): pip asks for the hash of
    the wheel itself otherwise, and would not take the dependencies from the wheel's metadata.
    """
    folder = tmp_path_factory.mktemp("empty")
    pins = re.findall(r"^\S+==\S+", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    (folder / "pins.txt").write_text("\n".join(pins))
    venv.create(folder / "venv", with_pip=True, symlinks=True)
    programs = folder / "venv" / "bin"
    done(
        *(programs / "python", "-m", "pip", "install", "--quiet"),
        *("-c", folder / "pins.txt", f"{wheel}[demo]"),
        cwd=folder,
    )
    return programs


def test_the_wheel_carries_templates_and_samples_but_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("templates", "inbox_samples"):
        carried = {
            name.removeprefix("pipeline/shipped_files/")
            for name in names
            if name.startswith(f"pipeline/shipped_files/{folder}/")
        }
        beside = {
            str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()
        }
        assert carried == beside, folder
    assert {name.partition("/")[0] for name in names} == {"pipeline", "deyu-0.1.0.dist-info"}


EVERY_MODULE = """
import importlib, pkgutil, pipeline
for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
    # Alembic runs the one, with a database at hand; the other needs the extra `ocr`.
    if ".migrations" not in module.name and ".scanning" not in module.name:
        importlib.import_module(module.name)
"""


def test_no_module_needs_a_package_that_the_wheel_does_not_declare(
    installed: Path, tmp_path: Path
) -> None:
    done(installed / "python", "-c", EVERY_MODULE, cwd=tmp_path)


def test_the_demonstration_runs_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    elsewhere, home = tmp_path / "elsewhere", tmp_path / "home"
    elsewhere.mkdir()
    where = done(
        installed / "python", "-c", "import pipeline; print(pipeline.__file__)", cwd=tmp_path
    )
    assert str(ROOT) not in where
    ended = run(installed / "deyu", "demo", "--home", home, cwd=elsewhere)
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-4000:]
    assert (home / "demo" / "archive" / "0=ocfl_1.1").is_file()
    assert list(elsewhere.iterdir()) == []
