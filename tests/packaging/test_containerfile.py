"""The container file, as far as it can be told without building it: its paths, programs and checks."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """Each instruction and what follows it, lines joined, comments left out."""
    lines = [one for one in WRITTEN.splitlines() if not one.startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    return [tuple(one.split(maxsplit=1)) for one in joined.splitlines() if one.strip()]  # type: ignore[misc]


def arguments(verb: str) -> list[str]:
    return [rest for name, rest in instructions() if name == verb]


def copied() -> list[tuple[str, str]]:
    """Source and destination of what comes from the checkout."""
    pairs = []
    for rest in arguments("COPY"):
        *sources, to = rest.split()
        if not sources[0].startswith("--from="):
            pairs += [(one, f"{to}{one}" if to.endswith("/") else to) for one in sources]
    return pairs


def test_every_path_that_is_copied_is_there_and_none_of_them_is_everything() -> None:
    assert copied()
    for source, _ in copied():
        assert (ROOT / source).exists(), source
        assert (ROOT / source).resolve() != ROOT, "an office home in the checkout holds real mail"


def test_what_one_stage_takes_from_another_was_made_there() -> None:
    taken = [rest.split() for rest in arguments("COPY") if rest.startswith("--from=")]
    stages = re.findall(r"^FROM \S+ AS (\S+)$", WRITTEN, re.MULTILINE)
    for stage, source, _ in taken:
        assert stage.removeprefix("--from=") in stages
        assert f"-m venv {source}" in " ".join(arguments("RUN"))


def test_every_command_is_one_a_shell_understands_and_every_program_is_known() -> None:
    for rest in arguments("RUN"):
        assert subprocess.run(["sh", "-n", "-c", rest], check=False).returncode == 0, rest
        for command in rest.split("&&"):
            program = shlex.split(command)[0]
            assert program.startswith("/opt/") or shutil.which(program), program


def test_the_files_that_pip_is_given_are_copied_before() -> None:
    given = re.findall(r"-r (\S+)", " ".join(arguments("RUN")))
    assert {*given} == {"constraints.txt", "constraints-production.txt"}
    assert {*given} <= {source for source, _ in copied()}


def test_what_the_product_uses_of_the_system_is_installed() -> None:
    wanted = (ROOT / "deploy" / "system-packages.sh").read_text(encoding="utf-8")
    for package in re.findall(r"\b(?:libarchive\d+|(?:libreoffice|fonts)-\S+)", wanted):
        assert package in " ".join(arguments("RUN")).split()


def test_the_image_starts_our_program_with_a_python_that_it_runs_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (started,) = (json.loads(rest) for rest in arguments("CMD"))
    assert started[0] in project["scripts"]
    for image in re.findall(r"python:(\d+)\.(\d+)", WRITTEN):
        assert f">={'.'.join(image)}" == project["requires-python"]


def test_a_process_that_hears_signals_from_the_first_moment_is_the_first_of_the_container() -> None:
    (first,) = (json.loads(rest) for rest in arguments("ENTRYPOINT"))
    assert first[0] in " ".join(arguments("RUN")).split()


def test_the_build_that_is_advised_keeps_the_health_check() -> None:
    (advised,) = (one for one in WRITTEN.splitlines() if "podman build" in one)
    assert "--format docker" in advised


@pytest.mark.parametrize(("age", "code"), [(0, 0), (150, 0), (300, 1), (None, 1)])
def test_the_health_check_tells_a_service_that_stands_still(
    tmp_path: Path, age: int | None, code: int
) -> None:
    (rest,) = arguments("HEALTHCHECK")
    command = json.loads(rest.partition("CMD ")[2])
    if age is not None:
        (tmp_path / "health.json").write_text("{}")
        at = time.time() - age
        os.utime(tmp_path / "health.json", (at, at))
    ended = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
    assert ended.returncode == code


@pytest.mark.slow
def test_the_wheel_that_is_made_of_what_is_copied_lacks_nothing(tmp_path: Path) -> None:
    for source, to in copied():
        if (ROOT / source).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, tmp_path / "src" / to, ignore=ignored)
        else:
            (tmp_path / "src").mkdir(exist_ok=True)
            shutil.copy(ROOT / source, tmp_path / "src" / to)
    build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run(
        [sys.executable, *build, str(tmp_path), "."],
        cwd=tmp_path / "src",
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("deyu-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for folder, prefix in (("pipeline", ""), ("templates", "pipeline/shipped_files/")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"{prefix}{path.relative_to(ROOT)}" in held
