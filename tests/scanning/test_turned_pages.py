"""Pages as telephones take them: HEIC, held sideways or upside down, laid into Word or a PDF."""

import io
from pathlib import Path

import pytest
from PIL import Image
from reading.test_pdf_mixed import WRITTEN, together
from reading.understood import values
from reading.word_files import leaf
from scanning.pictures import in_word, saved

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.domain.papers import Paper, PaperKind
from pipeline.reading.appearance import Appearance
from pipeline.reading.pictures import as_looked_at, picture_of
from pipeline.workshop.isolated_reader import IsolatedReader

pytestmark = pytest.mark.ocr

TELEPHONE = (Path(__file__).parents[1] / "samples/files/telephone.heic").read_bytes()
"""A printed form of six answers, taken with the telephone held on its side, as its EXIF says."""

ANSWERS = {
    "name": "林雨桐",
    "gender": "女",
    "student_no": "3120240077",
    "college": "机电学院",
    "phone": "13800000077",
    "position_kind": "employment",
}


def upright() -> Image.Image:
    picture = picture_of(TELEPHONE)
    assert isinstance(picture, Image.Image)
    return as_looked_at(picture, "L", 2000)


def paper_in(data: bytes) -> Paper:
    from scanning.seeing import read_scan

    reading = read_scan(leaf(data, FileType.IMAGE, "IMG_0001"))
    (paper,) = reading.papers
    return paper


def test_a_picture_in_the_telephones_own_format_is_read() -> None:
    paper = paper_in(TELEPHONE)
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert paper.scanned
    assert values(paper) == ANSWERS


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_held_sideways_or_upside_down_is_read_as_if_it_lay_right(turned: int) -> None:
    paper = paper_in(saved(upright().rotate(turned, expand=True), "PNG"))
    assert values(paper) == ANSWERS
    assert paper.field("name").place == "第1页 表1 行1 列2"


def test_a_picture_laid_into_word_is_read_as_a_picture() -> None:
    from scanning.seeing import read_scan

    (paper,) = read_scan(leaf(in_word(saved(upright(), "PNG")), FileType.DOCX)).papers
    assert paper.scanned
    assert values(paper) == ANSWERS


def stands_on_dark(appearance: Appearance, place: str) -> float:
    """How much of the cell at a place is ink on its page's picture."""
    (page,) = [one for one in appearance.pages if one.number == 2]
    picture = Image.open(io.BytesIO(page.image)).convert("L")
    cells = (cell for block in appearance.blocks for cell in getattr(block, "cells", ()))
    (region,) = [cell.region for cell in cells if cell.place == place]
    across, down = picture.size
    sides = region.left * across, region.top * down, region.right * across, region.bottom * down
    inner = picture.crop(tuple(map(round, sides)))
    return sum(inner.histogram()[:128]) / (inner.width * inner.height)


def test_pictures_among_the_written_pages_of_a_pdf_are_read_beside_them() -> None:
    turned = upright().rotate(180)
    both = together(WRITTEN, saved(turned, "PDF", resolution=150), WRITTEN)
    file = leaf(both, FileType.PDF, "申请表.pdf")
    with IsolatedReader(sees_scans=True) as reader:
        looked = reader.look(file)
    written, seen = looked.reading.papers
    assert not written.scanned
    assert values(written)["email"] == "zhang@bit.edu.cn"
    assert seen.scanned
    assert values(seen) == ANSWERS
    assert seen.field("name").place == "第2页 表1 行1 列2"
    assert looked.reading.problem is not None
    assert looked.reading.problem.code is ProblemCode.NO_TEXT
    assert "zhang@bit.edu.cn" in looked.reading.text
    assert "林雨桐" in looked.reading.text
    assert [page.number for page in looked.appearance.pages] == [1, 2, 3]
    assert stands_on_dark(looked.appearance, "第2页 表1 行1 列2") > 0.02


def test_without_the_extra_such_a_page_is_told_and_nothing_else_is_lost() -> None:
    both = together(WRITTEN, saved(upright(), "PDF", resolution=150))
    with IsolatedReader() as reader:
        reading = reader.read(leaf(both, FileType.PDF, "申请表.pdf"))
    assert len(reading.papers) == 1
    assert reading.problem is not None
    assert "第 2 页" in reading.problem.says
