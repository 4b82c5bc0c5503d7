"""A test that did not run for want of a program is named, and where CI is set it fails the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent

TWO_TESTS = """
import pytest

@pytest.mark.dovecot
def test_with_a_server():
    pytest.skip("pretend it is missing")

def test_without():
    pass
"""


def outcome(
    folder: Path, test: str, ci: str, options: tuple[str, ...] = (), lost: str = "nothing"
) -> tuple[int, str]:
    """Exit code and output of pytest over one file beside our conftest, a program being lost."""
    conftest = (TESTS / "conftest.py").read_text()
    (folder / "conftest.py").write_text(conftest.replace(f'"{lost}"', '"no-such-program"'))
    (folder / "test_it.py").write_text(test)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    dovecot\n    libreoffice\n")
    environment = os.environ | {"PYTHONPATH": str(TESTS), "CI": ci}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, str(folder)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_it_is_named_and_fails_where_everything_should_be_installed(
    tmp_path: Path, ci: str, code: int, options: tuple[str, ...]
) -> None:
    found, output = outcome(tmp_path, TWO_TESTS, ci, options)
    assert found == code
    assert "NOT RUN" in output
    assert "test_it.py::test_with_a_server: Skipped: pretend it is missing" in output
    assert "test_it.py::test_without:" not in output


def test_a_run_in_which_nothing_is_missing_says_nothing(tmp_path: Path) -> None:
    found, output = outcome(tmp_path, "def test_it():\n    pass\n", "true")
    assert found == 0
    assert "NOT RUN" not in output


def test_a_missing_program_is_what_skips_a_test(tmp_path: Path) -> None:
    test = "import pytest\n\n@pytest.mark.libreoffice\ndef test_it():\n    assert False\n"
    found, output = outcome(tmp_path, test, "", lost="soffice")
    assert found == 0
    assert "test_it.py::test_it: Skipped: not installed: no-such-program" in output
