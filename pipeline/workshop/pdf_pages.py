"""PDF after printing: the same bytes for the same document, copies, and a look at its inside."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from pipeline.workshop.type1_fonts import settled_font

SOURCE = "/DeyuSource"
"""Where a PDF keeps the sha256 of the document it was printed from."""

UNDATED = "D:20000101000000Z"
UNDATED_XMP = "2000-01-01T00:00:00Z"
_XMP_DATES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")
_ICC_DATE, _ICC_ID = slice(24, 36), slice(84, 100)
_ICC_FIRST_DAY = bytes.fromhex("07d000010001000000000000")
"""2000-01-01 in an ICC profile's header (ICC.1:2010 7.2.8): LibreOffice writes the time of day."""

PDFA_2B = ("2", "B")


def settled(data: bytes, source: str) -> tuple[bytes, int]:
    """The PDF without the moment it was made, with the document it was made from; and its pages.

    Raises ValueError when it is no PDF that opens.
    """
    try:
        document = pikepdf.open(BytesIO(data))
    except pikepdf.PdfError as fault:
        raise ValueError(str(fault)) from fault
    with document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for key in _XMP_DATES:
                if key in metadata:
                    metadata[key] = UNDATED_XMP
        for key in ("/CreationDate", "/ModDate"):
            if key in document.docinfo:
                document.docinfo[key] = UNDATED
        document.docinfo[SOURCE] = source
        for key in ("/DocChecksum", "/ID"):
            if key in document.trailer:
                del document.trailer[key]
        for intent in document.Root.get("/OutputIntents", []):
            profile = bytearray(intent.DestOutputProfile.read_bytes())
            profile[_ICC_DATE], profile[_ICC_ID] = _ICC_FIRST_DAY, bytes(16)
            intent.DestOutputProfile.write(bytes(profile))
        for font in _programs(document):
            lengths = int(font.Length1), int(font.Length2)
            font.write(settled_font(font.read_bytes(), *lengths))
        return _saved(document), len(document.pages)


def _programs(document: pikepdf.Pdf) -> Iterator[Any]:
    """Type 1 font programs: LibreOffice numbers them on from document to document."""
    for one in document.objects:
        if isinstance(one, pikepdf.Stream) and "/Length2" in one:
            yield one


def source_of(data: bytes) -> tuple[str, bool]:
    """The sha256 of the document it was printed from, and whether it says it is PDF/A-2b."""
    try:
        with pikepdf.open(BytesIO(data)) as document:
            return str(document.docinfo.get(SOURCE, "")), _pdfa(document) == PDFA_2B
    except pikepdf.PdfError:
        return "", False


def copied(data: bytes, number: int) -> bytes:
    """The pages so many times over; a copy of odd length ends with an empty page.

    So each copy begins on a sheet of its own when the printer prints on both sides.
    """
    with pikepdf.open(BytesIO(data)) as one, pikepdf.new() as document:
        for _ in range(number):
            document.pages.extend(one.pages)
            if len(one.pages) % 2:
                box = [float(side) for side in one.pages[0].mediabox]
                document.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
        return _saved(document)


def pdfa_shortfalls(data: bytes) -> tuple[str, ...]:
    """What speaks against PDF/A-2b as far as we can see ourselves; this is no certificate.

    Looked at: the claim in the metadata, the output intent, every font embedded, no encryption,
    no scripts, no attachments, an identifier in the trailer.
    """
    with pikepdf.open(BytesIO(data)) as document:
        root: Any = document.Root
        names: Any = root.get("/Names", {})
        checks = (
            (_pdfa(document) == PDFA_2B, "元数据没有声明 PDF/A-2b"),
            ("/OutputIntents" in root, "没有输出意图（颜色特性）"),
            (not document.is_encrypted, "文件加了密"),
            ("/AA" not in root and "/JavaScript" not in names, "含有脚本"),
            ("/EmbeddedFiles" not in names, "夹带了附件"),
            ("/ID" in document.trailer, "缺少文件标识"),
        )
        faults = [says for holds, says in checks if not holds]
        faults += [f"字体 {name} 没有嵌入" for name in unembedded(document)]
    return tuple(faults)


def _pdfa(document: pikepdf.Pdf) -> tuple[str, str]:
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return str(metadata.get("pdfaid:part", "")), str(metadata.get("pdfaid:conformance", ""))


def unembedded(document: pikepdf.Pdf) -> list[str]:
    """Fonts that a reader would have to have of their own."""
    names: dict[str, None] = {}
    for page in document.pages:
        resources: Any = page.get("/Resources", {})
        fonts: Any = resources.get("/Font", {})
        for font in fonts.values():
            inner = font.get("/DescendantFonts", [font])[0]
            descriptor = inner.get("/FontDescriptor", {})
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                names[str(font.get("/BaseFont", "?"))] = None
    return list(names)


def _saved(document: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    document.save(
        written,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return written.getvalue()
