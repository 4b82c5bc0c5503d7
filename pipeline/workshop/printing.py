"""Printing documents as PDF with LibreOffice, where it is installed."""

import os
import tempfile
from pathlib import Path
from queue import LifoQueue

from pipeline.errors import OfficeError
from pipeline.office.document_ports import Printed
from pipeline.workshop.fonts import families_in, substitutes, write_fonts
from pipeline.workshop.glyphs import characters_in, covered_by, told_missing
from pipeline.workshop.libreoffice import ConversionFailed, LibreOffice
from pipeline.workshop.pdf_pages import copied, pdfa_shortfalls, settled, source_of

_EXPORTS = {".docx": "writer_pdf_Export", ".xlsx": "calc_pdf_Export"}
_PDFA = (
    'pdf:{export}:{{"SelectPdfVersion":{{"type":"long","value":"2"}},'
    '"UseTaggedPDF":{{"type":"boolean","value":"true"}}}}'
)

AT_ONCE = min(2, os.cpu_count() or 1)
"""LibreOffices at work together: each takes a core and half a gigabyte."""


class PdfPrinter:
    """A LibreOffice or two for many documents: each is its own conversion, so that one that cannot
    be printed takes nobody else's along. `archival` makes PDF/A-2b. Several threads may print.
    """

    def __init__(self, own_fonts: Path, archival: bool = False, at_once: int = AT_ONCE) -> None:
        """`own_fonts` is the office's folder of licensed fonts, which come first; it may be missing.

        `at_once` is how many LibreOffices there may be; each starts when it is needed.
        """
        self._scratch = tempfile.TemporaryDirectory(prefix="deyu-fonts-")
        self._fonts = write_fonts(Path(self._scratch.name), [own_fonts])
        self.at_once = at_once
        self._all = [LibreOffice(fonts=self._fonts) for _ in range(at_once)]
        self._free: LifoQueue[LibreOffice] = LifoQueue()
        for one in self._all:
            self._free.put(one)
        self._archival = archival
        self._covered: frozenset[int] | None = None
        self._substitutes: dict[frozenset[str], tuple[str, ...]] = {}

    def __enter__(self) -> "PdfPrinter":
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._all:
            one.close()
        self._scratch.cleanup()

    def print(self, data: bytes, suffix: str, source: str) -> Printed:
        """Raises `OfficeError` when LibreOffice is missing, fails, or makes what is no PDF."""
        if not LibreOffice.installed():
            raise OfficeError(
                "文书已经生成，但本机没有 LibreOffice，不能另存 PDF。",
                "请安装 libreoffice-writer，或用 Word 打开后另存为 PDF。",
            )
        target = _PDFA.format(export=_EXPORTS[suffix]) if self._archival else "pdf"
        try:
            made = self._converted(data, suffix.removeprefix("."), target)
            made, pages = settled(made, source)
        except (ConversionFailed, ValueError) as fault:
            raise OfficeError(
                "文书已经生成，但 LibreOffice 没能把它另存为 PDF。",
                "请用 Word 打开后另存为 PDF；若反复出现，请检查磁盘空间。",
            ) from fault
        shortfalls = pdfa_shortfalls(made) if self._archival else ()
        if shortfalls:
            raise OfficeError(
                f"另存的 PDF 自检不合 PDF/A-2b：{'；'.join(shortfalls)}。",
                "请改用普通 PDF（不带 --pdfa），或用专门软件转换。",
            )
        families = families_in(data)
        if families not in self._substitutes:
            self._substitutes[families] = substitutes(families, self._fonts)
        return Printed(made, pages, self._substitutes[families])

    def _converted(self, data: bytes, ending: str, target: str) -> bytes:
        libreoffice = self._free.get()
        try:
            return libreoffice.convert(data, ending, target)
        finally:
            self._free.put(libreoffice)

    def unprintable(self, data: bytes) -> tuple[str, ...]:
        if self._covered is None:
            self._covered = covered_by(self._fonts)
        return told_missing(characters_in(data), self._covered)

    def is_print_of(self, pdf: bytes, source: str) -> bool:
        return source_of(pdf) == (source, self._archival)

    def copies(self, pdf: bytes, number: int) -> bytes:
        return copied(pdf, number)
