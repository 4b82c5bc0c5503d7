"""Tables of a PDF without ruling lines: read where their places are plain, else left alone."""

import pytest
from reading.sheets_of_offices import as_docx, sheets
from reading.test_other_offices import CORE
from reading.understood import readings

from pipeline.reading.blocks import Cell, Grid, Paragraph
from pipeline.reading.files.pdf_bare import BareTable, tables_of
from pipeline.reading.files.pdf_pieces import Line, Piece
from pipeline.reading.forms.fields import fields_from
from pipeline.reading.forms.harvest import harvest
from pipeline.reading.words.candidates import UNRULED
from pipeline.reading.words.labels import is_label
from pipeline.workshop.libreoffice import LibreOffice

SIZE = 10.0


def line(top: float, *words: tuple[float, str]) -> Line:
    """Words of ten points, each from where it begins; Chinese ones are as wide as high."""
    return [Piece((left, top, left + _width(text), top + SIZE), text) for left, text in words]


def _width(text: str) -> float:
    return sum(SIZE / 2 if char.isascii() else SIZE for char in text)


def bare(*lines: Line) -> list[BareTable]:
    return tables_of(list(lines), is_label, lambda text: text.endswith("申请表"))


def cells(*lines: Line) -> list[list[str]]:
    """The cells of the only table, row by row, lines of a cell apart by slashes."""
    (table,) = bare(*lines)
    rows = sorted({spot.row for spot in table.spots})
    return [
        ["/".join(piece.text for piece in spot.written) for spot in table.spots if spot.row == row]
        for row in rows
    ]


def test_what_stands_beside_each_other_is_a_row() -> None:
    assert cells(
        line(100, (70, "姓名"), (140, "张喆"), (210, "性别"), (280, "女")),
        line(130, (70, "学号"), (140, "3120240001"), (210, "民族"), (280, "汉族")),
    ) == [["姓名", "张喆", "性别", "女"], ["学号", "3120240001", "民族", "汉族"]]


def test_an_answer_over_two_lines_is_one_however_its_label_stands() -> None:
    top = cells(
        line(100, (70, "学院"), (140, "机械与车"), (210, "专业"), (280, "机械")),
        line(114, (140, "辆学院")),
    )
    centred = cells(
        line(100, (140, "机械与车")),
        line(107, (70, "学院"), (210, "专业"), (280, "机械")),
        line(114, (140, "辆学院")),
    )
    assert top == centred == [["学院", "机械与车/辆学院", "专业", "机械"]]


def test_rows_as_close_as_lines_are_told_by_their_labels() -> None:
    assert cells(
        line(100, (70, "姓名"), (140, "张喆")),
        line(112, (70, "学院"), (140, "机械与车辆")),
        line(124, (140, "学院")),
        line(136, (70, "专业"), (140, "机械")),
    ) == [["姓名", "张喆"], ["学院", "机械与车辆/学院"], ["专业", "机械"]]


def test_a_list_as_close_as_lines_is_a_list() -> None:
    assert cells(
        line(100, (70, "姓名"), (140, "学号")),
        line(112, (70, "张喆"), (140, "3120240001")),
        line(124, (70, "王琪"), (140, "3120240002")),
    ) == [["姓名", "学号"], ["张喆", "3120240001"], ["王琪", "3120240002"]]


def test_an_answer_left_empty_is_an_empty_cell() -> None:
    rows = cells(
        line(100, (70, "姓名"), (140, "张喆"), (210, "班级"), (280, "一班")),
        line(130, (70, "学院"), (210, "备注信息"), (280, "无")),
    )
    assert rows[1] == ["学院", "", "备注信息", "无"]


def test_a_heading_in_the_middle_makes_no_column() -> None:
    assert cells(
        line(100, (200, "更正内容")),
        line(130, (70, "项目"), (140, "更正前"), (260, "更正后")),
        line(160, (70, "民族"), (140, "汉族"), (260, "满族")),
        line(190, (210, "学籍信息")),
    )[0] == ["项目", "更正前", "更正后"]


def test_a_label_over_two_lines_and_a_title_down_the_side_are_one_cell_each() -> None:
    assert cells(
        line(100, (50, "基"), (70, "出生"), (140, "2001.3"), (210, "民族"), (280, "汉族")),
        line(114, (70, "年月")),
        line(124, (50, "本")),
        line(140, (70, "学号"), (140, "3120240001"), (210, "电话"), (280, "13800000001")),
    ) == [
        ["基/本", "出生/年月", "2001.3", "民族", "汉族"],
        ["", "学号", "3120240001", "电话", "13800000001"],
    ]


def test_what_stands_beside_two_labels_answers_neither_and_asks_a_person() -> None:
    (table,) = bare(
        line(100, (70, "学院")),
        line(104, (140, "机电学院")),
        line(116, (140, "机械工程")),
        line(120, (70, "专业")),
        line(160, (70, "姓名"), (140, "张喆")),
    )
    (shared,) = [spot for spot in table.spots if spot.is_shared]
    assert [piece.text for piece in shared.written] == ["机电学院", "机械工程"]
    said = fields_of_grid(
        Cell(0, 0, 1, 1, (Paragraph("学院", "1"),), "1"),
        Cell(1, 0, 1, 1, (Paragraph("专业", "2"),), "2"),
        Cell(0, 1, 2, 1, (), "3", shared="机电学院 机械工程"),
    )
    assert said == ((), ("college", "major"))


def fields_of_grid(*held: Cell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is read from a table, and what is not understood."""
    fields, unclear = fields_from(
        harvest([Grid(held, "表", is_ruled=False)]).candidates, ("college", "major")
    )
    return tuple(one.name for one in fields), tuple(one.name for one in unclear)


def test_an_answer_that_may_go_on_in_another_row_is_not_taken_for_whole() -> None:
    (table,) = bare(
        line(100, (70, "学院"), (140, "机械与车"), (210, "专业"), (280, "机械")),
        line(112, (70, "学号"), (140, "3120240001"), (280, "工程")),
        line(124, (70, "电话"), (140, "13800000001"), (210, "民族"), (280, "汉族")),
    )
    assert [one.written[0].text for one in table.spots if one.is_shared] == ["机械"]


def test_rows_of_which_a_title_stands_above_are_not_part_of_it() -> None:
    assert cells(
        line(100, (70, "登记表")),
        line(112, (70, "甲方信息")),
        line(124, (70, "姓名"), (140, "贺铸"), (210, "性别"), (280, "男")),
        line(136, (70, "学号"), (140, "3120240001"), (210, "民族"), (280, "汉族")),
    ) == [
        ["甲方信息", "", "", ""],
        ["姓名", "贺铸", "性别", "男"],
        ["学号", "3120240001", "民族", "汉族"],
    ]


def test_a_title_ends_a_table() -> None:
    one, two = bare(
        line(100, (70, "姓名"), (140, "贺铸"), (210, "性别"), (280, "男")),
        line(130, (70, "上岗申请表")),
        line(160, (70, "姓名"), (140, "王琪"), (210, "性别"), (280, "女")),
    )
    assert (one.top, two.bottom) == (100, 170)


def test_boxes_of_digits_have_no_gaps_between_them() -> None:
    rows = cells(
        line(100, (70, "姓名"), (140, "张喆"), (188, "性别"), (280, "女")),
        line(130, (70, "学号"), *((130 + 20 * at, str(at)) for at in range(8))),
    )
    assert rows[1][:9] == ["学号", *map(str, range(8))]


def test_what_stands_alone_under_a_long_answer_belongs_to_it() -> None:
    assert cells(
        line(100, (70, "姓名"), (140, "张喆"), (210, "性别"), (280, "女")),
        line(130, (70, "个人简历"), (140, "2024年起任班长。")),
        line(160, (140, "学院意见：同意")),
        line(190, (70, "学号"), (140, "3120240001")),
    )[1:] == [["个人简历", "2024年起任班长。/学院意见：同意", ""], ["学号", "3120240001"]]


def test_running_text_and_lines_that_hold_their_answers_are_no_table() -> None:
    assert not bare(line(100, (70, "甲方")), line(130, (70, "乙方")))
    told = line(100, (70, "学校：海洋大学"), (210, "学院：海洋学院"))
    assert not bare(told)
    assert not bare(line(100, (70, "上午"), (210, "下午")))


@pytest.mark.libreoffice
def test_forms_printed_without_lines_are_read_like_those_with_them() -> None:
    right, wrong, asked = 0, [], 0
    with LibreOffice() as libreoffice:
        for sheet in sheets("held"):
            data = libreoffice.convert(as_docx(sheet, borders=""), "docx", "pdf")
            (reading,) = readings("表.pdf", data)
            assert reading.problem is None
            fields = [one for paper in reading.papers for one in paper.fields]
            said = {one.name: str(one.value) for one in reversed(fields)}
            assert all(one.confidence <= UNRULED for one in fields)
            asked += len(sheet.means.keys() & CORE)
            right += sum(said.get(name) == sheet.means[name] for name in sheet.means.keys() & CORE)
            wrong += [
                (sheet.name, name, said[name])
                for name in said.keys() & CORE
                if said[name] != sheet.means.get(name)
            ]
    assert right >= 0.92 * asked
    assert wrong == []
