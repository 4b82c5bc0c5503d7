"""Our own papers, filled in by invented people, printed by LibreOffice and photographed."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image


def printed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each Word file as PDF, by its name without an ending."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for name, data in files.items():
            (place / f"{name}.docx").write_bytes(data)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{place}/profile",
                *("--headless", "--convert-to", "pdf", "--outdir", folder),
                *(str(place / f"{name}.docx") for name in files),
            ],
            check=True,
            capture_output=True,
        )
        return {name: (place / f"{name}.pdf").read_bytes() for name in files}


def photographed(pdf: bytes, dpi: int = 150, number: int = 0) -> Image.Image:
    """One page of a PDF as pixels."""
    document = pypdfium2.PdfDocument(pdf)
    return document[number].render(scale=dpi / 72).to_pil().convert("L")
