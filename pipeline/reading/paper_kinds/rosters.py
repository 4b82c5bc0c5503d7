"""Lists of assistants that bear no title: a row of labels, and under it a row for each person."""

from collections.abc import Iterable

from pipeline.domain.papers import PaperKind
from pipeline.reading.blocks import Block, Grid
from pipeline.reading.forms.header_rows import data_rows, is_header
from pipeline.reading.paper_kinds.kinds import BY_LABELS, Recognised
from pipeline.reading.words.labels import field_of

_ASKED = frozenset({"name", "position_kind"})
"""What a list of assistants asks at least; a list without 岗位 is somebody else's."""
FEWEST_LABELS, HEADER_AMONG = 4, 5


def recognised_as_roster(blocks: Iterable[Block]) -> Recognised | None:
    """A roster with why, None when no table lists two people or more by their posts."""
    for grid in (block for block in blocks if isinstance(block, Grid)):
        for number, row in enumerate(grid.rows[:HEADER_AMONG]):
            asked = {field_of(cell.text) for cell in row} - {None}
            if not asked >= _ASKED or len(asked) < FEWEST_LABELS or not is_header(row):
                continue
            people = len(data_rows(grid.rows, number))
            if people > 1:
                because = f"没有标题，表上一行写一人，共{people}人"
                return Recognised(PaperKind.ROSTER, BY_LABELS, because)
    return None
