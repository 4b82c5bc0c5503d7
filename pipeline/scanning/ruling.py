"""Cells of drawn tables: what ruling lines enclose, found by their shape alone."""

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.scanning.pages import Picture

FEWEST_CELLS = 4
MOST_CELLS = 1500


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels, right and bottom outside of it."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom


def tables_of(picture: Picture) -> tuple[tuple[Box, ...], ...]:
    """The cells of each table, tables from top to bottom, cells row by row."""
    lines = _lines(picture)
    _, tables, frames, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    _, _, rooms, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(lines), connectivity=4)
    found: dict[int, list[Box]] = {}
    height, width = picture.shape
    for left, top, across, down, area in rooms[1 : MOST_CELLS * 4].tolist():
        box = Box(left, top, left + across, top + down)
        touches = left == 0 or top == 0 or box.right == width or box.bottom == height
        # What is cut out of a corner is no cell: a line that broke off joins two of them.
        if touches or area < 0.8 * across * down or min(across, down) < height / 150:
            continue
        frame = _frame_of(tables, box)
        if frame:
            found.setdefault(frame, []).append(box)
    ordered = sorted(found, key=lambda frame: int(frames[frame, cv2.CC_STAT_TOP]))
    return tuple(
        tuple(sorted(found[frame], key=lambda box: (box.top, box.left)))
        for frame in ordered
        if FEWEST_CELLS <= len(found[frame]) <= MOST_CELLS
    )


def _lines(picture: Picture) -> Picture:
    """Long level and upright strokes, small gaps closed; 255 where there is a line."""
    height, width = picture.shape
    ink = cv2.adaptiveThreshold(
        picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12
    )
    level = _strokes(ink, (max(width // 28, 20), 1))
    upright = _strokes(ink, (1, max(height // 55, 20)))
    lines: Picture = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))
    return lines


def _strokes(ink: Picture, size: tuple[int, int]) -> Picture:
    """What of the ink is at least so long; lines that are a little askew count as level."""
    across, down = size
    thick = cv2.dilate(ink, np.ones((3, 1) if across > down else (1, 3), np.uint8))
    long = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((down, across), np.uint8))
    gap = np.ones((down, across // 2) if across > down else (down // 2, across), np.uint8)
    closed: Picture = cv2.morphologyEx(long, cv2.MORPH_CLOSE, gap)
    return closed


def _frame_of(tables: Picture, box: Box) -> int:
    """Which connected ruling lines run along the upper edge of a cell."""
    middle = (box.left + box.right) // 2
    return int(tables[max(box.top - 1, 0), middle])
