"""What a paper states about each declared fact, ready to be judged."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.domain.papers import CONFIDENT, Field, FieldValue, Paper, Unclear
from pipeline.domain.positions import AMBIGUOUS_KIND
from pipeline.judging.words import enrolment_state, experience, opinion_of_college
from pipeline.regulation.edition import Edition
from pipeline.regulation.facts import Fact, Value
from pipeline.regulation.positions import possible_kinds
from pipeline.regulation.rules import Meanings

ENROLMENT_LINE = "enrolment_line"
_ENROLMENT_LABEL = re.compile(
    r"学\s*籍\s*(状\s*态|情\s*况|注\s*册)|注\s*册\s*(情\s*况|状\s*态)|在\s*籍\s*(情\s*况|状\s*态)|是\s*否\s*(正\s*式\s*)?注\s*册"
)
_SORTED: Mapping[str, Callable[[str], str]] = {
    "enrolment": enrolment_state,
    "college_opinion": opinion_of_college,
    "social_experience": experience,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as the paper states it.

    `meanings` are the precise values it may stand for, () when there is nothing to judge.
    `fields` were judged; `unjudged` are written, but too uncertain or outside the vocabulary;
    `unclear` is written, but the reader made nothing of it.
    """

    fact: Fact
    meanings: Meanings
    fields: tuple[Field, ...]
    unjudged: tuple[Field, ...] = ()
    unclear: tuple[Unclear, ...] = ()


def statements_of(paper: Paper, edition: Edition) -> Mapping[str, Statement]:
    """A statement for every fact the edition declares, by the fact's name."""
    stated = {name: _statement(paper, fact, edition) for name, fact in edition.facts.items()}
    if ENROLMENT_LINE in edition.facts:
        has_line = (_has_enrolment_line(paper),)
        stated[ENROLMENT_LINE] = Statement(edition.facts[ENROLMENT_LINE], has_line, ())
    return stated


def _statement(paper: Paper, fact: Fact, edition: Edition) -> Statement:
    fields = [field for field in paper.fields if field.name == fact.name]
    meant = {id(field): _meanings(field, fact, edition) for field in fields}
    judged = tuple(f for f in fields if f.confidence >= CONFIDENT and meant[id(f)])
    # Several values that disagree leave the fact open, exactly like one ambiguous value.
    meanings = tuple(dict.fromkeys(one for field in judged for one in meant[id(field)]))
    return Statement(
        fact=fact,
        meanings=meanings,
        fields=judged,
        unjudged=tuple(field for field in fields if field not in judged),
        unclear=tuple(unclear for unclear in paper.unclear if unclear.name == fact.name),
    )


def _meanings(field: Field, fact: Fact, edition: Edition) -> tuple[Value, ...]:
    value: FieldValue = field.value
    if fact.name in _SORTED:
        value = _SORTED[fact.name](value) if isinstance(value, str) else ""
    if fact.name == "position_kind" and value == AMBIGUOUS_KIND:
        return tuple(kind.value for kind in possible_kinds(field.raw, edition.positions))
    return fact.meanings(value)


def _has_enrolment_line(paper: Paper) -> bool:
    """Whether the form asks for the enrolment at all; a blank line differs from no line."""
    written: list[Field | Unclear] = [*paper.fields, *paper.unclear]
    return any(one.name == "enrolment" for one in written) or bool(
        _ENROLMENT_LABEL.search(paper.text)
    )
