"""Tables of a PDF without ruling lines: what stands beside each other is a row.

A cell beside the labels of several rows can be the answer to any of them; it stays text that
answers nothing.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.reading.files.pdf_cells import Written, cells_of
from pipeline.reading.files.pdf_pieces import ALIGNED, IsLabel, Line, Piece, are_aligned

MOST_PIECES = 800
"""On a page; more is no form."""
SHARED = 0.4
"""Of the height of the lower one, what two cells of one row have in common."""
INTERLEAVED = 0.85
"""Of its height, how much lower than the labels their answers may stand in one row."""
LONGEST_HEADING = 14

_WITH_ITS_ANSWER = re.compile(r"[^:：]{1,14}[:：].+", re.DOTALL)
_COLON = re.compile("[:：]")


class Spot(NamedTuple):
    """A cell on the full grid of its table; nothing is written in an empty one."""

    row: int
    column: int
    height: int
    width: int
    written: tuple[Piece, ...]


class BareTable(NamedTuple):
    """Its extent on the page, its cells, and what stands in it that no row can claim."""

    top: float
    bottom: float
    spots: tuple[Spot, ...]
    unclaimed: tuple[Piece, ...]


def tables_of(lines: list[Line], is_label: IsLabel) -> list[BareTable]:
    """The tables on a page in which something is a label, from the top."""
    if sum(map(len, lines)) > MOST_PIECES:
        return []
    laid = _laid(cells_of(lines, is_label))
    return [
        _table(laid, rows)
        for rows in _stretches(laid)
        if any(is_label(laid.cells[i].text) for row in rows for i in laid.begun[row])
    ]


@dataclass(frozen=True, slots=True)
class _Laid:
    """The cells of a page, the rows that each reaches over; of each row those that begin in it,
    and those that it holds, each from the left. Cells are told by their numbers.
    """

    cells: list[Written]
    rows: list[range]
    begun: list[list[int]]
    held: list[list[int]]

    def left(self, cell: int) -> float:
        return self.cells[cell].box[0]


def _laid(cells: list[Written]) -> _Laid:
    """Cells in rows: the lowest cells make them, a higher one joins those that it stands beside."""
    seeds: list[tuple[float, float]] = []
    members: list[list[int]] = []
    beside: list[list[int]] = [[] for _ in cells]
    for number in sorted(range(len(cells)), key=lambda i: (len(cells[i].pieces), cells[i].box[1])):
        _, top, _, bottom = cells[number].box
        beside[number] = [at for at, seed in enumerate(seeds) if _share(seed, (top, bottom))]
        if not beside[number]:
            beside[number] = [len(seeds)]
            seeds.append((top, bottom))
            members.append([])
        if len(beside[number]) == 1:
            members[beside[number][0]].append(number)
    rank = _ranked(cells, seeds, members)
    rows = [range(min(at), max(at) + 1) for at in ([rank[n] for n in one] for one in beside)]
    begun: list[list[int]] = [[] for _ in range(max(rank, default=-1) + 1)]
    held: list[list[int]] = [[] for _ in begun]
    for number in sorted(range(len(cells)), key=lambda i: cells[i].box[0]):
        begun[rows[number].start].append(number)
        for row in rows[number]:
            held[row].append(number)
    return _Laid(cells, rows, begun, held)


def _share(one: tuple[float, float], two: tuple[float, float]) -> bool:
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared > SHARED * min(one[1] - one[0], two[1] - two[0])


def _ranked(
    cells: list[Written], seeds: list[tuple[float, float]], members: list[list[int]]
) -> list[int]:
    """The number of its row for each seed; labels and answers a little lower are one row."""
    rank = [0] * len(seeds)
    row, alone = -1, -1
    for number in sorted(range(len(seeds)), key=lambda n: seeds[n]):
        if alone >= 0 and _are_one_row(
            cells, seeds[alone], seeds[number], [*members[alone], *members[number]]
        ):
            alone = -1
        else:
            row, alone = row + 1, number
        rank[number] = row
    return rank


def _are_one_row(
    cells: list[Written], one: tuple[float, float], two: tuple[float, float], held: list[int]
) -> bool:
    height = max(one[1] - one[0], two[1] - two[0])
    if abs(sum(one) - sum(two)) / 2 >= INTERLEAVED * height:
        return False
    boxes = sorted(cells[i].box for i in held)
    return all(left[2] <= right[0] for left, right in pairwise(boxes))


# Which rows are a table


def _stretches(laid: _Laid) -> Iterator[range]:
    """Rows that belong together: those of several cells, and what stands in their columns."""
    start, reached = -1, 0
    for row in range(len(laid.begun)):
        if _has_columns(laid, row):
            if start < 0:
                start = row - 1 if row - 1 > reached and _heads(laid, row - 1) else row
        elif start >= 0 and not _is_in_columns(laid, row, range(start, row)):
            yield _whole(laid, start, row)
            start, reached = -1, row - 1
    if start >= 0:
        yield _whole(laid, start, len(laid.begun))


def _has_columns(laid: _Laid, row: int) -> bool:
    """Whether a row has several cells, not all of them 学校：… with its answer."""
    told = all(_WITH_ITS_ANSWER.fullmatch(laid.cells[i].pieces[0].text) for i in laid.begun[row])
    return len(laid.held[row]) > 1 and not told


def _heads(laid: _Laid, row: int) -> bool:
    """Whether a line alone is a heading in the first column of the table below: 甲方信息."""
    held = laid.held[row]
    text = laid.cells[held[0]].text
    below = laid.begun[row + 1]
    return (
        len(held) == 1
        and len(text) <= LONGEST_HEADING
        and not _COLON.search(text)
        and bool(below)
        and abs(laid.left(held[0]) - laid.left(below[0])) <= ALIGNED
    )


def _is_in_columns(laid: _Laid, row: int, rows: range) -> bool:
    if len(laid.begun[row]) != 1:
        return False
    box = laid.cells[laid.begun[row][0]].box
    return any(are_aligned(laid.cells[i].box, box) for one in rows for i in laid.begun[one])


def _whole(laid: _Laid, start: int, end: int) -> range:
    """Without lines at the end that only stand under the first column, with all of tall cells."""
    while not _has_columns(laid, end - 1) and _is_in_first_column(laid, start, end - 1):
        end -= 1
    reach = max(laid.rows[i].stop for row in range(start, end) for i in laid.begun[row])
    return range(start, max(end, reach))


def _is_in_first_column(laid: _Laid, start: int, row: int) -> bool:
    firsts = [laid.cells[laid.begun[one][0]].box for one in range(start, row) if laid.begun[one]]
    return all(
        any(are_aligned(first, laid.cells[i].box) for first in firsts) for i in laid.begun[row]
    )


# The table on a grid


def _table(laid: _Laid, rows: range) -> BareTable:
    """The cells in columns, an empty one wherever a row beside has one and this row has none."""
    into = _continued(laid, rows)
    held = [i for row in rows for i in laid.begun[row] if i not in into]
    unclaimed = [i for i in held if len(laid.rows[i]) > 1 and _answers_several(laid, i)]
    pieces = {i: laid.cells[i].pieces for i in held if i not in unclaimed}
    for goes_on, cell in into.items():
        pieces[cell] += laid.cells[goes_on].pieces
    columns = _columns(laid, held)
    spots = []
    for row in rows:
        placed = list(_placed(laid, row, rows, columns))
        if all(cell is None for _, cell in placed):
            continue
        stops = [*(column for column, _ in placed[1:]), max(columns.values()) + 1]
        for (column, number), stop in zip(placed, stops, strict=False):
            if number is None or laid.rows[number].start == row:
                height = len(laid.rows[number]) if number is not None else 1
                written = pieces.get(number, ()) if number is not None else ()
                width = max(stop - column, 1)
                spots.append(Spot(row - rows.start, column, height, width, written))
    boxes = [laid.cells[i].box for row in rows for i in laid.begun[row]]
    return BareTable(
        min(box[1] for box in boxes),
        max(box[3] for box in boxes),
        tuple(spots),
        tuple(piece for i in unclaimed for piece in laid.cells[i].pieces),
    )


def _continued(laid: _Laid, rows: range) -> dict[int, int]:
    """What stands alone under words that are alone with their label, by the cell it belongs to."""
    into: dict[int, int] = {}
    answer: int | None = None
    for row in rows:
        begun = laid.begun[row]
        if (
            answer is not None
            and len(laid.held[row]) == len(begun) == 1
            and abs(laid.left(begun[0]) - laid.left(answer)) <= ALIGNED
        ):
            into[begun[0]] = answer
        else:
            alone = len(laid.held[row]) == 2 and not laid.cells[begun[-1]].text.isascii()
            answer = begun[-1] if alone else None
    return into


def _answers_several(laid: _Laid, cell: int) -> bool:
    """Whether a cell stands right behind cells of more than one of its rows."""
    before = 0
    for row in laid.rows[cell]:
        beside = laid.held[row][: laid.held[row].index(cell)]
        before += bool(beside) and len(laid.rows[beside[-1]]) == 1
    return before > 1


def _columns(laid: _Laid, held: list[int]) -> dict[int, int]:
    """The column of each cell: what begins, or has its middle, at one place of the page."""
    columns: list[list[int]] = []
    column_of: dict[int, int] = {}
    for cell in sorted(held, key=laid.left):
        box = laid.cells[cell].box
        aligned = (
            at
            for at, column in enumerate(columns)
            if any(are_aligned(laid.cells[other].box, box) for other in column)
        )
        column_of[cell] = next(aligned, len(columns))
        if column_of[cell] == len(columns):
            columns.append([])
        columns[column_of[cell]].append(cell)
    return column_of


def _placed(
    laid: _Laid, row: int, rows: range, columns: dict[int, int]
) -> Iterator[tuple[int, int | None]]:
    """The cells of a row, each with its column, and empty ones (None) between them."""
    beside = [
        (columns[i], laid.cells[i].box)
        for near in (row - 1, row + 1)
        if near in rows
        for i in laid.begun[near]
        if i in columns and not _is_box_of_digit(laid.cells[i].text)
    ]
    at, reached = -1, -math.inf
    cells: list[int | None] = [i for i in laid.held[row] if i in columns]
    for cell in [*cells, None]:
        begins = laid.left(cell) if cell is not None else math.inf
        between = {c for c, box in beside if box[0] >= reached - 0.5 and box[2] <= begins + 0.5}
        for column in sorted(between):
            at = max(at + 1, column)
            yield at, None
        if cell is not None:
            at = max(at + 1, columns[cell])
            yield at, cell
            reached = laid.cells[cell].box[2]


def _is_box_of_digit(text: str) -> bool:
    return len(text) == 1 and text.isascii()
