"""Mails and files composed byte by byte, as senders' programs really write them."""

import base64
import io
import struct
import zipfile

from pipeline.reading.mail.letter import read_letter

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def gb(text):
    return text.encode("gb18030")


def b64(data):
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def word(data, charset=b"gb2312"):
    return b"=?" + charset + b"?B?" + base64.b64encode(data) + b"?="


def mail(*headers, body=b"", end=b"\r\n"):
    return end.join([b"From: a@bit.edu.cn", b"To: yangongbu@bit.edu.cn", *headers, b"", body])


def part(content, *headers):
    return b"\r\n".join([*headers, b"", content])


def mixed(*parts, kind=b"mixed", headers=(), boundary=b"=_b"):
    lines = b"".join(b"--" + boundary + b"\r\n" + one + b"\r\n" for one in parts)
    return mail(
        *headers,
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"',
        body=b"preamble\r\n" + lines + b"--" + boundary + b"--\r\nepilogue",
    )


def attached(data, name, *headers):
    return part(
        b64(data),
        b"Content-Type: application/octet-stream",
        b"Content-Disposition: attachment; filename=" + name,
        b"Content-Transfer-Encoding: base64",
        *headers,
    )


def letter_of(*headers, **rest):
    return read_letter(mail(*headers, **rest))


def subject_of(value):
    return letter_of(b"Subject: " + value).subject


def only_file(data):
    files = read_letter(data).files
    assert len(files) == 1, files
    return files[0]


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def zipped_raw(*members):
    """A stored zip whose names are the very bytes given, without the UTF-8 flag.

    A member is (name, data), or (name, data, extra field, general purpose flags).
    """
    import zlib

    body, directory = b"", b""
    for name, data, *rest in members:
        extra, flags = rest if rest else (b"", 0)
        sizes = struct.pack("<III", zlib.crc32(data), len(data), len(data))
        common = struct.pack("<HHHHH", 20, flags, 0, 0, 0x5921) + sizes
        lengths = struct.pack("<HH", len(name), len(extra))
        directory += (
            b"PK\x01\x02\x14\x00" + common + lengths + b"\0" * 10 + struct.pack("<I", len(body))
        ) + (name + extra)
        body += b"PK\x03\x04" + common + lengths + name + extra + data
    count = len(members)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def docx(
    text="姓名",
    main="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
):
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    return zipped(
        ("word/document.xml", f"<w:document>{text}</w:document>"), ("[Content_Types].xml", types)
    )


def tnef(*attachments, body=b"", **kept):
    """A winmail.dat of (title bytes, long name or "", data), with a body attribute before.

    `kept` are the mail's own properties by identifier: ``p1009=...`` is its rich text.
    """

    def attribute(level, name, kind, value):
        check = struct.pack("<H", sum(value) & 0xFFFF)
        return struct.pack("<BHHI", level, name, kind, len(value)) + value + check

    data = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x9006, 8, struct.pack("<I", 0x10000))
    data += attribute(1, 0x9007, 6, struct.pack("<II", 936, 0))
    if body:
        data += attribute(1, 0x800C, 2, body)
    properties = b"".join(
        struct.pack("<HHII", 0x0102, int(name[1:], 16), 1, len(one)) + one + b"\0" * (-len(one) % 4)
        for name, one in kept.items()
    )
    if kept:
        data += attribute(1, 0x9003, 6, struct.pack("<I", len(kept)) + properties)
    for title, long_name, content in attachments:
        data += attribute(2, 0x9002, 6, b"\0" * 14)
        data += attribute(2, 0x8010, 1, title + b"\0") + attribute(2, 0x800F, 6, content)
        if long_name:
            text = (long_name + "\0").encode("utf-16-le")
            padded = text + b"\0" * (-len(text) % 4)
            properties = struct.pack("<I", 2) + struct.pack("<HHI", 0x0003, 0x3705, 1)
            properties += struct.pack("<HHII", 0x001F, 0x3707, 1, len(text)) + padded
            data += attribute(2, 0x9005, 6, properties)
    return data
