"""Pictures as scanners, telephones and copying machines make them, from text or from a page."""

import io
import time
from collections.abc import Sequence
from dataclasses import dataclass

import docx
import numpy as np
import pikepdf
from PIL import Image, ImageDraw, ImageFilter

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


def stamped(words: bytes) -> bytes:
    """A PDF of one picture with some words of a scanning program below it."""
    with pikepdf.open(io.BytesIO(PICTURES["pdf"])) as document:
        first = document.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        first.Resources.Font = pikepdf.Dictionary(F1=font)
        shown = b"BT /F1 12 Tf 40 20 Td (" + words + b") Tj ET"
        first.contents_add(document.make_stream(shown))
        del document.pages[1]
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


def in_word(picture: bytes) -> bytes:
    """A Word file that holds the picture and not a word."""
    document = docx.Document()
    document.add_picture(io.BytesIO(picture))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Wear:
    """What a scanner or telephone does to a page; degrees, grey levels, and JPEG's own scale."""

    turned: float = 0.0
    noise: float = 0.0
    shadow: float = 0.0
    blur: float = 0.0
    quality: int = 95
    dpi: int = 150


def worn(picture: Image.Image, wear: Wear, seed: int = 1) -> bytes:
    """The page as a grey JPEG after all that; the same bytes for the same seed."""
    grey = picture.convert("L").rotate(
        wear.turned, Image.Resampling.BICUBIC, expand=False, fillcolor=255
    )
    if wear.blur:
        grey = grey.filter(ImageFilter.GaussianBlur(wear.blur))
    pixels = np.asarray(grey, dtype=np.float32)
    height, width = pixels.shape
    if wear.shadow:
        across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
        down = np.linspace(1, 0.4, height, dtype=np.float32)[:, None]
        pixels = pixels * (1 - wear.shadow * across * down)
    if wear.noise:
        pixels = pixels + np.random.default_rng(seed).normal(0, wear.noise, pixels.shape)
    whole = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return saved(whole, "JPEG", quality=wear.quality)
