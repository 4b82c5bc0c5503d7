"""Merged tables on their full grid: every slot covered once, whatever the file says."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from reading.understood import paper_of
from reading.word_files import TITLE, cell, leaf, paragraph, raw, row, table

from pipeline.domain.papers import FileReading
from pipeline.reading.blocks import Grid, Positions, text_of_blocks
from pipeline.reading.files.grid import MAX_COLUMNS, blocks_of_docx
from pipeline.reading.paper_kinds.papers import read_papers


@dataclass(frozen=True)
class Tile:
    """A merged area of a drawn table."""

    row: int
    column: int
    height: int
    width: int

    @property
    def slots(self) -> list[tuple[int, int]]:
        return [
            (row, column)
            for row in range(self.row, self.row + self.height)
            for column in range(self.column, self.column + self.width)
        ]


@st.composite
def tilings(draw) -> tuple[int, int, tuple[Tile, ...]]:
    """Rows, columns, and rectangles that cover them without gap or overlap."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    tiles = []
    while free:
        row, column = min(free)
        width = 1
        while width < 4 and (row, column + width) in free and draw(st.booleans()):
            width += 1
        height = 1
        while height < 4 and draw(st.booleans()):
            below = {(row + height, column + step) for step in range(width)}
            if not below <= free:
                break
            height += 1
        tile = Tile(row, column, height, width)
        tiles.append(tile)
        free -= set(tile.slots)
    return rows, columns, tuple(tiles)


def drawn(rows: int, tiles: tuple[Tile, ...]) -> str:
    """The table as Word writes it: gridSpan across, a vMerge chain down."""
    lines = []
    for number in range(rows):
        here = sorted(
            (t for t in tiles if t.row <= number < t.row + t.height), key=lambda t: t.column
        )
        cells = []
        for tile in here:
            span = f'<w:gridSpan w:val="{tile.width}"/>' if tile.width > 1 else ""
            first = number == tile.row
            merge = ""
            if tile.height > 1:
                merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
            cells.append(cell(f"t{tile.row}-{tile.column}" if first else "", span + merge))
        lines.append(row(*cells))
    return table(*lines)


def grid_of(body: str) -> Grid:
    blocks = blocks_of_docx(raw(body))
    assert isinstance(blocks, tuple)
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    return grid


@given(tilings())
def test_every_slot_of_a_merged_table_is_covered_once_by_the_cell_drawn_there(tiling) -> None:
    rows, columns, tiles = tiling
    grid = grid_of(drawn(rows, tiles))
    covered = [
        (slot, one.text)
        for one in grid.cells
        for slot in Tile(one.row, one.column, one.height, one.width).slots
    ]
    assert sorted(covered) == sorted(
        (slot, f"t{tile.row}-{tile.column}") for tile in tiles for slot in tile.slots
    )
    assert len({one.place for one in grid.cells}) == len(grid.cells)
    assert len(covered) == rows * columns


@given(tilings())
def test_the_neighbour_of_a_cell_is_the_one_that_touches_its_first_line(tiling) -> None:
    rows, _, tiles = tiling
    grid = grid_of(drawn(rows, tiles))
    positions = Positions(grid)
    owner = {slot: tile for tile in tiles for slot in tile.slots}
    for one in grid.cells:
        right = positions.right_of(one)
        below = positions.below(one)
        expected = owner.get((one.row, one.column + one.width))
        assert (right.text if right else None) == (
            f"t{expected.row}-{expected.column}" if expected else None
        )
        under = owner.get((one.row + one.height, one.column))
        assert (below.text if below else None) == (
            f"t{under.row}-{under.column}" if under else None
        )


PROPERTIES = st.lists(
    st.sampled_from(
        [
            '<w:gridSpan w:val="2"/>',
            '<w:gridSpan w:val="0"/>',
            '<w:gridSpan w:val="-3"/>',
            '<w:gridSpan w:val="99999999999999999999"/>',
            '<w:gridSpan w:val="二"/>',
            "<w:gridSpan/>",
            '<w:vMerge w:val="restart"/>',
            "<w:vMerge/>",
            '<w:vMerge w:val="continue"/>',
            '<w:vMerge w:val="?"/>',
            "<w:hMerge/>",
        ]
    ),
    max_size=2,
).map("".join)
TEXTS = st.sampled_from(
    ["", "姓名", "学号", "张喆", "3120240001", "☑党建 □学术", "学院：机电学院", "家庭成员"]
)
CELLS = st.tuples(TEXTS, PROPERTIES).map(lambda one: cell(*one))
ROW_PROPERTIES = st.sampled_from(["", '<w:gridBefore w:val="2"/>', '<w:gridBefore w:val="x"/>'])
ROWS = st.tuples(st.lists(CELLS, max_size=5), ROW_PROPERTIES).map(
    lambda one: row(*one[0], properties=one[1])
)


@given(st.lists(ROWS, max_size=6))
@settings(max_examples=150, deadline=None)
def test_no_table_however_wrong_its_merges_crashes_the_reader_or_covers_a_slot_twice(rows) -> None:
    data = raw(paragraph(TITLE) + table(*rows))
    reading = read_papers(leaf(data))
    assert isinstance(reading, FileReading)
    grid = grid_of(table(*rows))
    slots = [
        slot
        for one in grid.cells
        for slot in Tile(one.row, one.column, one.height, one.width).slots
    ]
    assert len(slots) == len(set(slots))
    assert all(column < MAX_COLUMNS for _, column in slots)


def test_text_in_the_hidden_part_of_a_merge_is_kept() -> None:
    body = table(
        row(cell("学院意见"), cell("同意", '<w:vMerge w:val="restart"/>')),
        row(cell(""), cell("2026年9月3日", "<w:vMerge/>")),
    )
    assert grid_of(body).cells[1].text == "同意\n2026年9月3日"


def test_a_merge_that_continues_nothing_stands_alone() -> None:
    grid = grid_of(table(row(cell("姓名", "<w:vMerge/>"), cell("张喆"))))
    assert [(one.height, one.text) for one in grid.cells] == [(1, "姓名"), (1, "张喆")]


def test_a_table_of_tables_is_told_once_with_the_place_of_each() -> None:
    inner = table(row(cell("姓名"), cell("张喆")))
    blocks = blocks_of_docx(raw(table(row(cell("<w:p/>" + inner)))))
    assert text_of_blocks(blocks) == "姓名\t张喆"
    paper = paper_of(raw(paragraph(TITLE) + table(row(cell("<w:p/>" + inner)))))
    assert paper.field("name").place == "表1 行1 列1 表1 行1 列2"
