"""Cells of a PDF without ruling lines: lines that stand close under each other in one column.

Rows of a table stand farther apart than the lines within a cell. Where they do not, as labels
under labels show, a line begins a new row if it begins in the first column.
"""

from dataclasses import dataclass
from functools import cached_property

from pipeline.reading.files.pdf_lines import Box
from pipeline.reading.files.pdf_pieces import (
    ALIGNED,
    IsTold,
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
SHORTEST_WHOLE = 4
"""Characters: a shorter label may be the second half of one (面貌, 电话)."""
STAGGERED = 2.0
"""Points by which the middle of a line lies between two others, when the cells are centred."""


@dataclass(frozen=True)
class Written:
    """What is written in one cell, its lines from the top; doubtful if one may be missing."""

    pieces: tuple[Piece, ...]
    is_doubtful: bool = False

    @cached_property
    def box(self) -> Box:
        return extent_of(self.pieces)

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def cells_of(lines: list[Line], is_label: IsTold) -> list[Written]:
    """What is written on a page, cell by cell."""
    stacking = _Stacking(lines, is_label)
    for line in lines:
        stacking.add(line)
    return [Written(tuple(one), id(one) in stacking.doubtful) for one in stacking.stacks]


class _Stacking:
    """The cells of a page while its lines are laid under each other."""

    def __init__(self, lines: list[Line], is_label: IsTold) -> None:
        self.stacks: list[list[Piece]] = []
        self.doubtful: set[int] = set()
        self._open: list[list[Piece]] = []
        self._is_label = is_label
        self._dense = _is_dense(lines, is_label)
        self._lines = lines
        self._line_of = {id(piece): line for line in lines for piece in line}
        self._leftmost = min((line[0].box[0] for line in lines), default=0.0)

    def add(self, line: Line) -> None:
        farthest = line[0].box[1] - FARTHEST_IN_TITLE * line[0].height
        self._open = [stack for stack in self._open if stack[-1].box[3] >= farthest]
        above = [self._above(piece) for piece in line]
        begins_row = self._dense and self._begins_row(line, above)
        for at, (piece, stack) in enumerate(zip(line, above, strict=True)):
            if stack is not None and self._goes_on(stack, piece, begins_row):
                stack.append(piece)
            else:
                self.stacks.append([piece])
                self._open.append(self.stacks[-1])
                if begins_row and stack is not None and not self._is_label(piece.text):
                    self._doubt(stack, self.stacks[-1], self._may_go_on(at, line, above))

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
        """Whether a line of a dense table begins a row: by a label, else by its first words."""
        if len(line) < 2:
            return False
        labels = [at for at, piece in enumerate(line) if _is_own(piece, self._is_label)]
        if labels:
            return any(self._begins_cell(at, line, above) for at in labels)
        for piece, stack in zip(line, above, strict=True):
            if stack is None:
                return False
            last = stack[-1]
            if len(last.text) == 1 and len(piece.text) == 1:
                continue
            before = self._line_of[id(last)]
            first = next(one for one in before if len(one.text) > 1 or one is last)
            alone = len(before) < 2 or first is not last or self._are_staggered(last, piece)
            fewer = len(line) < len(before) - 1
            return not (alone or fewer or self._is_label(_joined(stack, piece)))
        return False

    def _begins_cell(self, at: int, line: Line, above: list[list[Piece] | None]) -> bool:
        """Whether a label stands by itself, no part of an answer or of the label above it."""
        label, stack = line[at], above[at]
        if stack is None:
            return True
        if self._are_centred(stack[-1], label):
            return False
        if self._is_label(_joined(stack, label)):
            before = self._line_of[id(stack[-1])]
            return _are_two(stack[-1], before, label, line, self._is_label)
        beside = above[at + 1] if at + 1 < len(line) else stack
        answered = at + 1 < len(line) and (beside is None or beside is stack)
        return answered or self._is_label(_text(stack)) or not self._is_answer(stack)

    def _doubt(self, upper: list[Piece], lower: list[Piece], may_go_on: bool) -> None:
        """Of what stands close in two rows: an answer that may go on, or words nobody asks for."""
        hangs_above = self._line_of[id(upper[0])][0] is upper[0] and self._is_answer(upper)
        if may_go_on:
            self.doubtful.add(id(upper))
        elif hangs_above and not self._is_label(_text(upper)):
            self.doubtful.add(id(lower))

    def _may_go_on(self, at: int, line: Line, above: list[list[Piece] | None]) -> bool:
        """Whether an answer may go on where another row begins: nothing asks for its next line."""
        answer = above[at]
        if answer is None or not self._is_asked_for(answer[0]):
            return False
        asking = above[at - 1] if at else None
        asked = at > 0 and self._is_label(line[at - 1].text)
        return not asked and (asking is None or not self._is_label(_text(asking)))

    def _is_asked_for(self, piece: Piece) -> bool:
        line = self._line_of[id(piece)]
        at = next(number for number, one in enumerate(line) if one is piece)
        return at > 0 and self._is_label(line[at - 1].text)

    def _is_answer(self, stack: list[Piece]) -> bool:
        """Whether a cell stands right of the first column, where answers do."""
        return stack[0].box[0] > self._leftmost + ALIGNED

    def _are_staggered(self, upper: Piece, lower: Piece) -> bool:
        """Whether a line stands between two: beside two lines one stands in the middle."""
        return any(
            upper.middle + STAGGERED < line[0].middle < lower.middle - STAGGERED
            for line in self._lines
        )

    def _are_centred(self, upper: Piece, lower: Piece) -> bool:
        """Whether a line of several words stands right in the middle between two."""
        middle = (upper.middle + lower.middle) / 2
        return any(
            abs(line[0].middle - middle) < STAGGERED / 2 for line in self._lines if len(line) > 1
        )

    def _goes_on(self, stack: list[Piece], piece: Piece, begins_row: bool) -> bool:
        whole = self._is_label(_joined(stack, piece))
        if len(piece.text) == 1 and all(len(one.text) == 1 for one in stack):
            return whole or not self._is_label(_text(stack))
        if begins_row or self._are_paragraphs(stack, piece):
            return False
        if not self._dense or whole:
            return True
        is_label = _is_own(piece, self._is_label) and not self._is_answer(stack)
        return not is_label and not self._is_label(_text(stack))

    def _are_paragraphs(self, stack: list[Piece], piece: Piece) -> bool:
        """Whether lines are whole ones at the left edge, with none between: title and heading."""
        alone = all(len(self._line_of[id(one)]) == 1 for one in (*stack, piece))
        return alone and not self._is_answer(stack) and not self._are_staggered(stack[-1], piece)


def _text(stack: list[Piece]) -> str:
    return "".join(one.text for one in stack)


def _joined(stack: list[Piece], piece: Piece) -> str:
    return _text(stack) + piece.text


def _is_dense(lines: list[Line], is_label: IsTold) -> bool:
    """Whether rows stand as close as the lines of a cell: a label right under another label,
    or two answers right under two labels.
    """
    for number, line in enumerate(lines):
        for above in lines[max(number - LINES_LOOKED_BACK, 0) : number]:
            if not is_close(above[0], line[0]):
                continue
            pairs = [
                (upper, lower)
                for upper in above
                for lower in line
                if len(upper.text) > 1 and are_under_each_other(upper, lower)
            ]
            if any(_are_two(upper, above, lower, line, is_label) for upper, lower in pairs):
                return True
            answers = [
                lower
                for upper, lower in pairs
                if is_label(upper.text) and not is_label(upper.text + lower.text)
            ]
            if len(answers) > 1:
                return True
    return False


def _are_two(upper: Piece, above: Line, lower: Piece, line: Line, is_label: IsTold) -> bool:
    """Whether a label under other words is a label by itself: not 面貌 under 政治.

    What could be one label (申请人 over 学科) is two if each has its own words beside it.
    """
    if not _is_own(lower, is_label):
        return False
    whole, known = is_label(upper.text + lower.text), is_label(upper.text)
    if known and not whole:
        return True
    one, two = _beside(above, upper), _beside(line, lower)
    if one is None or two is None or not are_under_each_other(one, two):
        return False
    return not lower.text.isascii() and (known or (whole and len(lower.text) >= SHORTEST_WHOLE))


def _is_own(piece: Piece, is_label: IsTold) -> bool:
    """Whether a label may begin here: （系、所） only ends one."""
    return piece.text[0] not in "（([【" and is_label(piece.text)


def _beside(line: Line, piece: Piece) -> Piece | None:
    at = line.index(piece) + 1
    return line[at] if at < len(line) else None
