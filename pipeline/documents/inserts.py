"""Pictures and Word files of the office that a template places: ``{{ picture("院徽.png", 30) }}``.

They travel inside the template as members of its package, so that one sha256 tells the template
with all it brings, and the archive keeps it whole. Word and python-docx leave alone what no part
of a document refers to (ECMA-376 part 2, 6.1): they never get into a document by themselves.
"""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from urllib.parse import quote, unquote

from lxml import etree

from pipeline.documents.package import closed, member, seal
from pipeline.documents.template_parts import DECLARATION, parsed

CONTENT_TYPES = "[Content_Types].xml"

_FOLDER = "inserts/"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MEDIA = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class InsertKind(StrEnum):
    """The word by which a tag places it, which is also that of its folder."""

    PICTURE = "picture"
    ANNEX = "annex"

    @property
    def label(self) -> str:
        return "图片" if self is InsertKind.PICTURE else "附文"

    @property
    def folder(self) -> str:
        """Beside the office's own templates."""
        return "pictures" if self is InsertKind.PICTURE else "annexes"

    @property
    def endings(self) -> tuple[str, ...]:
        return (".png", ".jpg", ".jpeg") if self is InsertKind.PICTURE else (".docx",)

    @property
    def example(self) -> str:
        if self is InsertKind.PICTURE:
            return '{{ picture("院徽.png", 30) }}'
        return '{{p annex("职责细则.docx") }}'


@dataclass(frozen=True, slots=True)
class Insert:
    """A file that a tag names; `file` is where it lies among the office's templates."""

    kind: InsertKind
    name: str

    @property
    def file(self) -> str:
        return f"{self.kind.folder}/{self.name}"


def inserts_in(data: bytes) -> Mapping[str, bytes]:
    """What a template brings along: `Insert.file` to its bytes."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {
            unquote(name.removeprefix(_FOLDER)): package.read(name)
            for name in package.namelist()
            if name.startswith(_FOLDER)
        }


def with_inserts(data: bytes, files: Mapping[str, bytes]) -> bytes:
    """The template with these files, in the place of those of the same names that it brought.

    `data` must be a whole Word file. Without files it stays as it is, byte for byte.
    """
    if not files:
        return data
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {
            name: package.read(name) for name in package.namelist() if not name.startswith(_FOLDER)
        }
    together = {**inserts_in(data), **files}
    brought = {_FOLDER + quote(file): raw for file, raw in sorted(together.items())}
    parts[CONTENT_TYPES] = _announced(parts[CONTENT_TYPES], brought)
    return closed(seal(member(name, raw) for name, raw in (parts | brought).items()))


def _announced(types: bytes, brought: Mapping[str, bytes]) -> bytes:
    """A package names the type of each of its parts (ECMA-376 part 2, 7.2.3)."""
    root = parsed(types)
    for one in _of_inserts(root):
        root.remove(one)
    for name in brought:
        etree.SubElement(
            root,
            f"{_TYPES}Override",
            PartName=f"/{name}",
            ContentType=_MEDIA[name.rpartition(".")[2].lower()],
        )
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _of_inserts(root: etree._Element) -> list[etree._Element]:
    overrides: Iterator[etree._Element] = root.iter(f"{_TYPES}Override")
    return [one for one in overrides if (one.get("PartName") or "").startswith(f"/{_FOLDER}")]
