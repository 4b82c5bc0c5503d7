"""A picture file or a PDF of pictures as pages of grey pixels, none larger than we can bear."""

import io
from collections.abc import Iterator

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from pipeline.domain.letters import FileType, ProblemCode

Picture = NDArray[np.uint8]
"""Grey pixels, rows by columns, 0 black to 255 white (uint8)."""

MAX_PAGES = 8
LONG_SIDE = 2340
"""Pixels: A4 at 200 dpi. Recognition needs no more, and its memory grows with them."""

SHORT_ENOUGH = 1200
"""A long side below this is enlarged: the letters of a thumbnail are too small for the model."""

MAX_PIXELS = 120_000_000
"""What is decoded at all: a 100-megapixel telephone, not a bomb of a few kilobytes."""

_FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP")
_DPI = 200 / 72

_FAULTS = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, MemoryError)
"""What Pillow raises on malformed pictures besides its own exceptions."""


def pages_of(data: bytes, kind: FileType) -> Iterator[Picture] | ProblemCode:
    """The pages, at most MAX_PAGES and one more that says there were more; or what is wrong."""
    return _of_pdf(data) if kind is FileType.PDF else _of_picture(data)


def _of_picture(data: bytes) -> Iterator[Picture] | ProblemCode:
    Image.MAX_IMAGE_PIXELS = None  # the bound below is ours and is told, not raised
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        file = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError:
        return ProblemCode.NO_TEXT  # HEIC, or another format that we keep and do not open
    except _FAULTS:
        return ProblemCode.DAMAGED
    if file.width * file.height > MAX_PIXELS:
        return ProblemCode.TOO_LARGE
    try:
        first = _grey(file)
    except _FAULTS:
        return ProblemCode.DAMAGED
    return _frames(file, first)


def _frames(file: Image.Image, first: Picture) -> Iterator[Picture]:
    yield first
    for number in range(1, MAX_PAGES + 1):
        try:
            file.seek(number)
            if file.width * file.height > MAX_PIXELS:
                return
            yield _grey(file)
        except _FAULTS:
            return


def _grey(file: Image.Image) -> Picture:
    """As it is looked at: turned as the telephone says, on white paper."""
    if file.format == "JPEG":
        file.draft("L", (LONG_SIDE, LONG_SIDE))
    upright = ImageOps.exif_transpose(file)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    return _sized(np.asarray(upright.convert("L")))


def _of_pdf(data: bytes) -> Iterator[Picture] | ProblemCode:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError:
        return ProblemCode.DAMAGED
    return _rendered(document, min(count, MAX_PAGES + 1))


def _rendered(document: pypdfium2.PdfDocument, count: int) -> Iterator[Picture]:
    for number in range(count):
        try:
            page = document[number]
            longest = max(*page.get_size(), 1.0)
            bitmap = page.render(scale=min(_DPI, LONG_SIDE / longest), grayscale=True)
            yield _sized(np.asarray(bitmap.to_pil().convert("L")))
        except (pypdfium2.PdfiumError, *_FAULTS):
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
