"""The sheet that goes on the envelope to a college: to whom, from whom, and what it encloses."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pipeline.documents.drawn import Drawn
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.field_lists import COVER_SHEET_FIELDS
from pipeline.documents.marks import marks
from pipeline.documents.printed_fields import labels_of
from pipeline.documents.values import Context


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One paper in the envelope; `person` and `student_no` are "" for a paper about nobody."""

    paper: str
    copies: int
    person: str = ""
    student_no: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """An envelope; the day of sending is written by hand, since it is not that of drawing.

    `address` is where the college may be reached, "" when the directory does not say.
    """

    college: str
    term: str
    office: str
    enclosed: tuple[Enclosed, ...]
    address: str = ""
    office_address: str = ""
    demo: bool = False


def draw_cover_sheet(template: bytes, cover: Cover) -> Drawn:
    """The sheet as docx. Raises `TemplateError`, `UnprintableTextError`."""
    context: Context = {
        "marks": marks("", cover.demo),
        "term": cover.term,
        "college": cover.college,
        "address": cover.address,
        "office": cover.office,
        "office_address": cover.office_address,
        "total": _copies(cover.enclosed),
        "enclosed": [asdict(one) for one in cover.enclosed],
    }
    data = fill(compile_template(template), context, labels_of(COVER_SHEET_FIELDS))
    return Drawn(data, (), context)


def _copies(enclosed: Sequence[Enclosed]) -> int:
    return sum(one.copies for one in enclosed)
