"""What is wrong in a register's lines, each with its place: days, names, words, terms."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.domain.people import comparable_name
from pipeline.domain.registers import (
    College,
    OtherPost,
    RegisterLine,
    ServingAssistant,
    TrainingAttendance,
)
from pipeline.domain.school_calendar import TermDates, term_of

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


Names = Callable[[str], Collection[str]]
"""By student number, how the office already names that person; nothing for nobody known."""


def nobody_known(_: str) -> Collection[str]:
    return ()


@dataclass(slots=True)
class Collected:
    """What is found in a file so far; a day after `today` has not come."""

    names: Names
    today: dt.date
    lines: dict[str, tuple[RegisterLine, str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def wrong(self, place: str, column: str, written: str, says: str) -> None:
        self.mistakes.append(Mistake(place, column, written, says))


def check_days(line: RegisterLine, place: str, found: Collected) -> None:
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


def check_name(line: RegisterLine, place: str, found: Collected) -> None:
    """A number typed wrong must not count a training, or a post, for somebody else."""
    if not isinstance(line, OtherPost | TrainingAttendance | ServingAssistant):
        return
    known = found.names(line.student_no)
    if known and comparable_name(line.name) not in map(comparable_name, known):
        listed = "、".join(dict.fromkeys(known))
        says = f"学号 {line.student_no} 已登记的姓名是“{listed}”，请核对学号和姓名"
        found.wrong(place, "姓名", line.name, says)


def check_not_ahead(line: RegisterLine, place: str, found: Collected) -> None:
    """Nobody has attended what is still to come; who begins later may be listed, but is told."""
    match line:
        case TrainingAttendance(held_on=day, attended=True) if day > found.today:
            says = "还没有到，不能登记为到场，请核对年份和月份"
            found.wrong(place, "培训日期", day.isoformat(), says)
        case ServingAssistant(started_on=day, name=name) if day > found.today:
            told = f"{place}：{name}的上岗日期 {day} 还没有到；这份名册列的是已在岗的人，请核对年份和月份。"
            found.notes.append(told)


def check_words(found: Collected) -> None:
    """No way to write a college may stand for two of them; no address may submit for two."""
    owners: dict[str, tuple[str, str]] = {}
    for line, place in found.lines.values():
        assert isinstance(line, College)
        claims = [("别称", one) for one in (line.name, *line.aliases)]
        for column, word in (*claims, *(("报送邮箱", one) for one in line.addresses)):
            owner, where = owners.setdefault(word.casefold(), (line.name, place))
            if owner != line.name:
                found.wrong(place, column, word, f"{where}的“{owner}”已经用了它，请只留一处")


def check_terms(found: Collected) -> None:
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
