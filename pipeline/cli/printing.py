"""How commands print: JSON for programs, lines for people."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.errors import OfficeError, reason_of

_Command = TypeVar("_Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="只输出一个 JSON 文档")


def home_option(command: _Command) -> _Command:
    """``--home`` after the command's name as well as before it."""
    return click.option(
        "--home", "home", type=click.Path(path_type=Path), help="工作目录（默认 ./outputs）"
    )(command)


def the_home(given: Path | None) -> Path:
    """The office home of this call: option here, option before the command, DEYU_HOME, default."""
    from pipeline.settings import home_of  # loads all that settings may be: not for a help text

    return home_of(given or click.get_current_context().obj, os.environ)


def tell(document: object) -> None:
    """One JSON document on stdout, UTF-8 whatever the terminal is set to."""
    write_line(json.dumps(document, ensure_ascii=False, indent=1))


def write_line(text: str) -> None:
    sys.stdout.buffer.write(text.encode(errors="backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def say(text: str = "") -> None:
    """One line for a person."""
    write_line(text)


def table(rows: Sequence[Sequence[str]], head: Sequence[str] = ()) -> None:
    """Columns as wide as their widest cell; a Chinese character takes two places."""
    everything = [head, *rows] if head else list(rows)
    if not everything:
        return
    widths = [
        max(_width(row[column]) for row in everything) for column in range(len(everything[0]))
    ]
    for row in everything:
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        say("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if ord(one) > 0x2E7F else 1 for one in text)


def put(path: Path, data: bytes) -> str:
    """Write a file for people, making its folders; answers its path."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as fault:
        raise OfficeError(
            f"{path} 写不进去（{reason_of(fault)}）。", "请检查磁盘空间和权限，或另指一个文件夹。"
        ) from fault
    return str(path)
