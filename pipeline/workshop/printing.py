"""Printing a document as PDF with LibreOffice, where it is installed."""

from pathlib import Path

from pipeline.errors import OfficeError
from pipeline.workshop.libreoffice import ConversionFailed, LibreOffice


def print_pdf(document: Path, libreoffice: LibreOffice) -> Path:
    """Make ``NAME.pdf`` beside the document; raises `OfficeError` when it cannot be made."""
    if not libreoffice.installed():
        raise OfficeError(
            f"{document.name} 已经生成，但本机没有 LibreOffice，不能另存 PDF。",
            "请安装 libreoffice-writer，或用 Word 打开后另存为 PDF。",
        )
    made = document.with_suffix(".pdf")
    try:
        ending = document.suffix.removeprefix(".")
        made.write_bytes(libreoffice.convert(document.read_bytes(), ending, "pdf"))
    except (OSError, ConversionFailed) as fault:
        raise OfficeError(
            f"{document.name} 已经生成，但 LibreOffice 没能把它另存为 PDF。",
            "请用 Word 打开后另存为 PDF；若反复出现，请检查磁盘空间。",
        ) from fault
    return made
