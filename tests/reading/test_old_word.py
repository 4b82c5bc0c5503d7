"""Word 97-2003 files are read by their own structure, and never do worse than being refused."""

import random
import struct
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import etree
from reading.understood import values
from reading.word_files import W, form, leaf, saved

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.reading.blocks import Block, Grid, text_of_blocks
from pipeline.reading.files.grid import blocks_of_docx
from pipeline.reading.files.old_word import blocks_of_old_word
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.workshop.libreoffice import LibreOffice

SAVED = (Path(__file__).parents[1] / "samples/files/application.doc").read_bytes()


@pytest.fixture(scope="module")
def libreoffice() -> Iterator[LibreOffice]:
    with LibreOffice() as one:
        yield one


def whole(body: str) -> bytes:
    """A document that LibreOffice opens, with this body."""
    document = docx.Document()
    for element in etree.fromstring(f"<w:body xmlns:w='{W}'>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    return saved(document)


def blocks(data: bytes) -> tuple[Block, ...]:
    found = blocks_of_old_word(data)
    assert isinstance(found, tuple), found
    return found


def shapes(grids: tuple[Block, ...]) -> list[tuple[str, int, int, int, int]]:
    return [
        (cell.text, cell.row, cell.column, cell.height, cell.width)
        for grid in grids
        if isinstance(grid, Grid)
        for cell in grid.cells
    ]


def test_a_form_is_read_with_the_places_of_its_values() -> None:
    paper = read_papers(leaf(SAVED, FileType.DOC, "申请表.doc")).papers[0]
    assert values(paper)["name"] == "郑怀瑾"
    assert values(paper)["other_post"] is False
    assert paper.field("student_no").place == "表1 行2 列2"


@pytest.mark.libreoffice
def test_merged_cells_are_where_they_are_in_the_docx(libreoffice: LibreOffice) -> None:
    old = libreoffice.convert(form(), "docx", "doc")
    assert shapes(blocks(old)) == shapes(blocks_of_docx(form()))


BODIES = {
    "tracked": "<w:p><w:r><w:t>姓名：</w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText>王五"
    "</w:delText></w:r></w:del><w:ins w:id='2' w:author='a'><w:r><w:t>李明</w:t></w:r></w:ins></w:p>",
    "hidden": "<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>",
    "struck": "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>划去</w:t></w:r><w:r><w:t>留下</w:t></w:r></w:p>",
    "symbol": "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>男</w:t></w:r></w:p>",
    "rare": "<w:p><w:r><w:t>𠮷野家 镕 喆 €</w:t></w:r><w:r><w:tab/><w:t>后</w:t></w:r></w:p>",
    "field": "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK 'http://a.example' </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>九月</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    "nested": "<w:tbl><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w='4000'"
    " w:type='dxa'/></w:tcPr><w:p><w:r><w:t>外</w:t></w:r></w:p><w:tbl><w:tblGrid><w:gridCol w:w='2000'/>"
    "</w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w='2000' w:type='dxa'/></w:tcPr><w:p><w:r><w:t>内</w:t></w:r>"
    "</w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>末</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_people_see_is_the_same_as_in_the_docx(libreoffice: LibreOffice, body: str) -> None:
    new = whole(body)
    old = libreoffice.convert(new, "docx", "doc")
    expected = blocks_of_docx(new)
    assert isinstance(expected, tuple)
    assert text_of_blocks(blocks(old)) == text_of_blocks(expected)
    assert text_of_blocks(expected)


@pytest.mark.libreoffice
@pytest.mark.parametrize(("state", "glyph"), [("1", "☑"), ("0", "□")])
def test_old_check_boxes_say_whether_they_are_ticked(
    libreoffice: LibreOffice, state: str, glyph: str
) -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='a'/><w:enabled/>"
        f"<w:checkBox><w:sizeAuto/><w:default w:val='{state}'/></w:checkBox></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>全日制</w:t></w:r></w:p>"
    )
    old = libreoffice.convert(whole(body), "docx", "doc")
    assert text_of_blocks(blocks(old)) == f"{glyph}全日制"


def test_a_file_older_than_word_97_is_not_guessed_at() -> None:
    at = SAVED.index(b"\xec\xa5")
    older = SAVED[: at + 2] + struct.pack("<H", 0x65) + SAVED[at + 4 :]
    assert blocks_of_old_word(older) is ProblemCode.UNSUPPORTED_TYPE


@pytest.mark.parametrize(
    "count", [80, pytest.param(3_000, marks=pytest.mark.prove)], ids=["some", "many"]
)
def test_a_spoilt_file_is_read_or_damaged_and_never_raises(count: int) -> None:
    chance = random.Random(7)
    for _ in range(count):
        spoilt = bytearray(SAVED)
        for _ in range(chance.randrange(1, 60)):
            spoilt[chance.randrange(512, len(spoilt))] = chance.randrange(256)
        cut = spoilt[: chance.randrange(len(spoilt))] if chance.random() < 0.3 else spoilt
        found = blocks_of_old_word(bytes(cut))
        assert isinstance(found, tuple) or found in ProblemCode
