"""Tables of a PDF without ruling lines: what stands beside each other is a row.

A cell beside the labels of several rows can be the answer to any of them; it is shared, and a
person has to look.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.reading.files.pdf_cells import cells_of
from pipeline.reading.files.pdf_pieces import ALIGNED, IsTold, Line, Piece, are_aligned
from pipeline.reading.files.pdf_rows import LaidOut, laid_out

MOST_PIECES = 800
"""On a page; more is no form."""
LONGEST_HEADING = 14

_WITH_ITS_ANSWER = re.compile(r"[^:：]{1,14}[:：].+", re.DOTALL)
_COLON = re.compile("[:：]")


class Spot(NamedTuple):
    """A cell on the full grid of its table; nothing is written in an empty one.

    A shared one could answer the labels of several rows.
    """

    row: int
    column: int
    height: int
    width: int
    written: tuple[Piece, ...]
    is_shared: bool = False


class BareTable(NamedTuple):
    """Its extent on the page, and its cells."""

    top: float
    bottom: float
    spots: tuple[Spot, ...]


def tables_of(lines: list[Line], is_label: IsTold, is_title: IsTold) -> list[BareTable]:
    """The tables on a page in which something is a label, from the top; a title ends one."""
    pieces = sum(map(len, lines))
    if pieces > MOST_PIECES or pieces == len(lines):
        return []
    laid = laid_out(cells_of(lines, is_label))
    return [
        _table(laid, rows)
        for rows in _stretches(laid, is_title)
        if any(is_label(laid.cells[i].text) for row in rows for i in laid.begun[row])
    ]


# Which rows are a table


def _stretches(laid: LaidOut, is_title: IsTold) -> Iterator[range]:
    """Rows that belong together: those of several cells, and what stands in their columns."""
    start, reached = -1, 0
    for row in range(len(laid.begun)):
        if _has_columns(laid, row):
            if start < 0:
                headed = row - 1 > reached and _heads(laid, row - 1, is_title)
                start = row - headed
        elif start >= 0 and (
            is_title(laid.cells[laid.begun[row][0]].text)
            or not _is_in_columns(laid, row, range(start, row))
        ):
            yield _whole(laid, start, row)
            start, reached = -1, row - 1
    if start >= 0:
        yield _whole(laid, start, len(laid.begun))


def _has_columns(laid: LaidOut, row: int) -> bool:
    """Whether a row has several cells, not all of them 学校：… with its answer."""
    told = all(_WITH_ITS_ANSWER.fullmatch(laid.cells[i].pieces[0].text) for i in laid.begun[row])
    return len(laid.held[row]) > 1 and not told


def _heads(laid: LaidOut, row: int, is_title: IsTold) -> bool:
    """Whether a line alone is a heading of the table below it: 甲方信息."""
    held, below = laid.held[row], laid.begun[row + 1]
    heading = laid.cells[held[0]]
    return (
        len(held) == 1
        and len(heading.text) <= LONGEST_HEADING
        and not _COLON.search(heading.text)
        and not is_title(heading.text)
        and heading.box[0] >= laid.left(below[0]) - ALIGNED
        and heading.box[2] <= laid.cells[below[-1]].box[2] + ALIGNED
    )


def _is_in_columns(laid: LaidOut, row: int, rows: range) -> bool:
    if len(laid.begun[row]) != 1:
        return False
    box = laid.cells[laid.begun[row][0]].box
    return any(are_aligned(laid.cells[i].box, box) for one in rows for i in laid.begun[one])


def _whole(laid: LaidOut, start: int, end: int) -> range:
    """Without lines at the end that only stand under the first column, with all of tall cells."""
    while not _has_columns(laid, end - 1) and _is_in_first_column(laid, start, end - 1):
        end -= 1
    reach = max(laid.rows[i].stop for row in range(start, end) for i in laid.begun[row])
    return range(start, max(end, reach))


def _is_in_first_column(laid: LaidOut, start: int, row: int) -> bool:
    firsts = [laid.cells[laid.begun[one][0]].box for one in range(start, row) if laid.begun[one]]
    return all(
        any(are_aligned(first, laid.cells[i].box) for first in firsts) for i in laid.begun[row]
    )


# The table on a grid


def _table(laid: LaidOut, rows: range) -> BareTable:
    """The cells in columns, an empty one wherever a row beside has one and this row has none."""
    into = _continued(laid, rows)
    held = [i for row in rows for i in laid.begun[row] if i not in into]
    pieces = {i: laid.cells[i].pieces for i in held}
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
                written = pieces[number] if number is not None else ()
                shared = number is not None and _is_shared(laid, number)
                at = row - rows.start
                spots.append(Spot(at, column, height, max(stop - column, 1), written, shared))
    boxes = [laid.cells[i].box for row in rows for i in laid.begun[row]]
    return BareTable(
        min(box[1] for box in boxes),
        max(box[3] for box in boxes),
        tuple(spots),
    )


def _continued(laid: LaidOut, rows: range) -> dict[int, int]:
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


def _is_shared(laid: LaidOut, cell: int) -> bool:
    """Whether a cell stands right behind cells of more than one of its rows, or was cut."""
    if len(laid.rows[cell]) == 1:
        return laid.cells[cell].is_doubtful
    before = 0
    for row in laid.rows[cell]:
        beside = laid.held[row][: laid.held[row].index(cell)]
        before += bool(beside) and len(laid.rows[beside[-1]]) == 1
    return before > 1


def _columns(laid: LaidOut, held: list[int]) -> dict[int, int]:
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
    laid: LaidOut, row: int, rows: range, columns: dict[int, int]
) -> Iterator[tuple[int, int | None]]:
    """The cells of a row, each with its column, and empty ones (None) between them."""
    beside = [
        (columns[i], laid.cells[i].box)
        for near in (row - 1, row + 1)
        if near in rows and len(laid.held[near]) > 1
        for i in laid.begun[near]
        if i in columns and not _is_box_of_digit(laid.cells[i].text)
    ]
    at, reached, before = -1, -math.inf, ""
    cells: list[int | None] = [i for i in laid.held[row] if i in columns]
    for cell in [*cells, None]:
        begins = laid.left(cell) if cell is not None else math.inf
        text = laid.cells[cell].text if cell is not None else ""
        between = {c for c, box in beside if box[0] >= reached - 0.5 and box[2] <= begins + 0.5}
        if _is_box_of_digit(before) and _is_box_of_digit(text):
            between = set()
        for column in sorted(between):
            at = max(at + 1, column)
            yield at, None
        if cell is not None:
            at = max(at + 1, columns[cell])
            yield at, cell
            reached, before = laid.cells[cell].box[2], text


def _is_box_of_digit(text: str) -> bool:
    return len(text) == 1 and text.isascii()
