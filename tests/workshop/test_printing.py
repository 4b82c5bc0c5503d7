"""Documents become PDF by LibreOffice, or a sentence says why not."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from docx.enum.text import WD_BREAK

from pipeline.errors import OfficeError
from pipeline.workshop.fonts import families_in, substitutes, write_fonts
from pipeline.workshop.glyphs import characters_in, covered_by, told_missing
from pipeline.workshop.pdf_pages import copied, pdfa_shortfalls, source_of
from pipeline.workshop.printing import PdfPrinter

SOURCE = "a" * 64


def document(text: str = "岗位责任书", pages: int = 1) -> bytes:
    made = Document()
    made.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia", "仿宋"
    )
    for number in range(pages):
        paragraph = made.add_paragraph(f"{text}{number}")
        if number + 1 < pages:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def texts_of(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return [page.extract_text().strip() for page in opened.pages]


@pytest.fixture(scope="module")
def printer(tmp_path_factory):
    with PdfPrinter(tmp_path_factory.mktemp("fonts")) as prints:
        yield prints


@pytest.fixture(scope="module")
def archival(tmp_path_factory):
    with PdfPrinter(tmp_path_factory.mktemp("fonts"), archival=True) as prints:
        yield prints


@pytest.mark.libreoffice
def test_a_document_becomes_a_pdf_that_says_what_it_was_printed_from(printer) -> None:
    made = printer.print(document(), ".docx", SOURCE)
    assert texts_of(made.data) == ["岗位责任书0"]
    assert made.pages == 1
    assert source_of(made.data) == (SOURCE, False)
    assert printer.is_print_of(made.data, SOURCE)
    assert not printer.is_print_of(made.data, "b" * 64)
    assert not printer.is_print_of(b"no pdf", SOURCE)


@pytest.mark.libreoffice
def test_the_same_document_gives_the_same_pdf(printer, archival) -> None:
    for prints in (printer, archival):
        first = prints.print(document(), ".docx", SOURCE).data
        assert prints.print(document(), ".docx", SOURCE).data == first


@pytest.mark.libreoffice
def test_an_archival_pdf_passes_our_own_look_and_a_plain_one_does_not(printer, archival) -> None:
    made = archival.print(document(), ".docx", SOURCE).data
    assert pdfa_shortfalls(made) == ()
    assert source_of(made) == (SOURCE, True)
    plain = printer.print(document(), ".docx", SOURCE).data
    assert any("PDF/A-2b" in one for one in pdfa_shortfalls(plain))
    assert not archival.is_print_of(plain, SOURCE)


@pytest.mark.libreoffice
@pytest.mark.parametrize(("pages", "printed"), [(1, 2), (2, 2), (3, 4)])
def test_copies_begin_on_a_sheet_of_their_own(printer, pages: int, printed: int) -> None:
    one = printer.print(document("页", pages), ".docx", SOURCE).data
    three = copied(one, 3)
    padded = texts_of(one) + [""] * (printed - pages)
    assert texts_of(three) == padded * 3
    assert copied(one, 3) == three


@pytest.mark.libreoffice
def test_one_that_cannot_be_printed_takes_nobody_else_along(printer) -> None:
    spoilt = document()[:-200]
    with pytest.raises(OfficeError, match="没能把它另存为 PDF"):
        printer.print(spoilt, ".docx", SOURCE)
    assert texts_of(printer.print(document("之后"), ".docx", SOURCE).data) == ["之后0"]


@pytest.mark.libreoffice
def test_several_print_at_once_and_each_gets_its_own(tmp_path: Path) -> None:
    texts = [f"第{number}人" for number in range(7)]
    with PdfPrinter(tmp_path, at_once=2) as prints, ThreadPoolExecutor(4) as hands:
        made = hands.map(lambda text: prints.print(document(text), ".docx", SOURCE).data, texts)
        assert [texts_of(one) for one in made] == [[f"{text}0"] for text in texts]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("fc-match") is None, reason="fontconfig is not installed")
def test_a_font_that_stands_in_for_another_is_told_and_the_offices_own_comes_first(
    tmp_path: Path,
) -> None:
    assert "仿宋" in families_in(document())
    fonts = write_fonts(tmp_path, [tmp_path / "none"])
    told = substitutes(frozenset({"仿宋", "Wingdings"}), fonts)
    assert len(told) == 1
    assert told[0].startswith("本机没有“仿宋”，打印时用“")
    assert families_in(b"no zip") == frozenset()


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig is not installed")
def test_a_character_that_no_font_has_is_told(tmp_path: Path) -> None:
    covered = covered_by(write_fonts(tmp_path, []))
    characters = characters_in(document("张𪚥 &amp; \ue000\u200b☐"))
    assert {"张", "𪚥", "&", "\ue000"} <= characters
    (told,) = told_missing(characters, covered - {ord("张")})
    assert told.startswith("“张”（U+5F20）、“\ue000”（U+E000）、“𪚥”（U+2A6A5）本机没有字体")
    assert told_missing("张喆☐a1—　", covered) == ()
    assert told_missing("𪚥", frozenset()) == ()


def test_without_libreoffice_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with PdfPrinter(tmp_path) as printer, pytest.raises(OfficeError, match="没有 LibreOffice"):
        printer.print(document(), ".docx", SOURCE)
