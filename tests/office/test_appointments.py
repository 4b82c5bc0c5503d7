"""From approval to leaving: papers, criticism, what is owed, two people for one decision."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from cli.commands import deyu, told
from office.test_adjustments import CALENDAR, case_report, request, sent
from offices import RECEIVED, application, office_in, put, run
from reading.word_files import form
from registers.register_files import comma

from pipeline.domain.appointments import (
    AppointmentEvent,
    AppointmentState,
    PaperEvent,
    PaperItemKind,
    SettlingEvent,
)
from pipeline.domain.plans import Decision, NoticeKind, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.due_days import due_days_file
from pipeline.office.appointments.owing import obligations
from pipeline.office.appointments.recording import (
    appointment_of,
    change_appointment,
    move_paper,
    settle,
)
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.appointments.reminding import remind
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.deciding_cases import decide_case
from pipeline.office.decisions.registering import import_register
from pipeline.office.letters.outbox import notice_text
from pipeline.office.looking.person import held_files, person_file
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

APPROVE = DecisionOrder(Decision.APPROVE, "王老师")
WANG = Telling("王老师", dt.date(2026, 9, 20))
SERVING = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
    ("3120220001", "高远", "机电学院", "党建", "2025-03-01"),
)


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, office)
        yield replace(office, now=lambda: dt.datetime(2026, 9, 22, tzinfo=RECEIVED.tzinfo))


@pytest.fixture
def approved(office, tmp_path):
    run(office, put(tmp_path / "box", application()))
    decide("A-2026-0001", APPROVE, office)
    return office


def state(office, whom="3120240001") -> AppointmentState:
    return appointment_of(whom, office).state


def change(office, event: AppointmentEvent, reason="", whom="3120240001"):
    telling = replace(WANG, reason=reason)
    return change_appointment(appointment_of(whom, office), event, telling, office)


def back(office, *kinds: PaperItemKind) -> None:
    for kind in kinds:
        about = appointment_of("3120240001", office).id
        move_paper(about, kind, PaperEvent.RECEIVE, WANG, office)


BOTH = (PaperItemKind.REGISTRATION_FORM, PaperItemKind.AGREEMENT_DEPARTMENT)


def test_who_has_handed_in_form_and_agreement_begins_to_serve(approved) -> None:
    assert state(approved) is AppointmentState.PENDING
    back(approved, PaperItemKind.REGISTRATION_FORM)
    assert state(approved) is AppointmentState.PENDING
    back(approved, PaperItemKind.AGREEMENT_DEPARTMENT)
    assert state(approved) is AppointmentState.ACTIVE
    about = appointment_of("3120240001", approved).id
    again = move_paper(about, BOTH[0], PaperEvent.RECEIVE, WANG, approved)
    assert again.unchanged


def test_nobody_is_removed_without_criticism_before(approved) -> None:
    back(approved, *BOTH)
    with pytest.raises(DecisionRefusedError, match="批评教育"):
        change(approved, AppointmentEvent.DISMISS, "不称职")
    with pytest.raises(DecisionRefusedError, match="理由"):
        change(approved, AppointmentEvent.WARN)
    change(approved, AppointmentEvent.WARN, "无故缺席")
    change(approved, AppointmentEvent.DISMISS, "仍无改进")
    assert state(approved) is AppointmentState.DISMISSED


def test_reopening_an_approval_voids_the_appointment(approved) -> None:
    reopened = DecisionOrder(Decision.REOPEN, "王老师", "学院撤回推荐")
    decide("A-2026-0001", reopened, approved)
    assert state(approved, "P-2026-0001") is AppointmentState.VOIDED
    decide("A-2026-0001", APPROVE, approved)
    assert [one.id for one in approved.ledger.lives.appointments(application="A-2026-0001")] == [
        "P-2026-0001",
        "P-2026-0002",
    ]


def test_the_leaver_of_an_approved_adjustment_is_leaving_and_finishes_with_papers(
    office, tmp_path
) -> None:
    import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, office)
    whole = {"更换申请.docx": request(), "申请表.docx": form(), "案例.docx": case_report()}
    run(office, put(tmp_path / "box", sent(whole)))
    case = office.ledger.lives.adjustment("C-2026-0001")
    assert case.state is SubmissionState.TO_COMPLETE  # 2025-03-01 to 2026-09-03: past 18 months
    decide_case(case, replace(APPROVE, reason="评议意见随后补交"), office)
    assert state(office, "3120220001") is AppointmentState.LEAVING
    with pytest.raises(DecisionRefusedError, match=r"调查表.*评议意见"):
        change(office, AppointmentEvent.FINISH, whom="3120220001")
    change(office, AppointmentEvent.FINISH, "材料补交中，先办结", whom="3120220001")
    assert state(office, "P-2026-0001") is AppointmentState.LEFT
    assert office.ledger.lives.adjustment("C-2026-0001").state is SubmissionState.APPROVED
    back(office, *BOTH)
    assert office.ledger.lives.adjustment("C-2026-0001").state is SubmissionState.FILED


def test_what_is_owed_follows_calendar_evidence_and_people_s_word(office) -> None:
    import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, office)
    kinds = {one["obligation"]: one for one in obligations(office)["obligations"]}
    assert {name: one["due_on"] for name, one in kinds.items()} == {
        "term_plan": "2027-01-17",
        "assessment": "2027-01-17",
        "training": None,
        "college_training": None,
        "department_assessment": None,
        "yearly_report": None,
        "yearly_writing": None,
    }
    assert obligations(office, dt.date(2027, 1, 17))["total"] == 2
    one = appointment_of("3120220001", office)
    settle(one, "term_plan", "2026-autumn", SettlingEvent.DONE, WANG, office)
    assert obligations(office, dt.date(2027, 1, 17))["total"] == 1
    settle(one, "term_plan", "2026-autumn", SettlingEvent.UNDO, WANG, office)
    in_february = replace(office, now=lambda: dt.datetime(2027, 2, 1, tzinfo=RECEIVED.tzinfo))
    ahead = obligations(office, dt.date(2027, 2, 1))["obligations"]
    assert {row["state"] for row in ahead} == {"due"}
    late = {
        row["obligation"]: row["state"]
        for row in obligations(in_february, dt.date(2027, 2, 1))["obligations"]
    }
    assert late == {"term_plan": "overdue", "assessment": "due"}  # autumn's is no must
    assert "学期工作计划" in due_days_file(office).decode().replace("\r\n ", "")


def test_a_college_is_reminded_once_until_something_changes(office) -> None:
    import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, office)
    directory = comma(("学院", "代码", "邮箱"), ("机电学院", "03", "jd@bit.edu.cn"))
    import_register(RegisterKind.COLLEGES, "名录.csv", directory, office)

    def on(*day: int):
        return replace(office, now=lambda: dt.datetime(*day, tzinfo=RECEIVED.tzinfo))

    assert remind(office) == 0  # nothing is due within two weeks
    assert [remind(on(2027, 1, 5)), remind(on(2027, 1, 6)), remind(on(2027, 1, 12))] == [1, 0, 0]
    assert remind(on(2027, 1, 19)) == 1  # what was due is overdue
    assert remind(on(2027, 1, 26)) == 0
    letters = [one for one in office.ledger.notices() if one.kind is NoticeKind.REMINDER]
    assert [one.to for one in letters] == [("jd@bit.edu.cn",)] * 2
    before = office.ledger.notices()
    rebuild(office)
    assert office.ledger.notices() == before
    assert remind(on(2027, 1, 26)) == 0


def test_nothing_is_asked_for_by_a_day_that_is_over(office) -> None:
    import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, office)
    directory = comma(("学院", "代码", "邮箱"), ("机电学院", "03", "jd@bit.edu.cn"))
    import_register(RegisterKind.COLLEGES, "名录.csv", directory, office)
    late = replace(office, now=lambda: dt.datetime(2027, 1, 19, tzinfo=RECEIVED.tzinfo))
    assert remind(late) == 1
    text = notice_text("N-2027-0001", late)[1]
    assert "应于2027年1月17日前办理，现已过期" in text
    assert "这一期已于2027年1月17日结束，尚未收到，请补办或说明" in text
    assert "请于" not in text


def test_nothing_is_asked_for_that_was_due_before_the_office_knew_who_serves(office) -> None:
    directory = comma(("学院", "代码", "邮箱"), ("机电学院", "03", "jd@bit.edu.cn"))
    import_register(RegisterKind.COLLEGES, "名录.csv", directory, office)
    calendar = comma(
        ("学期", "开学日期", "学期结束"),
        ("2026-2027-1", "2026-09-07", "2027-01-17"),
        ("2026-2027-2", "2027-03-01", "2027-07-11"),
    )
    import_register(RegisterKind.CALENDAR, "校历.csv", calendar, office)
    late = replace(office, now=lambda: dt.datetime(2027, 1, 19, tzinfo=RECEIVED.tzinfo))
    import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, late)
    assert obligations(late, dt.date(2027, 1, 19))["total"] > 0
    assert remind(late) == 0
    in_june = replace(office, now=lambda: dt.datetime(2027, 7, 5, tzinfo=RECEIVED.tzinfo))
    assert remind(in_june) == 1
    text = notice_text("N-2027-0001", in_june)[1]
    assert "2027年1月" not in text


def test_a_person_s_file_holds_everything_and_a_rebuild_gives_the_same(approved) -> None:
    back(approved, *BOTH)
    told_before = person_file("3120240001", approved)
    (appointment,) = told_before["appointments"]
    assert (appointment["state"], len(appointment["paper_items"])) == ("active", 5)
    assert {one["obligation"] for one in told_before["obligations"]} >= {"agreement", "term_plan"}
    places = [one.place for one in held_files("3120240001", approved)]
    assert any(place.startswith("P-2026-0001/entries/") for place in places)
    rebuild(approved)
    assert person_file("3120240001", approved) == told_before


def test_two_people_decide_where_the_office_wants_two(office, tmp_path) -> None:
    two = replace(office, house=replace(office.house, four_eyes=True))
    run(two, put(tmp_path / "box", application()))
    first = decide("A-2026-0001", APPROVE, two)
    assert (first.awaits_another, first.state) == (True, SubmissionState.TO_REVIEW)
    assert two.ledger.lives.appointments() == ()
    for same in ("王老师", "王 老师", "\u3000王老师 ", "王老师（复核）", "王老师 [二审"):
        with pytest.raises(DecisionRefusedError, match="另一人"):
            decide("A-2026-0001", replace(APPROVE, by=same), two)
    second = decide("A-2026-0001", replace(APPROVE, by="李老师"), two)
    assert (second.awaits_another, second.state) == (False, SubmissionState.APPROVED)
    says = [row.says for row in two.ledger.history("A-2026-0001") if row.act == "decide"]
    assert "初审 王老师" in says[0]


def test_the_commands_record_and_tell(tmp_path: Path) -> None:
    home = tmp_path / "home"
    told("run", "--once", "--from", put(tmp_path / "box", application()), home=home)
    told("decide", "A-2026-0001", "approve", "--by", "王老师", home=home)
    words = ("record", "3120240001", "receive", "registration_form", "--by", "王老师")
    assert told(*words, home=home)["state"] == "received"
    assert told(*words, home=home)["unchanged"] is True
    assert deyu("record", "3120240001", "receive", "gift", "--by", "王", home=home).returncode == 64
    assert deyu("record", "3120240001", "dismiss", "--by", "王", home=home).returncode == 2
    assert told("obligations", home=home)["total"] == 1  # the agreement; no calendar, no terms
    ended = deyu("person", "3120240001", home=home)
    assert "《登记表》纸面件：已收到" in ended.stdout
