"""Papers about one person: a signed agreement stays as it is, a letter is no mail, dates are Chinese."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from documents.opened import text
from documents.word_edits import edited, typed
from offices import application, office_in, put, run

from pipeline.documents.catalogue import DocumentKind, entry_of
from pipeline.documents.checking.check import check_template
from pipeline.documents.chinese_dates import as_printed
from pipeline.domain.appointments import AppointmentEvent
from pipeline.domain.plans import Decision
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.recording import appointment_of, change_appointment
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.registering import import_register
from pipeline.office.drawing.batching import draw_batch
from pipeline.office.drawing.drafting import DraftOrder
from pipeline.office.drawing.templates import expected_of
from pipeline.office.house import Office
from pipeline.office.orders import DecisionOrder
from pipeline.shipped import shipped

NO, OTHER, TERM = "3120260001", "3120260002", "2026-autumn"
COLLEGES = "学院名称,邮箱\n机电学院,jd@bit.edu.cn\n".encode()
DUTIES = "学院,岗位类型,岗位职责,生效日期\n机电学院,党建,联系全院党支部,2026-01-01\n".encode()
CONFIRMED = {
    "basis": ("岗位管理暂行办法", "德育工作助理管理办法"),
    "notes": ("学院全称", "八类之一", "联系班级等"),
}
DAY = dt.date(2026, 9, 15)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One approved and one not; everything is confirmed that an agreement needs."""
    folder = tmp_path_factory.mktemp("papers")
    forms = [
        application(
            姓名=name,
            学号=number,
            学院="机电学院",
            拟任岗位类型="党建",
            message_id=f"<{number}@b.cn>",
        )
        for name, number in (("林雨桐", NO), ("钱二", OTHER))
    ]
    with office_in(folder / "home") as office:
        import_register(RegisterKind.COLLEGES, "学院.csv", COLLEGES, office)
        import_register(RegisterKind.POSITION_DUTIES, "职责.csv", DUTIES, office)
        run(office, put(folder / "box", *forms))
        decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
    return folder / "home"


@pytest.fixture
def office(home: Path):
    with office_in(home) as office:
        yield settled(office)


def settled(office: Office, **more: object) -> Office:
    return replace(office, house=replace(office.house, **{**CONFIRMED, **more}))


def drawn(office: Office, kind: DocumentKind = DocumentKind.AGREEMENT, **order):
    (one,) = draw_batch(DraftOrder(kind, **order), office, None, lambda *_: None).documents
    return one


def test_an_agreement_that_prints_its_day_of_signing_is_not_made_anew(office) -> None:
    draft = drawn(settled(office, notes=("", "", "")), student_no=NO, signed_on=DAY)
    assert draft.draft
    dated = drawn(office, student_no=NO)  # no draft any more, and the day is not lost
    assert not dated.draft
    signed = Path(dated.path).read_bytes()
    assert "二〇二六年九月十五日" in text(signed)
    changed = settled(office, notes=("另一种注", "八类之一", "联系班级等"))
    again = drawn(changed, term=TERM)
    assert (again.sha256, again.version) == (dated.sha256, dated.version)
    assert Path(again.path).read_bytes() == signed
    assert any("印有签订日期二〇二六年九月十五日，视为已签" in one for one in again.warnings)
    anew = drawn(changed, student_no=NO, signed_on=DAY + dt.timedelta(days=1))
    assert anew.version == dated.version + 1


def test_a_refused_final_names_only_what_keeps_it_a_draft(office) -> None:
    with pytest.raises(DecisionRefusedError) as refused:
        drawn(office, student_no=OTHER, final=True)
    assert "尚未批准上岗" in refused.value.what
    assert "原文" not in refused.value.what
    assert any("原文" in one for one in drawn(office, student_no=OTHER).warnings)


def test_a_letter_with_a_seal_does_not_speak_of_itself_as_a_mail(office) -> None:
    letter = drawn(office, DocumentKind.NOTICE_LETTER, student_no=NO)
    lines = [one.text for one in docx.Document(letter.path).paragraphs]
    assert not [line for line in lines if "邮件" in line or "附件" in line]
    assert any(line.endswith("如有疑问或异议，请与研究生工作部联系。") for line in lines)
    assert not [one for one in letter.warnings if "电子邮件" in one]


def test_dates_are_printed_as_chinese_forms_have_them(office) -> None:
    form = text(
        Path(drawn(office, DocumentKind.REGISTRATION_FORM, student_no=NO).path).read_bytes()
    )
    assert all(day in form for day in ("1998年10月", "2019年6月", "2026年9月"))
    assert not any(day in form for day in ("1998-10", "2019-06", "2026-09"))
    assert as_printed("2026-09-01") == "2026年9月1日"
    assert as_printed("约2019年夏") == "约2019年夏"


@pytest.mark.parametrize(
    ("kind", "gone", "says"),
    [
        (DocumentKind.REGISTRATION_FORM, "{{ name }}", "姓名"),
        (DocumentKind.TERM_PLAN, "{{ student_no }}", "学号"),
        (DocumentKind.ASSESSMENT, "{{ term }}", "学期"),
        (DocumentKind.APPLICATION_FORM, "研究生德育工作助理上岗申请表", "标题"),
    ],
)
def test_a_form_keeps_its_title_and_says_whose_it_is(office, kind, gone, says) -> None:
    entry = entry_of(kind)
    data = (shipped("templates") / entry.template).read_bytes()
    expected = expected_of(entry, office.edition, data)
    assert check_template(data, expected) == ()
    faults = check_template(edited(data, typed(gone, "助管申请表")), expected)
    assert any(says in one.says for one in faults)


def test_one_duty_a_row_is_refused_with_the_way_to_write_it(office) -> None:
    rows = DUTIES + "机电学院,党建,组织党课,2026-01-01\n".encode()
    (mistake,) = import_register(RegisterKind.POSITION_DUTIES, "职责.csv", rows, office).mistakes
    assert "几条职责请写在同一格里，一行一条（Alt+Enter 换行）" in mistake.says


def test_a_survey_says_since_when_the_post_is_held_once_it_has_begun(office) -> None:
    before = text(Path(drawn(office, DocumentKind.LEAVING_SURVEY, student_no=NO).path).read_bytes())
    telling = Telling("王老师", dt.date(2026, 9, 7))
    change_appointment(appointment_of(NO, office), AppointmentEvent.START, telling, office)
    after = text(Path(drawn(office, DocumentKind.LEAVING_SURVEY, student_no=NO).path).read_bytes())
    assert ("2026年9月7日" in before, "2026年9月7日" in after) == (False, True)
