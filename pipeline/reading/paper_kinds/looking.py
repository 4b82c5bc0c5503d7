"""Looking at a file: its papers, the blocks they were read from, and pictures of its pages."""

import io
from collections.abc import Iterator
from contextlib import suppress

import pypdfium2
from PIL import Image

from pipeline.domain.letters import FileType, LeafFile, ProblemCode
from pipeline.reading.appearance import Looked, PageImage
from pipeline.reading.folding import appearance_of
from pipeline.reading.paper_kinds.papers import read_with_blocks
from pipeline.reading.pictures import FAULTS, as_looked_at, picture_of

MOST_PAGES = 8
"""Pages whose picture is shown; what is read of later ones is shown as text."""

LONG_SIDE = 1500
"""Pixels of a page's long side: enough to read a form's small print on a screen."""

_ROOMY = 400_000
"""Bytes of a PNG from which a page is kept as JPEG: a photograph, not lines and letters."""


def look_at(leaf: LeafFile) -> Looked:
    """Read a file and keep what it looks like; a page that cannot be drawn is left out."""
    reading, blocks = read_with_blocks(leaf)
    return Looked(reading, appearance_of(reading, blocks, tuple(_pages_of(leaf))))


def _pages_of(leaf: LeafFile) -> Iterator[PageImage]:
    with suppress(pypdfium2.PdfiumError, *FAULTS):
        if leaf.type is FileType.PDF:
            yield from _drawn(leaf.data)
        elif leaf.type is FileType.IMAGE:
            picture = picture_of(leaf.data)
            if not isinstance(picture, ProblemCode):
                yield page_image(1, as_looked_at(picture, "RGB", LONG_SIDE))


def _drawn(data: bytes) -> Iterator[PageImage]:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        scale = LONG_SIDE / max(*page.get_size(), 1.0)
        yield page_image(number + 1, page.render(scale=scale).to_pil())


def page_image(number: int, picture: Image.Image) -> PageImage:
    """A page's picture no larger than people need it."""
    small = picture.copy()
    small.thumbnail((LONG_SIDE, LONG_SIDE))
    as_png = _saved(small, "PNG")
    if len(as_png) <= _ROOMY:
        return PageImage(number, as_png)
    return PageImage(number, _saved(small.convert("RGB"), "JPEG"))


def _saved(picture: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()
