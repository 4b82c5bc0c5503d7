"""A PDF form is read by what was filled into its fields, in tables and in lines."""

import unicodedata

import pytest
from reading.understood import fields_of

from pipeline.domain.letters import FileType

FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 "
    b"/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880 "
    b"/Descent -120 /ItalicAngle 0 /CapHeight 880 /StemV 93 /FontBBox [-25 -254 1000 880] >> >>] >>"
)
LABELS = ("姓名", "学号", "政治面貌", "学院")


def form(fields: list[bytes], ruled: bool, printed: tuple[tuple[int, int, str], ...] = ()) -> bytes:
    """A page with a label in each row and a field to its right, with or without ruling lines.

    `printed` are further words, each with its row and how far right it stands, in points.
    """
    shown = b"BT /F 12 Tf "
    for row, right, word in printed:
        coded = word.encode("utf-16-be").hex().encode()
        shown += b"1 0 0 1 %d %d Tm <%s> Tj " % (right, 706 - 30 * row, coded)
    for number, label in enumerate(LABELS):
        word = (label if ruled else f"{label}：").encode("utf-16-be").hex().encode()
        shown += b"1 0 0 1 60 %d Tm <%s> Tj " % (706 - 30 * number, word)
    shown += b"ET "
    if ruled:
        for number in range(len(LABELS)):
            low = 700 - 30 * number
            shown += b"50 %d 100 30 re S 150 %d 300 30 re S " % (low - 5, low - 5)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] >> >>" % _listed(fields),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> /Annots [%s] >>" % _listed(fields),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        FONT,
        *fields,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (len(objects) + 1, table, len(objects) + 1, len(out))


def _listed(fields: list[bytes]) -> bytes:
    places = (number for number, one in enumerate(fields, 6) if b"/Rect" in one)
    return b" ".join(b"%d 0 R" % number for number in places)


def field(row: int, entries: bytes) -> bytes:
    low = 700 - 30 * row
    rectangle = b"[155 %d 440 %d]" % (low, low + 20)
    return b"<< /Type /Annot /Subtype /Widget /Rect %s %s >>" % (rectangle, entries)


def text(row: int, answer: str) -> bytes:
    written = (b"\xfe\xff" + answer.encode("utf-16-be")).hex().encode()
    return field(row, b"/FT /Tx /T (f%d) /V <%s>" % (row, written))


@pytest.mark.parametrize("ruled", [True, False], ids=["table", "lines"])
def test_typed_answers_are_read(ruled: bool) -> None:
    answers = ("张喆", "3120240001", "中共党员（正式）", "机电学院")
    data = form([text(row, one) for row, one in enumerate(answers)], ruled)
    assert fields_of(data, FileType.PDF) == {
        "name": "张喆",
        "student_no": "3120240001",
        "party_standing": "full",
        "college": "机电学院",
    }


FOREIGN = ("Müller José", "Nguyễn Văn An", "Jose\u0301 Garci\u0301a", "João d'Ávila", "𠮷田太郎")


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_name_is_whole_whatever_is_printed_behind_it(name) -> None:
    data = form([text(0, name), text(1, "3120240001")], False, ((0, 450, "性别"), (0, 480, "男")))
    assert fields_of(data, FileType.PDF) == {
        "name": unicodedata.normalize("NFC", name),
        "gender": "男",
        "student_no": "3120240001",
    }


@pytest.mark.parametrize(
    "written",
    ["Müller".encode("latin-1"), b"\xef\xbb\xbfM\xc3\xbcller", b"\xff\xfeM\0\xfc\0l\0l\0e\0r\0"],
    ids=["PDF 1.7", "UTF-8", "the other byte order"],
)
def test_a_name_is_read_in_each_coding_of_its_string(written) -> None:
    data = form([field(0, b"/FT /Tx /T (f) /V <%s>" % written.hex().encode())], ruled=True)
    assert fields_of(data, FileType.PDF) == {"name": "Müller"}


def test_a_field_left_empty_says_nothing() -> None:
    data = form([text(0, "张喆"), field(1, b"/FT /Tx /T (x)")], ruled=True)
    assert fields_of(data, FileType.PDF) == {"name": "张喆"}


def test_an_answer_kept_with_the_field_above_is_found() -> None:
    above = b"<< /T (p) /FT /Tx /V <feff5f2055866768> /Kids [6 0 R] >>"
    data = form([field(0, b"/Parent 7 0 R"), above], ruled=True)
    assert fields_of(data, FileType.PDF) == {"name": "张喆杨"}


STANDINGS = ("正式党员", "预备党员", "共青团员")
PRINTED = tuple((2, 175 + 80 * at, word) for at, word in enumerate(STANDINGS))


def button(row: int, at: int, entries: bytes) -> bytes:
    low, left = 703 - 30 * row, 160 + 80 * at
    place = (left, low, left + 12, low + 12)
    return b"<< /Type /Annot /Subtype /Widget /Rect [%d %d %d %d] %s >>" % (*place, entries)


@pytest.mark.parametrize("ruled", [True, False], ids=["table", "lines"])
def test_the_box_that_is_ticked_is_the_answer(ruled: bool) -> None:
    states = (b"/Off", b"/Yes", b"/Off")
    boxes = [
        button(2, at, b"/FT /Btn /T (b%d) /V %s /AS %s" % (at, state, state))
        for at, state in enumerate(states)
    ]
    data = form([text(0, "张喆"), *boxes], ruled, PRINTED)
    assert fields_of(data, FileType.PDF) == {"name": "张喆", "party_standing": "probationary"}


def test_the_radio_button_that_is_chosen_is_the_answer() -> None:
    radio = b"<< /FT /Btn /Ff 49152 /T (r) /V /b0 /Kids [7 0 R 8 0 R 9 0 R] >>"
    kids = [
        button(2, at, b"/Parent 10 0 R /AS %s" % (b"/b0" if at == 0 else b"/Off"))
        for at in range(3)
    ]
    data = form([text(0, "张喆"), *kids, radio], True, PRINTED)
    assert fields_of(data, FileType.PDF) == {"name": "张喆", "party_standing": "full"}


def test_no_box_ticked_says_nothing_and_two_are_not_understood() -> None:
    for ticked in ((), (0, 1)):
        boxes = [
            button(2, at, b"/FT /Btn /T (b%d) /AS %s" % (at, b"/On" if at in ticked else b"/Off"))
            for at in range(3)
        ]
        data = form([text(0, "张喆"), *boxes], True, PRINTED)
        assert fields_of(data, FileType.PDF) == {"name": "张喆"}
