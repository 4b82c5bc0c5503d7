"""Where an office lives on the disk."""

from collections.abc import Mapping
from pathlib import Path

OFFICE_TOML = "office.toml"
DEFAULT_HOME = "outputs"

DEMO_MARKER = "这是演示.txt"
"""A home with this file in it is a demonstration, whichever command works there."""


def home_of(option: str | Path | None, environment: Mapping[str, str]) -> Path:
    """The office home: ``--home``, else ``DEYU_HOME``, else ``outputs`` under the current folder.

    Always absolute; it need not exist yet.
    """
    chosen = option or environment.get("DEYU_HOME") or DEFAULT_HOME
    return Path(chosen).expanduser().absolute()
