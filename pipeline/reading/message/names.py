"""Names of leaf files: safe base names, invented where a file came without one."""

import re

from pipeline.domain.letters import FileType
from pipeline.reading.charsets import one_line, without_directions

MAX_NAME = 200
FORWARDED = "mail.eml"

_ENDING = {
    FileType.TEXT: "txt",
    FileType.HTML: "html",
    FileType.IMAGE: "jpg",
    FileType.OTHER: "bin",
    FileType.TNEF: "dat",
}
_PICTURE_ENDINGS = (
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"RIFF", "webp"),
)


def safe_name(written: str) -> str:
    """The base name without slashes, control characters or direction marks; may be "".

    Never longer than 200 characters; the ending is kept.
    """
    base = re.split(r"[/\\]", one_line(written))[-1]
    name = without_directions(base).strip()
    if not name.strip(". "):
        return ""
    if len(name) > MAX_NAME:
        stem, dot, ending = name.rpartition(".")
        short = ending if dot and len(ending) <= 10 else ""
        name = (stem or name)[: MAX_NAME - len(short) - 1] + (f".{short}" if short else "")
    return name


def invented_name(number: int, kind: FileType, data: bytes) -> str:
    """A name for the nameless: 附件1.docx, by what the file is."""
    ending = _ENDING.get(kind, kind.value)
    if kind is FileType.IMAGE:
        ending = next((word for magic, word in _PICTURE_ENDINGS if data.startswith(magic)), "jpg")
    return f"附件{number}.{ending}"
