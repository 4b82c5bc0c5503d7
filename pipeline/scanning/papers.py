"""A picture of papers as a reading: kinds and values are proposals, each to be confirmed."""

from itertools import count

from PIL import Image

from pipeline.domain.letters import LeafFile, ProblemCode
from pipeline.domain.papers import FileReading
from pipeline.reading.appearance import Looked
from pipeline.reading.blocks import Block, Paragraph, text_of_blocks
from pipeline.reading.files.file_says import PICTURE, problem_of
from pipeline.reading.files.pdf_pages import pages_not_read
from pipeline.reading.folding import appearance_of
from pipeline.reading.paper_kinds.looking import page_image
from pipeline.reading.paper_kinds.papers import MAX_TEXT, scanned_papers
from pipeline.scanning.layout import blocks_of_page
from pipeline.scanning.pages import MAX_PAGES, Picture, pages_of
from pipeline.scanning.recognition import written_in
from pipeline.scanning.ruling import tables_of
from pipeline.scanning.turning import Turning

FEWEST_CHARACTERS = 10
"""What is recognised in a blank page or a portrait is dust, not text."""

MORE_PAGES = f"（只识别了前 {MAX_PAGES} 页，以下各页未识别）"


def read_scan(leaf: LeafFile, beside_written: bool = False) -> FileReading:
    """The papers that a picture shows; `no_text` where it shows none, or why it cannot be seen.

    `beside_written`: only the pages of a PDF that are pictures among written ones.
    """
    return _seen(leaf, beside_written)[0]


def look_at_scan(leaf: LeafFile, beside_written: bool = False) -> Looked:
    """As `read_scan`, with the pages as they were turned and straightened to be read."""
    reading, blocks, pages = _seen(leaf, beside_written)
    images = (page_image(number, Image.fromarray(page)) for number, page in pages.items())
    return Looked(reading, appearance_of(reading, blocks, tuple(images)))


_Seen = tuple[FileReading, tuple[Block, ...], dict[int, Picture]]


def _seen(leaf: LeafFile, beside_written: bool) -> _Seen:
    """What is read, the blocks it was read from, and the pages by their numbers."""
    only = pages_not_read(leaf.data).pictured if beside_written else ()
    pages = pages_of(leaf.data, leaf.type, only)
    if isinstance(pages, ProblemCode):
        says = PICTURE if pages is ProblemCode.NO_TEXT else ""
        return FileReading((), problem_of(leaf, pages, says)), (), {}
    blocks: list[Block] = []
    upright: dict[int, Picture] = {}
    turning = Turning()
    for number, page in zip(only or count(1), pages, strict=False):
        if len(upright) == MAX_PAGES:
            blocks.append(Paragraph(MORE_PAGES, f"第{number}页"))
            break
        level, written = turning.read(page)
        upright[number] = level
        blocks += blocks_of_page(level, tables_of(level), written, written_in, number)
    text = text_of_blocks(blocks)[:MAX_TEXT]
    if len("".join(text.split())) < FEWEST_CHARACTERS:
        return FileReading((), problem_of(leaf, ProblemCode.NO_TEXT, PICTURE)), (), upright
    found = tuple(blocks)
    return FileReading(scanned_papers(found, leaf), None, text), found, upright
