"""Papers of every kind as colleges word them, several in a file too: each is known for what it is."""

from pathlib import Path

import pytest
from reading.sheets_of_offices import Sheet, as_docx, as_html, sheets
from reading.word_files import leaf

from pipeline.domain.letters import FileType
from pipeline.domain.papers import PaperKind
from pipeline.reading.paper_kinds.papers import read_papers

WORDED = tuple(sheets("kinds_of_papers", Path(__file__).parent))


def kinds_of(data: bytes, kind: FileType) -> tuple[str, ...]:
    return tuple(paper.kind.value for paper in read_papers(leaf(data, kind, "材料.docx")).papers)


@pytest.mark.parametrize("sheet", WORDED, ids=[sheet.name for sheet in WORDED])
def test_a_paper_is_known_by_how_it_is_worded(sheet: Sheet) -> None:
    assert kinds_of(as_docx(sheet), FileType.DOCX) == sheet.kinds
    assert kinds_of(as_html(sheet), FileType.HTML) == sheet.kinds


def test_every_kind_is_among_them() -> None:
    assert {kind for sheet in WORDED for kind in sheet.kinds} == set(PaperKind)
