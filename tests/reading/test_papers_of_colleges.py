"""Papers of our own kinds in the layouts that colleges give them: what is told is told exactly."""

from pathlib import Path

import pytest
from reading.sheets_of_offices import Sheet, as_docx, as_html, as_xlsx, sheets
from reading.understood import paper_of, values
from reading.word_files import table_of

from pipeline.domain.letters import FileType
from pipeline.domain.papers import CONFIDENT
from pipeline.reading.paper_kinds.other_papers import PERSONAL
from pipeline.reading.words.label_words import LEAVER_AND_INCOMING

SHEETS = tuple(sheets("papers_of_colleges", Path(__file__).parent))
MAKES = {
    "docx": (as_docx, FileType.DOCX),
    "html": (as_html, FileType.HTML),
    "xlsx": (as_xlsx, FileType.XLSX),
}


@pytest.mark.parametrize(
    ("sheet", "make"),
    [(sheet, make) for sheet in SHEETS for make in sheet.formats],
    ids=[f"{sheet.name}.{make}" for sheet in SHEETS for make in sheet.formats],
)
def test_a_paper_of_a_college_is_read_exactly(sheet: Sheet, make: str) -> None:
    made, kind = MAKES[make]
    paper = paper_of(made(sheet), kind)
    told = {name: str(value) for name, value in values(paper).items()}
    assert (paper.kind.value,) == sheet.kinds
    assert told == sheet.means | {
        name: value
        for name, value in told.items()
        if name not in (*PERSONAL, *LEAVER_AND_INCOMING) and name not in sheet.means
    }


@pytest.mark.parametrize(
    ("said", "tutor"),
    [
        ("同意。\n签名：康 萤      日期：2026/09/01", "康萤"),
        ("同意。（夏侯信　2021.1.12）", "夏侯信"),
        ("同意\n李明教授　2026-09-18 15:20", "李明"),
        ("同意。\n导师签字：见附件", None),
        ("同意。\n学工办 2026.9.3", None),
        ("同意。\n王老师 2026.9.1", None),
        ("签字：李明、张三 2026.9.1", None),
        ("情况属实\n2026.9.3", None),
    ],
)
def test_the_tutor_is_who_signs_and_nobody_else(said: str, tutor: str | None) -> None:
    rows = [["姓名", "顾听澜", "申请岗位", "学术助理"], ["导师意见", said, "学院意见", "同意"]]
    form = table_of(rows, "研究生德育工作助理上岗申请表")
    assert values(paper_of(form)).get("supervisor") == tutor


@pytest.mark.parametrize(
    ("label", "written", "sure"),
    [
        ("其他岗位", "无", False),
        ("其他岗位", "否（未受聘其他助教、助管）", True),
        ("是否兼任", "否", False),
        ("兼任其他岗位", "□是　☑否", True),
    ],
)
def test_that_no_post_is_held_counts_only_where_being_employed_is_spoken_of(
    label: str, written: str, sure: bool
) -> None:
    rows = [["姓名", "顾听澜", "申请岗位", "学术助理"], [label, written, "学院意见", "同意"]]
    field = paper_of(table_of(rows, "研究生德育工作助理上岗申请表")).field("other_post")
    assert field is not None
    assert field.value is False
    assert (field.confidence >= CONFIDENT) is sure
