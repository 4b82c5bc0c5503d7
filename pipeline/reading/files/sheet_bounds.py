"""How far a workbook says it reaches, looked at before it is loaded.

The loader makes room for every cell between the first and the last, and for every count a
file states; a few forged or damaged bytes would let it ask for more memory than there is.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from pipeline.domain.letters import ProblemCode
from pipeline.reading.containers.zips import ZIP_FAULTS

MAX_AREA = 2_000_000
MAX_UNPACKED = 128 << 20
MAX_PART = 64 << 20

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


class Wrong(ValueError):
    """A sheet states what no program writes."""


@dataclass(slots=True)
class Extent:
    """The rectangle around the cells of a sheet; rows and columns count from 0."""

    top: int = 1 << 32
    left: int = 1 << 32
    bottom: int = -1
    right: int = -1

    def take(self, row: int, column: int) -> None:
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)

    @property
    def too_far(self) -> bool:
        height, width = self.bottom - self.top + 1, self.right - self.left + 1
        return self.bottom >= 0 and height * width > MAX_AREA


def problem_of_package(data: bytes) -> ProblemCode | None:
    """Why an .xlsx must not be loaded, None when it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            sizes = [info.file_size for info in infos]
            if sum(sizes) > MAX_UNPACKED or max(sizes, default=0) > MAX_PART:
                return ProblemCode.TOO_LARGE
            parts = (archive.read(info) for info in infos)
            far = any(_sheet_extent(part).too_far for part in parts if b"sheetData" in part)
    except RuntimeError:  # zipfile says so of members with a password
        return ProblemCode.PASSWORD_PROTECTED
    except (etree.XMLSyntaxError, *ZIP_FAULTS):
        return ProblemCode.DAMAGED
    return ProblemCode.TOO_LARGE if far else None


@dataclass(slots=True)
class _SheetScanner:
    """Takes the cells of a worksheet as they are parsed; counts on where no position is given."""

    extent: Extent
    row: int = -1
    column: int = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "row":
            self.row = _count(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif name == "c":
            self._cell(attributes.get("r"))

    def _cell(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
        else:
            self.row, self.column = position_of(reference)
        self.extent.take(max(self.row, 0), self.column)

    def doctype(self, *_: object) -> None:
        raise Wrong

    def close(self) -> Extent:
        return self.extent


def _sheet_extent(part: bytes) -> Extent:
    scanner = _SheetScanner(Extent())
    parser = etree.XMLParser(
        target=scanner,  # type: ignore[arg-type]  # the stub asks for methods nobody needs resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    etree.fromstring(part, parser)
    return scanner.extent


def _count(written: str) -> int:
    if not (written.isascii() and written.isdigit()):
        raise Wrong
    return int(written[:12])


def position_of(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as AB12, counted from 0."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise Wrong
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
