"""An adjustment from its first mail to its closing, through the real pipeline."""

import datetime as dt
from dataclasses import replace

import pytest
from cli.commands import deyu, told
from offices import RECEIVED, mail, office_in, put, run
from reading.word_files import form
from registers.register_files import comma
from samples.sheets import of_lines, table_paper

from pipeline.domain.plans import Decision, NoticeKind, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.cases import cases
from pipeline.office.appointments.reminding import remind
from pipeline.office.decisions.deciding_cases import decide_case
from pipeline.office.decisions.registering import import_register
from pipeline.office.looking.showing import show
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

COLLEGE = "机电学院德育办 <jd@bit.edu.cn>"
CALENDAR = comma(("学期", "开学日期", "学期结束"), ("2026-2027-1", "2026-09-07", "2027-01-17"))
A_YEAR = {"上岗时间": "2025年9月1日", "离岗时间": "2026年9月1日"}
APPROVE = DecisionOrder(Decision.APPROVE, "王老师")


def request(leaver=("高远", "3120220001"), comer=("张喆", "3120240001"), **more: str) -> bytes:
    rows = [
        ("学院", "机电学院"),
        ("离岗助理姓名", leaver[0]),
        ("离岗助理学号", leaver[1]),
        ("新任助理姓名", comer[0]),
        ("新任助理学号", comer[1]),
        *more.items(),
        ("更换原因", "离岗助理毕业。"),
    ]
    return table_paper("研究生德育工作助理更换申请", rows)


def case_report(name="高远", number="3120220001") -> bytes:
    return of_lines(
        "研究生德育工作助理工作案例",
        "一次宿舍矛盾的化解",
        f"作者：{name}　学号：{number}　学院：机电学院",
        "一、案例背景",
        "两位同学因作息不同发生争执，我与他们分别谈心，听取各自的难处。",
        "二、工作启示",
        "矛盾往往起于小事，早发现、早沟通，比事后处理更有用。",
    )


def sent(files: dict[str, bytes], day: dt.datetime = RECEIVED, subject: str = "更换助理") -> bytes:
    return mail(subject, "材料见附件。", files, COLLEGE, day)


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, office)
        yield replace(office, now=lambda: RECEIVED + dt.timedelta(days=1))


def one_case(office):
    found = cases(office)
    assert found["total"] == 1
    return found["cases"][0]


def test_a_replacement_in_two_mails_is_one_case(office, tmp_path) -> None:
    first = {"更换申请.docx": request(**A_YEAR), "申请表.docx": form()}
    run(office, put(tmp_path / "a", sent(first)))
    case = one_case(office)
    assert (case["id"], case["state"], case["missing"]) == (
        "C-2026-0001",
        "to_complete",
        ["case_report"],
    )
    assert (case["due_on"], case["late"]) == ("2026-09-21", False)
    (asked,) = office.ledger.notices()
    assert asked.kind is NoticeKind.COMPLETION

    later = RECEIVED + dt.timedelta(days=2)
    run(office, put(tmp_path / "b", sent({"案例.docx": case_report()}, later, "补案例")))
    case = one_case(office)
    assert (case["state"], case["missing"]) == ("to_review", [])
    assert case["first_received_at"].startswith("2026-09-03")
    assert case["completed_at"].startswith("2026-09-05")
    assert office.ledger.submission("S-2026-0002").state is SubmissionState.TO_REVIEW

    shown = show("C-2026-0001", office)
    assert shown["kind"] == "adjustment"
    assert shown["person"] == {"name": "高远", "student_no": "3120220001"}
    assert shown["submissions"] == ["S-2026-0001", "S-2026-0002"]
    assert [one["kind"] for one in shown["papers"]] == [
        "replacement_request",
        "application_form",
        "case_report",
    ]
    before = (cases(office), shown, office.ledger.heads())
    rebuild(office)
    assert (cases(office), show("C-2026-0001", office), office.ledger.heads()) == before


@pytest.mark.parametrize(("month", "day"), [(9, 1), (6, 29)])
def test_a_form_that_came_before_the_request_is_not_asked_for_again(
    office, tmp_path, month, day
) -> None:
    first = RECEIVED.replace(month=month, day=day)
    then = first + dt.timedelta(days=3)
    run(office, put(tmp_path / "a", sent({"申请表.docx": form()}, first, "申请")))
    run(office, put(tmp_path / "b", sent({"更换申请.docx": request(**A_YEAR)}, then)))
    case = one_case(office)
    assert case["missing"] == ["case_report"]
    assert case["first_received_at"].startswith(f"2026-{month:02}-{day:02}")


def test_a_letter_written_late_is_not_followed_by_a_reminder_of_the_same(office, tmp_path) -> None:
    first = {"更换申请.docx": request(**A_YEAR), "申请表.docx": form()}
    late = replace(office, now=lambda: RECEIVED + dt.timedelta(days=60))
    run(late, put(tmp_path / "a", sent(first)))
    assert [one.kind for one in office.ledger.notices()] == [NoticeKind.COMPLETION]
    assert remind(late) == 0
    assert remind(replace(office, now=lambda: RECEIVED + dt.timedelta(days=70))) == 0


def test_deciding_on_the_case_decides_on_who_comes(office, tmp_path) -> None:
    whole = {"更换申请.docx": request(), "申请表.docx": form(), "案例.docx": case_report()}
    run(office, put(tmp_path / "a", sent(whole)))
    case = office.ledger.lives.adjustment("C-2026-0001")
    done = decide_case(case, APPROVE, office)
    assert (done.id, done.state) == ("A-2026-0001", SubmissionState.APPROVED)
    assert office.ledger.lives.adjustment("C-2026-0001").state is SubmissionState.APPROVED
    (appointment,) = office.ledger.lives.appointments(application="A-2026-0001")
    assert (appointment.id, appointment.state) == ("P-2026-0001", "pending")


def test_who_is_approved_without_all_materials_needs_a_reason_that_stays(office, tmp_path) -> None:
    run(office, put(tmp_path / "a", sent({"更换申请.docx": request(), "申请表.docx": form()})))
    case = office.ledger.lives.adjustment("C-2026-0001")
    with pytest.raises(DecisionRefusedError, match=r"三\.1\.\(2\)③"):
        decide_case(case, APPROVE, office)
    decide_case(case, replace(APPROVE, reason="案例随后补交"), office)
    (decision,) = show("A-2026-0001", office)["decisions"]
    assert decision["against"][0]["clause"] == "三.1.(2)③"
    assert decision["edition"] == "2014-draft"
    assert len(decision["edition_sha256"]) == 64


def test_a_refused_newcomer_leaves_the_case_open_for_another(office, tmp_path) -> None:
    whole = {"更换申请.docx": request(), "申请表.docx": form(), "案例.docx": case_report()}
    run(office, put(tmp_path / "a", sent(whole)))
    case = office.ledger.lives.adjustment("C-2026-0001")
    decide_case(case, DecisionOrder(Decision.REFUSE, "王老师", "名额已满"), office)
    assert (one_case(office)["state"], one_case(office)["missing"]) == (
        "to_complete",
        ["application_form"],
    )
    comer = ("林雨桐", "3120240002")
    again = {
        "更换申请.docx": request(comer=comer),
        "申请表.docx": form(姓名=comer[0], 学号=comer[1]),
    }
    later = RECEIVED + dt.timedelta(days=3)
    run(office, put(tmp_path / "b", sent(again, later, "另报一人")))
    case = one_case(office)
    assert (case["id"], case["state"], case["application"]) == (
        "C-2026-0001",
        "to_review",
        "A-2026-0002",
    )
    assert case["missing"] == []


def test_what_comes_late_is_flagged_and_never_refused(office, tmp_path) -> None:
    day = dt.datetime(2026, 9, 22, 9, tzinfo=RECEIVED.tzinfo)
    whole = {"更换申请.docx": request(), "申请表.docx": form(), "案例.docx": case_report()}
    run(office, put(tmp_path / "a", sent(whole, day)))
    case = one_case(office)
    assert (case["late"], case["state"]) == (True, "to_review")


def test_a_case_can_be_called_off_and_taken_up_again(office, tmp_path) -> None:
    run(office, put(tmp_path / "a", sent({"更换申请.docx": request(), "申请表.docx": form()})))
    case = office.ledger.lives.adjustment("C-2026-0001")
    off = DecisionOrder(Decision.WITHDRAW, "王老师", "学院不再调整")
    done = decide_case(case, off, office)
    assert (done.id, done.state) == ("C-2026-0001", SubmissionState.WITHDRAWN)
    assert office.ledger.application("A-2026-0001").state is SubmissionState.WITHDRAWN
    case = office.ledger.lives.adjustment("C-2026-0001")
    assert decide_case(case, off, office).unchanged
    decide_case(case, DecisionOrder(Decision.REOPEN, "王老师", "学院又要调整"), office)
    assert one_case(office)["state"] == "to_complete"


def test_the_commands_tell_cases_and_decide_on_a_submission_that_holds_one(tmp_path) -> None:
    home = tmp_path / "home"
    whole = {"更换申请.docx": request(), "申请表.docx": form(), "案例.docx": case_report()}
    told("run", "--once", "--from", put(tmp_path / "a", sent(whole)), home=home)
    found = told("cases", home=home)
    assert (found["total"], found["cases"][0]["due_on"]) == (1, None)
    assert "高远" in deyu("cases", home=home).stdout
    done = told("decide", "S-2026-0001", "approve", "--by", "王老师", home=home)
    assert (done["id"], done["state"]) == ("A-2026-0001", "approved")


def test_what_comes_in_separate_mails_without_a_request_is_one_presumed_case(
    office, tmp_path
) -> None:
    run(office, put(tmp_path / "a", sent({"申请表.docx": form()}, subject="申请")))
    assert cases(office)["total"] == 0
    later = RECEIVED + dt.timedelta(days=1)
    run(office, put(tmp_path / "b", sent({"案例.docx": case_report()}, later, "案例")))
    case = one_case(office)
    assert (case["leaver"]["name"], case["incoming"]["name"]) == ("高远", "张喆")
    assert (case["application"], case["missing"]) == ("A-2026-0001", ["replacement_request"])
    assert "是否接替高远" in case["doubts"][0]

    last = RECEIVED + dt.timedelta(days=2)
    run(office, put(tmp_path / "c", sent({"更换申请.docx": request()}, last, "更换申请")))
    case = one_case(office)
    assert (case["state"], case["doubts"], case["missing"]) == ("to_review", [], [])
    before = cases(office)
    rebuild(office)
    assert cases(office) == before


def test_calling_off_a_presumed_case_leaves_the_application_alone(office, tmp_path) -> None:
    run(office, put(tmp_path / "a", sent({"案例.docx": case_report()}, subject="案例")))
    later = RECEIVED + dt.timedelta(days=1)
    run(office, put(tmp_path / "b", sent({"申请表.docx": form()}, later, "申请")))
    off = DecisionOrder(Decision.WITHDRAW, "王老师", "并不接替")
    decide_case(office.ledger.lives.adjustment("C-2026-0001"), off, office)
    assert office.ledger.application("A-2026-0001").state is SubmissionState.TO_REVIEW
