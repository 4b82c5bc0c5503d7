"""The roster, read back by a spreadsheet reader that is not ours."""

import re
from io import BytesIO

import pandas
import pytest
from opened import members
from python_calamine import CalamineWorkbook

from pipeline.documents.roster import COLUMNS, NOBODY, RosterRow, draw_roster
from pipeline.documents.values import UnprintableTextError
from pipeline.domain.people import DegreeLevel, PartyStanding
from pipeline.domain.positions import PositionKind

TERM = "2026—2027学年秋季学期"
LIN = RosterRow(
    college="机械与车辆学院",
    name="林知夏",
    student_no="0312026041",
    position_kind=PositionKind.PUBLICITY,
    party_standing=PartyStanding.PROBATIONARY,
    degree_level=DegreeLevel.DOCTOR,
    state="已批准",
    agreement_number="DY-2026-0012",
)


def rows_of(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("名册").to_python()


def sheet_xml(data: bytes) -> str:
    return members(data)["xl/worksheets/sheet1.xml"].decode()


def named(name: str) -> RosterRow:
    return RosterRow("", name, "", None, None, None, "")


def test_every_assistant_has_a_line_with_the_number_as_text() -> None:
    title, heading, first, second = rows_of(draw_roster(TERM, [LIN, named("周子昂")]).data)
    assert title[0] == f"北京理工大学研究生德育工作助理名册（{TERM}）"
    assert heading == [words for words, _ in COLUMNS]
    assert first == [
        1,
        "机械与车辆学院",
        "林知夏",
        "0312026041",
        "信息（宣传）",
        "中共预备党员",
        "博士",
        "已批准",
        "DY-2026-0012",
        "",
    ]
    assert second == [2, "", "周子昂", "", "", "", "", "", "", ""]


def test_people_who_count_with_it_get_a_table_of_columns() -> None:
    data = draw_roster(TERM, [LIN, named("周子昂")]).data
    table = pandas.read_excel(BytesIO(data), header=1, dtype=str, engine="calamine")
    assert list(table.columns) == [words for words, _ in COLUMNS]
    assert table["姓名"].tolist() == ["林知夏", "周子昂"]
    assert table["学号"].tolist()[0] == "0312026041"
    assert table["学院"].value_counts().to_dict() == {"机械与车辆学院": 1}


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "@SUM(A1)", "http://a.b/c", "00123", "R&D <b>", "_x0041_", "{=1}", "a\nb"],
)
def test_mailed_in_text_is_text_and_nothing_else(name: str) -> None:
    drawn = draw_roster(TERM, [named(name)]).data
    assert rows_of(drawn)[2][2] == name
    assert "<f>" not in sheet_xml(drawn)
    assert "hyperlink" not in sheet_xml(drawn)


def test_it_prints_on_a4_landscape_with_its_heading_on_every_page() -> None:
    drawn = draw_roster(TERM, [LIN] * 60).data
    sheet, book = sheet_xml(drawn), members(drawn)["xl/workbook.xml"].decode()
    assert re.search(r'<pageSetup paperSize="9"[^>]*orientation="landscape"', sheet)
    assert "<oddFooter>&amp;C第 &amp;P 页　共 &amp;N 页</oddFooter>" in sheet
    assert 'state="frozen"' in sheet
    assert "_xlnm.Print_Titles" in book
    assert "名册!$1:$2" in book


def test_a_demo_says_so_in_the_title_and_on_every_page() -> None:
    drawn = draw_roster(TERM, [LIN], demo=True).data
    assert "演示" in str(rows_of(drawn)[0][0])
    assert "<oddHeader>&amp;R演示" in sheet_xml(drawn)
    assert "演示" not in sheet_xml(draw_roster(TERM, [LIN]).data)


def test_an_empty_term_says_that_nobody_is_there() -> None:
    assert rows_of(draw_roster(TERM, []).data)[2][0] == NOBODY


def test_the_same_lines_give_the_same_bytes() -> None:
    drawn = draw_roster(TERM, [LIN]).data
    assert drawn == draw_roster(TERM, [LIN]).data
    written = members(drawn)["docProps/core.xml"].decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", written)) == {"2026-01-01T00:00:00Z"}


def test_a_control_character_is_refused_by_line_and_column() -> None:
    with pytest.raises(UnprintableTextError, match="名册第 2 行·姓名”的第 2 个字符"):
        draw_roster(TERM, [LIN, named("张\x00三")])


def test_a_text_no_cell_can_hold_is_refused_and_not_dropped() -> None:
    with pytest.raises(UnprintableTextError, match="第 1 行“姓名”太长"):
        draw_roster(TERM, [named("长" * 32_768)])
