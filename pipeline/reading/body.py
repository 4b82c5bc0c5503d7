"""A mail whose own text is a paper: a form or case typed into the body, never a covering letter."""

from pipeline.domain.papers import Paper, PaperKind
from pipeline.reading.blocks import Paragraph
from pipeline.reading.kinds import kind_of_title
from pipeline.reading.papers import paper_from
from pipeline.reading.plain import blocks_of_text

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


def read_body(text: str) -> tuple[Paper, ...]:
    """The paper a body is, () for everything that has no title or structure of one."""
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
