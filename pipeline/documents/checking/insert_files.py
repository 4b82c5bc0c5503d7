"""Whether a picture or Word file of the office can be placed into documents."""

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image as WordPicture
from docx.oxml.ns import qn
from PIL import Image

from pipeline.documents.checking.faults import FaultCode
from pipeline.documents.checking.paragraphs import comments_in, paragraphs_of
from pipeline.documents.checking.tags import strays_in, tags_in
from pipeline.documents.template_parts import DAMAGE, settled
from pipeline.errors import TemplateError

MOST_BYTES = 2 * 1024 * 1024
"""Of one file: a term is 300 documents, and each of them carries it."""

MOST_PIXELS = 25_000_000
MOST_WIDTH, MOST_HEIGHT = 170, 240  # millimetres: an A4 page within its margins
KEPT = 64
_PLACED_KINDS = ("PNG", "JPEG")
_OTHERWISE_KNOWN = (*_PLACED_KINDS, "BMP", "GIF", "TIFF", "WEBP")

_UNSHOWN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
"""What Pillow and python-docx throw at a picture that they cannot show."""

Found = tuple[FaultCode, str]


def picture_fault(name: str, data: bytes, width: float) -> Iterator[Found]:
    """`width` in millimetres."""
    if len(data) > MOST_BYTES:
        yield _too_big("图片", name, data)
        return
    size = _size(data)
    if size is None and (kind := _other_kind(data)):
        yield (
            FaultCode.INSERT_KIND,
            f"图片“{name}”没有坏，但它是{kind}，文书里放不进："
            "请用画图等软件打开，另存为 PNG 再放回去。",
        )
    elif size is None:
        yield (
            FaultCode.INSERT_DAMAGED,
            f"图片“{name}”打不开或已损坏：请用画图等软件打开，另存为 PNG 再放回去。",
        )
    elif size[0] * size[1] > MOST_PIXELS:
        yield (
            FaultCode.INSERT_TOO_BIG,
            f"图片“{name}”有 {size[0]}×{size[1]} 个像素，太大了：请缩小到 5000×5000 以内。",
        )
    elif (height := width * size[1] / size[0]) > MOST_HEIGHT:
        yield (
            FaultCode.INSERT_TOO_BIG,
            f"图片“{name}”按宽 {width:g} 毫米放会高 {height:.0f} 毫米，一页放不下：请写小一点的宽度。",
        )


@lru_cache(maxsize=KEPT)
def _size(data: bytes) -> tuple[int, int] | None:
    """Pixels across and down; None for what cannot be shown whole."""
    try:
        with Image.open(BytesIO(data), formats=_PLACED_KINDS) as picture:
            if picture.width * picture.height <= MOST_PIXELS:
                picture.load()
            size = picture.size
        WordPicture.from_blob(data)
    except _UNSHOWN:
        return None
    return size


def _other_kind(data: bytes) -> str:
    """What a picture is that can be shown, only not by Word files as made here; "" for damage."""
    try:
        with Image.open(BytesIO(data), formats=_OTHERWISE_KNOWN) as picture:
            if picture.width * picture.height <= MOST_PIXELS:
                picture.load()
            kind, mode = picture.format, picture.mode
    except _UNSHOWN:
        return ""
    if mode == "CMYK":
        return "印刷用的 CMYK 颜色"
    return f"少见的一种 {kind}" if kind in _PLACED_KINDS else f" {kind} 图片"


def annex_fault(name: str, data: bytes) -> Iterator[Found]:
    if len(data) > MOST_BYTES:
        yield _too_big("附文", name, data)
        return
    wrong = _wrong_with(data)
    if wrong:
        yield FaultCode.INSERT_DAMAGED, f"附文“{name}”{wrong}"


@lru_cache(maxsize=KEPT)
def _wrong_with(data: bytes) -> str:
    """What would be lost, or spoil the document it is put into; "" when it can be placed."""
    try:
        body = settled(data).docx.element.body
        paragraphs = paragraphs_of(data)
        comments = comments_in(data)
    except (*DAMAGE, TemplateError):
        return "打不开：它不是完好的 Word 文档（docx），请用 Word 打开后另存为 .docx。"
    tagged = any([*tags_in(one.text), *strays_in(one.text)] for one in paragraphs)
    if tagged:
        return "里有 {{ }} 或 {% %} 标签：附文照原样放进去，不填标签，请改成文字。"
    if comments or any(one.tracked for one in paragraphs):
        return "里还有批注或没有接受的修订：请在“审阅”里全部处理后再存。"
    if next(body.iter(qn("w:footnoteReference"), qn("w:endnoteReference")), None) is not None:
        return "里有脚注或尾注，放进去会与文书的脚注混在一起：请改写成正文。"
    if body.xpath("./w:p/w:pPr/w:sectPr"):
        return "里有分节符，会改掉整份文书的页面和页眉：请删去分节符。"
    return ""


def _too_big(label: str, name: str, data: bytes) -> Found:
    return (
        FaultCode.INSERT_TOO_BIG,
        f"{label}“{name}”有 {len(data) / MOST_BYTES * 2:.1f} MB，每份文书都要带上它：请缩小到 2 MB 以内。",
    )
