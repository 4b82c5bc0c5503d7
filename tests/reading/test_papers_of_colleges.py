"""Papers of our own kinds in the layouts that colleges give them: what is told is told exactly."""

from pathlib import Path

import pytest
from reading.sheets_of_offices import Sheet, as_docx, as_html, as_xlsx, sheets
from reading.understood import paper_of, values

from pipeline.domain.letters import FileType
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
