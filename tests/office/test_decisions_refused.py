"""Decisions that would do harm are refused with the way out; letters quote what is meant."""

import datetime as dt

import pytest
from offices import application, office_in, put, run

from pipeline.domain.appointments import AppointmentEvent
from pipeline.domain.plans import Decision, NoticeKind
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.recording import change_appointment
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.registering import import_register
from pipeline.office.looking.showing import show
from pipeline.office.orders import DecisionOrder
from pipeline.reading.mail.letter import read_letter


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as begun:
        yield begun


def order(decision: Decision, reason: str = "", clause: str = "") -> DecisionOrder:
    return DecisionOrder(decision, "王老师", reason=reason, clause=clause)


def letters(office, kind: NoticeKind) -> list[str]:
    found = [one for one in office.ledger.notices() if one.kind is kind]
    return [read_letter(office.archive.read(one.object_id, one.file)).text for one in found]


def test_nobody_is_approved_without_a_number(office, tmp_path) -> None:
    run(office, put(tmp_path / "box", application(学号="")))
    with pytest.raises(DecisionRefusedError, match="没有写明学号"):
        decide("A-2026-0001", order(Decision.APPROVE), office)


def test_nobody_is_approved_twice_for_a_post_and_term(office, tmp_path) -> None:
    run(office, put(tmp_path / "box", application()))
    decide("A-2026-0001", order(Decision.APPROVE), office)
    run(office, put(tmp_path / "more", application(联系电话="13900000002", message_id="<2@b>")))
    second = office.ledger.application("A-2026-0002")
    assert second.advice.value == "needs_person"
    with pytest.raises(DecisionRefusedError, match="已有同意上岗的申请 A-2026-0001"):
        decide("A-2026-0002", order(Decision.APPROVE), office)


def test_a_refusal_quotes_the_sentence_that_is_failed(office, tmp_path) -> None:
    run(office, put(tmp_path / "box", application(政治面貌="中共预备党员")))
    decide("A-2026-0001", order(Decision.REFUSE, "尚未转正", "三.1.(1)③"), office)
    [letter] = letters(office, NoticeKind.REFUSAL)
    assert "党建助理应由正式党员担任" in letter
    assert "必须是预备党员或正式党员" not in letter


@pytest.mark.parametrize("decision", [Decision.RETURN, Decision.REFUSE])
def test_no_letter_cites_a_clause_that_there_is_not(office, tmp_path, decision) -> None:
    run(office, put(tmp_path / "box", application()))
    with pytest.raises(DecisionRefusedError, match=r"没有条款“三\.1\.1”"):
        decide("A-2026-0001", order(decision, "请补正", "三.1.1"), office)
    decide("A-2026-0001", order(Decision.RETURN, "请写明分工", "一.2"), office)
    assert "一.2" in letters(office, NoticeKind.COMPLETION)[0]


@pytest.mark.parametrize(
    ("header", "value", "told"),
    [
        ("培养层次", "硕士", "不一致.*培养层次为“硕士研究生”"),
        ("政治面貌", "群众", "不一致.*政治面貌为“不是中共党员”"),
    ],
)
def test_who_is_approved_against_the_roster_needs_a_reason_that_stays(
    office, tmp_path, header, value, told
) -> None:
    lines = f"学号,姓名,学籍状态,{header}\n3120240001,张喆,已注册,{value}\n"
    import_register(RegisterKind.REGISTRAR_ROSTER, "名册.csv", lines.encode(), office)
    run(office, put(tmp_path / "box", application()))
    with pytest.raises(DecisionRefusedError, match=told):
        decide("A-2026-0001", order(Decision.APPROVE), office)
    decide("A-2026-0001", order(Decision.APPROVE, "名册有误，已与研究生院核对"), office)
    assert "不一致" in str(show("A-2026-0001", office)["decisions"])


def test_something_else_asked_for_is_a_letter_of_its_own(office, tmp_path) -> None:
    run(office, put(tmp_path / "box", application()))
    decide("A-2026-0001", order(Decision.RETURN, "请补导师签字"), office)
    assert decide("A-2026-0001", order(Decision.RETURN, "请补导师签字"), office).unchanged
    assert not decide("A-2026-0001", order(Decision.RETURN, "请补成绩单"), office).unchanged
    assert [("成绩单" in one) for one in letters(office, NoticeKind.COMPLETION)] == [False, True]


def test_why_somebody_is_approved_in_spite_of_something_stays_inside(office, tmp_path) -> None:
    run(office, put(tmp_path / "box", application(培养层次="硕士")))
    decide("A-2026-0001", order(Decision.APPROVE, "另一人选身体不好"), office)
    [letter] = letters(office, NoticeKind.ACCEPTANCE)
    assert "身体不好" not in letter
    (decision,) = show("A-2026-0001", office)["decisions"]
    assert decision["reason"] == "另一人选身体不好"


def test_who_never_begins_is_told_how_the_approval_ends(office, tmp_path) -> None:
    run(office, put(tmp_path / "box", application()))
    decide("A-2026-0001", order(Decision.APPROVE), office)
    (appointment,) = office.ledger.lives.appointments(application="A-2026-0001")
    with pytest.raises(DecisionRefusedError, match="deyu decide A-2026-0001 reopen"):
        change_appointment(
            appointment, AppointmentEvent.LEAVE, Telling("王老师", dt.date(2026, 9, 10)), office
        )
