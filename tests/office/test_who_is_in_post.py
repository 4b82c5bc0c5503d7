"""Rosters, plans and assessments hold whoever is in post in the term, and nobody else."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from documents.opened import text
from office.test_appointments import BOTH, back, change
from office.test_documents_of_a_term import drawn
from office.test_due_lists import SERVING
from offices import RECEIVED, application, office_in, put, run

from pipeline.documents.agreement import BLANK_DATE, Duty, DutySource, duties_for
from pipeline.documents.catalogue import DocumentKind
from pipeline.documents.chinese_dates import as_printed, chinese_date, read_chinese_date
from pipeline.domain.appointments import AppointmentEvent
from pipeline.domain.plans import Decision
from pipeline.domain.registers import RegisterKind
from pipeline.domain.school_calendar import Term
from pipeline.errors import DecisionRefusedError
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.registering import import_register
from pipeline.office.drawing.drafting_forms import on_paper
from pipeline.office.drawing.drafting_terms import roster_rows
from pipeline.office.orders import DecisionOrder

AUTUMN, SPRING = Term.parse("2026-autumn"), Term.parse("2027-spring")
NO = "3120240001"
IN_SPRING = dt.datetime(2027, 3, 8, 10, tzinfo=RECEIVED.tzinfo)


@pytest.fixture
def office(tmp_path: Path):
    """张喆 is approved and in post; two served already by the register."""
    with office_in(tmp_path / "home") as begun:
        run(begun, put(tmp_path / "box", application()))
        decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), begun)
        import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, begun)
        back(begun, *BOTH)
        yield begun


def names(term: Term, office) -> dict[str, str]:
    return {one.name: one.state for one in roster_rows(term, office) if one.serves}


def test_the_roster_holds_all_in_post_also_in_later_terms(office) -> None:
    assert names(AUTUMN, office) == {"张喆": "在岗", "高远": "在岗", "<w:p>林&{{7*7}}": "在岗"}
    assert names(SPRING, office) == names(AUTUMN, office)
    assert set(names(Term.parse("2025-autumn"), office)) == {"高远", "<w:p>林&{{7*7}}"}
    assert names(Term.parse("2025-spring"), office) == {}


def test_who_was_removed_serves_in_no_roster_of_that_term_and_staff_are_told(office) -> None:
    change(office, AppointmentEvent.WARN, "无故缺席")
    change(office, AppointmentEvent.DISMISS, "仍无改进")
    assert "张喆" not in names(AUTUMN, office)
    assert "张喆" not in names(SPRING, office)
    (document,) = drawn(office, DocumentKind.AGREEMENT, student_no=NO).documents
    assert any(one.startswith("张喆已免职（") for one in document.warnings)


def test_the_next_term_has_plans_and_assessments_of_its_own(office) -> None:
    spring = replace(office, now=lambda: IN_SPRING)
    for kind in (DocumentKind.TERM_PLAN, DocumentKind.ASSESSMENT):
        (first,) = drawn(office, kind, student_no=NO).documents
        (now,) = drawn(spring, kind, student_no=NO).documents
        batch = drawn(spring, kind, term=str(SPRING))
        assert now.sha256 in [one.sha256 for one in batch.documents]
        assert len(batch.documents) == 3
        assert Path(first.path).name == f"{kind}_{NO}_张喆.docx"
        assert Path(now.path).name == f"{kind}_{NO}_张喆_2027-spring.docx"
        assert AUTUMN.label in text(Path(first.path).read_bytes())
        assert SPRING.label in text(Path(now.path).read_bytes())
        assert [one.version for one in (first, now)] == [1, 1]
        assert batch.failed == ()


def test_a_day_of_signing_that_was_printed_stays(office) -> None:
    day = dt.date(2026, 9, 15)
    (signed,) = drawn(office, DocumentKind.AGREEMENT, student_no=NO, signed_on=day).documents
    assert chinese_date(day) in text(Path(signed.path).read_bytes())
    (again,) = drawn(office, DocumentKind.AGREEMENT, term=str(AUTUMN)).documents
    assert (again.sha256, again.version) == (signed.sha256, signed.version)


def test_a_refusal_of_a_draft_names_only_what_keeps_it_one(office) -> None:
    with pytest.raises(DecisionRefusedError) as told:
        drawn(office, DocumentKind.AGREEMENT, student_no=NO, final=True)
    assert "basis_1" in str(told.value)
    assert "疑为" not in str(told.value)


@pytest.mark.parametrize(
    "written", ["无", "/", "——", "待定。", "（见附件）", " 同上 ", "以学院分工为准"]
)
def test_what_names_no_duty_is_none(written: str) -> None:
    own = (Duty(written, DutySource.PERSON),)
    college = (Duty("联系支部", DutySource.COLLEGE),)
    assert duties_for(own, college, "一般文字") == college
    mixed = (Duty("无偿值班", DutySource.PERSON), *own)
    assert duties_for(mixed, college, "") == mixed[:1]


def test_a_letteron_paper_does_not_speak_of_a_mail() -> None:
    line = "一式三份，报备一份。附件《责任书（张喆）》供打印签字。"
    assert on_paper(line) == "一式三份，报备一份。"
    for said in (
        "如有疑问或异议，请直接回复本邮件，由研究生工作部答复。",
        "学院或本人可回复本邮件向研究生工作部提出",
    ):
        assert "邮件" not in on_paper(said)


def test_days_are_printed_as_papers_print_them() -> None:
    assert as_printed("2026-09-01") == "2026年9月1日"
    assert as_printed("2019-06") == "2019年6月"
    assert as_printed("约2019年") == "约2019年"
    for number in range(366):
        day = dt.date(2028, 1, 1) + dt.timedelta(number)
        assert read_chinese_date(chinese_date(day)) == day
    assert read_chinese_date(BLANK_DATE) is None
