"""A picture of papers as a reading: kinds and values are proposals, each to be confirmed."""

from pipeline.domain.letters import LeafFile, ProblemCode
from pipeline.domain.papers import FileReading
from pipeline.reading.blocks import Block, Paragraph, text_of_blocks
from pipeline.reading.file_says import PICTURE, problem_of
from pipeline.reading.papers import MAX_TEXT, scanned_papers
from pipeline.scanning.layout import blocks_of_page
from pipeline.scanning.pages import MAX_PAGES, pages_of
from pipeline.scanning.recognition import written_in, written_on
from pipeline.scanning.ruling import tables_of
from pipeline.scanning.straightening import straightened

FEWEST_CHARACTERS = 10
"""What is recognised in a blank page or a portrait is dust, not text."""

MORE_PAGES = f"（只识别了前 {MAX_PAGES} 页，以下各页未识别）"


def read_scan(leaf: LeafFile) -> FileReading:
    """The papers that a picture shows; `no_text` where it shows none, or why it cannot be seen."""
    pages = pages_of(leaf.data, leaf.type)
    if isinstance(pages, ProblemCode):
        says = PICTURE if pages is ProblemCode.NO_TEXT else ""
        return FileReading((), problem_of(leaf, pages, says))
    blocks: list[Block] = []
    for number, page in enumerate(pages, 1):
        if number > MAX_PAGES:
            blocks.append(Paragraph(MORE_PAGES, f"第{number}页"))
            break
        level = straightened(page)
        tables, written = tables_of(level), written_on(level)
        blocks += blocks_of_page(level, tables, written, written_in, number)
    text = text_of_blocks(blocks)[:MAX_TEXT]
    if len("".join(text.split())) < FEWEST_CHARACTERS:
        return FileReading((), problem_of(leaf, ProblemCode.NO_TEXT, PICTURE))
    return FileReading(scanned_papers(tuple(blocks), leaf), None, text)
