"""Cells of a PDF without ruling lines: lines that stand close under each other in one column.

Rows of a table stand farther apart than the lines within a cell. Where they do not, as labels
under labels show, a line begins a new row if it begins in the first column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.reading.files.pdf_lines import Box
from pipeline.reading.files.pdf_pieces import (
    IsLabel,
    Line,
    Piece,
    are_under_each_other,
    extent_of,
    is_close,
)

LINES_LOOKED_BACK = 3
FARTHEST_IN_TITLE = 2.2
"""Of its height, how far the next line of a title down the left side may begin below a line."""
LONGEST_IN_TITLE = 2
STAGGERED = 2.0
"""Points by which the middle of a line lies between two others, when the cells are centred."""


@dataclass(frozen=True)
class Written:
    """What is written in one cell, its lines from the top."""

    pieces: tuple[Piece, ...]

    @cached_property
    def box(self) -> Box:
        return extent_of(self.pieces)

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def cells_of(lines: list[Line], is_label: IsLabel) -> list[Written]:
    """What is written on a page, cell by cell."""
    stacking = _Stacking(lines, is_label)
    for line in lines:
        stacking.add(line)
    return [Written(tuple(stack)) for stack in stacking.stacks]


class _Stacking:
    """The cells of a page while its lines are laid under each other."""

    def __init__(self, lines: list[Line], is_label: IsLabel) -> None:
        self.stacks: list[list[Piece]] = []
        self._open: list[list[Piece]] = []
        self._is_label = is_label
        self._dense = _is_dense(lines, is_label)
        self._lines = lines
        self._line_of = {id(piece): line for line in lines for piece in line}

    def add(self, line: Line) -> None:
        farthest = line[0].box[1] - FARTHEST_IN_TITLE * line[0].height
        self._open = [stack for stack in self._open if stack[-1].box[3] >= farthest]
        above = [self._above(piece) for piece in line]
        begins_row = self._dense and self._begins_row(line, above)
        for piece, stack in zip(line, above, strict=True):
            if stack is not None and self._goes_on(stack, piece, begins_row):
                stack.append(piece)
            else:
                self.stacks.append([piece])
                self._open.append(self.stacks[-1])

    def _above(self, piece: Piece) -> list[Piece] | None:
        """The cell that a piece may belong to, the one that it stands under most."""
        best, most = None, 0.0
        for stack in self._open:
            last = stack[-1]
            if not is_close(last, piece) and not self._is_in_title(stack, piece):
                continue
            shared = min(last.box[2], piece.box[2]) - max(last.box[0], piece.box[0])
            if shared > most and are_under_each_other(last, piece):
                best, most = stack, shared
        return best

    def _is_in_title(self, stack: list[Piece], piece: Piece) -> bool:
        """基⏎本⏎信⏎息 down the left side, alone in their lines or before a label."""
        parts = [*stack, piece]
        if any(len(part.text) > LONGEST_IN_TITLE or part.text.isascii() for part in parts):
            return False
        gap = piece.box[1] - stack[-1].box[3]
        return 0 <= gap <= FARTHEST_IN_TITLE * piece.height and all(
            self._may_be_of_title(part) for part in parts[-2:]
        )

    def _may_be_of_title(self, piece: Piece) -> bool:
        line = self._line_of[id(piece)]
        if line[0] is not piece:
            return False
        before_label = len(line) == 1 or self._is_label(line[1].text)
        return len(piece.text) == 1 or (before_label and not self._is_label(piece.text))

    def _begins_row(self, line: Line, above: list[list[Piece] | None]) -> bool:
        """Whether a line of a dense table begins a row, as its first words tell."""
        for piece, stack in zip(line, above, strict=True):
            if len(line) < 2:
                return False
            if stack is None:
                return self._is_label(piece.text)
            last = stack[-1]
            if len(last.text) == 1 and len(piece.text) == 1:
                continue
            before = self._line_of[id(last)]
            first = next(one for one in before if len(one.text) > 1 or one is last)
            if len(before) < 2 or first is not last or self._are_staggered(last, piece):
                return False
            return not self._is_label(_joined(stack, piece))
        return False

    def _are_staggered(self, upper: Piece, lower: Piece) -> bool:
        """Whether a line stands between two: beside two lines one stands in the middle."""
        return any(
            upper.middle + STAGGERED < line[0].middle < lower.middle - STAGGERED
            for line in self._lines
        )

    def _goes_on(self, stack: list[Piece], piece: Piece, begins_row: bool) -> bool:
        written = "".join(one.text for one in stack)
        whole = self._is_label(_joined(stack, piece))
        if len(piece.text) == 1 and all(len(one.text) == 1 for one in stack):
            return whole or not self._is_label(written)
        if begins_row:
            return False
        if not self._dense or whole:
            return True
        is_answer = self._line_of[id(stack[0])][0] is not stack[0]
        return not self._is_label(written) and (is_answer or not self._is_label(piece.text))


def _joined(stack: list[Piece], piece: Piece) -> str:
    return "".join(one.text for one in stack) + piece.text


def _is_dense(lines: list[Line], is_label: IsLabel) -> bool:
    """Whether rows stand as close as the lines of a cell: a label right under a whole label,
    or two answers right under two labels.
    """
    for number, line in enumerate(lines):
        for above in lines[max(number - LINES_LOOKED_BACK, 0) : number]:
            if is_close(above[0], line[0]):
                labels = [is_label(lower.text) for lower in _under_labels(above, line, is_label)]
                if any(labels) or len(labels) > 1:
                    return True
    return False


def _under_labels(above: Line, line: Line, is_label: IsLabel) -> Iterator[Piece]:
    """What stands under a label that it is no part of."""
    for upper in above:
        if len(upper.text) > 1 and is_label(upper.text):
            for lower in line:
                if are_under_each_other(upper, lower) and not is_label(upper.text + lower.text):
                    yield lower
