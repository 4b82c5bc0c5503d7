"""Every document as it is printed: as many pages as ever, every glyph there, nothing beyond its cell."""

import io
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from papers_drawn import COLLEGE, LIN, TERM, drawn_papers, template

from pipeline.documents.agreement import AgreementTerms, Duty, DutySource, draw_agreement
from pipeline.documents.catalogue import CATALOGUE
from pipeline.documents.cover_sheet import Cover, Enclosed, draw_cover_sheet
from pipeline.documents.forms import Assistant, draw_assessment
from pipeline.domain.people import Person
from pipeline.domain.positions import PositionKind
from pipeline.workshop.fonts import write_fonts
from pipeline.workshop.glyphs import characters_in, covered_by, told_missing
from pipeline.workshop.pdf_pages import unembedded
from pipeline.workshop.printing import PdfPrinter

pytestmark = pytest.mark.libreoffice
PAGES = {
    "agreement.docx": 2,
    "agreement_draft.docx": 2,
    "registration_form.docx": 1,
    "application_form.docx": 1,
    "application_form_prefilled.docx": 1,
    "replacement_request.docx": 1,
    "leaving_survey.docx": 1,
    "case_report.docx": 1,
    "term_plan.docx": 1,
    "assessment.docx": 2,
    "notice_letter_acceptance.docx": 1,
    "notice_letter_refusal.docx": 1,
    "due_list.docx": 1,
    "cover_sheet.docx": 1,
    "roster.xlsx": 2,
    "statistics.xlsx": 1,
}
PAPERS = drawn_papers()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    with PdfPrinter(tmp_path_factory.mktemp("fonts")) as printer:
        return {
            name: printer.print(data, f".{name.rpartition('.')[2]}", "").data
            for name, data in PAPERS.items()
        }


def test_the_pages_are_as_many_as_ever(printed: Mapping[str, bytes]) -> None:
    counted = {}
    for name, pdf in printed.items():
        with pikepdf.open(io.BytesIO(pdf)) as document:
            counted[name] = len(document.pages)
    assert counted == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_every_glyph_is_present(printed: Mapping[str, bytes], name: str, tmp_path) -> None:
    """Some font has each character, every font is embedded, and what was drawn is what is read."""
    characters = characters_in(PAPERS[name])
    assert told_missing(characters, covered_by(write_fonts(tmp_path, []))) == ()
    with pikepdf.open(io.BytesIO(printed[name])) as document:
        assert unembedded(document) == []
    with pdfplumber.open(io.BytesIO(printed[name])) as document:
        text = "".join(page.extract_text() for page in document.pages)
        assert "(cid:" not in text
        seen = Counter(text)
    written = {one for one in characters if not one.isspace() and one not in FIELDS_ONLY}
    assert {one for one in written if not seen[one]} == set()


FIELDS_ONLY = frozenset("\u2011＿")
"""Characters that reading back gives as others: a fixed hyphen, a line to write on."""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off(printed: Mapping[str, bytes], name: str) -> None:
    """Each character lies on the page, and whole inside the cell in which its middle lies."""
    with pdfplumber.open(io.BytesIO(printed[name])) as document:
        for page in document.pages:
            cells = [cell for table in page.find_tables() for cell in table.cells]
            for one in page.chars:
                if one["text"].isspace():
                    continue
                box = (one["x0"], one["top"], page.width - one["x1"], page.height - one["bottom"])
                assert min(box) >= 0, one["text"]
                assert not any(cut(one, cell) for cell in cells), (one["text"], one["top"])


def cut(one: Mapping[str, float], cell: tuple[float, float, float, float]) -> bool:
    """Whether a character whose middle lies in the cell sticks out of it by more than its rim."""
    left, top, right, bottom = cell
    across, down = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
    rim = 0.3 * one["size"]  # a font's box is higher than its signs
    inside = left < across < right and top - rim < down < bottom + rim
    return inside and (one["top"] < top - rim or one["bottom"] > bottom + rim)


def test_mailed_in_texts_are_on_paper_letter_for_letter(tmp_path: Path) -> None:
    texts = [
        "{{7*7}}",
        "{%p if a %}",
        "<w:p>R&D</w:p>",
        "]]>&amp;",
        "𠮷田㛃䶮",
        "字" * 3000,
        "末尾",
    ]
    lines = tuple(Duty(one, DutySource.PERSON, note=one if len(one) < 9 else "") for one in texts)
    terms = AgreementTerms("N", 1, Person("张<三", "1"), "R&D", PositionKind.PRACTICE, "e", lines)
    with PdfPrinter(tmp_path) as printer:
        pdf = printer.print(draw_agreement(template("agreement"), terms).data, ".docx", "").data
    pages = pages_of(pdf)
    assert "二、上岗人员：张<三（学号1）" in pages[0]
    assert sum(page.count("字") for page in pages) >= 3000
    for number, one in enumerate(texts, 1):
        if len(one) < 100:
            plain = re.sub(r"\s", "", one)
            assert any(f"{number}、{plain}" in page for page in pages), one
            assert len(one) >= 9 or sum(page.count(plain) for page in pages) == 2


def test_long_lists_leave_no_page_nearly_empty(tmp_path: Path) -> None:
    """Duties begin under the head of the assessment; the receipt stands by the address."""
    assistant = Assistant(LIN, COLLEGE, "党建", TERM)
    long = [f"第{number}项：{'每月参加一次组织生活并作记录，' * 7}" for number in range(1, 21)]
    enclosed = [Enclosed("岗位责任书", 3, f"人{number}", LIN.student_no) for number in range(40)]
    cover = Cover(COLLEGE, TERM, "党委研究生工作部", tuple(enclosed))
    with PdfPrinter(tmp_path) as printer:
        sheet, list_ = (
            pages_of(printer.print(drawn.data, ".docx", "").data)
            for drawn in (
                draw_assessment(template("assessment"), assistant, long, ()),
                draw_cover_sheet(template("cover_sheet"), cover),
            )
        )
    assert "第10项：" in sheet[0]
    assert "学院签收" in list_[0]
    assert "内装材料（共120份）" in list_[0]
    assert ["人0" in list_[0], "人39" in list_[-1], len(list_)] == [True, True, 2]


def pages_of(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [re.sub(r"\s", "", page.extract_text()) for page in document.pages]


def test_the_heading_of_a_table_stands_on_every_page(printed: Mapping[str, bytes]) -> None:
    with pdfplumber.open(io.BytesIO(printed["roster.xlsx"])) as document:
        for number, page in enumerate(document.pages, 1):
            text = re.sub(r"\s", "", page.extract_text())
            assert "序号学院姓名学号岗位类型" in text
            assert f"第{number}页共2页" in text


def test_the_guide_shows_each_document_and_each_picture() -> None:
    root = Path(__file__).parents[2] / "docs"
    guide = (root / "guides" / "papers.zh-CN.md").read_text(encoding="utf-8")
    pictures = {path.name for path in (root / "pictures" / "documents").iterdir()}
    assert pictures == {f"{name.rpartition('.')[0]}.png" for name in PAGES}
    assert set(re.findall(r"pictures/documents/([a-z_]+\.png)", guide)) == pictures
    for entry in CATALOGUE:
        assert f"| {entry.title} | `deyu draft {entry.kind}`" in guide
        assert f"| {entry.clause} | {entry.filled_by} |" in guide
