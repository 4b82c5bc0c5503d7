"""Calling ``deyu`` as people do: a process of its own.

The processes are forked from one that has imported the office already, which saves each the two
seconds of a start; the start itself is tried by tests/packaging/test_wheel.py.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_OFFICE = multiprocessing.get_context("forkserver")
_OFFICE.set_forkserver_preload(
    [
        "pipeline.assembly",
        "pipeline.examination",
        "pipeline.cli.drafting",
        "pipeline.cli.working",
        "cel",
        "pandas",
    ]
)


def deyu(
    *words: object,
    home: Path | None = None,
    stdin: str = "",
    cwd: Path | None = None,
    timeout: float = 300,
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "DEYU_HOME"}
    where = ("--home", str(home)) if home else ()
    command = [*map(str, words), *where]
    with tempfile.TemporaryDirectory() as folder:
        given, out, err = (Path(folder, name) for name in ("in", "out", "err"))
        given.write_text(stdin, encoding="utf-8")
        files = (str(given), str(out), str(err))
        process = _OFFICE.Process(
            target=_call, args=(command, clean, str(cwd or Path.cwd()), files)
        )
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, timeout)
        said, told_besides = (one.read_text(encoding="utf-8") for one in (out, err))
    return subprocess.CompletedProcess(command, process.exitcode, said, told_besides)


def _call(
    command: list[str], environment: dict[str, str], cwd: str, files: tuple[str, str, str]
) -> None:
    from pipeline.cli import main

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    modes = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)
    for number, (path, mode) in enumerate(zip(files, modes, strict=True)):
        opened = os.open(path, mode, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    sys.argv = ["deyu", *command]
    try:
        main()
    finally:
        sys.stdout.flush()


def told(*words: object, home: Path | None = None, code: int = 0, **rest):
    """The JSON that a command prints; nothing else may be on stdout."""
    ended = deyu(*words, "--json", home=home, **rest)
    assert ended.returncode == code, ended.stderr
    return json.loads(ended.stdout)
