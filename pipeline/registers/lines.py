"""From a file to the lines of a register: all mistakes at once, each with its place."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.domain.colleges import CollegeDirectory
from pipeline.domain.people import comparable_name
from pipeline.domain.registers import (
    LINE_OF,
    College,
    OtherPost,
    PositionDuties,
    RegisterKind,
    RegisterLine,
    ServingAssistant,
    TrainingAttendance,
)
from pipeline.domain.school_calendar import TermDates, term_of
from pipeline.registers import cells
from pipeline.registers.columns import EVERYBODY, Column, columns_of, header_words
from pipeline.registers.tables import RawSheet, read_tables

HEADER_WITHIN = 30
"""Rows at the top of a sheet among which the header is looked for."""

FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
LONGEST_HOLIDAY = dt.timedelta(days=62)

A_MONTH = dt.timedelta(days=30)
"""After which the month alone tells in which term a day lies."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that keeps a file from being imported: where, what is written, and the way out."""

    place: str
    column: str
    written: str
    says: str

    def __str__(self) -> str:
        where = f"{self.place} “{self.column}”" if self.column else self.place
        written = f"写的是“{self.written[:40]}”，" if self.written else ""
        return f"{where}：{written}{self.says}。" if where else f"{self.says}。"


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """What a file says; with any mistake nothing of it may be used. `notes` keep nobody back."""

    lines: tuple[RegisterLine, ...]
    mistakes: tuple[Mistake, ...]
    notes: tuple[str, ...]


Names = Callable[[str], Collection[str]]
"""By student number, how the office already names that person; nothing for nobody known."""


def nobody_known(_: str) -> Collection[str]:
    return ()


@dataclass(slots=True)
class _Collected:
    names: Names
    lines: dict[str, tuple[RegisterLine, str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def wrong(self, place: str, column: str, written: str, says: str) -> None:
        self.mistakes.append(Mistake(place, column, written, says))


def read_register(
    kind: RegisterKind,
    name: str,
    data: bytes,
    directory: CollegeDirectory,
    names: Names = nobody_known,
) -> RegisterReading:
    """Read a register's file; raises `RegisterError` when it is no table at all.

    `directory` makes every college's name the official one; while it is empty, names stay.
    A number with another name than all of `names` is a mistake: it may be somebody else's.
    """
    found = _Collected(names)
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
        _check_words(found)
    if kind is RegisterKind.CALENDAR:
        _check_terms(found)
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
    found: _Collected,
) -> None:
    if not _check_header(kind, sheet, top, positions, found):
        return
    for number, row in enumerate(sheet.rows[top + 1 :], top + 1):
        place = sheet.place(number)
        written = {column: row[at] for at, column in positions.items() if at < len(row)}
        if not any(text.strip() for text in written.values()) or _is_header(kind, row, positions):
            continue
        values = dict(_values(place, written, directory, found))
        wanted = {column.name for column in columns_of(kind) if column.required}
        if wanted <= values.keys():
            make: Callable[..., RegisterLine] = LINE_OF[kind]
            line = make(**values)
            _check_days(line, place, found)
            _check_name(line, place, found)
            _keep(line, place, found)


def _check_header(
    kind: RegisterKind,
    sheet: RawSheet,
    top: int,
    positions: Mapping[int, Column],
    found: _Collected,
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


def _values(
    place: str, written: Mapping[Column, str], directory: CollegeDirectory, found: _Collected
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


def _official(written: str, place: str, directory: CollegeDirectory, found: _Collected) -> str:
    known = directory.named(written)
    if known is None and directory.colleges:
        found.wrong(
            place,
            "学院",
            written,
            f"学院名录里没有它。{directory.similar(written)}请改正，或先导入新的名录",
        )
    return known.name if known else written


def _keep(line: RegisterLine, place: str, found: _Collected) -> None:
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


def _check_days(line: RegisterLine, place: str, found: _Collected) -> None:
    """A year typed wrong must not say that a post has ended, or let a holiday last for years."""
    match line:
        case OtherPost(starts_on=dt.date() as first, ends_on=dt.date() as last) if last < first:
            found.wrong(place, "聘期结束", last.isoformat(), f"早于聘期开始 {first}，请核对年份")
        case ServingAssistant(started_on=day) if not FIRST_DAY <= day <= LAST_DAY:
            found.wrong(place, "上岗时间", day.isoformat(), "年份不像，请核对")
        case TermDates(holidays=spans):
            for one in spans:
                if one.last - one.first > LONGEST_HOLIDAY:
                    written = f"{one.first}至{one.last}"
                    found.wrong(place, "节假日", written, "一次放假超过两个月，请核对年份")


def _check_name(line: RegisterLine, place: str, found: _Collected) -> None:
    """A number typed wrong must not count a training, or a post, for somebody else."""
    if not isinstance(line, OtherPost | TrainingAttendance | ServingAssistant):
        return
    known = found.names(line.student_no)
    if known and comparable_name(line.name) not in map(comparable_name, known):
        listed = "、".join(dict.fromkeys(known))
        says = f"学号 {line.student_no} 已登记的姓名是“{listed}”，请核对学号和姓名"
        found.wrong(place, "姓名", line.name, says)


def _check_words(found: _Collected) -> None:
    """No way to write a college may stand for two of them; no address may submit for two."""
    owners: dict[str, tuple[str, str]] = {}
    for line, place in found.lines.values():
        assert isinstance(line, College)
        claims = [("别称", one) for one in (line.name, *line.aliases)]
        for column, word in (*claims, *(("报送邮箱", one) for one in line.addresses)):
            owner, where = owners.setdefault(word.casefold(), (line.name, place))
            if owner != line.name:
                found.wrong(place, column, word, f"{where}的“{owner}”已经用了它，请只留一处")


def _check_terms(found: _Collected) -> None:
    """A day typed into the wrong year would move every due date of a term."""
    for line, place in found.lines.values():
        assert isinstance(line, TermDates)
        if str(term_of(line.begins_on + A_MONTH)) != line.term:
            written = line.begins_on.isoformat()
            found.wrong(place, "开学日期", written, f"不在学期 {line.term} 里，请核对年份和月份")
        elif line.ends_on is not None and line.ends_on <= line.begins_on:
            found.wrong(place, "学期结束", line.ends_on.isoformat(), "早于开学日期")
    ordered = sorted(found.lines.values(), key=lambda one: _begins(one[0]))
    for (before, where), (after, place) in pairwise(ordered):
        assert isinstance(before, TermDates)
        assert isinstance(after, TermDates)
        if before.ends_on is not None and before.ends_on >= after.begins_on:
            ends = before.ends_on.isoformat()
            found.wrong(where, "学期结束", ends, f"晚于{place}的开学日期，两个学期重叠了")


def _begins(line: RegisterLine) -> dt.date:
    assert isinstance(line, TermDates)
    return line.begins_on
