"""Words of a PDF page where they stand: lines from the top, each cut where nothing is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pdfplumber._typing import T_obj, T_obj_list

from pipeline.reading.files.pdf_lines import WIDEST_GAP, Box

SAME_LINE = 1.5
"""Points by which the middles of characters of one line may differ."""
WIDEST_BLANK = 0.75
"""Of the size of the type, a gap beside a blank: many fonts have none of the full width."""
ALIGNED = 2.0
"""Points by which the beginnings, or the middles, of what stands in one column may differ."""
CLOSE = 0.55
"""Of its height, how far below a line the next line of the same cell may begin."""
OVER_EACH_OTHER = 0.4
"""Of its height, how far above the end of a line the next one may begin, as in tight type."""
RUNNING = 12
"""Characters of a line so long that the next one of its cell may begin farther left."""
WIDEST_INDENT = 2.5
"""Of its height, how far the first line of a paragraph may be indented."""

IsTold = Callable[[str], bool]
"""Whether a text is a label of a form, or a title: what only the words tell."""


class Piece(NamedTuple):
    """Words of one line with no gap between them; a blank that was typed is none."""

    box: Box
    text: str

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


Line = list[Piece]


def lines_of(chars: Iterable[T_obj]) -> list[Line]:
    """The lines of a page from the top, each as its pieces from the left."""
    lines: list[T_obj_list] = []
    for char in sorted(chars, key=_middle):
        if lines and _middle(char) - _middle(lines[-1][0]) <= SAME_LINE:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [pieces for line in lines if (pieces := list(_pieces(line)))]


def _middle(char: T_obj) -> float:
    middle: float = (char["top"] + char["bottom"]) / 2
    return middle


def _pieces(chars: T_obj_list) -> Iterator[Piece]:
    begun: T_obj_list = []
    for char in sorted(chars, key=lambda one: one["x0"]):
        if begun and char["x0"] - begun[-1]["x1"] > _widest_gap(begun[-1], char):
            yield from _piece(begun)
            begun = []
        begun.append(char)
    yield from _piece(begun)


def _widest_gap(one: T_obj, two: T_obj) -> float:
    beside_blank = one["text"] in " \u3000" or two["text"] in " \u3000"
    return max(WIDEST_GAP, WIDEST_BLANK * one["size"]) if beside_blank else WIDEST_GAP


def _piece(chars: T_obj_list) -> Iterator[Piece]:
    written = [char for char in chars if char["text"].strip()]
    if written:
        box = (
            written[0]["x0"],
            min(char["top"] for char in written),
            written[-1]["x1"],
            max(char["bottom"] for char in written),
        )
        yield Piece(box, "".join(char["text"] for char in chars).strip())


def extent_of(pieces: Sequence[Piece]) -> Box:
    """The box around them all."""
    boxes = [piece.box for piece in pieces]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def is_close(upper: Piece, lower: Piece) -> bool:
    """Whether a piece begins so little below another as lines of one cell do."""
    gap = lower.box[1] - upper.box[3]
    least = -OVER_EACH_OTHER * upper.height
    return least <= gap <= CLOSE * min(upper.height, lower.height)


def are_aligned(one: Box, two: Box) -> bool:
    middles = (one[0] + one[2] - two[0] - two[2]) / 2
    return min(abs(one[0] - two[0]), abs(middles)) <= ALIGNED


def are_under_each_other(upper: Piece, lower: Piece) -> bool:
    """Whether two pieces stand in one column, over each other for half the narrower one."""
    one, two = upper.box, lower.box
    shared = min(one[2], two[2]) - max(one[0], two[0])
    if shared < 0.5 * min(one[2] - one[0], two[2] - two[0]):
        return False
    indent = one[0] - two[0]
    runs_on = len(upper.text) >= RUNNING and 0 <= indent <= WIDEST_INDENT * upper.height
    return runs_on or are_aligned(one, two)
