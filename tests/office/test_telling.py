"""What people tell the office: slips are refused with the way out, and nothing told is lost."""

import datetime as dt
from dataclasses import replace

import pytest
from offices import RECEIVED, application, office_in, put, run
from registers.register_files import comma

from pipeline.domain.appointments import (
    AppointmentEvent,
    AppointmentState,
    PaperEvent,
    PaperItemKind,
    SettlingEvent,
)
from pipeline.domain.entries import Judged
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.owing import obligations
from pipeline.office.appointments.recording import (
    appointment_of,
    change_appointment,
    move_paper,
    settle,
)
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.registering import import_register
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

NO = "3120220001"
SERVING = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
    (NO, "高远", "机电学院", "党建", "2025-03-01"),
)
CALENDAR = comma(("学期", "开学日期", "学期结束"), ("2026-2027-1", "2026-09-07", "2027-01-17"))
WANG = Telling("王老师", reason="如实登记")
LEAVE, STAY = AppointmentEvent.LEAVE, AppointmentEvent.STAY


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as begun:
        office = replace(begun, now=lambda: dt.datetime(2026, 9, 22, tzinfo=RECEIVED.tzinfo))
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, office)
        import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, office)
        yield office


def change(office, event: AppointmentEvent, whom: str = NO, telling: Telling = WANG):
    return change_appointment(appointment_of(whom, office), event, telling, office)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (AppointmentEvent.WARN, AppointmentState.WARNED),
        (AppointmentEvent.SUSPEND, AppointmentState.SUSPENDED),
        (None, AppointmentState.ACTIVE),
    ],
)
def test_whose_leaving_is_called_off_is_what_they_were_before(office, before, after) -> None:
    if before:
        change(office, before)
    change(office, LEAVE)
    assert change(office, STAY).state == after.value
    rebuild(office)
    assert appointment_of(NO, office).state is after


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("suspend", "resume", "暂停"),
        ("warn", "dismiss", "批评教育"),
        ("warn", "improve", "批评教育"),
    ],
)
def test_nothing_ends_before_it_began(office, first, then, told) -> None:
    began, day_before = (replace(WANG, on=dt.date(2026, 9, day)) for day in (20, 19))
    change(office, AppointmentEvent(first), telling=began)
    with pytest.raises(DecisionRefusedError, match=f"早于 P-2026-0001 登记的{told}日期 2026-09-20"):
        change(office, AppointmentEvent(then), telling=day_before)
    change(office, AppointmentEvent(then), telling=began)


def test_what_is_owed_by_term_is_not_settled_without_one(office) -> None:
    with pytest.raises(DecisionRefusedError, match="“学期工作计划”（term_plan）须写明是哪一期"):
        settle(appointment_of(NO, office), "term_plan", "", SettlingEvent.DONE, WANG, office)


def test_who_goes_on_leave_while_criticised_comes_back_criticised(office) -> None:
    for event in ("warn", "suspend", "leave"):
        change(office, AppointmentEvent(event))
    assert change(office, STAY).state is AppointmentState.SUSPENDED.value
    assert change(office, AppointmentEvent.RESUME).state is AppointmentState.WARNED.value
    rebuild(office)
    assert appointment_of(NO, office).state is AppointmentState.WARNED


@pytest.mark.parametrize(
    ("before", "wanted", "first"),
    [
        ("", "dismiss", "warn"),
        ("suspend", "dismiss", "resume warn"),
        ("suspend", "warn", "resume"),
        ("suspend leave", "dismiss", "stay resume warn"),
        ("leave", "dismiss", "stay warn"),
        ("warn leave", "dismiss", "stay"),
        ("warn leave", "improve", "stay"),
        ("leave", "suspend", "stay"),
        ("leave", "leave", "stay"),
    ],
)
def test_what_has_to_be_told_first_is_advised_and_can_be_followed(
    office, before, wanted, first
) -> None:
    for event in before.split():
        change(office, AppointmentEvent(event))
    again = Telling("王老师", reason="另有理由")
    with pytest.raises(DecisionRefusedError) as refused:
        change(office, AppointmentEvent(wanted), telling=again)
    said = refused.value.way_out
    places = [said.index(f"用 {event} 登记") for event in first.split()]
    assert places == sorted(places)
    for event in (*first.split(), wanted):
        change(office, AppointmentEvent(event), telling=again)


def test_no_untrue_act_is_advised(office) -> None:
    change(office, AppointmentEvent.SUSPEND)
    again = Telling("王老师", reason="另有理由")
    for event in (AppointmentEvent.IMPROVE, AppointmentEvent.SUSPEND):
        with pytest.raises(DecisionRefusedError) as refused:
            change(office, event, telling=again)
        assert refused.value.way_out.startswith("现在可以登记：resume")


@pytest.mark.parametrize("state", ["suspend", "warn", "leave"])
def test_an_approval_taken_back_ends_the_appointment_in_whatever_state(
    office, tmp_path, state
) -> None:
    run(office, put(tmp_path / "box", application()))
    decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
    for kind in (PaperItemKind.REGISTRATION_FORM, PaperItemKind.AGREEMENT_DEPARTMENT):
        move_paper("P-2026-0002", kind, PaperEvent.RECEIVE, WANG, office)
    change(office, AppointmentEvent(state), "P-2026-0002")
    decide("A-2026-0001", DecisionOrder(Decision.REOPEN, "王老师", "材料不实"), office)
    assert appointment_of("P-2026-0002", office).state is AppointmentState.VOIDED
    open_now = {one["appointment"] for one in obligations(office)["obligations"]}
    assert "P-2026-0002" not in open_now


@pytest.mark.parametrize("day", [dt.date(2024, 1, 1), dt.date(2025, 2, 28)])
def test_nothing_happens_before_the_appointment_began(office, day) -> None:
    with pytest.raises(DecisionRefusedError, match="早于") as refused:
        change(office, LEAVE, telling=Telling("王老师", day))
    assert "改正在岗助理名册" in refused.value.way_out


def test_what_has_not_come_yet_has_not_happened(office) -> None:
    ahead = Telling("王老师", dt.date(2099, 1, 1), "缺席")
    with pytest.raises(DecisionRefusedError, match="还没有到"):
        change(office, AppointmentEvent.WARN, telling=ahead)
    kind = PaperItemKind.REGISTRATION_FORM
    with pytest.raises(DecisionRefusedError, match="还没有到"):
        move_paper(appointment_of(NO, office).id, kind, PaperEvent.RECEIVE, ahead, office)
    change(office, LEAVE, telling=Telling("王老师", dt.date(2027, 1, 1)))


@pytest.mark.parametrize(
    ("duty", "period", "way_out"),
    [
        ("term_plan", "", "2026-autumn"),
        ("term_plan", "2026秋", "2026-autumn"),
        ("term_plan", "2031-autumn", "2026-autumn"),
        ("yearly_report", "2026-autumn", "2026-2027"),
        ("case_report", "", "obligations --all"),
    ],
)
def test_what_is_not_owed_is_not_settled_and_the_periods_are_named(
    office, duty, period, way_out
) -> None:
    one = appointment_of(NO, office)
    with pytest.raises(DecisionRefusedError) as told:
        settle(one, duty, period, SettlingEvent.DONE, WANG, office)
    assert way_out in f"{told.value}"


def test_who_leaves_need_not_bring_what_was_settled_on_paper(office) -> None:
    change(office, LEAVE)
    one = appointment_of(NO, office)
    for duty in ("case_report", "evaluation_opinion", "leaving_survey"):
        settle(one, duty, "", SettlingEvent.DONE, WANG, office)
    assert change(office, AppointmentEvent.FINISH, telling=Telling("王老师")).state == "left"


def test_told_twice_is_told_once(office) -> None:
    change(office, AppointmentEvent.WARN)
    assert change(office, AppointmentEvent.WARN).unchanged
    with pytest.raises(DecisionRefusedError):
        change(office, AppointmentEvent.WARN, telling=Telling("王老师", reason="又一次"))
    one = appointment_of(NO, office)
    settle(one, "term_plan", "2026-autumn", SettlingEvent.DONE, WANG, office)
    assert settle(one, "term_plan", "2026-autumn", SettlingEvent.DONE, WANG, office).unchanged
    said = [row.says for row in office.ledger.history(one.id)]
    assert any("学期工作计划 2026—2027学年秋季学期" in sentence for sentence in said)


def order(decision: Decision, by: str, **rest) -> DecisionOrder:
    return DecisionOrder(decision, by, **({"reason": "见附件"} | rest))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"clause": "三.1.(1)⑦"}, {"clause": "三.1.(1)③"}),
        ({"judged": (Judged("Q6", "fails"),)}, {}),
    ],
)
def test_another_ground_is_another_proposal_and_not_a_confirmation(
    office, tmp_path, first, second
) -> None:
    two = replace(office, house=replace(office.house, four_eyes=True))
    run(two, put(tmp_path / "box", application()))
    assert decide("A-2026-0001", order(Decision.REFUSE, "王老师", **first), two).awaits_another
    assert decide("A-2026-0001", order(Decision.REFUSE, "李老师", **second), two).awaits_another
    done = decide("A-2026-0001", order(Decision.REFUSE, "王老师", **second), two)
    assert done.state is SubmissionState.REFUSED


def test_an_end_is_recorded_and_judged_by_one_day(office) -> None:
    # 2025-03-01 to 2026-02-28 is less than twelve months; the papers come in later.
    now = dt.datetime(2026, 9, 20, 12, tzinfo=dt.UTC)
    office = replace(office, now=lambda: now)
    change(office, LEAVE, telling=Telling("王老师", on=dt.date(2026, 2, 10)))
    with pytest.raises(DecisionRefusedError, match=r"手续还不齐.*二\.1"):
        change(office, AppointmentEvent.FINISH, telling=Telling("王老师"))
    change(office, AppointmentEvent.FINISH)
    assert appointment_of(NO, office).ended_on == "2026-02-10"


def test_who_ends_before_the_announced_day_is_judged_by_the_day_of_ending(office) -> None:
    now = dt.datetime(2025, 12, 20, 12, tzinfo=dt.UTC)
    office = replace(office, now=lambda: now)
    change(office, LEAVE, telling=Telling("王老师", on=dt.date(2026, 6, 1)))
    with pytest.raises(DecisionRefusedError, match=r"手续还不齐.*二\.1"):
        change(office, AppointmentEvent.FINISH, telling=Telling("王老师"))
    change(office, AppointmentEvent.FINISH)
    assert appointment_of(NO, office).ended_on == "2025-12-20"
