"""Pictures of every document as it is printed, for docs/: ``python tests/compose_pictures.py [FOLDER]``.

Needs LibreOffice. The pages of a document lie side by side in one picture.
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2
from documents.papers_drawn import drawn_papers
from PIL import Image

from pipeline.workshop.printing import PdfPrinter

PICTURES = Path(__file__).parent.parent / "docs" / "pictures" / "documents"
DOTS = 80  # an inch
COLOURS = 32
GAP = 8


def picture_of(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=DOTS / 72).to_pil() for page in document]
    wide = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    whole = Image.new("RGB", (wide, max(page.height for page in pages)), "#888888")
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + GAP
    return whole.quantize(COLOURS)


def compose_into(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as fonts, PdfPrinter(Path(fonts)) as printer:
        for name, data in drawn_papers().items():
            stem, _, ending = name.rpartition(".")
            printed = printer.print(data, f".{ending}", "").data
            picture_of(printed).save(folder / f"{stem}.png", optimize=True)


if __name__ == "__main__":
    compose_into(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
