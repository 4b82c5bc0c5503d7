"""The registration form (登记表, clause 三.1.(1)): the office prints what it knows already."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pipeline.documents.chinese_dates import as_printed
from pipeline.documents.drawn import Drawn
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.field_lists import REGISTRATION_FIELDS
from pipeline.documents.marks import NOT_APPROVED, marks
from pipeline.documents.printed_fields import labels_of
from pipeline.documents.values import tidy_lines
from pipeline.domain.papers import Field
from pipeline.domain.people import DegreeLevel, PartyStanding
from pipeline.domain.positions import PositionKind
from pipeline.domain.value_labels import DEGREE_LEVEL, PARTY_STANDING

PREVIEW_ONLY = "该同学尚未批准上岗，登记表只供预览。"

_PRINTED_AS_STATED = frozenset(one.name for one in REGISTRATION_FIELDS) - {
    "marks",
    "party_standing",
    "degree_level",
    "position",
    "agreement_number",
}


@dataclass(frozen=True, slots=True)
class RegistrationTerms:
    """What is printed; "" leaves the blank for the assistant to fill by hand."""

    name: str = ""
    gender: str = ""
    student_no: str = ""
    birth_date: str = ""
    ethnicity: str = ""
    party_standing: str = ""
    party_joined_on: str = ""
    college: str = ""
    major: str = ""
    grade: str = ""
    degree_level: str = ""
    supervisor: str = ""
    phone: str = ""
    email: str = ""
    position: str = ""
    start_on: str = ""
    agreement_number: str = ""


def registration_terms(fields: Sequence[Field], agreement_number: str = "") -> RegistrationTerms:
    """What an application form states, in the office's words.

    A value that leaves its meaning open (党员 without saying which, an ambiguous position) is
    left for the assistant to write.
    """
    said = {one.name: tidy_lines(one.value) for one in fields if isinstance(one.value, str)}
    plain = {name: as_printed(said[name]) for name in _PRINTED_AS_STATED if name in said}
    standing, level = said.get("party_standing", ""), said.get("degree_level", "")
    kind = said.get("position_kind", "")
    known = standing in set(PartyStanding) and standing != PartyStanding.MEMBER
    return RegistrationTerms(
        **plain,
        party_standing=PARTY_STANDING[PartyStanding(standing)] if known else "",
        degree_level=DEGREE_LEVEL[DegreeLevel(level)] if level in set(DegreeLevel) else "",
        position=PositionKind(kind).label if kind in set(PositionKind) else "",
        agreement_number=agreement_number,
    )


def draw_registration_form(
    template: bytes, terms: RegistrationTerms, approved: bool = True, demo: bool = False
) -> Drawn:
    """The form as docx. Raises `TemplateError`, `UnprintableTextError`."""
    told = {**asdict(terms), "marks": marks("" if approved else NOT_APPROVED, demo)}
    data = fill(compile_template(template), told, labels_of(REGISTRATION_FIELDS))
    return Drawn(data, () if approved else (PREVIEW_ONLY,), told)
