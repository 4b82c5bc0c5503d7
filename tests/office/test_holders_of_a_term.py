"""The papers of a term are about who holds a post in it, however the post began or ended."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from cli.commands import deyu, told
from documents.opened import text
from offices import RECEIVED, application, office_in, put, run
from python_calamine import CalamineWorkbook
from reading.word_files import leaf
from registers.register_files import comma

from pipeline.archive import verify
from pipeline.documents.catalogue import DocumentKind
from pipeline.domain.appointments import AppointmentEvent
from pipeline.domain.plans import Decision
from pipeline.domain.registers import RegisterKind
from pipeline.errors import NotFoundError
from pipeline.office.appointments.recording import appointment_of, change_appointment
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.registering import import_register
from pipeline.office.drawing.batching import draw_batch
from pipeline.office.drawing.drafting import DraftOrder, blanks
from pipeline.office.looking.person import person_file
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.settings import read_settings

AUTUMN, SPRING = "2026-autumn", "2027-spring"
IMPORTED, NEW, DISMISSED = "3120220001", "3120260001", "3120220003"
SERVING = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间", "培养层次", "责任书编号"),
    (IMPORTED, "高远", "机电学院", "党建", "2025-09-01", "博士", "旧-17"),
    (DISMISSED, "孙五", "机电学院", "就业", "2025-09-01", "硕士", ""),
)
TRAINING = comma(
    ("学号", "姓名", "培训日期", "培训名称", "是否到场"),
    (IMPORTED, "高远", "2026-10-12", "秋季培训", "是"),
    (IMPORTED, "高远", "2027-03-12", "春季培训", "是"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody imported, somebody imported and dismissed, somebody approved this term."""
    folder = tmp_path_factory.mktemp("holders")
    with office_in(folder / "home") as office:
        assert import_register(RegisterKind.ASSISTANTS, "登记.csv", SERVING, office).mistakes == ()
        run(office, put(folder / "box", application(姓名="林雨桐", 学号=NEW)))
        decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
        for event, day in ((AppointmentEvent.WARN, 10), (AppointmentEvent.DISMISS, 20)):
            telling = Telling("王老师", dt.date(2026, 10, day), reason="无故缺席")
            change_appointment(appointment_of(DISMISSED, office), event, telling, office)
        later = replace(office, now=lambda: dt.datetime(2027, 3, 20, tzinfo=RECEIVED.tzinfo))
        assert import_register(RegisterKind.TRAINING, "培训.csv", TRAINING, later).mistakes == ()
    return folder / "home"


@pytest.fixture
def office(home: Path):
    with office_in(home) as office:
        yield replace(office, now=lambda: dt.datetime(2026, 11, 25, tzinfo=RECEIVED.tzinfo))


def drawn(office, kind: DocumentKind, **order):
    return draw_batch(DraftOrder(kind, **order), office, None, lambda *_: None).documents


def sheet(office, kind: DocumentKind, term: str) -> list[list[object]]:
    (document,) = drawn(office, kind, term=term)
    book = CalamineWorkbook.from_filelike(BytesIO(Path(document.path).read_bytes()))
    return book.get_sheet_by_index(0).to_python()[2:]


def test_the_roster_holds_who_serves_and_how(office) -> None:
    rows = {str(row[3]): row for row in sheet(office, DocumentKind.ROSTER, AUTUMN)}
    assert {no: row[7] for no, row in rows.items()} == {
        IMPORTED: "在岗",
        NEW: "待上岗",
        DISMISSED: "已免职（2026年10月20日）",
    }
    assert rows[IMPORTED][4:9] == ["党建", "", "博士", "在岗", "旧-17"]
    later = {str(row[3]) for row in sheet(office, DocumentKind.ROSTER, SPRING)}
    assert later == {IMPORTED, NEW}


def test_who_was_dismissed_is_told_and_not_counted(office) -> None:
    rows = sheet(office, DocumentKind.STATISTICS, AUTUMN)
    total = next(row for row in rows if row[0] == "合计")
    assert total[-2] == 2
    notes = [str(row[0]) for row in rows if str(row[0]).startswith("注")]
    assert notes == [
        "注：按任用计，合计中在岗 1 人次、待上岗 1 人次。",
        "注：本学期已离岗、免职或离岗日期已过的 1 人次列在名册里，未计入合计。",
    ]


@pytest.mark.parametrize("kind", [DocumentKind.TERM_PLAN, DocumentKind.ASSESSMENT])
def test_each_term_has_papers_of_its_own_for_everybody_who_serves(office, kind) -> None:
    papers = {}
    for term, label in ((AUTUMN, "秋季学期"), (SPRING, "春季学期")):
        documents = drawn(office, kind, term=term)
        assert {one.person.student_no for one in documents} == {IMPORTED, NEW}
        for one in documents:
            papers[one.path] = text(Path(one.path).read_bytes())
            assert f"2026—2027学年{label}" in papers[one.path]
    assert len(papers) == 4
    (one,) = drawn(office, kind, term=SPRING, student_no=IMPORTED)
    assert "春季学期" in text(Path(one.path).read_bytes())
    (now,) = drawn(office, kind, student_no=IMPORTED)
    assert "秋季学期" in text(Path(now.path).read_bytes())
    with pytest.raises(NotFoundError, match=f"没有学号为“{DISMISSED}”的在岗"):
        drawn(office, kind, term=SPRING, student_no=DISMISSED)


def test_the_papers_of_somebody_imported_stand_in_the_persons_file(office) -> None:
    (plan,) = drawn(office, DocumentKind.TERM_PLAN, student_no=IMPORTED)
    told = person_file(IMPORTED, office)
    assert plan.sha256 in {one["sha256"] for one in told["documents"]}
    assert any(
        one["says"] == "起草文书《研究生德育工作助理学期工作计划》" for one in told["history"]
    )
    rebuild(office)
    assert person_file(IMPORTED, office)["documents"] == told["documents"]


def test_the_assessment_of_the_spring_has_the_trainings_of_the_spring(office) -> None:
    (one,) = drawn(office, DocumentKind.ASSESSMENT, term=SPRING, student_no=IMPORTED)
    body = text(Path(one.path).read_bytes())
    assert "春季培训" in body
    assert "秋季培训" not in body
    assert "旧-17" in body


def test_papers_of_the_imported_are_filed_and_survive_a_rebuild(office, home: Path) -> None:
    (first,) = drawn(office, DocumentKind.TERM_PLAN, term=SPRING, student_no=IMPORTED)
    rebuild(office)
    (again,) = drawn(office, DocumentKind.TERM_PLAN, term=SPRING, student_no=IMPORTED)
    assert (again.sha256, again.version) == (first.sha256, 1)
    assert verify(read_settings(home).store, office.ledger.heads()).sound


def test_an_imported_assistant_without_a_form_is_told_apart_from_nobody(office) -> None:
    with pytest.raises(NotFoundError, match="从在岗名单导入的，没有上岗申请"):
        drawn(office, DocumentKind.AGREEMENT, student_no=IMPORTED)


def written(path: str) -> dict[str, object]:
    """What our own reader finds in a form."""
    (paper,) = read_papers(leaf(Path(path).read_bytes())).papers
    return {one.name: one.value for one in paper.fields if one.value}


def test_forms_about_a_post_are_prefilled_from_the_register(office, home: Path) -> None:
    forms = {}
    for kind in blanks():
        (document,) = drawn(office, kind, student_no=IMPORTED)
        assert Path(document.path).name == f"{kind}_{IMPORTED}_高远.docx"
        assert not document.draft
        forms[kind] = written(document.path)
        assert "党建" in text(Path(document.path).read_bytes())
    request = {"leaver_name": "高远", "leaver_student_no": IMPORTED}
    since = {"college": "机电学院", "started_on": "2025-09-01"}
    assert forms[DocumentKind.REPLACEMENT_REQUEST] == {**since, **request}  # the rest stays blank
    survey = {"name": "高远", "student_no": IMPORTED, "position_kind": "party_building"}
    assert forms[DocumentKind.LEAVING_SURVEY] == {**since, **survey}
    assert forms[DocumentKind.APPLICATION_FORM]["degree_level"] == "doctor"
    listed = told("person", IMPORTED, home=home)["documents"]
    assert {one["kind"] for one in listed} >= set(forms)
    (again,) = told("draft", "leaving_survey", "--for", IMPORTED, home=home)["documents"]
    assert written(again["path"]) == forms[DocumentKind.LEAVING_SURVEY]
    assert again["sha256"] in {one["sha256"] for one in listed}  # filed once, not for each call


def test_a_paper_of_each_term_is_asked_for_by_person_term_or_both(home: Path) -> None:
    both = ("draft", "term_plan", "--for", IMPORTED, "--term", SPRING)
    (document,) = told(*both, home=home)["documents"]
    assert Path(document["path"]).name == f"term_plan_{IMPORTED}_高远_{SPRING}.docx"
    assert deyu("draft", "term_plan", home=home).returncode == 64
    assert deyu("draft", "agreement", *both[2:], home=home).returncode == 64


def test_who_left_or_applied_again_gets_the_form_of_the_post_that_was_held(
    office, home: Path
) -> None:
    (left,) = drawn(office, DocumentKind.LEAVING_SURVEY, student_no=DISMISSED)
    assert written(left.path)["position_kind"] == "employment"
    again = application(姓名="高远", 学号=IMPORTED, 学院="光电学院", message_id="<again@b.cn>")
    run(office, put(home / "again", again))
    (survey,) = drawn(office, DocumentKind.LEAVING_SURVEY, student_no=IMPORTED)
    (form,) = drawn(office, DocumentKind.APPLICATION_FORM, student_no=IMPORTED)
    assert (written(survey.path)["college"], written(form.path)["college"]) == (
        "机电学院",
        "光电学院",
    )
    assert Path(survey.path).name.startswith(f"leaving_survey_{IMPORTED}_高远_P-")
    with pytest.raises(NotFoundError, match="没有学号"):
        drawn(office, DocumentKind.LEAVING_SURVEY, student_no="3129999999")


@pytest.mark.parametrize(("day", "printed"), [("2026-11-25", True), ("2026-11-26", False)])
def test_a_post_that_begins_later_is_not_printed_as_begun(
    tmp_path: Path, day: str, printed: bool
) -> None:
    rows = comma(
        ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
        (IMPORTED, "高远", "机电学院", "党建", day),
    )
    with office_in(tmp_path / "home") as empty:
        office = replace(empty, now=lambda: dt.datetime(2026, 11, 25, tzinfo=RECEIVED.tzinfo))
        assert import_register(RegisterKind.ASSISTANTS, "在岗.csv", rows, office).mistakes == ()
        (form,) = drawn(office, DocumentKind.LEAVING_SURVEY, student_no=IMPORTED)
        assert ("started_on" in written(form.path)) is printed
