"""Which pages of a PDF are read and which a person has to look at: by pypdfium2 alone."""

from typing import NamedTuple

import pypdfium2

MAX_PAGES = 30
MOST_BESIDE_A_PICTURE = 60
"""Characters: a stamp of the time, the name of the scanning program, a page number."""
COVERED = 0.6


def pictured(page: pypdfium2.PdfPage, text: str) -> bool:
    """Whether a page is one picture with at most what a scanning program prints below it."""
    if len("".join(text.split())) >= MOST_BESIDE_A_PICTURE:
        return False
    width, height = page.get_size()
    for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = one.get_bounds()
        if (right - left) * (top - bottom) > COVERED * width * height:
            return True
    return False


class NotRead(NamedTuple):
    """Pages of a readable PDF, from 1: those that are pictures, and the first of too many."""

    pictured: tuple[int, ...] = ()
    first_left_out: int | None = None


def pages_not_read(data: bytes) -> NotRead:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return NotRead()
    try:
        looked_at = min(len(document), MAX_PAGES)
        pictured = tuple(n + 1 for n in range(looked_at) if _is_pictured(document[n]))
        return NotRead(pictured, looked_at + 1 if len(document) > looked_at else None)
    except pypdfium2.PdfiumError:
        return NotRead()
    finally:
        document.close()


def _is_pictured(page: pypdfium2.PdfPage) -> bool:
    return pictured(page, page.get_textpage().get_text_range())
