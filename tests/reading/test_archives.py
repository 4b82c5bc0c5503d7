"""Archives of other makes are opened like zip: within bounds, names decoded, nothing trusted."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zlib

import py7zr
import pytest
from reading.understood import values
from reading.word_files import MEANT, form

from pipeline.domain.letters import FileType, LeafFile, ProblemCode
from pipeline.reading.containers import archives
from pipeline.reading.mail.letter import read_file
from pipeline.reading.paper_kinds.papers import read_papers

FORM = form()
ROOM = 1 << 20


def seven_zip(files: dict[str, bytes], password: str | None = None, names: bool = False) -> bytes:
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password, header_encryption=names) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return stream.getvalue()


def tar(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            one = tarfile.TarInfo(name)
            one.size = len(data)
            archive.addfile(one, io.BytesIO(data))
    return stream.getvalue()


def rar(files: dict[str, bytes]) -> bytes:
    """A RAR 5 archive whose members are stored (technote of the format, block by block)."""
    made = b"Rar!\x1a\x07\1\0" + _block(_number(1) + _number(0) + _number(0))
    for name, data in files.items():
        written = name.encode()
        crc = zlib.crc32(data).to_bytes(4, "little")
        head = _number(2) + _number(2) + _number(len(data)) + _number(4) + _number(len(data))
        head += _number(0o644) + crc + _number(0) + _number(1) + _number(len(written)) + written
        made += _block(head) + data
    return made + _block(_number(5) + _number(0) + _number(0))


def _block(head: bytes) -> bytes:
    sized = _number(len(head)) + head
    return zlib.crc32(sized).to_bytes(4, "little") + sized


def _number(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    return bytes([*made, value])


def rar_4(files: dict[str, bytes], is_coded: bool = True) -> bytes:
    """A RAR archive as versions before 5 write it, stored; a name in GBK, `is_coded` UTF-16 too."""
    made = b"Rar!\x1a\x07\0" + _block_4(0x73, 0, bytes(6))
    for name, data in files.items():
        written, flags = name.encode("gb18030"), 0x8000
        if is_coded:
            fours = (name[at : at + 4] for at in range(0, len(name), 4))
            written += b"\0\0" + b"".join(b"\xaa" + four.encode("utf-16-le") for four in fours)
            flags |= 0x200
        sizes = (len(data), len(data), 2, zlib.crc32(data), 0x5A216000, 20, 0x30, len(written), 32)
        made += _block_4(0x74, flags, struct.pack("<IIBIIBBHI", *sizes) + written) + data
    return made + _block_4(0x7B, 0x4000, b"")


def _block_4(kind: int, flags: int, rest: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


PACKINGS = {
    "7z": seven_zip,
    "rar": rar,
    "rar of version 4": rar_4,
    "rar of version 4, names in GBK alone": lambda files: rar_4(files, is_coded=False),
    "tar": tar,
    "tar.gz": lambda files: gzip.compress(tar(files)),
    "tar.bz2": lambda files: bz2.compress(tar(files)),
    "tar.xz": lambda files: lzma.compress(tar(files)),
}


def leaves(name: str, data: bytes) -> tuple[LeafFile, ...]:
    return read_file(name, data)[0]


def code_of(data: bytes) -> ProblemCode:
    (leaf,) = leaves("材料.bin", data)
    assert leaf.problem is not None
    return leaf.problem.code


@pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
def test_a_form_in_an_archive_is_read_under_any_name(pack) -> None:
    data = pack({"材料/申请表.docx": FORM, "材料/说明.txt": "请审核。".encode()})
    first, second = leaves("材料.zip", data)
    assert (first.path, first.type) == (("材料.zip", "申请表.docx"), FileType.DOCX)
    assert values(read_papers(first).papers[0]) == MEANT
    assert (second.name, second.data) == ("说明.txt", "请审核。".encode())


def test_archives_are_opened_inside_each_other() -> None:
    data = seven_zip({"内.rar": rar({"再内.tar.gz": gzip.compress(tar({"申请表.docx": FORM}))})})
    (leaf,) = leaves("外.7z", data)
    assert leaf.path == ("外.7z", "内.rar", "再内.tar.gz", "申请表.docx")


def test_a_single_file_packed_by_gzip_keeps_its_name() -> None:
    stream = io.BytesIO()
    with gzip.GzipFile("form.docx", "wb", fileobj=stream) as packed:
        packed.write(FORM)
    (leaf,) = leaves("a.gz", stream.getvalue())
    assert leaf.path == ("a.gz", "form.docx")
    assert leaf.type is FileType.DOCX


@pytest.mark.parametrize("names", [False, True], ids=["content", "names too"])
def test_a_password_is_told(names: bool) -> None:
    data = seven_zip({"申请表.docx": FORM}, password="secret", names=names)
    assert code_of(data) is ProblemCode.PASSWORD_PROTECTED


@pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
def test_a_cut_archive_is_damaged_or_gives_what_is_whole(pack) -> None:
    data = pack({"申请表.docx": FORM})
    for end in (len(data) // 3, len(data) // 2, len(data) - 30):
        for leaf in leaves("材料.bin", data[:end]):
            assert leaf.problem or leaf.data == FORM or leaf.type is FileType.OTHER


@pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
def test_a_bomb_is_not_unpacked(pack) -> None:
    data = pack({"0.txt": bytes(64 << 20)})
    found = archives.members_of(data, ROOM)
    assert found in (ProblemCode.UNSAFE_ARCHIVE, ProblemCode.TOO_LARGE)


@pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
def test_too_many_members_are_not_unpacked(pack) -> None:
    data = pack({f"{number}.txt": b"" for number in range(1200)})
    found = archives.members_of(data, ROOM)
    assert found in (ProblemCode.UNSAFE_ARCHIVE, ProblemCode.TOO_LARGE)


def test_links_and_devices_of_a_tar_are_refused_one_by_one() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (("链接", tarfile.SYMTYPE), ("设备", tarfile.CHRTYPE)):
            one = tarfile.TarInfo(name)
            one.type, one.linkname = kind, "/etc/passwd"
            archive.addfile(one)
    found = leaves("材料.tar", stream.getvalue())
    assert [leaf.problem and leaf.problem.code for leaf in found] == [
        ProblemCode.UNSAFE_ARCHIVE,
        ProblemCode.UNSAFE_ARCHIVE,
    ]


def test_a_member_that_climbs_out_is_only_a_name() -> None:
    (leaf,) = leaves("材料.tar", tar({"../../../etc/申请表.docx": FORM}))
    assert leaf.path == ("材料.tar", "申请表.docx")


def test_without_the_systems_library_a_rar_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "libarchive", None)
    assert code_of(rar({"申请表.docx": FORM})) is ProblemCode.UNSUPPORTED_TYPE


@pytest.mark.parametrize("data", [archives.SEVEN_ZIP + bytes(60), b"Rar!\x1a\x07\1\0" + b"x" * 99])
def test_a_mere_beginning_is_damaged(data: bytes) -> None:
    assert code_of(data) is ProblemCode.DAMAGED
