"""The calendar file of what is due, opened by a program that is not ours."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar
from offices import RECEIVED, office_in
from registers.register_files import comma

from pipeline.domain.registers import RegisterKind
from pipeline.office.appointments.due_days import due_days_file
from pipeline.office.appointments.owing import obligations
from pipeline.office.decisions.registering import import_register

HEAD = ("学号", "姓名", "学院", "岗位类型", "上岗时间")
LONG = "机电学院;车辆,装备\\与智能制造联合培养研究生教育教学管理中心（中关村校区、良乡校区）"
PEOPLE = (
    ("3120220001", "高远", LONG, "党建", "2025-09-01"),
    ("3120220002", "阿依古丽·麦麦提", LONG, "就业", "2025-09-01"),
    ("3120220003", "林𬱖", "计算机学院", "就业", "2026-03-02"),
)
CALENDAR = comma(
    ("学期", "开学日期", "学期结束"),
    ("2026-2027-1", "2026-09-07", "2027-01-17"),
    ("2026-2027-2", "2027-03-01", "2027-07-11"),
)
NOW = dt.datetime(2026, 9, 8, 10, tzinfo=RECEIVED.tzinfo)


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as begun:
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, begun)
        import_register(
            RegisterKind.ASSISTANTS, "在岗.csv", comma(HEAD, *PEOPLE, encoding="utf-8"), begun
        )
        yield replace(begun, now=lambda: NOW)


def events(data: bytes) -> list:
    return Calendar.from_ical(data).walk("VEVENT")


def due_by_record(office) -> dict[tuple[dt.date, str, str], set[str]]:
    """Everything open that falls due within the year, by day, college and duty."""
    found: dict[tuple[dt.date, str, str], set[str]] = {}
    for one in obligations(office, NOW.date() + dt.timedelta(days=366))["obligations"]:
        day = dt.date.fromisoformat(one["due_on"])
        if day >= NOW.date():
            person = f"{one['person']['name']} {one['person']['student_no']}"
            found.setdefault((day, one["college"], one["label"]), set()).add(person)
    return found


def test_everything_that_falls_due_stands_on_its_day_with_its_people(office) -> None:
    due = due_by_record(office)
    assert {day for day, _, _ in due} == {dt.date(2027, 1, 17), dt.date(2027, 7, 11)}
    assert {college for _, college, _ in due} == {LONG, "计算机学院"}
    told = {
        (event.decoded("dtstart"), str(event["summary"])): set(
            str(event["description"]).split("\n")
        )
        for event in events(due_days_file(office))
        if "：" in event["summary"]
    }
    assert len(told) == len(due)
    for (day, college, label), people in due.items():
        (summary,) = [
            words for on, words in told if on == day and words.startswith(f"{college}：{label}（")
        ]
        assert told[day, summary] == people
        assert f"（{len(people)} 人，" in summary


def test_days_are_whole_days_and_take_nobodys_time(office) -> None:
    for event in events(due_days_file(office)):
        first, last = event.decoded("dtstart"), event.decoded("dtend")
        assert type(first) is dt.date
        assert last - first == dt.timedelta(days=1)
        assert event["transp"] == "TRANSPARENT"
    (term,) = {
        event.decoded("dtstart")
        for event in events(due_days_file(office))
        if event["summary"].startswith("助理调整截止") and event.decoded("dtstart").year == 2026
    }
    assert term == dt.date(2026, 9, 21)


def test_the_next_file_has_the_same_events_though_people_have_come(office) -> None:
    before = {event["uid"]: event for event in events(due_days_file(office))}
    assert len(before) == len(events(due_days_file(office)))
    more = (*PEOPLE, ("3120220004", "宋词", "计算机学院", "文体", "2026-03-02"))
    import_register(
        RegisterKind.ASSISTANTS, "在岗2.csv", comma(HEAD, *more, encoding="utf-8"), office
    )
    later = {
        event["uid"]: event
        for event in events(due_days_file(replace(office, now=lambda: NOW + dt.timedelta(days=1))))
    }
    kept = before.keys() & later.keys()
    assert kept == before.keys()
    assert all(before[uid].decoded("dtstart") == later[uid].decoded("dtstart") for uid in kept)
    assert any("宋词" in later[uid]["description"] for uid in kept)


def test_a_calendar_that_is_moved_moves_its_events(office) -> None:
    before = {event["uid"]: event for event in events(due_days_file(office))}
    moved = comma(
        ("学期", "开学日期", "学期结束"),
        ("2026-2027-1", "2026-09-14", "2027-01-24"),
        ("2026-2027-2", "2027-03-08", "2027-07-18"),
    )
    import_register(RegisterKind.CALENDAR, "校历2.csv", moved, office)
    later = {event["uid"]: event for event in events(due_days_file(office))}
    assert before.keys() == later.keys()
    for uid, event in before.items():
        assert later[uid].decoded("dtstart") - event.decoded("dtstart") == dt.timedelta(days=7)
        assert later[uid]["summary"] == event["summary"]
