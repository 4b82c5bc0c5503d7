"""Pages, ruling lines and cells: what is found before any text is recognised."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from scanning.pictures import PICTURES, Wear, page, saved, worn

from pipeline.domain.letters import FileType, ProblemCode

pytestmark = pytest.mark.ocr


@pytest.fixture(scope="module")
def seeing():
    import scanning.seeing

    return scanning.seeing


def ruled(rows: int, columns: int, width: int = 2) -> Image.Image:
    """A page with a table of equal cells."""
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    left, top, across, down = 100, 200, 1040, 80 * rows
    for row in range(rows + 1):
        y = top + down * row // rows
        draw.line((left, y, left + across, y), fill=0, width=width)
    for column in range(columns + 1):
        x = left + across * column // columns
        draw.line((x, top, x, top + down), fill=0, width=width)
    return picture


def pages(seeing, data: bytes, kind: FileType = FileType.IMAGE):
    found = seeing.pages_of(data, kind)
    assert not isinstance(found, ProblemCode), found
    return list(found)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.integers(2, 14),
    st.integers(2, 8),
    st.floats(-2, 2),
    st.sampled_from((0.0, 0.5)),
    st.integers(2, 4),
)
def test_every_cell_of_a_table_is_found_once_however_it_lies(
    seeing, rows, columns, turned, shadow, width
) -> None:
    wear = Wear(turned=turned, noise=5, shadow=shadow, quality=60)
    [picture] = pages(seeing, worn(ruled(rows, columns, width), wear))
    [table] = seeing.tables_of(seeing.straightened(picture))
    assert len(table) == rows * columns
    [grid] = seeing.blocks_of_page(picture, [table], [], lambda page, box: "", 1)
    places = {(cell.row, cell.column, cell.height, cell.width) for cell in grid.cells}
    assert places == {(row, column, 1, 1) for row in range(rows) for column in range(columns)}


def test_merged_cells_span_the_grid_and_say_where_they_stand(seeing) -> None:
    picture = ruled(3, 4)
    ImageDraw.Draw(picture).rectangle((365, 206, 1135, 274), fill=255)  # three cells made one
    [seen] = pages(seeing, saved(picture, "PNG"))
    [table] = seeing.tables_of(seen)
    [grid] = seeing.blocks_of_page(seen, [table], [], lambda page, box: "", 2)
    first, second = grid.cells[:2]
    assert (first.width, second.column, second.width) == (1, 1, 3)
    assert second.place == "第2页 表1 行1 列2"


def test_a_line_of_text_over_a_rule_is_read_again_on_both_sides(seeing) -> None:
    box = seeing.Box
    cells = [box(0, 0, 100, 40), box(104, 0, 300, 40)]
    line = seeing.Written(box(10, 8, 250, 32), "姓名张喆")
    read = {(10, 98): "姓名", (106, 250): "张喆"}

    def again(_, part) -> str:
        return read[part.left, part.right]

    [grid] = seeing.blocks_of_page(np.zeros((50, 300), np.uint8), [cells], [line], again, 1)
    assert [cell.text for cell in grid.cells] == ["姓名", "张喆"]


def test_a_page_without_rules_is_lines_from_top_to_bottom_and_left_to_right(seeing) -> None:
    box = seeing.Box
    written = [
        seeing.Written(box(200, 12, 260, 32), "张喆"),
        seeing.Written(box(10, 60, 90, 80), "学号"),
        seeing.Written(box(10, 10, 90, 30), "姓名"),
    ]
    blocks = seeing.blocks_of_page(np.zeros((99, 300), np.uint8), [], written, None, 3)
    assert [(one.text, one.place) for one in blocks] == [("姓名  张喆", "第3页"), ("学号", "第3页")]


@pytest.mark.parametrize("ending", sorted(set(PICTURES) - {"heic"}))
def test_every_kind_of_picture_is_opened_page_by_page(seeing, ending) -> None:
    kind = FileType.PDF if ending == "pdf" else FileType.IMAGE
    found = pages(seeing, PICTURES[ending], kind)
    assert len(found) == {"tif": 3, "pdf": 2}.get(ending, 1)
    assert all(max(one.shape) <= seeing.LONG_SIDE and one.dtype == np.uint8 for one in found)


def test_a_picture_lies_as_the_telephone_says(seeing) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    [seen] = pages(seeing, saved(page(), "JPEG", exif=exif.tobytes()))
    assert seen.shape[0] < seen.shape[1]


def bomb_png(side: int = 50_000) -> bytes:
    """A few hundred bytes that say they are two and a half thousand million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1 << 16))
    ends = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + ends


def bomb_tiff() -> bytes:
    """A real TIFF whose directory then says that it is fifty thousand pixels wide and high."""
    data = bytearray(saved(Image.new("L", (8, 8)), "TIFF"))
    at = struct.unpack_from("<I", data, 4)[0]
    for number in range(struct.unpack_from("<H", data, at)[0]):
        entry = at + 2 + 12 * number
        if struct.unpack_from("<H", data, entry)[0] in (256, 257):
            struct.pack_into("<HII", data, entry + 2, 4, 1, 50_000)
    return bytes(data)


@pytest.mark.parametrize("bomb", [bomb_png(), bomb_tiff()], ids=["png", "tiff"])
def test_a_picture_that_would_fill_the_memory_is_never_decoded(seeing, bomb) -> None:
    assert len(bomb) < 10_000
    assert seeing.pages_of(bomb, FileType.IMAGE) is ProblemCode.TOO_LARGE


def test_of_a_thousand_pages_only_the_first_few_are_decoded(seeing) -> None:
    small = [Image.new("L", (40, 60), 255)] * 999
    found = pages(seeing, saved(small[0], "TIFF", small))
    assert len(found) == seeing.MAX_PAGES + 1


@pytest.mark.parametrize("ending", ["png", "jpg", "gif", "webp", "bmp"])
def test_half_a_picture_is_told_as_damaged(seeing, ending) -> None:
    half = PICTURES[ending][: len(PICTURES[ending]) // 2]
    assert seeing.pages_of(half, FileType.IMAGE) is ProblemCode.DAMAGED


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_part_of_a_heic_is_told_as_damaged(seeing, share) -> None:
    whole = (Path(__file__).parents[1] / "samples/files/telephone.heic").read_bytes()
    assert not isinstance(seeing.pages_of(whole, FileType.IMAGE), ProblemCode)
    part = whole[: int(len(whole) * share)]
    assert seeing.pages_of(part, FileType.IMAGE) is ProblemCode.DAMAGED


def test_what_is_kept_and_not_opened_stays_without_text(seeing) -> None:
    assert seeing.pages_of(PICTURES["heic"], FileType.IMAGE) is ProblemCode.NO_TEXT


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(sorted(set(PICTURES) - {"pdf", "heic"})), st.data())
def test_no_spoilt_picture_ends_the_reading(seeing, ending, data) -> None:
    spoilt = bytearray(PICTURES[ending])
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    found = seeing.pages_of(bytes(spoilt), FileType.IMAGE)
    assert isinstance(found, ProblemCode) or all(one.dtype == np.uint8 for one in found)
