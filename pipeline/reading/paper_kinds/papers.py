"""A leaf file to papers: what kinds of paper it holds, their fields and where they stand."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pipeline.domain.letters import FileType, LeafFile, Problem, ProblemCode
from pipeline.domain.papers import CONFIDENT, FileReading, Paper, PaperKind
from pipeline.reading.blocks import PAGE_HEADER, Block, Grid, Paragraph, text_of_blocks
from pipeline.reading.files.file_says import (
    LATER_PAGES,
    MANY_PAPERS,
    PICTURE,
    SCANNED,
    SOME_PAGES,
    problem_of,
    unknown_content,
)
from pipeline.reading.files.markup import blocks_of_markup
from pipeline.reading.files.open_document import problem_of_open_document
from pipeline.reading.files.plain import blocks_of_text_file
from pipeline.reading.files.sheets import blocks_of_sheets
from pipeline.reading.files.word_files import blocks_of_word
from pipeline.reading.forms.harvest import harvest
from pipeline.reading.paper_kinds.application_form import read_application_form
from pipeline.reading.paper_kinds.kinds import BY_LABELS, recognise
from pipeline.reading.paper_kinds.other_papers import (
    Read,
    counted_as,
    of_one_person,
    read_case_report,
    read_evaluation_opinion,
    read_leaving_survey,
    read_personal,
)
from pipeline.reading.paper_kinds.own_forms import (
    fingerprint_of,
    own_candidates,
    recognised_as_ours,
    with_own_cells,
)
from pipeline.reading.paper_kinds.parts import own_papers
from pipeline.reading.paper_kinds.periods_written import OF_A_PERIOD, period_named
from pipeline.reading.paper_kinds.replacement_request import read_replacement_request
from pipeline.reading.paper_kinds.rosters import recognised_as_roster
from pipeline.reading.paper_kinds.segments import segments_of, title_lines
from pipeline.reading.paper_kinds.titles import is_title
from pipeline.reading.paper_kinds.two_people import printed_above
from pipeline.reading.paper_kinds.unit_opinions import with_unit_opinions
from pipeline.reading.words.candidates import Harvest
from pipeline.reading.words.labels import is_label

MAX_TEXT = 200_000
MAX_FILE = 64 << 20
MAX_PAPERS = 300
SEEN = CONFIDENT - 0.1
"""How sure anything is that was recognised in a picture: it is shown, and never judged."""

TITLE_LINES = 12


def _blocks_of_pdf(data: bytes) -> tuple[Block, ...] | ProblemCode:
    # Two large libraries that most commands never need.
    from pipeline.reading.files.pdf import blocks_of_pdf

    return blocks_of_pdf(data, is_label, is_title)


_OPENERS: dict[FileType, Callable[[bytes], tuple[Block, ...] | ProblemCode]] = {
    FileType.DOCX: blocks_of_word,
    FileType.DOC: blocks_of_word,
    FileType.WPS: blocks_of_word,
    FileType.PDF: _blocks_of_pdf,
    FileType.XLSX: blocks_of_sheets,
    FileType.XLS: blocks_of_sheets,
    FileType.ODT: problem_of_open_document,
    FileType.ODS: problem_of_open_document,
    FileType.TEXT: blocks_of_text_file,
    FileType.HTML: blocks_of_markup,
}


def read_papers(leaf: LeafFile) -> FileReading:
    """The papers of a file; what is wrong with it is told in `problem`, never raised."""
    return read_with_blocks(leaf)[0]


def read_with_blocks(leaf: LeafFile) -> tuple[FileReading, tuple[Block, ...]]:
    """As `read_papers`, and the blocks that it was read from, () for what could not be opened."""
    blocks = _opened(leaf)
    if isinstance(blocks, Problem):
        return FileReading((), blocks), ()
    return _reading_of(blocks, leaf), blocks


def _opened(leaf: LeafFile) -> tuple[Block, ...] | Problem:
    if leaf.problem is not None and leaf.problem.code not in _READ_ALL_THE_SAME:
        return leaf.problem
    if not leaf.data:
        return problem_of(leaf, ProblemCode.EMPTY)
    if len(leaf.data) > MAX_FILE:
        return problem_of(leaf, ProblemCode.TOO_LARGE)
    if leaf.type is FileType.IMAGE:
        return problem_of(leaf, ProblemCode.NO_TEXT, PICTURE)
    opener = _OPENERS.get(leaf.type)
    if opener is None:
        told = leaf.type is FileType.OTHER
        return unknown_content(leaf) if told else problem_of(leaf, ProblemCode.UNSUPPORTED_TYPE)
    blocks = opener(leaf.data)
    if isinstance(blocks, ProblemCode):
        return problem_of(leaf, blocks, SCANNED if blocks is ProblemCode.NO_TEXT else "")
    return blocks


def _reading_of(blocks: tuple[Block, ...], leaf: LeafFile) -> FileReading:
    text = text_of_blocks(blocks)[:MAX_TEXT]
    if not text.strip():
        nothing = (
            problem_of(leaf, ProblemCode.NO_TEXT, PICTURE)
            if _pictured(leaf)
            else problem_of(leaf, ProblemCode.EMPTY)
        )
        return FileReading((), leaf.problem or nothing)
    papers, cut = _papers_of(blocks, leaf)
    trouble = leaf.problem
    if cut:
        trouble = trouble or problem_of(leaf, ProblemCode.TOO_LARGE, MANY_PAPERS)
    if leaf.type is FileType.PDF:
        trouble = trouble or _pages_left_out(leaf)
    return FileReading(papers, trouble, text)


def _pages_left_out(leaf: LeafFile) -> Problem | None:
    """Pages of a PDF that are pictures among written ones, or too many, told by their numbers."""
    from pipeline.reading.files.pdf_pages import pages_not_read

    pictured, first_left_out = pages_not_read(leaf.data)
    if pictured:
        says = SOME_PAGES.format(name=leaf.name, pages="、".join(map(str, pictured)))
        return Problem(ProblemCode.NO_TEXT, leaf.source, says)
    if first_left_out:
        says = LATER_PAGES.format(name=leaf.name, first=first_left_out)
        return Problem(ProblemCode.TOO_LARGE, leaf.source, says)
    return None


def _pictured(leaf: LeafFile) -> bool:
    """Whether a document without a word holds a picture, as when a scan was laid into Word."""
    return leaf.type is FileType.DOCX and b"word/media/" in leaf.data


def _papers_of(blocks: tuple[Block, ...], leaf: LeafFile) -> tuple[tuple[Paper, ...], bool]:
    """The papers, and whether there were more of them than are read."""
    header = tuple(block for block in blocks if _is_header(block))
    segments = segments_of(block for block in blocks if not _is_header(block))
    fingerprint = fingerprint_of(leaf.data) if own_candidates(blocks) else ""
    read = partial(
        paper_from, source=leaf.source, name=leaf.name, header=header, fingerprint=fingerprint
    )
    papers = [(part, read(part)) for part in segments[:MAX_PAPERS] if part]
    return own_papers(papers, read), len(segments) > MAX_PAPERS


def scanned_papers(blocks: tuple[Block, ...], leaf: LeafFile) -> tuple[Paper, ...]:
    """Papers whose text was recognised in a picture: nothing of them is sure enough to judge."""
    return tuple(_as_seen(paper) for paper in _papers_of(blocks, leaf)[0])


def _as_seen(paper: Paper) -> Paper:
    fields = tuple(replace(field, confidence=min(field.confidence, SEEN)) for field in paper.fields)
    return replace(paper, scanned=True, confidence=min(paper.confidence, SEEN), fields=fields)


def _is_header(block: Block) -> bool:
    return block.place == PAGE_HEADER


_MAYBE_A_LIST = frozenset({PaperKind.UNRECOGNISED, PaperKind.APPLICATION_FORM})
"""What a list of people by their posts may look like, when no title tells."""
_READ_ALL_THE_SAME = frozenset({ProblemCode.MACRO, ProblemCode.WRONG_TYPE})


def paper_from(
    blocks: tuple[Block, ...],
    source: str,
    name: str = "",
    header: tuple[Block, ...] = (),
    fingerprint: str = "",
) -> Paper:
    """One paper from its blocks; what the page header says counts after what they say.

    `fingerprint` is the identifier of our own form that the file bears.
    """
    found = harvest(blocks)
    printed = harvest(header)
    above = printed_above(printed.candidates, found.candidates)
    found = Harvest((*found.candidates, *above), found.asked | printed.asked)
    found = with_unit_opinions(found)
    text = text_of_blocks(blocks)[:MAX_TEXT]
    marked = own_candidates(blocks)
    recognised = recognised_as_ours(fingerprint, marked)
    if recognised is not None:
        found = with_own_cells(found, marked)
    else:
        recognised = recognise(first_lines(blocks), found.asked, name, text, first_lines(header))
        if recognised.kind in _MAYBE_A_LIST and recognised.confidence <= BY_LABELS:
            recognised = recognised_as_roster(blocks) or recognised
    fields, unclear = _read(recognised.kind, found, blocks)
    return Paper(
        kind=recognised.kind,
        source=source,
        confidence=recognised.confidence,
        fields=fields,
        text=text,
        unclear=unclear,
        because=recognised.because,
    )


def _read(kind: PaperKind, found: Harvest, blocks: tuple[Block, ...]) -> Read:
    candidates = found.candidates
    if kind is PaperKind.REPLACEMENT_REQUEST:
        return read_replacement_request(candidates, blocks)
    candidates = of_one_person(kind, candidates)
    if kind is PaperKind.APPLICATION_FORM:
        return read_application_form(candidates, blocks)
    if kind is PaperKind.CASE_REPORT:
        return read_case_report(candidates, blocks)
    if kind is PaperKind.EVALUATION_OPINION:
        return read_evaluation_opinion(candidates, blocks)
    if kind is PaperKind.LEAVING_SURVEY:
        return read_leaving_survey(candidates, blocks)
    if kind in OF_A_PERIOD:
        candidates = counted_as("reporter", "name", candidates)
    fields, unclear = read_personal(candidates, blocks)
    return (*fields, *(period_named(blocks) if kind in OF_A_PERIOD else ())), unclear


def first_lines(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The lines at the top among which a title may stand, a table's title row included."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.extend(line for line in block.text.split("\n") if line.strip())
        elif isinstance(block, Grid):
            lines.extend(line for line in title_lines(block) if line.strip())
        if len(lines) >= TITLE_LINES:
            break
    return tuple(lines[:TITLE_LINES])
