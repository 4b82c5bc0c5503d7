"""What a command loads: nothing of the office for its help, no table reader where none is read."""

import subprocess
import sys

LOADED = """
import sys
{loads}
print(*sorted({{"pandas", "cel", "sqlalchemy", "pipeline.assembly"}} & sys.modules.keys()))
"""


def loaded_by(loads: str) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED.format(loads=loads)],
        check=True,
        capture_output=True,
        text=True,
    )
    return ended.stdout.splitlines()[-1].split()


def test_the_help_of_no_command_opens_the_office() -> None:
    every_help = """
import click
from pipeline.cli import deyu
context = click.Context(deyu)
for name in deyu.list_commands(context):
    deyu.get_command(context, name).get_help(context)
"""
    assert loaded_by(every_help) == []


def test_an_office_that_is_opened_loads_no_reader_of_tables() -> None:
    assert loaded_by("import pipeline.assembly") == ["pipeline.assembly", "sqlalchemy"]
