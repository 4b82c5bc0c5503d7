"""What another edition would say of everything that has been judged (``deyu rules diff``)."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.domain.findings import Advice, Outcome
from pipeline.domain.papers import Paper, PaperKind, Unclear
from pipeline.judging.judge import advice_of, outcomes
from pipeline.judging.statements import statements_of
from pipeline.office.house import Office, mail_object
from pipeline.office.registered import extracts_of
from pipeline.office.rows import JudgedPaper
from pipeline.regulation.edition import Edition

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rejudged:
    """One application of which the two editions say different things, rule by rule."""

    judged: JudgedPaper
    before: Advice
    after: Advice
    rules: tuple[tuple[str, Outcome | None, Outcome | None], ...]

    @property
    def concerns_a_decision(self) -> bool:
        return self.judged.decision is not None and self.before is not self.after


def rejudge(
    old: Edition, new: Edition, office: Office, progress: Callable[[int], None]
) -> Iterator[Rejudged]:
    """Judge the newest revision of each application by both editions, with today's registers.

    Both are given the same facts, so that a difference is the editions' alone. `progress` is
    told how many are done.
    """
    extract_of = extracts_of(office.ledger)
    same_facts = (old.facts, old.positions) == (new.facts, new.positions)
    for number, one in enumerate(office.ledger.judged_papers(), 1):
        paper = _paper(one, office)
        day = office.house.day_of(one.received_at)
        extract = extract_of(one.person.student_no)
        statements = statements_of(paper, old, day, extract, one.sender)
        before = outcomes(old, statements)
        if not same_facts:
            statements = statements_of(paper, new, day, extract, one.sender)
        after = outcomes(new, statements)
        if changed := _changed(before, after):
            advices = advice_of(old.rules, before), advice_of(new.rules, after)
            yield Rejudged(one, *advices, changed)
        progress(number)


def _changed(
    before: Mapping[str, Outcome], after: Mapping[str, Outcome]
) -> tuple[tuple[str, Outcome | None, Outcome | None], ...]:
    rules = dict.fromkeys([*before, *after])
    return tuple(
        (rule, before.get(rule), after.get(rule))
        for rule in rules
        if before.get(rule) is not after.get(rule)
    )


def _paper(one: JudgedPaper, office: Office) -> Paper:
    """The paper as it was understood: exact fields from the ledger, the rest from the archive."""
    return paper_in(reading_of(one, office), one)


def reading_of(one: JudgedPaper, office: Office) -> Json:
    document: Json = json.loads(office.archive.read(mail_object(one.identity), "reading.json"))
    return document


def paper_in(document: Json, one: JudgedPaper) -> Paper:
    filed = next(paper for paper in document["papers"] if paper["source"] == one.paper)
    unclear = (
        Unclear(name=told["field"], raw=told["raw"], place=told["place"], says=told["says"])
        for told in filed["unclear"]
    )
    return Paper(
        kind=PaperKind.APPLICATION_FORM,
        source=one.paper,
        confidence=filed["confidence"],
        fields=one.fields,
        text=filed["text"],
        unclear=tuple(unclear),
    )


def rejudged_json(one: Rejudged) -> Json:
    judged = one.judged
    return {
        "id": judged.id,
        "person": {"name": judged.person.name, "student_no": judged.person.student_no},
        "college": judged.college or None,
        "state": judged.state.value,
        "decision": judged.decision.value if judged.decision else None,
        "advice": {"old": one.before.value, "new": one.after.value},
        "findings": [
            {"rule": rule, "old": before and before.value, "new": after and after.value}
            for rule, before, after in one.rules
        ],
        "concerns_a_decision": one.concerns_a_decision,
    }
