"""The register of serving assistants makes appointments, and corrects those that it made."""

import datetime as dt
from dataclasses import replace

import pytest
from offices import RECEIVED, application, office_in, put, run
from registers.register_files import comma

from pipeline.domain.appointments import AppointmentEvent, AppointmentState
from pipeline.domain.plans import Decision
from pipeline.domain.registers import RegisterKind
from pipeline.office.appointments.recording import appointment_of, change_appointment
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.registering import import_register, look_at
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

NO = "3120220001"
KIND = RegisterKind.ASSISTANTS


def serving(*lines: tuple[str, ...]) -> bytes:
    return comma(("学号", "姓名", "学院", "岗位类型", "上岗时间"), *lines)


FIRST = serving((NO, "高远", "机电学院", "党建", "2025-03-10"))
MENDED = serving((NO, "高远", "宇航学院", "实践", "2025-02-10"))


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as begun:
        office = replace(begun, now=lambda: dt.datetime(2026, 9, 22, tzinfo=RECEIVED.tzinfo))
        import_register(KIND, "在岗.csv", FIRST, office)
        yield office


def known(office, number: str = NO) -> tuple[str, str, str]:
    one = appointment_of(number, office)
    return one.college, one.position_kind, one.starts_on


def test_a_corrected_register_corrects_the_appointment_and_says_so(office) -> None:
    assert "任用 P-2026-0001 随之更正" in look_at(KIND, "在岗.csv", MENDED, office).notes[0]
    assert known(office)[2] == "2025-03-10"  # looking changes nothing
    import_register(KIND, "在岗.csv", MENDED, office)
    assert known(office) == ("宇航学院", "practice", "2025-02-10")
    said = [row.says for row in office.ledger.history("P-2026-0001") if row.act == "correct"]
    assert said == ["按在岗助理名册第2版更正：宇航学院，实践，2025-02-10 上岗"] or len(said) == 1
    import_register(KIND, "在岗.csv", FIRST, office)
    assert known(office) == ("机电学院", "party_building", "2025-03-10")
    rebuild(office)
    assert known(office) == ("机电学院", "party_building", "2025-03-10")


def test_a_line_that_is_gone_ends_no_appointment_and_that_is_told(office) -> None:
    other = serving(("3120220009", "何安", "机电学院", "就业", "2025-03-10"))
    (note,) = import_register(KIND, "在岗.csv", other, office).notes
    assert "deyu record P-2026-0001 leave" in note
    assert appointment_of(NO, office).state is AppointmentState.ACTIVE


def test_an_appointment_out_of_an_application_does_not_follow_the_register(
    office, tmp_path
) -> None:
    run(office, put(tmp_path / "box", application()))
    decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
    before = known(office, "3120240001")
    line = ("3120240001", "张喆", "宇航学院", "实践", "2020-01-01")
    import_register(KIND, "在岗.csv", serving(line), office)
    line = ("3120240001", "张喆", "宇航学院", "实践", "2020-02-01")
    found = import_register(KIND, "在岗.csv", serving(line), office)
    assert any("由申请 A-2026-0001 而来" in note for note in found.notes)
    assert known(office, "3120240001") == before
    assert len(office.ledger.lives.appointments()) == 2


def test_who_left_and_serves_anew_gets_an_appointment_of_its_own(office) -> None:
    telling = Telling("王老师", dt.date(2026, 9, 1), "手续另补")
    for event in (AppointmentEvent.LEAVE, AppointmentEvent.FINISH):
        change_appointment(appointment_of(NO, office), event, telling, office)
    import_register(KIND, "在岗.csv", MENDED, office)
    assert [one.state for one in office.ledger.lives.appointments()] == [AppointmentState.LEFT]
    anew = serving((NO, "高远", "宇航学院", "实践", "2026-09-10"))
    for _ in range(2):
        import_register(KIND, "在岗.csv", anew, office)
    states = [one.state for one in office.ledger.lives.appointments()]
    assert states == [AppointmentState.LEFT, AppointmentState.ACTIVE]
