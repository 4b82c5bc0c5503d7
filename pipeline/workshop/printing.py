"""Printing a document as PDF with LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from pipeline.errors import OfficeError

SECONDS = 120.0


def print_pdf(document: Path) -> Path:
    """Make ``NAME.pdf`` beside the document; raises `OfficeError` when it cannot be made.

    Each call has a LibreOffice profile of its own: two that share one wait for each other
    or fail, and a person's own open LibreOffice must not be disturbed.
    """
    program = shutil.which("soffice")
    if program is None:
        raise OfficeError(
            f"{document.name} 已经生成，但本机没有 LibreOffice，不能另存 PDF。",
            "请安装 libreoffice-writer，或用 Word 打开后另存为 PDF。",
        )
    with tempfile.TemporaryDirectory(prefix="deyu-print-") as scratch:
        words = [
            program,
            f"-env:UserInstallation=file://{scratch}/profile",
            "--headless",
            *("--convert-to", "pdf", "--outdir", scratch),
            str(document),
        ]
        try:
            subprocess.run(words, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603  # a fixed program and our own file
            made = Path(scratch) / f"{document.stem}.pdf"
            return Path(shutil.move(made, document.with_suffix(".pdf")))
        except (OSError, subprocess.SubprocessError) as fault:
            raise OfficeError(
                f"{document.name} 已经生成，但 LibreOffice 没能把它另存为 PDF。",
                "请用 Word 打开后另存为 PDF；若反复出现，请检查磁盘空间。",
            ) from fault
