"""An office's own pictures and Word files: checked, explained, drawn, filed with the template."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from cli.commands import deyu, told
from documents.opened import members, paragraphs
from documents.small_templates import picture, template
from documents.word_edits import edited, typed
from docx import Document
from offices import application, office_in, put, run

from pipeline.documents.catalogue import DocumentKind
from pipeline.domain.drawn_up import TemplateAdopted
from pipeline.domain.plans import Decision
from pipeline.office.decisions.deciding import decide
from pipeline.office.drawing.batching import draw_batch
from pipeline.office.drawing.drafting import DraftOrder
from pipeline.office.filing import entries_of
from pipeline.office.house import OFFICE_OBJECT
from pipeline.office.orders import DecisionOrder
from pipeline.shipped import shipped

NO = "3120260001"
SHIPPED = (shipped("templates") / "agreement.docx").read_bytes()
HEAD = typed("{{ marks }}", '{{ picture("院徽.png", 12) }}{{ marks }}', "word/header1.xml")
ANNEX = "第一条　每周值班一次。"


def placing() -> bytes:
    """The shipped agreement with a picture in its head and an annex at its end."""
    document = Document(BytesIO(edited(SHIPPED, HEAD)))
    document.add_paragraph('{{p annex("职责细则.docx") }}')
    written = BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One person is approved; the office has a template that places a picture and an annex."""
    folder = tmp_path_factory.mktemp("placed")
    own = folder / "home" / "templates"
    for name, data in (
        ("agreement.docx", placing()),
        ("pictures/院徽.png", picture()),
        ("annexes/职责细则.docx", template(ANNEX)),
    ):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_bytes(data)
    form = application(姓名="林雨桐", 学号=NO, 学院="机电学院", 拟任岗位类型="党建")
    with office_in(folder / "home") as office:
        run(office, put(folder / "box", form))
        decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
    return folder / "home"


def drawn(home: Path) -> tuple[bytes, str, tuple[str, ...]]:
    """The agreement, which template it says it comes from, and what staff are told."""
    order = DraftOrder(DocumentKind.AGREEMENT, student_no=NO)
    with office_in(home) as office:
        (one,) = draw_batch(order, office, None, lambda *_: None).documents
    return Path(one.path).read_bytes(), one.template_sha256, one.warnings


def checked(home: Path, code: int = 0) -> dict:
    own = home / "templates" / "agreement.docx"
    (found,) = told("templates", "check", own, home=home, code=code)["templates"]
    return found


def test_what_is_placed_is_checked_shown_drawn_and_kept_with_the_template(home: Path) -> None:
    found = checked(home)
    assert (found["sound"], found["own"]) == (True, True)
    fields = told("templates", "fields", "agreement", home=home)
    assert (fields["pictures"], fields["annexes"]) == (["院徽.png"], ["职责细则.docx"])
    explained = deyu("templates", "fields", "agreement", home=home).stdout
    assert '{{ picture("院徽.png", 30) }}' in explained
    assert "现有：职责细则.docx" in explained
    shown = told("templates", "preview", "agreement", "--out", home / "shown", home=home)
    assert ANNEX in paragraphs(Path(shown["path"]).read_bytes())
    document, version, _ = drawn(home)
    assert ANNEX in paragraphs(document)
    assert b"<pic:pic" in members(document)["word/header1.xml"]
    assert picture() in members(document).values()
    assert drawn(home)[0] == document
    assert version == found["sha256"]
    with office_in(home) as office:
        adopted = [one.entry.body for one in entries_of(office.archive, OFFICE_OBJECT)]
        newest = [one for one in adopted if isinstance(one, TemplateAdopted)][-1]
        kept = office.archive.read(OFFICE_OBJECT, newest.file)
    assert newest.sha256 == version
    (home / "kept.docx").write_bytes(kept)
    with zipfile.ZipFile(home / "kept.docx") as package:  # the archive's own copy is whole
        assert picture() in [package.read(name) for name in package.namelist()]


def test_a_picture_that_vanishes_leaves_the_last_good_version_in_use(home: Path) -> None:
    before, version, _ = drawn(home)
    lying = home / "templates" / "pictures" / "院徽.png"
    data = lying.read_bytes()
    lying.unlink()
    (fault,) = checked(home, code=1)["faults"]
    assert (fault["code"], fault["part"]) == ("insert_missing", "页眉")
    assert "没有名为“院徽.png”的图片" in fault["says"]
    document, used, warnings = drawn(home)
    assert (document, used) == (before, version)
    assert any("没有采用" in one for one in warnings)
    lying.write_bytes(data[:-30])
    (fault,) = checked(home, code=1)["faults"]
    assert fault["code"] == "insert_damaged"
    lying.write_bytes(data)
    assert checked(home)["sound"]


def test_another_picture_is_another_version_of_the_template(home: Path) -> None:
    _, version, _ = drawn(home)
    lying = home / "templates" / "pictures" / "院徽.png"
    data = lying.read_bytes()
    lying.write_bytes(picture(size=(30, 30)))
    document, changed, _ = drawn(home)
    assert changed != version
    assert picture(size=(30, 30)) in members(document).values()
    lying.write_bytes(data)
    assert drawn(home)[1] == version
