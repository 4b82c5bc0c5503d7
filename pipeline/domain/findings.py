"""What the regulation says about one paper: advice, never a decision."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.papers import FieldValue
from pipeline.domain.people import Person


class Outcome(StrEnum):
    MEETS = "meets"
    FAILS = "fails"
    PERSON = "person"


class Advice(StrEnum):
    """The most a machine may say; no_obstacle is the best."""

    NO_OBSTACLE = "no_obstacle"
    NEEDS_PERSON = "needs_person"
    DOES_NOT_MEET = "does_not_meet"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact a finding rests on; `standing` is declared or confirmed (then by which register)."""

    fact: str
    value: FieldValue
    place: str
    standing: str = "declared"
    register: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied: clause and verbatim quote, outcome, and a Chinese sentence.

    `missing` names the absent facts when the outcome is PERSON. `ask` is what may be asked
    of the sender to settle it, a line for each thing, "" when only the office can.
    """

    rule: str
    clause: str
    quote: str
    outcome: Outcome
    says: str
    missing: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings on one application form, as of `judged_on`, by one edition."""

    paper: str
    person: Person
    advice: Advice
    findings: tuple[Finding, ...]
    judged_on: dt.date
    edition: str
    edition_sha256: str


@dataclass(frozen=True, slots=True)
class Against:
    """What a decision was taken in spite of: a rule that fails, a material that is missing."""

    rule: str
    clause: str
    says: str
