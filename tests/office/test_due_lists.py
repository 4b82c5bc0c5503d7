"""What a college's assistants still owe, on a sheet of its own for the college to hand on."""

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from office.test_adjustments import CALENDAR
from offices import RECEIVED, office_in
from registers.register_files import comma

from pipeline.documents.catalogue import DocumentKind
from pipeline.domain.registers import RegisterKind
from pipeline.errors import NotFoundError
from pipeline.office.decisions.registering import import_register
from pipeline.office.drawing.drafting import DraftOrder, draft

SERVING = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
    ("3120220001", "高远", "机电学院", "党建", "2025-09-01"),
    ("3120220002", "<w:p>林&{{7*7}}", "计算机学院", "就业", "2025-09-01"),
)
COLLEGES = comma(("学院名称", "别称", "邮箱"), ("机电与自动化学院", "机电学院", "jd@bit.edu.cn"))
LATE = dt.datetime(2026, 11, 2, 10, tzinfo=RECEIVED.tzinfo)


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as begun:
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, begun)
        import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, begun)
        yield replace(begun, now=lambda: LATE)


def cells(path: str) -> str:
    document = docx.Document(io.BytesIO(Path(path).read_bytes()))
    return "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)


def test_each_college_gets_a_list_of_its_own_people_only(office) -> None:
    lists = list(draft(DraftOrder(DocumentKind.DUE_LIST, term="2026-autumn"), office))
    assert [one.college for one in lists] == ["机电学院", "计算机学院"]
    first, second = (cells(one.path) for one in lists)
    assert "高远" in first
    assert "学期工作计划" in first
    assert "林" not in first
    assert "<w:p>林&{{7*7}}" in second
    again = list(draft(DraftOrder(DocumentKind.DUE_LIST, term="2026-autumn"), office))
    assert [one.sha256 for one in again] == [one.sha256 for one in lists]


def test_only_the_present_term_has_a_list(office) -> None:
    with pytest.raises(NotFoundError, match="本学期"):
        list(draft(DraftOrder(DocumentKind.DUE_LIST, term="2027-spring"), office))


def test_each_college_gets_an_envelope_with_its_official_name_and_what_is_in_it(office) -> None:
    import_register(RegisterKind.COLLEGES, "学院.csv", COLLEGES, office)
    order = DraftOrder(DocumentKind.COVER_SHEET, term="2026-autumn")
    covers = list(draft(order, office))
    assert [one.college for one in covers] == ["机电学院", "计算机学院"]
    document = docx.Document(covers[0].path)
    *head, day_of_sending = (row.cells[1].text for row in document.tables[0].rows)
    assert head == [
        "机电与自动化学院\n学生工作办公室　收",
        "jd@bit.edu.cn",
        f"{office.house.name}　{office.house.address}",
    ]
    assert day_of_sending.split() == ["年", "月", "日"]  # by hand
    (_, enclosed) = document.tables[1].rows
    number, paper, person, student_no, copies, note = (cell.text for cell in enclosed.cells)
    assert (number, paper, copies) == ("1", "研究生德育工作助理待报送材料清单", "1")
    assert (person, student_no) == ("", "")
    assert note.startswith("1 人，")
    unlisted = docx.Document(covers[1].path).tables[0].rows
    assert [row.cells[1].text for row in unlisted][:2] == ["计算机学院\n学生工作办公室　收", ""]
    assert [one.sha256 for one in draft(order, office)] == [one.sha256 for one in covers]
