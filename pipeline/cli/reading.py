"""``deyu read`` and ``deyu check``: what is understood of a file; touches no archive."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.assembly import now
from pipeline.bench import Bench, bench_at
from pipeline.cli.printing import home_option, json_option, say, tell, the_home, write_line
from pipeline.cli.reading_aloud import print_reading
from pipeline.errors import ExitCode, reason_of
from pipeline.office.official_names import with_official_names
from pipeline.office.telling import check_json, reading_json
from pipeline.office.understanding import (
    Understood,
    judge_forms,
    received_on,
    understand_anything,
)

Json = dict[str, Any]

_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
_jsonl = click.option("--jsonl", is_flag=True, help="每个文件一行 JSON，按给出的次序")
_explain = click.option("--explain", is_flag=True, help="说明每个值从哪里读出、把握多大")


@click.command(help="读邮件（.eml）或附件，说出读懂了什么；不进档案。")
@_files
@json_option
@_jsonl
@_explain
@home_option
def read(
    files: Sequence[Path], as_json: bool, jsonl: bool, explain: bool, home: Path | None
) -> int:
    with bench_at(the_home(home)) as bench:
        readings = _told(files, bench, judged=False, on=None)
        return _print(readings, as_json, jsonl, explain)


@click.command(help="读邮件或附件，并按《管理办法》逐条核对；不进档案。")
@_files
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日", help="按哪一天核对（默认收信日）"
)
@json_option
@_jsonl
@_explain
@home_option
def check(
    files: Sequence[Path],
    on: dt.datetime | None,
    as_json: bool,
    jsonl: bool,
    explain: bool,
    home: Path | None,
) -> int:
    with bench_at(the_home(home)) as bench:
        readings = _told(files, bench, judged=True, on=on.date() if on else None)
        return _print(readings, as_json, jsonl, explain)


def _told(
    files: Sequence[Path], bench: Bench, judged: bool, on: dt.date | None
) -> Iterator[tuple[Path, Json, bool]]:
    """For each file its document, and whether it could be opened."""
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as fault:
            empty = Understood(None, (), (), ())
            day = on or _today(bench)
            document = _document(empty, bench, day if judged else None)
            says = f"文件 {path} 打不开（{reason_of(fault)}）。请检查路径和权限。"
            document["problems"] = [{"code": "unreadable", "source": str(path), "says": says}]
            yield path, document, False
            continue
        understood = understand_anything(path.name, data, bench.reader, bench.own_addresses)
        day = on or _received(understood, data, bench) or _today(bench)
        yield path, _document(understood, bench, day if judged else None), True


def _received(understood: Understood, data: bytes, bench: Bench) -> dt.date | None:
    return received_on(data, bench.timezone) if understood.letter else None


def _today(bench: Bench) -> dt.date:
    return now().astimezone(bench.timezone).date()


def _document(understood: Understood, bench: Bench, judged_on: dt.date | None) -> Json:
    named = with_official_names(understood, bench.extract_of("").directory)
    if judged_on is None:
        return reading_json(named)
    edition = bench.editions.on(judged_on)
    judgements = judge_forms(understood, edition, judged_on, bench.extract_of)
    return check_json(named, judgements, judged_on, edition)


def _print(
    readings: Iterator[tuple[Path, Json, bool]], as_json: bool, jsonl: bool, explain: bool
) -> int:
    opened = True
    documents: list[Json] = []
    for path, document, found in readings:
        opened &= found
        if jsonl:
            write_line(json.dumps({"file": str(path), **document}, ensure_ascii=False))
        elif as_json:
            documents.append({"file": str(path), **document})
        else:
            if documents:
                say()
            documents.append(document)
            print_reading(str(path), document, explain)
    if as_json and not jsonl:
        tell(documents if len(documents) > 1 else _without_file(documents[0]))
    return ExitCode.DONE if opened else ExitCode.COULD_NOT


def _without_file(document: Json) -> Json:
    return {key: value for key, value in document.items() if key != "file"}
