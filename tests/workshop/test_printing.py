"""Documents become PDF by LibreOffice, or a sentence says why not."""

from pathlib import Path

import pdfplumber
import pytest
from docx import Document

from pipeline.errors import OfficeError
from pipeline.workshop.libreoffice import LibreOffice
from pipeline.workshop.printing import print_pdf


def document(folder: Path) -> Path:
    made = Document()
    made.add_paragraph("岗位责任书")
    path = folder / "责任书 一.docx"
    made.save(str(path))
    return path


@pytest.mark.libreoffice
def test_a_word_document_becomes_a_pdf_beside_it(tmp_path: Path) -> None:
    with LibreOffice() as libreoffice:
        made = print_pdf(document(tmp_path), libreoffice)
    assert made == tmp_path / "责任书 一.pdf"
    with pdfplumber.open(made) as pdf:
        assert "岗位责任书" in pdf.pages[0].extract_text()


@pytest.mark.libreoffice
def test_what_libreoffice_cannot_print_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "none.docx"
    with LibreOffice() as libreoffice, pytest.raises(OfficeError, match="没能把它另存为 PDF"):
        print_pdf(missing, libreoffice)


def test_without_libreoffice_the_document_is_still_there_and_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OfficeError, match="没有 LibreOffice"):
        print_pdf(document(tmp_path), LibreOffice())
