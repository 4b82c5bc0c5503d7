"""Who serves already, or was removed, and applies again: a person decides, and says why."""

import datetime as dt
from dataclasses import replace

import pytest
from offices import RECEIVED, application, office_in, put, run

from pipeline.domain.appointments import AppointmentEvent, AppointmentState, PaperEvent
from pipeline.domain.plans import Decision, NoticeKind, SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.recording import (
    BACK_BEFORE_THE_START,
    appointment_of,
    change_appointment,
    move_paper,
)
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.looking.showing import show
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

APPROVE = DecisionOrder(Decision.APPROVE, "王老师")
TOLD = Telling("王老师", dt.date(2026, 9, 20), "多次无故缺席")
SPRING = RECEIVED.replace(year=2027, month=3)


@pytest.fixture
def office(tmp_path):
    """An office in which 张喆 serves."""
    with office_in(tmp_path / "home") as begun:
        office = replace(begun, now=lambda: dt.datetime(2026, 9, 22, tzinfo=RECEIVED.tzinfo))
        run(office, put(tmp_path / "box", application()))
        decide("A-2026-0001", APPROVE, office)
        (one,) = office.ledger.lives.appointments()
        for kind in BACK_BEFORE_THE_START:
            move_paper(one.id, kind, PaperEvent.RECEIVE, TOLD, office)
        yield office


def apply_again(office, tmp_path, **answers: str):
    again = application(at=SPRING, message_id="<again@b>", **answers)
    run(office, put(tmp_path / "again", again))
    found = office.ledger.applications(student_no="3120240001")
    return next(one for one in found if one.id != "A-2026-0001")


def completeness(office, id_: str) -> str:
    (judgement,) = show(id_, office)["judgements"]
    return next(one["says"] for one in judgement["findings"] if one["rule"] == "H2")


def test_who_was_removed_is_never_without_an_obstacle_again(office, tmp_path) -> None:
    for event in (AppointmentEvent.WARN, AppointmentEvent.DISMISS):
        change_appointment(appointment_of("3120240001", office), event, TOLD, office)
    second = apply_again(office, tmp_path)
    assert (second.state, second.advice.value) == (SubmissionState.TO_REVIEW, "needs_person")
    assert "于 2026-09-20 被免去职务（三.3）" in completeness(office, second.id)
    with pytest.raises(DecisionRefusedError, match=r"被免去职务.*须写明理由"):
        decide(second.id, APPROVE, office)
    decide(second.id, replace(APPROVE, reason="已有明显改进，学院党委同意"), office)
    (decision,) = show(second.id, office)["decisions"]
    assert ["免去职务" in one["says"] for one in decision["against"]] == [True]
    before = show(second.id, office)
    rebuild(office)
    assert show(second.id, office) == before


def test_who_serves_and_is_to_serve_elsewhere_is_told_and_needs_a_reason(office, tmp_path) -> None:
    second = apply_again(office, tmp_path, 学院="计算机学院", 拟任岗位类型="就业工作")
    assert second.advice.value == "needs_person"
    assert "此人已在机电学院（P-2026-0001）任助理（在岗）" in completeness(office, second.id)
    with pytest.raises(DecisionRefusedError, match="任助理（在岗）"):
        decide(second.id, APPROVE, office)
    decide(second.id, replace(APPROVE, reason="换岗，原岗位本月离任"), office)
    states = [one.state for one in office.ledger.lives.appointments()]
    assert states == [AppointmentState.ACTIVE, AppointmentState.PENDING]


def test_what_only_the_office_can_doubt_is_not_asked_of_the_sender(office, tmp_path) -> None:
    apply_again(office, tmp_path)
    kinds = [one.kind for one in office.ledger.notices()]
    assert NoticeKind.COMPLETION not in kinds


def test_who_left_in_good_order_applies_like_anybody_else(office, tmp_path) -> None:
    for event in (AppointmentEvent.LEAVE, AppointmentEvent.FINISH):
        change_appointment(appointment_of("3120240001", office), event, TOLD, office)
    assert apply_again(office, tmp_path).advice.value == "no_obstacle"
