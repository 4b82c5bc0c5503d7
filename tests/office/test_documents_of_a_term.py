"""Documents of a whole term: bundled, listed, filed with their templates; one trouble stops nobody."""

import json
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from crashing import print_agreements
from documents.opened import notes as notes_in
from documents.opened import text
from documents.word_edits import edited, typed
from offices import application, office_in, put, run
from reading.word_files import leaf
from test_killed import killed

from pipeline.archive import verify
from pipeline.documents.catalogue import DocumentKind, entry_of
from pipeline.domain.drawn_up import DrawnUp, TemplateAdopted
from pipeline.domain.plans import Decision
from pipeline.domain.registers import RegisterKind
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.registering import import_register
from pipeline.office.drawing.batching import Batch, draw_batch, troubles_of
from pipeline.office.drawing.drafting import DraftOrder
from pipeline.office.filing import entries_of
from pipeline.office.house import OFFICE_OBJECT, Office, application_object, term_object
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.settings import read_settings
from pipeline.shipped import shipped
from pipeline.workshop.printing import PdfPrinter

TERM = "2026-autumn"
PEOPLE = (
    ("何一帆", "3120240009", "机电学院"),
    ("林雨桐", "3120240002", "光电学院"),
    ("赵明亮", "3120240003", "光电学院"),
)
Finished = tuple[dict[str, bytes], list[tuple[str, int]]]
MAJOR = "{{7*7}} R&D<组>"
SHIPPED = (shipped("templates") / "agreement.docx").read_bytes()
FORMS_OF_A_PERSON = (
    DocumentKind.REGISTRATION_FORM,
    DocumentKind.TERM_PLAN,
    DocumentKind.ASSESSMENT,
)
COLLEGES = "学院名称,邮箱\n机电学院,jd@bit.edu.cn\n光电学院,gd@bit.edu.cn\n".encode()
DUTIES = (
    "学院,岗位类型,岗位职责,责任书脚注,生效日期,学号\n"
    "机电学院,党建,联系全院党支部,,2026-01-01,\n"
    '机电学院,党建,"只联系博士党支部\n审核材料","无\n见 R&D <分工表>",2026-01-01,3120240009\n'
).encode()
TRAINING = (
    "学号,姓名,培训日期,培训名称,是否到场\n3120240009,何一帆,2026-10-12,上岗培训,是\n"
).encode()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which three people are approved."""
    folder = tmp_path_factory.mktemp("term")
    mails = [
        application(
            姓名=name, 学号=number, 学院=college, 专业=MAJOR, message_id=f"<{number}@bit.edu.cn>"
        )
        for name, number, college in PEOPLE
    ]
    with office_in(folder / "home") as office:
        run(office, put(folder / "box", *mails))
        for one in office.ledger.applications():
            decide(one.id, DecisionOrder(Decision.APPROVE, "王老师"), office)
    return folder / "home"


def drawn(office: Office, kind: DocumentKind, **order: object) -> Batch:
    return draw_batch(DraftOrder(kind, **order), office, None, lambda done, total: None)


def own_template(home: Path, data: bytes) -> Path:
    path = home / "templates" / "agreement.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.docx")}


def test_a_term_is_drawn_bundled_by_college_and_listed(home: Path) -> None:
    with office_in(home) as office:
        batch = drawn(office, DocumentKind.AGREEMENT, term=TERM)
    assert {one.person.name for one in batch.documents} == {name for name, _, _ in PEOPLE}
    told = json.loads(Path(batch.manifest).read_bytes())
    assert {one["person"]["student_no"] for one in told["documents"]} == {no for _, no, _ in PEOPLE}
    for one in told["documents"]:
        assert len(one["sha256"]) == len(one["template_sha256"]) == 64
        assert (home / "documents" / one["file"]).exists()
    names = {}
    for path in batch.bundles:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            names[Path(path).name] = package.namelist()
    assert names == {
        f"agreement_{TERM}_光电学院.zip": [
            f"cover_sheet_agreement_{TERM}_光电学院.docx",
            "agreement_3120240002_林雨桐.docx",
            "agreement_3120240003_赵明亮.docx",
        ],
        f"agreement_{TERM}_机电学院.zip": [
            f"cover_sheet_agreement_{TERM}_机电学院.docx",
            "agreement_3120240009_何一帆.docx",
        ],
    }
    first = batch.covers[0]
    rows = docx.Document(first.path).tables[1].rows
    assert [[cell.text for cell in row.cells] for row in rows[1:]] == [
        [str(number), title, name, no, "3", "草稿，供核对，请勿签字"]
        for number, (title, name, no) in enumerate(
            (
                (entry_of(DocumentKind.AGREEMENT).title, "林雨桐", "3120240002"),
                (entry_of(DocumentKind.AGREEMENT).title, "赵明亮", "3120240003"),
            ),
            1,
        )
    ]
    assert [one["file"] for one in told["covers"]] == [Path(one.path).name for one in batch.covers]


def test_running_again_makes_nothing_anew(home: Path) -> None:
    with office_in(home) as office:
        first = drawn(office, DocumentKind.AGREEMENT, term=TERM)
        before, listed = stamps(home / "documents"), Path(first.manifest).read_bytes()
        (home / "documents" / "agreement_3120240002_林雨桐.docx").unlink()
        again = drawn(office, DocumentKind.AGREEMENT, term=TERM)
        assert [one.sha256 for one in again.documents] == [one.sha256 for one in first.documents]
        assert Path(again.manifest).read_bytes() == listed
        after = stamps(home / "documents")
        assert {name for name in after if after[name] != before[name]} == {
            "agreement_3120240002_林雨桐.docx"
        }
        (candidate,) = office.ledger.applications(student_no="3120240002")
        filed = [
            one.entry.body
            for one in entries_of(office.archive, application_object(candidate.id))
            if isinstance(one.entry.body, DrawnUp)
        ]
        assert len({one.sha256 for one in filed}) == len(filed)


def test_one_bad_person_does_not_stop_the_others(home: Path) -> None:
    trap = "{% if “林雨桐” in person %}{{ person / 2 }}{% endif %}{{ person }}"
    path = own_template(home, edited(SHIPPED, typed("{{ person }}", trap)))
    try:
        with office_in(home) as office:
            batch = drawn(office, DocumentKind.AGREEMENT, term=TERM)
    finally:
        path.unlink()
    assert {one.person.name for one in batch.documents} == {"何一帆", "赵明亮"}
    (failed,) = batch.failed
    assert failed.person.name == "林雨桐"
    assert "标签的写法不对" in failed.says
    told = json.loads(Path(batch.manifest).read_bytes())
    assert [one["person"]["name"] for one in told["failed"]] == ["林雨桐"]


def test_a_template_that_fails_is_never_used_and_the_last_good_one_stays(home: Path) -> None:
    good = edited(SHIPPED, typed("（盖章）", "（盖章）请加盖学院公章"))
    path = own_template(home, good)
    try:
        with office_in(home) as office:
            drawn(office, DocumentKind.AGREEMENT, student_no="3120240009")
            path.write_bytes(edited(good, typed("{{ college }}", "{{ colege }}")))
            (document,) = drawn(office, DocumentKind.AGREEMENT, student_no="3120240009").documents
            assert "加盖学院公章" in text(Path(document.path).read_bytes())
            assert any("没有采用" in one and str(path) in one for one in document.warnings)
            adopted = [
                one.entry.body
                for one in entries_of(office.archive, OFFICE_OBJECT)
                if isinstance(one.entry.body, TemplateAdopted)
            ]
            of_agreements = [one for one in adopted if one.kind == DocumentKind.AGREEMENT]
            newest = next(one for one in of_agreements if one.sha256 == document.template_sha256)
            assert office.archive.read(OFFICE_OBJECT, newest.file) == good
    finally:
        path.unlink()


def test_every_document_is_filed_with_what_was_printed_and_survives_a_rebuild(home: Path) -> None:
    with office_in(home) as office:
        for kind in FORMS_OF_A_PERSON:
            (document,) = drawn(office, kind, student_no="3120240003").documents
            body = text(Path(document.path).read_bytes())
            assert "赵明亮" in body
            assert (MAJOR in body) == (kind is DocumentKind.REGISTRATION_FORM)
        for kind in (DocumentKind.ROSTER, DocumentKind.STATISTICS):
            drawn(office, kind, term=TERM)
        (candidate,) = office.ledger.applications(student_no="3120240003")
        object_id = application_object(candidate.id)
        filed = [one.entry.body for one in entries_of(office.archive, object_id)]
        kinds = {one.kind for one in filed if isinstance(one, DrawnUp)}
        assert kinds >= {"agreement", "registration_form", "term_plan", "assessment"}
        for one in filed:
            if isinstance(one, DrawnUp):
                printed = json.loads(office.archive.read(object_id, one.printed))
                assert "赵明亮" in json.dumps(printed, ensure_ascii=False)
        of_term = [one.entry.body for one in entries_of(office.archive, term_object(TERM))]
        papers = [one.kind for one in of_term if isinstance(one, DrawnUp)]
        assert set(papers) >= {"roster", "statistics"}
        before = office.ledger.documents(candidate.id)
        rebuild(office)
        assert office.ledger.documents(candidate.id) == before
        assert verify(read_settings(home).store, office.ledger.heads()).sound


def test_a_prefilled_form_is_read_back_as_what_is_known(home: Path) -> None:
    with office_in(home) as office:
        (document,) = drawn(
            office, DocumentKind.APPLICATION_FORM, student_no="3120240009"
        ).documents
    (paper,) = read_papers(leaf(Path(document.path).read_bytes())).papers
    said = {one.name: one.value for one in paper.fields}
    assert said["name"] == "何一帆"
    assert said["student_no"] == "3120240009"
    assert said["party_standing"] == "full"
    assert said["position_kind"] == "party_building"
    assert said["gender"] == "男"
    assert "other_post" not in said
    assert "college_opinion" not in said


def test_a_letter_says_what_the_notice_says(home: Path) -> None:
    with office_in(home) as office:
        (document,) = drawn(office, DocumentKind.NOTICE_LETTER, student_no="3120240009").documents
    body = [one.text for one in docx.Document(BytesIO(Path(document.path).read_bytes())).paragraphs]
    assert any("何一帆" in line for line in body)
    assert body[-1].endswith("日")
    assert body[-2] == "党委研究生工作部（盖章）"


def test_registers_settle_college_duties_and_attendance(home: Path) -> None:
    with office_in(home) as office:
        for kind, data in (
            (RegisterKind.COLLEGES, COLLEGES),
            (RegisterKind.POSITION_DUTIES, DUTIES),
            (RegisterKind.TRAINING, TRAINING),
        ):
            assert import_register(kind, f"{kind.value}.csv", data, office).mistakes == ()
        (document,) = drawn(office, DocumentKind.AGREEMENT, student_no="3120240009").documents
        body = text(Path(document.path).read_bytes())
        assert "1、只联系博士党支部\n2、审核材料5" in body
        assert notes_in(Path(document.path).read_bytes())["5"] == "见 R&D <分工表>"
        assert not any("名录" in one or "一.2" in one for one in document.warnings)
        (sheet,) = drawn(office, DocumentKind.ASSESSMENT, student_no="3120240009").documents
        printed = text(Path(sheet.path).read_bytes())
        assert "应到 1 次，实到 1 次" in printed
        assert "只联系博士党支部" in printed


def test_each_approved_candidature_of_a_person_is_drawn_and_none_replaces_the_other(
    tmp_path: Path,
) -> None:
    """A person approved twice in a term; a third candidature is not approved."""
    kinds = ("党建", "就业", "实践")
    mails = [
        application(拟任岗位类型=kind, message_id=f"<{n}@bit.edu.cn>")
        for n, kind in enumerate(kinds)
    ]
    with office_in(tmp_path / "home") as office:
        run(office, put(tmp_path / "box", *mails))
        for one in office.ledger.applications()[:2]:
            order = DecisionOrder(Decision.APPROVE, "王老师", reason="两个岗位，已核实")
            decide(one.id, order, office)
        (no,) = {one.person.student_no for one in office.ledger.applications()}
        batches = (
            drawn(office, DocumentKind.AGREEMENT, student_no=no),
            drawn(office, DocumentKind.AGREEMENT, term=TERM),
        )
        for batch in batches:
            names = [Path(one.path).name for one in batch.documents]
            assert names == [f"agreement_{no}_张喆.docx", f"agreement_{no}_张喆_A-2026-0002.docx"]
            bodies = [text(Path(one.path).read_bytes()) for one in batch.documents]
            assert ["岗位类型2：　党建" in one for one in bodies] == [True, False]
            assert ["岗位类型2：　就业" in one for one in bodies] == [False, True]


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("point", "nth"),
    [
        ("put", 5),
        pytest.param("drawn_filed", 2, marks=pytest.mark.prove),
        pytest.param("record", 2, marks=pytest.mark.prove),
    ],
)
def test_a_batch_that_was_killed_goes_on_to_the_same_bytes(
    home: Path, tmp_path: Path, finished: Finished, point: str, nth: int
) -> None:
    files, versions = finished
    again = copy_of(home, tmp_path / "again")
    assert killed(again, tmp_path, "print", point, nth)
    with office_in(again) as office:
        print_agreements(office)
        assert files_in(again / "documents") == files
        assert versions_in(office) == versions
        assert verify(read_settings(again).store, office.ledger.heads()).sound


@pytest.fixture(scope="module")
def finished(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """What lies there after a batch that nobody disturbed, and which versions are filed."""
    folder = copy_of(home, tmp_path_factory.mktemp("finished") / "home")
    with office_in(folder) as office:
        print_agreements(office)
        return files_in(folder / "documents"), versions_in(office)


def copy_of(home: Path, to: Path) -> Path:
    """The office once more, with a setting that makes every agreement a new version."""
    shutil.copytree(home, to)
    shutil.rmtree(to / "documents")
    (to / "office.toml").write_text('[agreement]\nnote_1 = "学院全称"\n', encoding="utf-8")
    return to


def versions_in(office: Office) -> list[tuple[str, int]]:
    return [
        (filed.entry.id, filed.entry.body.version)
        for one in office.ledger.applications(term=TERM)
        for filed in entries_of(office.archive, application_object(one.id))
        if isinstance(filed.entry.body, DrawnUp)
    ]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name[0] != "."}


def test_without_libreoffice_the_documents_are_there_and_the_reason_is_told_once(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with office_in(home) as office, PdfPrinter(tmp_path) as printer:
        batch = draw_batch(
            DraftOrder(DocumentKind.AGREEMENT, term=TERM), office, printer, lambda *_: None
        )
    assert len(batch.documents) == len(PEOPLE)
    assert len(batch.unprinted) == len(batch.documents) + len(batch.covers)
    (trouble,) = troubles_of(batch)
    assert trouble.what.startswith("5 份没有另存 PDF（agreement_3120240002_林雨桐.docx、")
    assert "没有 LibreOffice" in trouble.what
    assert all(Path(one.path).exists() for one in batch.documents)
    told = json.loads(Path(batch.manifest).read_bytes())
    assert [one["file"] for one in told["unprinted"]] == [one.file for one in batch.unprinted]


def test_a_print_of_an_earlier_version_does_not_stay_beside_the_newer(home: Path) -> None:
    with office_in(home) as office:
        (document,) = drawn(office, DocumentKind.AGREEMENT, student_no="3120240003").documents
        stem = Path(document.path).with_suffix("")
        prints = [Path(f"{stem}.pdf"), Path(f"{stem}_3份.pdf")]
        for one in prints:
            one.write_bytes(b"%PDF-1.7")
        drawn(office, DocumentKind.AGREEMENT, student_no="3120240003")
        assert all(one.exists() for one in prints)
        renamed = replace(office, house=replace(office.house, notes=("甲", "乙", "丙")))
        drawn(renamed, DocumentKind.AGREEMENT, student_no="3120240003")
        assert not any(one.exists() for one in prints)
        assert Path(document.path).exists()
