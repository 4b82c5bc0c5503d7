"""Small whole files of the types that are read, to be broken, and files made to do harm."""

import io
import zipfile
from xml.sax.saxutils import escape

from reading.word_files import form, raw

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _rows(rows: list[list[str]]) -> str:
    cells = (
        "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in one)
        for one in rows
    )
    return "".join(f"<row>{one}</row>" for one in cells)


def workbook(rows: list[list[str]], data: str = "") -> bytes:
    """A spreadsheet of one sheet; `data` is the content of its sheetData if given."""
    declared = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        "</Types>"
    )
    to_book = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    to_sheet = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">%s</Relationships>'
    return zipped(
        {
            "[Content_Types].xml": declared.encode(),
            "_rels/.rels": (relations % to_book).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
                '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (relations % to_sheet).encode(),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{SHEET}"><sheetData>{data or _rows(rows)}</sheetData></worksheet>'
            ).encode(),
        }
    )


def pdf(*lines: str) -> bytes:
    """A page of Latin text, its cross-reference table right to the byte."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, start)


def ole(*streams: str) -> bytes:
    """A compound file whose directory names these streams and nothing more."""
    entries, none = b"", b"\xff" * 4
    for number, name in enumerate(("Root Entry", *streams)):
        written = name.encode("utf-16-le")
        entry = written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little")
        following = (number + 1).to_bytes(4, "little") if number < len(streams) else none
        entry += b"\2\1" + none + following + none if number else b"\5\1" + none * 2 + following
        entries += entry.ljust(116, b"\0") + b"\xfe\xff\xff\xff" + b"\0" * 8
    entries = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    sectors = len(entries) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + b"\0" * 10
    header += (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + b"\0" * 4
    header += (4096).to_bytes(4, "little") + b"\xfe\xff\xff\xff" + b"\0" * 4
    header += b"\xfe\xff\xff\xff" + b"\0" * 4 + b"\0" * 4 + b"\xff" * (4 * 108)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = b"".join(one.to_bytes(4, "little") for one in chain).ljust(512, b"\xff")
    return header + table + entries


def nested(tag: str, depth: int) -> bytes:
    return raw(f"<w:{tag}>" * depth + f"</w:{tag}>" * depth)


LAUGHS = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
    for n in range(12)
)

WHOLE: dict[str, bytes] = {
    "docx": form(),
    "xlsx": workbook([["姓名", "张喆"], ["学号", "3120240001"]]),
    "pdf": pdf("Name: Zhang Zhe", "Student No: 3120240001"),
    "zip": zipped({"a.docx": form(), "b.txt": "姓名：张喆".encode()}),
}
