"""A document that holds several papers taken apart where a title or a form begins anew."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.domain.papers import PaperKind
from pipeline.reading.blocks import Block, Grid, Paragraph, rows_of
from pipeline.reading.header_rows import rows_about_others
from pipeline.reading.kinds import kind_of_title, splits
from pipeline.reading.labels import field_of
from pipeline.reading.lines import answers_in_line

FEWEST_WORDS = 30
TITLE_ROWS = 3


@dataclass(slots=True)
class _Segment:
    """The blocks of one paper while they are gathered."""

    blocks: list[Block] = field(default_factory=list)
    kind: PaperKind | None = None
    names: bool = False
    words: int = 0

    def add(self, block: Block, names: bool) -> None:
        self.blocks.append(block)
        self.names |= names
        if isinstance(block, Grid):
            self.words += FEWEST_WORDS
        elif kind_of_title(block.text) is None:
            self.words += len(block.text.strip())


def segments_of(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each paper; always at least one, empty for an empty document."""
    segments = [_Segment()]
    for block in blocks:
        current = segments[-1]
        kind = _title_of(block)
        names = _asks_for_name(block)
        if _begins(block, kind, names, current):
            current = _Segment()
            segments.append(current)
        if kind is not None and (current.kind is None or splits(kind)):
            current.kind = current.kind or kind
        current.add(block, names)
    return tuple(tuple(segment.blocks) for segment in segments)


def _begins(block: Block, kind: PaperKind | None, names: bool, current: _Segment) -> bool:
    if isinstance(block, Grid):
        return names and current.names and _is_grid_form(current)
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
    for row in rows_of(grid)[:TITLE_ROWS]:
        written = [cell for cell in row if cell.text]
        if len(written) != 1:
            break
        lines.extend(written[0].text.split("\n"))
    return tuple(lines)


def _asks_for_name(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return any(answer.field == "name" for answer in answers_in_line(block))
    others = rows_about_others(rows_of(block))
    return any(field_of(one.text) == "name" for one in block.cells if one.row not in others)
