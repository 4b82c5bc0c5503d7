"""A document that holds several papers taken apart where a title or a form begins anew."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.domain.papers import PaperKind
from pipeline.reading.blocks import Block, Grid, Paragraph
from pipeline.reading.forms.header_rows import rows_about_others
from pipeline.reading.forms.lines import answers_in_line
from pipeline.reading.paper_kinds.titles import kind_of_title, splits
from pipeline.reading.words.labels import field_of

FEWEST_WORDS = 30
_LETTERHEAD = re.compile(
    r"[^，。：；:;]{2,40}(?:委员会|党委|党总支|学院|办公室|工作部)(?:文件)?"
    r"|[^，。：；:;]{2,16}[〔（(\[]20\d\d[〕）)\]]第?\d{1,4}号"
)
"""Who writes and under what number, printed above the title of an official letter."""
_INSTRUCTION = re.compile(
    r"[★※*●]?\s*(?:填[表写]?(?:须知|说明|要求)|注意(?:事项)?|说明|注)\s*[:：].{0,200}|[（(【][^（()）]{1,100}[)）】]"
)
"""What a form prints above its title or below its table: （电子版发至……）, ★填写须知：……."""
TITLE_ROWS = 3
ENCLOSED = re.compile(r"\s*附\s*(?:件\s*)?(?:\d{1,2}\s*)?[:：]")


@dataclass(slots=True)
class _Segment:
    """The blocks of one paper while they are gathered."""

    blocks: list[Block] = field(default_factory=list)
    kind: PaperKind | None = None
    named: bool = False
    looked_at: int = 0
    words: int = 0

    @property
    def names(self) -> bool:
        """Whether a block asks for 姓名; looked for only when somebody wants to know."""
        while not self.named and self.looked_at < len(self.blocks):
            self.named = asks_for_name(self.blocks[self.looked_at])
            self.looked_at += 1
        return self.named

    def add(self, block: Block, kind: PaperKind | None) -> None:
        """Add a block, and the kind of paper it names if it is a title."""
        self.blocks.append(block)
        if isinstance(block, Grid):
            self.words += FEWEST_WORDS
            return
        text = block.text.strip()
        printed = _LETTERHEAD.fullmatch(text) or _INSTRUCTION.fullmatch(text)
        if not printed and kind is None:
            self.words += len(text)


def segments_of(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each paper; always at least one, empty for an empty document."""
    segments = [_Segment()]
    for block in blocks:
        current = segments[-1]
        kind = _title_of(block)
        if _begins(block, kind, current):
            current = _Segment()
            segments.append(current)
        if kind is not None and (current.kind is None or splits(kind)):
            current.kind = current.kind or kind
        current.add(block, kind)
    return tuple(tuple(segment.blocks) for segment in _with_enclosures_listed(segments))


def _with_enclosures_listed(segments: list[_Segment]) -> list[_Segment]:
    """附件：上岗申请表 with hardly a word behind it names what a letter encloses, and is no paper."""
    kept = segments[:1]
    for segment in segments[1:]:
        first = segment.blocks[0]
        listed = isinstance(first, Paragraph) and ENCLOSED.match(first.text)
        if listed and segment.words < FEWEST_WORDS:
            kept[-1].blocks.extend(segment.blocks)
        else:
            kept.append(segment)
    return kept


def _begins(block: Block, kind: PaperKind | None, current: _Segment) -> bool:
    if isinstance(block, Grid):
        return _is_grid_form(current) and current.names and asks_for_name(block)
    if kind is None or not splits(kind) or current.words < FEWEST_WORDS:
        return False
    return kind is not current.kind or current.names


def _is_grid_form(segment: _Segment) -> bool:
    return any(isinstance(block, Grid) for block in segment.blocks)


def _title_of(block: Block) -> PaperKind | None:
    if isinstance(block, Paragraph):
        return kind_of_title(block.text)
    return next((kind for line in title_lines(block) if (kind := kind_of_title(line))), None)


def title_lines(grid: Grid) -> tuple[str, ...]:
    """Lines of the first rows that consist of one written cell: a title inside the table."""
    lines: list[str] = []
    for row in grid.rows[:TITLE_ROWS]:
        written = [cell for cell in row if cell.text]
        if len(written) != 1:
            break
        lines.extend(written[0].text.split("\n"))
    return tuple(lines)


def asks_for_name(block: Block) -> bool:
    """Whether a block bears a label for whose paper it is."""
    if isinstance(block, Paragraph):
        return any(answer.field == "name" for answer in answers_in_line(block))
    asking = {one.row for one in block.cells if field_of(one.text) == "name"}
    return bool(asking) and not asking <= rows_about_others(block.rows)
