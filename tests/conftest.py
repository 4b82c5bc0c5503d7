"""Servers for the tests that need them, and a plain word about every test that did not run."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from servers import dovecot as dovecot_server
from servers.dovecot import Dovecot

PROGRAMS = {
    "chromium": ("chromium",),
    "dovecot": ("dovecot", "openssl"),
    "libreoffice": ("soffice", "pdftotext"),
}
"""What a test with this marker runs; without it the test is skipped, and told by name."""

MODULES = {"ocr": ("rapidocr", "onnxruntime", "cv2")}
"""The same for what a test imports."""

_SYSTEM_PROGRAMS = "/usr/sbin:/usr/local/sbin"


def _missing(marker: str) -> list[str]:
    if marker in MODULES:
        return [name for name in MODULES[marker] if find_spec(name) is None]
    path = f"{os.environ.get('PATH', '')}:{_SYSTEM_PROGRAMS}"
    return [name for name in PROGRAMS[marker] if shutil.which(name, path=path) is None]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in (*PROGRAMS, *MODULES):
        if item.get_closest_marker(marker) is not None and (missing := _missing(marker)):
            pytest.skip(f"not installed: {', '.join(missing)}")


def _not_run(config: pytest.Config) -> list[str]:
    """Tests that a missing program kept from running, as "name: reason"."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter is not None else []
    return [
        f"{report.nodeid}: {report.longrepr[2] if isinstance(report.longrepr, tuple) else ''}"
        for report in skipped
        if (PROGRAMS | MODULES).keys() & report.keywords.keys()
    ]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is meant to be installed, a test that did not run is a failure."""
    strict = os.environ.get("CI") == "true"
    if strict and session.exitstatus == pytest.ExitCode.OK and _not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    not_run = _not_run(terminalreporter.config)
    if not_run:
        terminalreporter.section("NOT RUN for want of a program", yellow=True)
        for line in not_run:
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with dovecot_server.running() as server:
        yield server
