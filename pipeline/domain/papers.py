"""Papers: what colleges and students send, with every value and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.letters import Problem
from pipeline.domain.people import Person

FieldValue = str | bool | int | tuple[str, ...]
"""As the contract prints it: dates are "YYYY-MM-DD" or "YYYY-MM", enumerations their value."""

CONFIDENT = 0.6
"""Below this confidence a value is shown to people but not judged."""


class PaperKind(StrEnum):
    APPLICATION_FORM = "application_form"
    REPLACEMENT_REQUEST = "replacement_request"
    CASE_REPORT = "case_report"
    EVALUATION_OPINION = "evaluation_opinion"
    LEAVING_SURVEY = "leaving_survey"
    AGREEMENT = "agreement"
    REGISTRATION_FORM = "registration_form"
    POSITION_DUTIES = "position_duties"
    TERM_PLAN = "term_plan"
    YEARLY_WRITING = "yearly_writing"
    YEARLY_REPORT = "yearly_report"
    ASSESSMENT = "assessment"
    TRAINING_ATTENDANCE = "training_attendance"
    ROSTER = "roster"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a paper: understood, as written, and where; place is Chinese (表1 行2 列2).

    `label` is the writing that asked for it, "" where none did.
    """

    name: str
    value: FieldValue
    raw: str
    place: str
    confidence: float = 1.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something is written for a field but cannot be understood; never a value."""

    name: str
    raw: str
    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. What it does not state is an absent field.

    `scanned`: recognised in a picture. Its values are shown to people, never judged.
    """

    kind: PaperKind
    source: str
    confidence: float
    fields: tuple[Field, ...]
    text: str
    unclear: tuple[Unclear, ...] = ()
    because: str = ""
    scanned: bool = False

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def says(self, name: str) -> str:
        """The text of a string field, "" when the paper does not state it."""
        field = self.field(name)
        return field.value if field is not None and isinstance(field.value, str) else ""

    @property
    def person(self) -> Person:
        return Person(self.says("name"), self.says("student_no"))


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one leaf file turned out to hold; `kind` of the file is that of its first paper."""

    papers: tuple[Paper, ...]
    problem: Problem | None
    text: str = ""
