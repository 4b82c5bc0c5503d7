"""Pictures as scanners, telephones and copying machines make them, from text or from a page."""

import io
import time
from collections.abc import Sequence

from PIL import Image, ImageDraw

A4 = (1240, 1754)
"""Pixels of an A4 page at 150 dpi."""


EPOCH = time.gmtime(0)
"""The same bytes come out each time."""


def page(text: str = "", size: tuple[int, int] = A4) -> Image.Image:
    """A white page with some strokes; `text` is drawn in Latin letters, which need no font."""
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 200, size[0] - 100, 900), outline=0, width=3)
    draw.text((120, 120), text, fill=0)
    return picture


def saved(picture: Image.Image, kind: str, more: Sequence[Image.Image] = (), **options) -> bytes:
    """The bytes of a picture file; `more` are further pages of a TIFF or PDF."""
    file = io.BytesIO()
    if more:
        options |= {"save_all": True, "append_images": list(more)}
    picture.save(file, kind, **options)
    return file.getvalue()


PICTURES = {
    "png": saved(page(), "PNG"),
    "jpg": saved(page(), "JPEG", quality=60),
    "tif": saved(page(), "TIFF", [page(), page()], compression="tiff_lzw"),
    "bmp": saved(page(size=(400, 1000)), "BMP"),
    "gif": saved(page(), "GIF"),
    "webp": saved(page(), "WEBP"),
    "pdf": saved(page(), "PDF", [page()], resolution=150, creationDate=EPOCH, modDate=EPOCH),
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200),
}
"""One of each kind that is mailed in. The HEIC is a file's head only: nothing here opens one."""
