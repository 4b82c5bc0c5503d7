"""Rows of a PDF page: which cells stand beside each other, and which reach over several."""

from dataclasses import dataclass
from itertools import pairwise

from pipeline.reading.files.pdf_cells import Written

SHARED = 0.4
"""Of the height of the lower one, what two cells of one row have in common."""
INTERLEAVED = 0.85
"""Of its height, how much lower than the labels their answers may stand in one row."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The cells of a page, the rows that each reaches over; of each row those that begin in it,
    and those that it holds, each from the left. Cells are told by their numbers.
    """

    cells: list[Written]
    rows: list[range]
    begun: list[list[int]]
    held: list[list[int]]

    def left(self, cell: int) -> float:
        return self.cells[cell].box[0]


def laid_out(cells: list[Written]) -> LaidOut:
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
    return LaidOut(cells, rows, begun, held)


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
