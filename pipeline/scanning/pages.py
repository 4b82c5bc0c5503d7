"""A picture file or a PDF of pictures as pages of grey pixels, none larger than we can bear."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.reading.containers.zips import members_of
from pipeline.reading.pictures import FAULTS, as_looked_at, is_too_large, picture_of

Picture = NDArray[np.uint8]
"""Grey pixels, rows by columns, 0 black to 255 white (uint8)."""

MAX_PAGES = 8
LONG_SIDE = 2340
"""Pixels: A4 at 200 dpi. Recognition needs no more, and its memory grows with them."""

SHORT_ENOUGH = 1200
"""A long side below this is enlarged: the letters of a thumbnail are too small for the model."""

MOST_LAID_IN = 64 << 20
"""Bytes of all pictures in a Word file together."""

_DPI = 200 / 72
_LAID_IN = re.compile(r"word/media/\D*(\d{1,6})\.\w+$")


def pages_of(
    data: bytes, kind: FileType, only: Sequence[int] = ()
) -> Iterator[Picture] | ProblemCode:
    """The pages, at most MAX_PAGES and one more that says there were more; or what is wrong.

    `only` are numbers from 1 of the pages of a PDF that are wanted, () for all. Of a Word file
    they are the pictures laid into it.
    """
    match kind:
        case FileType.PDF:
            return _of_pdf(data, only)
        case FileType.DOCX:
            return _laid_in(data)
        case _:
            return _of_picture(data)


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


def _laid_in(data: bytes) -> Iterator[Picture] | ProblemCode:
    """The pictures in a Word file, in the order in which Word numbers them."""
    members = members_of(data, MOST_LAID_IN)
    if isinstance(members, ProblemCode):
        return ProblemCode.NO_TEXT
    numbered = sorted(
        (int(found.group(1)), one.data) for one in members if (found := _LAID_IN.match(one.name))
    )
    opened = (_of_picture(picture) for _, picture in numbered[: MAX_PAGES + 1])
    pages = [one for one in opened if not isinstance(one, ProblemCode)]
    return islice(chain.from_iterable(pages), MAX_PAGES + 1) if pages else ProblemCode.NO_TEXT


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
