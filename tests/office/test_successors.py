"""One leaver, one successor: a second adjustment is told, refused, and taken back by its hint."""

import datetime as dt
from dataclasses import replace

import pytest
from cli.commands import deyu, told
from office.test_adjustments import APPROVE, CALENDAR, case_report, request, sent
from offices import RECEIVED, office_in, put, run
from reading.word_files import form
from registers.register_files import comma

from pipeline.domain.plans import Decision, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.cases import cases
from pipeline.office.decisions.deciding_cases import decide_case
from pipeline.office.decisions.registering import import_register
from pipeline.office.orders import DecisionOrder

OTHER = ("林雨桐", "3120240002")
SERVING = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
    ("3120220001", "高远", "机电学院", "党建", "2025-09-01"),
)
LATER = RECEIVED + dt.timedelta(days=2)


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, office)
        import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, office)
        yield replace(office, now=lambda: RECEIVED + dt.timedelta(days=30))


def whole(comer=("张喆", "3120240001")) -> dict[str, bytes]:
    return {
        "更换申请.docx": request(comer=comer),
        "申请表.docx": form(姓名=comer[0], 学号=comer[1]),
        "案例.docx": case_report(),
    }


def case(id_: str, office):
    return office.ledger.lives.adjustment(id_)


def test_somebody_else_for_the_same_leaver_is_asked_about(office, tmp_path) -> None:
    run(office, put(tmp_path / "a", sent(whole())))
    again = {"案例.docx": case_report(), "申请表.docx": form(姓名=OTHER[0], 学号=OTHER[1])}
    run(office, put(tmp_path / "b", sent(again, LATER, "另一位")))
    first, second = cases(office)["cases"]
    assert (first["incoming"]["name"], first["doubts"]) == ("张喆", [])
    assert second["incoming"]["name"] == "林雨桐"
    assert "高远的接任人报的是张喆（C-2026-0001）" in second["doubts"][0]
    done = decide_case(case("C-2026-0001", office), APPROVE, office)
    (told_,) = done.left_to_do
    assert "deyu decide C-2026-0002 withdraw" in told_
    decide_case(case("C-2026-0002", office), DecisionOrder(Decision.WITHDRAW, "王老师"), office)
    assert case("C-2026-0002", office).state is SubmissionState.WITHDRAWN


def test_a_mistyped_number_of_the_leaver_is_told_and_its_correction_is_no_second_case(
    office, tmp_path
) -> None:
    mistyped = whole() | {"更换申请.docx": request(("高远", "3120220010"))}
    run(office, put(tmp_path / "a", sent(mistyped)))
    (doubt,) = case("C-2026-0001", office).doubts
    assert "写的是高远（学号尾号 0001），而更换申请写的离岗助理是高远（学号尾号 0010）" in doubt
    run(office, put(tmp_path / "b", sent({"更换申请.docx": request()}, LATER, "更正")))
    (one,) = cases(office)["cases"]
    assert (one["leaver"]["student_no"], one["doubts"], one["missing"]) == ("3120220001", [], [])


def test_who_is_named_for_two_leavers_is_approved_for_both_with_a_reason_or_for_one(
    office, tmp_path
) -> None:
    two = whole() | {
        "更换申请2.docx": request(("林一", "3120220002")),
        "案例2.docx": case_report("林一", "3120220002"),
    }
    run(office, put(tmp_path / "a", sent(two)))
    with pytest.raises(DecisionRefusedError, match="同时报为高远（C-2026-0001）、林一"):
        decide_case(case("C-2026-0001", office), APPROVE, office)
    decide_case(case("C-2026-0002", office), DecisionOrder(Decision.WITHDRAW, "王老师"), office)
    assert case("C-2026-0001", office).state is SubmissionState.TO_REVIEW
    decide_case(case("C-2026-0001", office), APPROVE, office)
    states = [case(one, office).state.value for one in ("C-2026-0001", "C-2026-0002")]
    assert states == ["approved", "withdrawn"]


def test_the_same_two_people_sent_again_without_the_request_are_no_second_case(
    office, tmp_path
) -> None:
    run(office, put(tmp_path / "a", sent(whole())))
    again = {"案例.docx": case_report(), "申请表.docx": form(手机号="13900000000")}
    run(office, put(tmp_path / "b", sent(again, LATER, "更正")))
    assert cases(office)["total"] == 1


def test_a_second_successor_is_refused_until_the_first_is_taken_back(office, tmp_path) -> None:
    run(office, put(tmp_path / "a", sent(whole())))
    decide_case(case("C-2026-0001", office), APPROVE, office)
    run(office, put(tmp_path / "b", sent(whole(OTHER), LATER, "换人")))
    order = replace(APPROVE, reason="学院来电改由林雨桐接任")
    with pytest.raises(DecisionRefusedError, match="已同意由张喆接任") as refused:
        decide_case(case("C-2026-0002", office), order, office)
    assert "reopen 撤回 C-2026-0001" in refused.value.way_out
    back = DecisionOrder(Decision.REOPEN, "王老师", "学院改报")
    assert decide_case(case("C-2026-0001", office), back, office).left_to_do == ()
    (left,) = decide_case(case("C-2026-0002", office), order, office).left_to_do
    assert "C-2026-0001" in left
    states = {one.person.name: one.state for one in office.ledger.lives.appointments()}
    assert states == {"高远": "leaving", "张喆": "voided", "林雨桐": "pending"}


def test_who_stays_after_all_is_brought_back_by_the_acts_that_are_told(tmp_path) -> None:
    home = tmp_path / "home"
    for register, data in (("calendar", CALENDAR), ("assistants", SERVING)):
        (tmp_path / f"{register}.csv").write_bytes(data)
        told("import", register, tmp_path / f"{register}.csv", "--apply", home=home)
    told("run", "--once", "--from", put(tmp_path / "a", sent(whole())), home=home)
    told("decide", "C-2026-0001", "approve", "--by", "王老师", home=home)
    reason = ("--by", "王老师", "--reason", "材料已齐")
    told("record", "3120220001", "finish", *reason, home=home)
    for paper in ("registration_form", "agreement_department"):
        told("record", "3120240001", "receive", paper, "--by", "王老师", home=home)
    assert told("cases", home=home)["total"] == 0
    words = ("decide", "C-2026-0001", "reopen", "--by", "王老师", "--reason", "高远留任")
    ended = deyu(*words, home=home)
    assert ended.returncode == 0, ended.stderr
    assert "deyu record P-2026-0001 rescind" in ended.stdout
    told("record", "P-2026-0001", "rescind", "--by", "王", "--reason", "留任", home=home)
    assert told("record", "P-2026-0001", "stay", "--by", "王", home=home)["state"] == "active"
