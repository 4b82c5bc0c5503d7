"""A page held sideways or upside down is turned until what is written on it can be read."""

from collections.abc import Sequence

import numpy as np

from pipeline.scanning.pages import Picture
from pipeline.scanning.recognition import Written, written_on
from pipeline.scanning.straightening import straightened

READ_WELL = 0.85
"""Printed lines are recognised with 0.97 and more on average, upside down with 0.75 and less."""

Read = tuple[Picture, tuple[Written, ...]]


def as_read(page: Picture) -> Read:
    """The page upright with level rows, and its lines of text.

    A page is recognised a second time only where the first look says that it is turned. Lines
    that stand on end are read as if the page had been turned to the right.
    """
    first = _read(page, 0)
    well = _is_read_well(first) or not first[1]
    if not _stands_on_end(first[1]):
        return first if well else _better(first, _read(page, 2))
    turned = _read(page, 1 if well else 3)
    return turned if _is_read_well(turned) else _better(turned, _read(page, 3 if well else 1))


def _better(one: Read, other: Read) -> Read:
    return max(one, other, key=lambda read: _characters_read(read[1]))


def _read(page: Picture, quarters: int) -> Read:
    """The page after so many quarter turns to the left."""
    level = straightened(np.ascontiguousarray(np.rot90(page, quarters)))
    return level, written_on(level)


def _stands_on_end(written: Sequence[Written]) -> bool:
    """Whether more is written in columns than in rows; 政治面貌 down a cell is the smaller part."""
    lines = [one for one in written if len(one.text) > 1]
    on_end = sum(
        len(one.text)
        for one in lines
        if one.box.bottom - one.box.top > 1.5 * (one.box.right - one.box.left)
    )
    return on_end > 0.5 * sum(len(one.text) for one in lines)


def _is_read_well(read: Read) -> bool:
    characters = sum(len(one.text) for one in read[1])
    return _characters_read(read[1]) >= READ_WELL * max(characters, 1)


def _characters_read(written: Sequence[Written]) -> float:
    return sum(len(one.text) * one.sureness for one in written)
