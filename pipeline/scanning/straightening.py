"""A page laid askew on the glass is turned until its rows are level."""

import cv2
import numpy as np

from pipeline.scanning.pages import Picture

MOST = 3.0
"""Degrees; what is turned further is no page laid askew but a page held sideways."""

_SMALL = 800
"""Pixels of the long side on which angles are tried."""


def straightened(picture: Picture) -> Picture:
    """The page with level rows; the paper that comes into view at the corners is white."""
    angle = _angle(picture)
    if abs(angle) < 0.1:
        return picture
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    level: Picture = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255
    )
    return level


def _angle(picture: Picture) -> float:
    """The turn in degrees at which rows of ink and rows of paper differ most."""
    scale = min(_SMALL / max(picture.shape), 1.0)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(
        small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15
    )
    coarse = max(np.arange(-MOST, MOST + 0.01, 0.5), key=lambda angle: _contrast(ink, angle))
    fine = np.arange(coarse - 0.5, coarse + 0.51, 0.1)
    best = max(fine, key=lambda angle: _contrast(ink, angle))
    # A page without rows to speak of gains nothing by being turned.
    return float(best) if _contrast(ink, best) > 1.02 * _contrast(ink, 0.0) else 0.0


def _contrast(ink: Picture, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
