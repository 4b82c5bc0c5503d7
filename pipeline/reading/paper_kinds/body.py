"""A mail whose own text is a paper: a form or case typed into the body, never a covering letter."""

import re
from collections.abc import Sequence

from pipeline.domain.papers import Paper, PaperKind
from pipeline.reading.blocks import Block, Grid, Paragraph
from pipeline.reading.files.markup import blocks_of_page
from pipeline.reading.files.plain import blocks_of_text
from pipeline.reading.paper_kinds.papers import paper_from
from pipeline.reading.paper_kinds.segments import segments_of
from pipeline.reading.paper_kinds.titles import kind_of_title

SOURCE = "正文"
FEWEST_FORM_FIELDS = 5
FEWEST_WORDS_OF_A_CASE = 300
LINES_BEFORE_TITLE = 6

_QUOTED = re.compile(
    r"\s*(?:-{3,}\s*(?:转发的?|原始|original|forwarded)|发件人\s*[:：]|from\s*[:：]|>)", re.I
)
_FORWARDED = re.compile(r"\s*(?:fwd?|转发|轉寄|轉發)\s*[:：]", re.I)
_FORWARDED_MARK = re.compile(r"\s*-{3,}\s*(?:转发|forwarded)", re.I)
_HEADER_LINE = re.compile(
    r"\s*(?:发件人|发送日期|发送时间|日期|时间|收件人|抄送人?|主题|from|sent|date|to|cc|subject)\s*[:：]"
    r"|\s*[-—_]{3,}",
    re.I,
)


def read_body(text: str, page: str = "", subject: str = "") -> tuple[Paper, ...]:
    """The papers a body is, () for everything that has no title or structure of one.

    `page` is its HTML where that holds a table; what is read from it counts before the text.
    What is quoted below counts only where a person forwards it and wrote no paper above.
    """
    forwarded = _FORWARDED.match(subject) is not None
    return _of_page(page, forwarded) or _of_text(text, forwarded)


def _of_page(page: str, forwarded: bool) -> tuple[Paper, ...]:
    """Forms pasted as tables: cells keep their places."""
    if not page:
        return ()
    blocks = blocks_of_page(page, without=() if forwarded else _QUOTING)
    end = next((i for i, block in enumerate(blocks) if _is_quote(block)), len(blocks))
    return _forms_in(blocks[:end]) or (_forms_in(blocks[end:]) if forwarded else ())


_QUOTING = ("blockquote",)


def _is_quote(block: Block) -> bool:
    return isinstance(block, Paragraph) and _QUOTED.match(block.text) is not None


def _forms_in(blocks: tuple[Block, ...]) -> tuple[Paper, ...]:
    papers = [paper_from(one, SOURCE) for one in segments_of(blocks) if _has_grid(one)]
    return tuple(paper for paper in papers if _is_one(paper))


def _has_grid(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(block, Grid) for block in blocks)


def _of_text(text: str, forwarded: bool) -> tuple[Paper, ...]:
    lines = [block for block in blocks_of_text(text) if isinstance(block, Paragraph)]
    end = next((at for at, line in enumerate(lines) if _QUOTED.match(line.text)), len(lines))
    found = _paper_in(lines[:end])
    if found or end == len(lines):
        return found
    alone = end == 0 and _FORWARDED_MARK.match(lines[end].text)
    return _paper_in(_below_headers(lines[end:])) if forwarded or alone else ()


def _below_headers(lines: Sequence[Paragraph]) -> Sequence[Paragraph]:
    heads = (at for at, line in enumerate(lines) if not _HEADER_LINE.match(line.text))
    return lines[next(heads, len(lines)) :]


def _paper_in(lines: Sequence[Paragraph]) -> tuple[Paper, ...]:
    title = next(
        (at for at, line in enumerate(lines[:LINES_BEFORE_TITLE]) if kind_of_title(line.text)), None
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
