"""From a file to the lines of a register: all mistakes at once, each with its place."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.colleges import CollegeDirectory
from pipeline.domain.registers import (
    LINE_OF,
    PositionDuties,
    RegisterKind,
    RegisterLine,
    ServingAssistant,
)
from pipeline.registers import cells
from pipeline.registers.checks import (
    Collected,
    Mistake,
    Names,
    check_days,
    check_name,
    check_not_ahead,
    check_terms,
    check_words,
    nobody_known,
)
from pipeline.registers.columns import EVERYBODY, Column, columns_of, header_words
from pipeline.registers.tables import RawSheet, read_tables

_BELOW_THE_TABLE = re.compile(
    r"(合计|总计|小计|共计)([:0-9]|$)|(备注|说明|附注|注)\d*(:|$)|(制表|填表|审核)(人|日期|时间|单位)?(:|$)"
)

HEADER_WITHIN = 30
"""Rows at the top of a sheet among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """What a file says; with any mistake nothing of it may be used. `notes` keep nobody back."""

    lines: tuple[RegisterLine, ...]
    mistakes: tuple[Mistake, ...]
    notes: tuple[str, ...]


def read_register(
    kind: RegisterKind,
    name: str,
    data: bytes,
    directory: CollegeDirectory,
    names: Names = nobody_known,
    today: dt.date = dt.date.max,
) -> RegisterReading:
    """Read a register's file; raises `RegisterError` when it is no table at all.

    `directory` makes every college's name the official one; while it is empty, names stay.
    A number with another name than all of `names` is a mistake: it may be somebody else's.
    What cannot have happened by `today` is told.
    """
    found = Collected(names, today)
    sheets = [
        (sheet, header) for sheet in read_tables(name, data) if (header := _header(kind, sheet))
    ]
    if not sheets:
        asked = "、".join(one.label for one in columns_of(kind) if one.required)
        found.wrong("", "", "", f"没有找到表头；“{kind.label}”至少要有这些列：{asked}")
    for sheet, (top, positions) in sheets:
        _read_sheet(kind, sheet, top, positions, directory, found)
    if sheets and not found.lines and not found.mistakes:
        found.wrong("", "", "", "表里只有表头，没有内容")
    if kind is RegisterKind.COLLEGES:
        check_words(found)
    if kind is RegisterKind.CALENDAR:
        check_terms(found)
    lines = tuple(line for line, _ in found.lines.values())
    return RegisterReading(lines, tuple(found.mistakes), tuple(dict.fromkeys(found.notes)))


def _header(kind: RegisterKind, sheet: RawSheet) -> tuple[int, dict[int, Column]] | None:
    """The row that names most columns, and which column stands where; titles above are skipped."""
    best: tuple[int, dict[int, Column]] | None = None
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        positions = {at: column for at, text in enumerate(row) if (column := _named(kind, text))}
        if positions and (best is None or len(positions) > len(best[1])):
            best = number, positions
    if best is None:
        return None
    required = {one.name for one in columns_of(kind) if one.required}
    whole = required <= {one.name for one in best[1].values()}
    # One word may stand in a title as well, unless it is all that is asked for.
    return best if whole or len(best[1]) > 1 else None


def _named(kind: RegisterKind, text: str) -> Column | None:
    word = header_words(text)
    for column in columns_of(kind):
        known = (column.name, column.label, *column.synonyms)
        if word in {header_words(one) for one in known}:
            return column
    return None


def _read_sheet(
    kind: RegisterKind,
    sheet: RawSheet,
    top: int,
    positions: Mapping[int, Column],
    directory: CollegeDirectory,
    found: Collected,
) -> None:
    if not _check_header(kind, sheet, top, positions, found):
        return
    for number, row in enumerate(sheet.rows[top + 1 :], top + 1):
        place = sheet.place(number)
        written = {column: row[at] for at, column in positions.items() if at < len(row)}
        if not any(text.strip() for text in written.values()) or _is_header(kind, row, positions):
            continue
        if remark := _below_the_table(row):
            found.wrong(place, "", remark, "不像名册里的一行，请删去这一行")
            continue
        values = dict(_values(place, written, directory, found))
        wanted = {column.name for column in columns_of(kind) if column.required}
        if wanted <= values.keys():
            make: Callable[..., RegisterLine] = LINE_OF[kind]
            line = make(**values)
            check_days(line, place, found)
            check_name(line, place, found)
            check_not_ahead(line, place, found)
            _keep(line, place, found)


def _check_header(
    kind: RegisterKind,
    sheet: RawSheet,
    top: int,
    positions: Mapping[int, Column],
    found: Collected,
) -> bool:
    place = sheet.place(top)
    named = [column.name for column in positions.values()]
    doubled = [c for c in columns_of(kind) if named.count(c.name) > 1]
    absent = [c for c in columns_of(kind) if c.required and c.name not in named]
    for column in doubled:
        found.wrong(place, column.label, "", "这一列出现了两次，请只留一列")
    for column in absent:
        also = f"（也可写作{'、'.join(column.synonyms)}）" if column.synonyms else ""
        found.wrong(place, column.label, "", f"缺少这一列，请补上{also}")
    row = sheet.rows[top]
    unused = [text for at, text in enumerate(row) if text.strip() and at not in positions]
    if unused:
        found.notes.append(f"{place}：没有用到的列：{'、'.join(unused)}。")
    return not doubled and not absent


def _is_header(kind: RegisterKind, row: Sequence[str], positions: Mapping[int, Column]) -> bool:
    """A header printed again, as on each page of a long list."""
    return all(
        at < len(row) and _named(kind, row[at]) is column for at, column in positions.items()
    )


def _below_the_table(row: Sequence[str]) -> str:
    """A sum or a remark, which people write under a list; "" in a line of the list."""
    first = next((text.strip() for text in row if text.strip()), "")
    return first if _BELOW_THE_TABLE.match(cells.plain(first)) else ""


def _values(
    place: str, written: Mapping[Column, str], directory: CollegeDirectory, found: Collected
) -> Iterator[tuple[str, object]]:
    for column, text in written.items():
        if not text.strip() or (column.name == "student_no" and text.strip() in EVERYBODY):
            if column.required:
                found.wrong(place, column.label, text.strip(), "没有填写")
            continue
        try:
            value = column.parse(text)
        except cells.UnreadableCellError as fault:
            found.wrong(place, column.label, text.strip(), fault.says)
            continue
        if column.name == "college":
            value = _official(str(value), place, directory, found)
        yield column.name, value


def _official(written: str, place: str, directory: CollegeDirectory, found: Collected) -> str:
    known = directory.named(written)
    if known is None and directory.colleges:
        found.wrong(
            place,
            "学院",
            written,
            f"学院名录里没有它。{directory.similar(written)}请改正，或先导入新的名录",
        )
    return known.name if known else written


def _keep(line: RegisterLine, place: str, found: Collected) -> None:
    if isinstance(line, ServingAssistant | PositionDuties) and not line.college:
        return
    if isinstance(line, PositionDuties) and len(line.footnotes) not in (0, len(line.duties)):
        told = f"有 {len(line.footnotes)} 行，而岗位职责有 {len(line.duties)} 条，请逐条对应，没有的写“无”"
        found.wrong(place, "责任书脚注", "", told)
        return
    known = found.lines.get(line.key)
    if known is None:
        found.lines[line.key] = line, place
    elif known[0] == line:
        found.notes.append(f"{place}：与{known[1]}完全相同，只算一次。")
    else:
        told = f"与{known[1]}是同一项而内容不同，请只留一行"
        if isinstance(line, PositionDuties):
            told += "；几条职责请写在同一格里，一行一条（Alt+Enter 换行）"
        found.wrong(place, "", line.key, told)
