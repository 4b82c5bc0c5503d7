"""A page held sideways or upside down is turned until what is written on it can be read."""

from collections.abc import Sequence

import numpy as np

from pipeline.scanning.pages import Picture
from pipeline.scanning.recognition import Written, written_on
from pipeline.scanning.straightening import straightened

READ_WELL = 0.93
"""Printed lines are recognised with 0.97 and more on average, turned ones with 0.85 and less."""

SPARE_LOOKS = 6
"""At pages of one file that a first look did not read well; each takes as long as the first."""

Read = tuple[Picture, tuple[Written, ...]]


class Turning:
    """Turns the pages of one file, which are mostly held alike: as one lay the next is tried."""

    def __init__(self) -> None:
        self._turn = 0
        self._spare = SPARE_LOOKS

    def read(self, page: Picture) -> Read:
        """The page upright with level rows, and its lines of text."""
        best = _read(page, self._turn)
        if not best[1]:
            return best
        turned = self._turn
        for more in _likely_turns(best[1]):
            if _is_upright(best[1]) or not self._spare:
                break
            self._spare -= 1
            other = _read(page, self._turn + more)
            if _worth(other[1]) > _worth(best[1]):
                best, turned = other, self._turn + more
        self._turn = turned % 4
        return best


def _read(page: Picture, quarters: int) -> Read:
    """The page after so many quarter turns to the left."""
    level = straightened(np.ascontiguousarray(np.rot90(page, quarters)))
    return level, written_on(level)


def _likely_turns(written: Sequence[Written]) -> tuple[int, ...]:
    """Quarter turns to the left that may set the page upright, the likeliest first.

    Lines that stand on end are read as if the page had been turned to the right, so those that
    are read well say which way it lies.
    """
    on_end = _share_on_end(written)
    if on_end > 0.5 and _is_read_well(written):
        return 1, 3
    return (3, 1, 2) if on_end > 0.2 else (2, 3, 1)


def _is_upright(written: Sequence[Written]) -> bool:
    """Whether rows are read well; 政治面貌 down a cell is the smaller part of an upright page."""
    return _is_read_well(written) and _share_on_end(written) <= 0.5


def _worth(written: Sequence[Written]) -> float:
    """Characters read, by how sure the model is of them; those of a page on its side count half."""
    return _characters_read(written) * (1 - 0.5 * (_share_on_end(written) > 0.5))


def _share_on_end(written: Sequence[Written]) -> float:
    """The share of characters in lines that are higher than wide."""
    lines = [one for one in written if len(one.text) > 1]
    on_end = sum(
        len(one.text)
        for one in lines
        if one.box.bottom - one.box.top > 1.5 * (one.box.right - one.box.left)
    )
    return on_end / max(sum(len(one.text) for one in lines), 1)


def _is_read_well(written: Sequence[Written]) -> bool:
    characters = sum(len(one.text) for one in written)
    return _characters_read(written) >= READ_WELL * characters


def _characters_read(written: Sequence[Written]) -> float:
    return sum(len(one.text) * one.sureness for one in written)
