"""A mail whose own text is a paper: a form or case typed into the body, never a covering letter."""

from pipeline.domain.papers import Paper, PaperKind
from pipeline.reading.blocks import Block, Grid, Paragraph
from pipeline.reading.kinds import kind_of_title
from pipeline.reading.markup import blocks_of_page
from pipeline.reading.papers import paper_from
from pipeline.reading.plain import blocks_of_text
from pipeline.reading.segments import segments_of

SOURCE = "正文"
FEWEST_FORM_FIELDS = 5
FEWEST_WORDS_OF_A_CASE = 300
LINES_BEFORE_TITLE = 6

_QUOTED = (
    "---- 转发的邮件",
    "-----原始邮件",
    "------------------ 原始邮件",
    "发件人:",
    "发件人：",
    ">",
)


def read_body(text: str, page: str = "") -> tuple[Paper, ...]:
    """The papers a body is, () for everything that has no title or structure of one.

    `page` is its HTML where that holds a table; what is read from it counts before the text.
    """
    return _of_page(page) or _of_text(text)


def _of_page(page: str) -> tuple[Paper, ...]:
    """Forms pasted as tables: cells keep their places. What is quoted below is an older mail's."""
    if not page:
        return ()
    blocks = blocks_of_page(page, without=_QUOTING)
    end = next((i for i, block in enumerate(blocks) if _is_quote(block)), len(blocks))
    papers = [paper_from(one, SOURCE) for one in segments_of(blocks[:end]) if _has_grid(one)]
    return tuple(paper for paper in papers if _is_one(paper))


_QUOTING = ("blockquote",)


def _is_quote(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.strip().startswith(_QUOTED)


def _has_grid(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(block, Grid) for block in blocks)


def _of_text(text: str) -> tuple[Paper, ...]:
    lines = [block for block in blocks_of_text(text) if isinstance(block, Paragraph)]
    end = next((i for i, line in enumerate(lines) if line.text.strip().startswith(_QUOTED)), None)
    lines = lines[:end]
    title = next(
        (i for i, line in enumerate(lines[:LINES_BEFORE_TITLE]) if kind_of_title(line.text)), None
    )
    if title is None:
        return _untitled(tuple(lines))
    paper = paper_from(tuple(lines[title:]), SOURCE)
    return (paper,) if _is_one(paper) else ()


def _untitled(lines: tuple[Paragraph, ...]) -> tuple[Paper, ...]:
    paper = paper_from(lines, SOURCE)
    is_form = paper.kind is PaperKind.APPLICATION_FORM and _is_one(paper)
    return (paper,) if is_form else ()


def _is_one(paper: Paper) -> bool:
    stated = {field.name for field in paper.fields}
    if paper.kind is PaperKind.APPLICATION_FORM:
        return {"name"} <= stated and len(stated) >= FEWEST_FORM_FIELDS
    if paper.kind is PaperKind.CASE_REPORT:
        return len(paper.says("text")) >= FEWEST_WORDS_OF_A_CASE
    if paper.kind is PaperKind.EVALUATION_OPINION:
        return {"name", "opinion"} <= stated
    return False
