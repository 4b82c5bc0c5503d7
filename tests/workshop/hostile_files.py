"""Files made to do harm or merely wrong, each with what it must be told as; and any number more."""

import bz2
import gzip
import io
import lzma
import random
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reading.broken_files import LAUGHS, WHOLE, nested, ole, pdf, workbook, zipped
from reading.test_archives import rar, seven_zip, tar
from reading.word_files import form, raw, row, table

SAVED = Path(__file__).parents[1] / "samples/files"
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 60_000, 60_000, 8, 2, 0, 0, 0)
ANY = frozenset({"read", "damaged", "empty", "too_large", "unsafe_archive", "no_text"})


class Hostile(NamedTuple):
    """A file and the problems that rightly name it; "read" where it may be read after all."""

    name: str
    data: bytes
    told: frozenset[str]


def _one(name: str, data: bytes, *told: str) -> Hostile:
    return Hostile(name, data, frozenset(told) or ANY)


def named() -> Iterator[Hostile]:
    """Each kind of harm that is known, once."""
    yield from _wrong()
    yield from _words()
    yield from _packed()
    yield from _pages()
    yield from _sheets()


def heavy() -> Iterator[Hostile]:
    """Harm by sheer size, which takes seconds to make and to refuse."""
    yield _one("长表.docx", raw(table(row(_spanning(1) * 20) * 4000)))
    yield _one("大正文.docx", raw("<w:p/>" * 12_000_000))
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))
    yield _one("百万行.xlsx", workbook([], rows))
    yield _one("一行.txt", "甲".encode() * 30_000_000)
    yield _one("炸弹.zip", zipped({"0": bytes(1 << 30)}), "unsafe_archive")


def _wrong() -> Iterator[Hostile]:
    yield _one("空.docx", b"", "empty")
    yield _one("程序.docx", b"MZ\x90\0\3" + bytes(range(256)) * 9, "wrong_type")
    yield _one("乱码.pdf", random.Random(1).randbytes(5000), "wrong_type")
    yield _one("数据.bin", random.Random(2).randbytes(5000), "unsupported_type")
    yield _one("图片.docx", PNG, "no_text")
    yield _one("巨图.png", PNG + bytes(100), "no_text")
    yield _one("空白.txt", b" \r\n\t" * 1000, "empty")
    yield _one("加密.docx", ole("EncryptionInfo", "EncryptedPackage"), "password_protected")
    yield _one("加密.xls", ole("EncryptedPackage"), "password_protected")
    yield _one("截断.doc", (SAVED / "application.doc").read_bytes()[:3000], "damaged")
    yield _one("伪装.doc", form(), "read")
    yield _one("../../../../etc/passwd", b"root:x:0:0", "read")
    yield _one("长" * 3000 + ".docx", form(), "read")
    yield _one("\r\n\0\u202e控制.docx", form(), "read")


def _words() -> Iterator[Hostile]:
    with_macro = zipped(
        {
            "[Content_Types].xml": b"<Types>application/vnd.openxmlformats-officedocument."
            b"wordprocessingml.document.main+xml</Types>",
            "word/document.xml": zipfile.ZipFile(io.BytesIO(form())).read("word/document.xml"),
            "word/vbaProject.bin": b"x",
        }
    )
    yield _one("宏.docx", with_macro, "macro")
    yield _one("截断.docx", form()[:-900], "damaged")
    yield _one("无正文.docx", zipped({"[Content_Types].xml": b"<Types/>wordprocessingml."}))
    yield _one("笑.docx", raw("<w:p/>", f"<!DOCTYPE a [{LAUGHS}]>"), "damaged")
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield _one("外部.docx", raw("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", outside), "damaged")
    squared = f'<!DOCTYPE a [<!ENTITY x "{"甲" * 50_000}">]>'
    yield _one("平方.docx", raw("<w:p>" + "&x;" * 50_000 + "</w:p>", squared), "damaged")
    yield _one("跨列.docx", raw(table(row(_spanning(100_000_000)) * 50)))
    yield _one("深表.docx", nested("tbl", 3000), "damaged", "empty")
    deep = "<div>" * 100_000 + "姓名：甲"
    yield _one("深.html.doc", f"<html><body>{deep}".encode())
    rows = "<tr>" + "<td rowspan=9999999 colspan=9999999>甲" * 50
    yield _one("跨.html", f"<html><table>{rows * 3000}".encode())


def _spanning(columns: int) -> str:
    span = f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>'
    return f"<w:tc>{span}<w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"


def _packed() -> Iterator[Hostile]:
    zeros = bytes(40 << 20)
    bomb = zipped({"0": zeros})
    yield _one("炸弹.zip", bomb, "unsafe_archive")
    for _ in range(9):
        bomb = zipped({f"{number}.zip": bomb for number in range(10)})
    yield _one("层层.zip", bomb, "unsafe_archive", "too_deep", "too_large")
    yield _one("炸弹.gz", gzip.compress(zeros), "unsafe_archive", "too_large")
    yield _one("炸弹.xz", lzma.compress(zeros, preset=0), "unsafe_archive", "too_large")
    yield _one("炸弹.bz2", bz2.compress(zeros), "unsafe_archive", "too_large")
    yield _one("炸弹.7z", seven_zip({"0": zeros}), "unsafe_archive", "too_large")
    many = {f"{number}": b"" for number in range(30_000)}
    yield _one("万件.zip", zipped(many), "unsafe_archive", "too_large")
    yield _one("越界.zip", zipped({"../../etc/cron.d/x.docx": form()}), "read")
    yield _one("绝对.tar", tar({"/etc/shadow.docx": form()}), "read")
    link = zipfile.ZipInfo("链接.docx")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    yield _one("链接.zip", stream.getvalue(), "unsafe_archive")
    yield _one("密码.7z", seven_zip({"a.docx": form()}, "x", names=True), "password_protected")
    yield _one("截断.7z", seven_zip({"a.docx": form()})[:-200], "damaged")
    yield _one("截断.rar", rar({"a.docx": form()})[:40], "damaged", "unsupported_type")
    yield _one("空.zip", zipped({}), "empty")


def _pages() -> Iterator[Hostile]:
    whole = pdf("Name: Zhang Zhe", "Student No: 3120240001")
    yield _one("截断.pdf", (SAVED / "application.pdf").read_bytes()[:9000])
    yield _one("循环.pdf", whole.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"))
    yield _one("自指.pdf", whole.replace(b"/Parent 2 0 R", b"/Parent 3 0 R"))
    yield _one("巨页.pdf", whole.replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]"))
    yield _one("亿页.pdf", whole.replace(b"/Count 1", b"/Count 999999999"))
    script = b"/Type /Catalog /OpenAction << /S /JavaScript /JS (while(1){}) >>"
    yield _one("脚本.pdf", whole.replace(b"/Type /Catalog", script), "read")
    yield _one("深组.pdf", whole.replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 200_000))
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)] /Root"
    secret = whole.replace(b"/Root", locked % (b"o" * 32, b"u" * 32))
    yield _one("密码.pdf", secret, "password_protected")
    yield _one("只有头.pdf", b"%PDF-1.7\n", "damaged")


def _sheets() -> Iterator[Hostile]:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>甲</t></is></c></row>'
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
    yield _one("远.xlsx", workbook([], first + far), "too_large")
    yield _one("截断.xlsx", WHOLE["xlsx"][:-300], "damaged")
    yield _one("截断.xls", ole("Workbook")[:900], "damaged")


def spoilt(count: int, seed: int = 11) -> Iterator[Hostile]:
    """Whole files of every type, each cut, flipped, zeroed, doubled or stirred in its own way."""
    chance = random.Random(seed)
    wholes = {**WHOLE, **_more_wholes()}
    endings = sorted(wholes)
    for number in range(count):
        ending = endings[number % len(endings)]
        data = bytearray(wholes[ending])
        for _ in range(chance.choice((1, 1, 2))):
            _SPOILS[chance.randrange(len(_SPOILS))](data, chance)
        yield Hostile(f"{number}.{ending}", bytes(data), frozenset())


def _more_wholes() -> dict[str, bytes]:
    page = "<html><table><tr><td>姓名<td>张喆</table>".encode()
    rtf = rb"{\rtf1\ansi\ansicpg936 {\fonttbl{\f0 SimSun;}}\f0 \'d0\'d5\'c3\'fb\par}" * 20
    return {
        "doc": (SAVED / "application.doc").read_bytes(),
        "form.pdf": (SAVED / "application.pdf").read_bytes(),
        "7z": seven_zip({"a.docx": form()}),
        "rar": rar({"a.docx": form()}),
        "tar.gz": gzip.compress(tar({"a.docx": form()})),
        "html": page * 30,
        "rtf": rtf,
    }


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 100)):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _zero(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.randrange(2000))
    data[start:end] = bytes(end - start)


def _double(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = data[: chance.randrange(len(data) + 1)]


def _stir(data: bytearray, chance: random.Random) -> None:
    size = max(len(data) // 16, 1)
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    chance.shuffle(pieces)
    data[:] = b"".join(pieces)


_SPOILS = (_cut, _flip, _zero, _double, _stir)
