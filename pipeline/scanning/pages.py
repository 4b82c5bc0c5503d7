"""A picture file or a PDF of pictures as pages of grey pixels, none larger than we can bear."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.reading.pictures import FAULTS, as_looked_at, is_too_large, picture_of

Picture = NDArray[np.uint8]
"""Grey pixels, rows by columns, 0 black to 255 white (uint8)."""

MAX_PAGES = 8
LONG_SIDE = 2340
"""Pixels: A4 at 200 dpi. Recognition needs no more, and its memory grows with them."""

SHORT_ENOUGH = 1200
"""A long side below this is enlarged: the letters of a thumbnail are too small for the model."""

_DPI = 200 / 72


def pages_of(
    data: bytes, kind: FileType, only: Sequence[int] = ()
) -> Iterator[Picture] | ProblemCode:
    """The pages, at most MAX_PAGES and one more that says there were more; or what is wrong.

    `only` are numbers from 1 of the pages of a PDF that are wanted, () for all.
    """
    return _of_pdf(data, only) if kind is FileType.PDF else _of_picture(data)


def _of_picture(data: bytes) -> Iterator[Picture] | ProblemCode:
    file = picture_of(data)
    if isinstance(file, ProblemCode):
        return file
    try:
        first = _grey(file)
    except FAULTS:
        return ProblemCode.DAMAGED
    return _frames(file, first)


def _frames(file: Image.Image, first: Picture) -> Iterator[Picture]:
    yield first
    for number in range(1, MAX_PAGES + 1):
        try:
            file.seek(number)
            if is_too_large(file):
                return
            yield _grey(file)
        except FAULTS:
            return


def _grey(file: Image.Image) -> Picture:
    return _sized(np.asarray(as_looked_at(file, "L", LONG_SIDE)))


def _of_pdf(data: bytes, only: Sequence[int]) -> Iterator[Picture] | ProblemCode:
    try:
        document = pypdfium2.PdfDocument(data)
        numbers = only or range(1, len(document) + 1)
    except pypdfium2.PdfiumError:
        return ProblemCode.DAMAGED
    return _rendered(document, numbers[: MAX_PAGES + 1])


def _rendered(document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> Iterator[Picture]:
    for number in numbers:
        try:
            page = document[number - 1]
            longest = max(*page.get_size(), 1.0)
            bitmap = page.render(scale=min(_DPI, LONG_SIDE / longest), grayscale=True)
            yield _sized(np.asarray(bitmap.to_pil().convert("L")))
        except (pypdfium2.PdfiumError, *FAULTS):
            return


def _sized(picture: Picture) -> Picture:
    longest = max(picture.shape)
    if min(picture.shape) == 0:
        return np.full((1, 1), 255, np.uint8)
    if longest > LONG_SIDE:
        scale, how = LONG_SIDE / longest, cv2.INTER_AREA
    elif longest < SHORT_ENOUGH:
        scale, how = min(2.0, SHORT_ENOUGH / longest), cv2.INTER_CUBIC
    else:
        return np.ascontiguousarray(picture)
    height, width = (max(round(side * scale), 1) for side in picture.shape)
    resized: Picture = cv2.resize(picture, (width, height), interpolation=how)
    return resized
