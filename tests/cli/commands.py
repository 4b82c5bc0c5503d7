"""Calling ``deyu`` as people do: a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path


def deyu(
    *words: object,
    home: Path | None = None,
    stdin: str = "",
    cwd: Path | None = None,
    timeout: float = 300,
):
    clean = {name: value for name, value in os.environ.items() if name != "DEYU_HOME"}
    where = ("--home", str(home)) if home else ()
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words), *where],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=clean,
        cwd=cwd,
        timeout=timeout,
        check=False,
    )


def told(*words: object, home: Path | None = None, code: int = 0, **rest):
    """The JSON that a command prints; nothing else may be on stdout."""
    ended = deyu(*words, "--json", home=home, **rest)
    assert ended.returncode == code, ended.stderr
    return json.loads(ended.stdout)
