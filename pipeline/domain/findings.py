"""What the regulation says about one paper: advice, never a decision."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
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


COMPLETENESS = "H2"
"""The rule under which is told what only the office can doubt: whose form it is, and which holds."""


def with_doubts(judgement: Judgement, doubts: Sequence[str]) -> Judgement:
    """A person must look, whatever the form alone says; what it fails it goes on failing."""
    if not doubts:
        return judgement
    findings = tuple(
        replace(one, outcome=Outcome.PERSON, says="".join(doubts) + _still_told(one))
        if one.rule == COMPLETENESS
        else one
        for one in judgement.findings
    )
    fails = judgement.advice is Advice.DOES_NOT_MEET
    return replace(
        judgement,
        findings=findings,
        advice=Advice.DOES_NOT_MEET if fails else Advice.NEEDS_PERSON,
    )


def _still_told(finding: Finding) -> str:
    return finding.says if finding.outcome is Outcome.PERSON else ""


@dataclass(frozen=True, slots=True)
class Against:
    """What a decision was taken in spite of: a rule that fails, a material that is missing."""

    rule: str
    clause: str
    says: str
