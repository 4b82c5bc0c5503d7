"""Lines of text in a page, by RapidOCR (PP-OCR models, which come with its wheel)."""

import logging
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2

from pipeline.scanning.pages import Picture
from pipeline.scanning.ruling import Box

SURE = 0.5
"""Below this the model guesses; what it guesses is not shown."""

_THREADS = 2


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text, where it stands, and how sure the model is of it, 0 to 1."""

    box: Box
    text: str
    sureness: float = 1.0


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # takes a second and 600 MB: only when there is a page

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    threads = "EngineConfig.onnxruntime"
    return RapidOCR(
        params={
            f"{threads}.intra_op_num_threads": _THREADS,
            f"{threads}.inter_op_num_threads": 1,
            "Global.use_cls": False,
            "Global.log_level": "critical",
        }
    )


def warm_up() -> None:
    """Load the models, so that the first page does not wait for them."""
    _engine()


def written_on(page: Picture) -> tuple[Written, ...]:
    """Every line of text of the page, as the model found them."""
    found = _engine()(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR))
    if found is None or found.boxes is None:
        return ()
    told = zip(found.boxes, found.txts, found.scores, strict=True)
    return tuple(
        Written(_upright(corners), text, float(score))
        for corners, text, score in told
        if float(score) >= SURE and text.strip()
    )


def written_in(page: Picture, box: Box) -> str:
    """The one line of text in a part of the page, "" where the model is not sure of any."""
    part = page[box.top : box.bottom, box.left : box.right]
    if min(part.shape) < 8:
        return ""
    found = _engine()(cv2.cvtColor(part, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False)
    if found is None or not found.txts:
        return ""
    return str(found.txts[0]).strip() if float(found.scores[0]) >= SURE else ""


def _upright(corners: Any) -> Box:
    xs, ys = ([round(float(corner[axis])) for corner in corners] for axis in (0, 1))
    return Box(max(min(xs), 0), max(min(ys), 0), max(xs), max(ys))
