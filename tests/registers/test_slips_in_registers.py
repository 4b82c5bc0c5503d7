"""Slips of a list are told once, at the piece that is wrong, with how to write it."""

import datetime as dt

import pytest
from register_files import COLLEGES, comma, read

from pipeline.domain.registers import RegisterKind
from pipeline.domain.school_calendar import DaySpan
from pipeline.registers import read_register

TODAY = dt.date(2026, 9, 22)
SERVING = ("学号", "姓名", "学院", "岗位类型", "上岗日期")
GAO = ("3120220001", "高远", "计算机学院", "党建")
TRAINED = ("学号", "姓名", "培训日期", "培训名称", "是否到场")


@pytest.mark.parametrize(
    "below", ["合计", "合 计：2人", "备注：以上为在岗名单", "注1：按月统计", "填表人：王老师"]
)
def test_a_line_below_the_table_is_one_mistake(below: str) -> None:
    data = comma(SERVING, (*GAO, "2025-09-01"), (below, "2", "", "", ""))
    (mistake,) = read(RegisterKind.ASSISTANTS, data).mistakes
    assert (mistake.place, mistake.written) == ("第3行", below)
    assert "请删去这一行" in mistake.says


def test_a_note_in_its_column_is_no_line_below_the_table() -> None:
    data = comma((*TRAINED, "备注"), (*GAO[:2], "2026-09-20", "岗前培训", "否", "备注：病假"))
    assert read(RegisterKind.TRAINING, data).mistakes == ()


@pytest.mark.parametrize(
    ("column", "written", "piece", "so"),
    [
        ("节假日", "2027-01-01；2026-10-01至10-07", "2026-10-01至10-07", "至2026-10-07"),
        ("节假日", "2026-10-01至2026-10-37；2027-01-01", "2026-10-01至2026-10-37", "没有这一天"),
        ("调休上班日", "2026-10-10；10月11日", "10月11日", "2026-10-10"),
    ],
)
def test_one_day_among_several_is_quoted_with_how_to_write_it(column, written, piece, so) -> None:
    data = comma(("学期", "开学日期", column), ("2026秋", "2026-09-07", written))
    (mistake,) = read(RegisterKind.CALENDAR, data).mistakes
    assert f"其中“{piece}”" in mistake.says
    assert so in mistake.says


def test_days_written_as_advised_are_read() -> None:
    written = "2026-10-01至2026-10-07；2027-01-01"
    data = comma(("学期", "开学日期", "节假日"), ("2026秋", "2026-09-07", written))
    (line,) = read(RegisterKind.CALENDAR, data).lines
    first = DaySpan(dt.date(2026, 10, 1), dt.date(2026, 10, 7))
    assert line.holidays == (first, DaySpan(dt.date(2027, 1, 1), dt.date(2027, 1, 1)))


def test_nobody_has_attended_what_is_still_to_come() -> None:
    def of(day: str, attended: str):
        data = comma(TRAINED, (*GAO[:2], day, "岗前培训", attended))
        return read_register(RegisterKind.TRAINING, "培训.csv", data, COLLEGES, today=TODAY)

    (mistake,) = of("2036-09-20", "是").mistakes
    assert (mistake.column, mistake.written) == ("培训日期", "2036-09-20")
    assert of("2026-09-22", "是").mistakes == of("2026-09-25", "请假").mistakes == ()


def test_who_is_listed_as_serving_before_the_day_is_told() -> None:
    def of(day: str):
        data = comma(SERVING, (*GAO, day))
        return read_register(RegisterKind.ASSISTANTS, "在岗.csv", data, COLLEGES, today=TODAY)

    (note,) = of("2029-09-01").notes
    assert "高远的上岗日期 2029-09-01 还没有到" in note
    assert of("2029-09-01").mistakes == of("2026-09-22").notes == ()
