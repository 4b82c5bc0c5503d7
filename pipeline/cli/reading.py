"""``deyu read`` and ``deyu check``: what is understood of a file; touches no archive."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from pipeline.bench import Bench, Onlooker, bench_at
from pipeline.cli.printing import home_option, json_option, put, say, tell, the_home, write_line
from pipeline.cli.reading_aloud import print_reading
from pipeline.dispatch.documents_folder import safe_name
from pipeline.errors import ExitCode, reason_of
from pipeline.office.official_names import with_official_names
from pipeline.office.telling import check_json, reading_json
from pipeline.office.understanding import (
    Understood,
    judge_forms,
    received_on,
    understand_anything,
)
from pipeline.reading.appearance import Appearance

Json = dict[str, Any]

_files = click.argument(
    "files", nargs=-1, required=True, metavar="文件...", type=click.Path(path_type=Path)
)
_jsonl = click.option("--jsonl", is_flag=True, help="每个文件一行 JSON，按给出的次序")
_explain = click.option(
    "--explain", is_flag=True, help="说明每个值从哪里读出、把握多大，并写出可用浏览器对照原件的页面"
)
_out = click.option(
    "--out",
    "pages",
    type=click.Path(path_type=Path),
    help="页面放到哪个文件夹（默认工作目录下的 explained）",
)


@click.command(help="读邮件（.eml）或附件，说出读懂了什么；不进档案。")
@_files
@json_option
@_jsonl
@_explain
@_out
@home_option
def read(
    files: Sequence[Path],
    as_json: bool,
    jsonl: bool,
    explain: bool,
    pages: Path | None,
    home: Path | None,
) -> int:
    shape = _Shape(as_json, jsonl, _pages_folder(explain, pages, as_json or jsonl, home))
    with bench_at(the_home(home)) as bench:
        return _print(_told(files, bench, shape, judged=False, on=None), shape)


@click.command(help="读邮件或附件，并按《管理办法》逐条核对；不进档案。")
@_files
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日", help="按哪一天核对（默认收信日）"
)
@json_option
@_jsonl
@_explain
@_out
@home_option
def check(
    files: Sequence[Path],
    on: dt.datetime | None,
    as_json: bool,
    jsonl: bool,
    explain: bool,
    pages: Path | None,
    home: Path | None,
) -> int:
    shape = _Shape(as_json, jsonl, _pages_folder(explain, pages, as_json or jsonl, home))
    with bench_at(the_home(home)) as bench:
        told = _told(files, bench, shape, judged=True, on=on.date() if on else None)
        return _print(told, shape)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How readings are told: `pages` is the folder of their pages where they are explained."""

    as_json: bool
    jsonl: bool
    pages: Path | None


def _pages_folder(
    explain: bool, named: Path | None, for_programs: bool, home: Path | None
) -> Path | None:
    if named is not None and not explain:
        raise click.UsageError("--out 要和 --explain 一起用。")
    if not explain or for_programs:
        return None
    return named or the_home(home) / "explained"


@dataclass(frozen=True, slots=True)
class _Told:
    """One file's document, whether it could be opened, and what its leaf files look like."""

    path: Path
    document: Json
    opened: bool
    seen: Mapping[str, Appearance]


def _told(
    files: Sequence[Path], bench: Bench, shape: _Shape, judged: bool, on: dt.date | None
) -> Iterator[_Told]:
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as fault:
            empty = Understood(None, (), (), ())
            day = on or _today(bench)
            document = _document(empty, bench, day if judged else None)
            says = f"文件 {path} 打不开（{reason_of(fault)}）。请检查路径和权限。"
            document["problems"] = [{"code": "unreadable", "source": str(path), "says": says}]
            yield _Told(path, document, False, {})
            continue
        onlooker = Onlooker(bench.reader)
        reader = onlooker if shape.pages else bench.reader
        understood = understand_anything(path.name, data, reader, bench.own_addresses)
        day = on or _received(understood, data, bench) or _today(bench)
        document = _document(understood, bench, day if judged else None)
        yield _Told(path, document, True, onlooker.seen)


def _received(understood: Understood, data: bytes, bench: Bench) -> dt.date | None:
    return received_on(data, bench.timezone) if understood.letter else None


def _today(bench: Bench) -> dt.date:
    return dt.datetime.now(bench.timezone).date()


def _document(understood: Understood, bench: Bench, judged_on: dt.date | None) -> Json:
    named = with_official_names(understood, bench.extract_of("").directory)
    if judged_on is None:
        return reading_json(named)
    edition = bench.editions.on(judged_on)
    judgements = judge_forms(understood, edition, judged_on, bench.extract_of)
    return check_json(named, judgements, judged_on, edition)


def _print(readings: Iterator[_Told], shape: _Shape) -> int:
    opened = True
    documents: list[Json] = []
    written: set[Path] = set()
    for told in readings:
        opened &= told.opened
        if shape.jsonl:
            line = {"file": str(told.path), **told.document}
            write_line(json.dumps(line, ensure_ascii=False))
        elif shape.as_json:
            documents.append({"file": str(told.path), **told.document})
        else:
            if documents:
                say()
            documents.append(told.document)
            print_reading(str(told.path), told.document, explain=shape.pages is not None)
            if shape.pages is not None and told.opened:
                _write_page(told, shape.pages, written)
    if shape.as_json and not shape.jsonl:
        tell(documents if len(documents) > 1 else _without_file(documents[0]))
    return ExitCode.DONE if opened else ExitCode.COULD_NOT


def _write_page(told: _Told, folder: Path, written: set[Path]) -> None:
    """Lay the page into the folder, beside those `written` before it in this call."""
    from pipeline.explaining.page import explanation_page

    name = told.path.name
    names = chain((name,), (f"{number}_{name}" for number in count(2)))
    paths = (folder / safe_name(f"{one}.html") for one in names)
    path = next(one for one in paths if one not in written)
    written.add(path)
    say(f"  对照原件的页面：{put(path, explanation_page(name, told.document, told.seen))}")


def _without_file(document: Json) -> Json:
    return {key: value for key, value in document.items() if key != "file"}
