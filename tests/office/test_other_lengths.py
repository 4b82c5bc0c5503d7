"""An edition with other months and days is what adjustments, letters and due days go by."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from office.test_adjustments import CALENDAR, case_report, request, sent
from offices import RECEIVED, office_in, put, run
from reading.word_files import form
from registers.register_files import comma
from regulation.copied_edition import copied, spoil

from pipeline.domain.appointments import AppointmentEvent
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.cases import cases
from pipeline.office.appointments.due_days import due_days_file
from pipeline.office.appointments.owing import obligations
from pipeline.office.appointments.recording import appointment_of, change_appointment
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.registering import import_register

LEAVER = "3120220001"
LEAVES = dt.date(2026, 9, 3)


def with_numbers(home: Path, since: str, **numbers: tuple[int, int]) -> None:
    """An edition in force since a day; each number by its name in the file, old and new."""
    folder = copied(home / "copies")
    head = f"id: other\nin_force_from: {since}\ndecided_by: 研究生工作部部务会"
    spoil(folder, "edition.yaml", "id: 2014-draft", head)
    for old, new in numbers.values():
        spoil(folder, "parameters.yaml", f"value: {old}", f"value: {new}")
    (home / "editions").mkdir(parents=True)
    folder.rename(home / "editions" / "other")


def serving(start: str) -> bytes:
    return comma(
        ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
        (LEAVER, "高远", "机电学院", "党建", start),
    )


def one_case(home: Path, start: str, settings: str = ""):
    """The office after one mail of 3 September 2026 that replaces somebody who began on `start`."""
    home.mkdir(exist_ok=True)
    (home / "office.toml").write_text(settings, "utf-8")
    with office_in(home) as begun:
        office = replace(begun, now=lambda: dt.datetime(2026, 9, 5, tzinfo=RECEIVED.tzinfo))
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, office)
        import_register(RegisterKind.ASSISTANTS, "在岗.csv", serving(start), office)
        whole = {"更换申请.docx": request(), "申请表.docx": form(), "案例.docx": case_report()}
        run(office, put(home / "box", sent(whole)))
        yield office


def seen(office) -> tuple[bool | None, str, list[str]]:
    [case] = cases(office)["cases"]
    return case["opinion_required"], case["due_on"], [one["says"] for one in case["asks"]]


def test_the_numbers_of_the_edition_in_force_decide_and_are_printed(tmp_path: Path) -> None:
    with_numbers(tmp_path / "a", "2026-08-01", opinion=(18, 30), days=(14, 21))
    for office in one_case(tmp_path / "a", "2025-03-01"):
        assert seen(office) == (False, "2026-09-28", [])
        assert "开学后三周内" in due_days_file(office).decode()
    with_numbers(tmp_path / "b", "2026-08-01", opinion=(18, 6))
    for office in one_case(tmp_path / "b", "2025-12-01"):
        required, due, [ask] = seen(office)
        assert (required, due) == (True, "2026-09-21")
        assert "在岗时间超过半年" in ask


def test_an_edition_in_force_only_later_does_not_judge_an_adjustment_of_before(tmp_path) -> None:
    with_numbers(tmp_path, "2026-09-08", opinion=(18, 30), days=(14, 21))
    for office in one_case(tmp_path, "2025-03-01"):
        later = replace(office, now=lambda: dt.datetime(2026, 10, 1, tzinfo=RECEIVED.tzinfo))
        for when in (office, later):
            required, due, _ = seen(when)
            assert (required, due) == (True, "2026-09-21")


@pytest.mark.parametrize(
    ("counting", "required"), [("civil_code", False), ("first_day_counts", True)]
)
def test_eighteen_months_exactly_are_a_matter_of_counting(tmp_path, counting, required) -> None:
    settings = f'[regulation]\ncounting = "{counting}"\n'
    for office in one_case(tmp_path, "2025-03-03", settings):
        # Counted from its first day the two weeks end on a Sunday, so the day is the same.
        assert seen(office)[:2] == (required, "2026-09-21")


def test_what_is_owed_at_leaving_follows_the_edition_of_the_day_of_leaving(tmp_path) -> None:
    with_numbers(tmp_path, "2026-08-01", opinion=(18, 30), least=(12, 24))
    for office in one_case(tmp_path, "2025-03-01"):
        telling = Telling("王老师", LEAVES)
        about = appointment_of(LEAVER, office)
        change_appointment(about, AppointmentEvent.LEAVE, telling, office)
        owed = {one["obligation"] for one in obligations(office)["obligations"]}
        assert "leaving_survey" in owed
        assert "evaluation_opinion" not in owed
        about = appointment_of(LEAVER, office)
        with pytest.raises(DecisionRefusedError, match="在岗不足两年"):
            change_appointment(about, AppointmentEvent.FINISH, telling, office)
