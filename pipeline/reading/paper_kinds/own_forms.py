"""Our own blank forms coming back: known by identifier and bookmarks, read cell by cell.

Both survive Word, WPS and LibreOffice, also over .doc; tags of content controls do not. A form
whose identifier is lost is known by its bookmarks, and a cell whose bookmark is lost by its label.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from pipeline.domain.papers import PaperKind
from pipeline.reading.blocks import Block, Grid, Positions
from pipeline.reading.containers.zips import ZIP_FAULTS
from pipeline.reading.paper_kinds.kinds import Recognised
from pipeline.reading.words.candidates import OWN_CELL, Candidate, Harvest

FINGERPRINT = re.compile(r"deyu:([a-z_]{4,30}):(\d{1,3})")
MOST_OF_A_PROPERTY = 64 << 10
FEWEST_MARKS = 4
CERTAIN = 1.0

_MARKS: dict[PaperKind, frozenset[str]] = {
    PaperKind.APPLICATION_FORM: frozenset({"name", "student_no", "other_post", "college_opinion"}),
    PaperKind.REPLACEMENT_REQUEST: frozenset(
        {"leaver_name", "leaver_student_no", "incoming_name", "incoming_student_no"}
    ),
    PaperKind.LEAVING_SURVEY: frozenset({"name", "left_on", "leaving_reason", "next_step"}),
    PaperKind.CASE_REPORT: frozenset({"title", "name", "student_no", "tenure"}),
    PaperKind.REGISTRATION_FORM: frozenset({"name", "agreement_number", "groups", "plans"}),
}
"""Bookmarks by which a form is known when its identifier is lost; all of them must be there."""


def fingerprint_of(data: bytes) -> str:
    """The identifier in a Word file's properties that one of our forms bears, else ""."""
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as package,
            package.open("docProps/core.xml") as part,
        ):
            properties = part.read(MOST_OF_A_PROPERTY).decode("utf-8", "replace")
    except ZIP_FAULTS:
        return ""
    found = FINGERPRINT.search(properties)
    return found[0] if found else ""


def own_candidates(blocks: Iterable[Block]) -> tuple[Candidate, ...]:
    """What stands in the cells with our bookmarks; `written` is "" where a cell is empty."""
    return tuple(one for block in blocks if isinstance(block, Grid) for one in _marked(block))


def _marked(grid: Grid) -> Iterator[Candidate]:
    positions = Positions(grid) if any(cell.marks for cell in grid.cells) else None
    for cell in grid.cells if positions else ():
        for mark in cell.marks:
            left = positions.left_of(cell) if positions else None
            label = left.text if left is not None else ""
            yield Candidate(mark, cell.text, cell.place, OWN_CELL, label)


def recognised_as_ours(fingerprint: str, marked: tuple[Candidate, ...]) -> Recognised | None:
    """The kind of a paper that bears our bookmarks, None for everything else."""
    marks = {one.field for one in marked}
    if len(marks) < FEWEST_MARKS:
        return None
    found = FINGERPRINT.fullmatch(fingerprint)
    if found and found[1] in set(PaperKind):
        because = f"本表由研究生工作部发出（表格编号 {fingerprint}）"
        return Recognised(PaperKind(found[1]), CERTAIN, because)
    for kind, needed in _MARKS.items():
        if needed <= marks:
            return Recognised(kind, CERTAIN, "本表由研究生工作部发出（按表内书签认出）")
    return None


def with_own_cells(found: Harvest, marked: tuple[Candidate, ...]) -> Harvest:
    """The marked cells count; by its label only what has lost its bookmark is looked for."""
    marks = {one.field for one in marked}
    others = (one for one in found.candidates if one.field not in marks)
    written = (one for one in marked if one.written)
    return Harvest((*written, *others), found.asked | marks)
