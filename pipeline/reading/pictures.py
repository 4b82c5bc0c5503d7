"""Picture files opened with a bound on their pixels, and turned as people look at them."""

import io
from contextlib import suppress
from functools import cache

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from pipeline.domain.letters import ProblemCode

MAX_PIXELS = 120_000_000
"""What is decoded at all: a 100-megapixel telephone, not a bomb of a few kilobytes."""

_BOX_HEAD = 8
"""Bytes of a box's length and kind; none is shorter."""

FAULTS = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, MemoryError)
"""What Pillow raises on malformed pictures besides its own exceptions."""


@cache
def _formats() -> tuple[str, ...]:
    """What is opened; HEIC, as telephones take pictures, where the extra `ocr` is installed."""
    known = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP", "AVIF")
    with suppress(ImportError):
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
        return (*known, "HEIF")
    return known


def picture_of(data: bytes) -> Image.Image | ProblemCode:
    """The file opened and nothing decoded yet, or why it cannot be looked at."""
    Image.MAX_IMAGE_PIXELS = None  # the bound is ours and is told, not raised
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        file = Image.open(io.BytesIO(data), formats=_formats())
    except UnidentifiedImageError:
        # Otherwise a format that we keep and do not open.
        return ProblemCode.DAMAGED if _is_cut_off(data) else ProblemCode.NO_TEXT
    except FAULTS:
        return ProblemCode.DAMAGED
    return ProblemCode.TOO_LARGE if is_too_large(file) else file


def _is_cut_off(data: bytes) -> bool:
    """Whether a HEIC says that it is longer than it is, or its boxes hold no length (ISO 14496-12)."""
    if data[4:8] != b"ftyp":
        return False
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 0:  # the last box, to the end of the file
            return False
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size < _BOX_HEAD:
            return True
        at += size
    return at > len(data)


def is_too_large(file: Image.Image) -> bool:
    return file.width * file.height > MAX_PIXELS


def as_looked_at(file: Image.Image, mode: str, side: int) -> Image.Image:
    """The picture turned as the telephone says, on white paper; `mode` is L or RGB.

    It is decoded as small as `side` pixels allow and may still be larger. Raises one of FAULTS.
    """
    if file.format == "JPEG":
        file.draft(mode, (side, side))
    upright = ImageOps.exif_transpose(file)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    return upright.convert(mode)
