"""Judge one application form: findings by clause, and advice; never a decision."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.domain.extracts import NO_EXTRACT, Extract
from pipeline.domain.findings import Advice, Evidence, Finding, Judgement, Outcome
from pipeline.domain.papers import Paper
from pipeline.judging.statements import Statement, statements_of
from pipeline.judging.wording import TROUBLED, asks, says
from pipeline.regulation.applying import Verdict, apply_rule
from pipeline.regulation.edition import Edition
from pipeline.regulation.facts import FactType
from pipeline.regulation.rules import Meanings, Rule

Told = tuple[Statement, ...]
"""What a form states of the facts of one rule, in the rule's order."""


def judge(
    paper: Paper,
    edition: Edition,
    judged_on: dt.date,
    troubled: bool = False,
    extract: Extract = NO_EXTRACT,
    sender: str = "",
) -> Judgement:
    """What an edition says of one application form, and of what the registers say beside it.

    `sender` is the address of the mail that brought it, "" for a bare file.
    `troubled` says that a problem touches the paper, so that it may not be read whole.
    Values below `pipeline.domain.papers.CONFIDENT` count as not stated. What the sender is
    asked is asked once: under the rule on completeness if it asks it, else where first needed.
    """
    statements = statements_of(paper, edition, judged_on, extract, sender)
    looked_at = [(rule, tuple([statements[name] for name in rule.facts])) for rule in edition.rules]
    asked = _asked_once(looked_at)
    finding = _finding_as_before if extract is NO_EXTRACT else _finding
    findings = tuple(
        [
            (_finding if _is_own(told) else finding)(rule, told, asked.get(rule.id, ""), troubled)
            for rule, told in looked_at
        ]
    )
    return Judgement(
        paper=paper.source,
        person=paper.person,
        advice=advice_of(edition.rules, {one.rule: one.outcome for one in findings}),
        findings=findings,
        judged_on=judged_on,
        edition=edition.id,
        edition_sha256=edition.sha256,
    )


def outcomes(edition: Edition, statements: Mapping[str, Statement]) -> Mapping[str, Outcome]:
    """The bare outcome of each rule, for whoever compares many."""
    return {
        rule.id: _verdict_on(rule, [statements[name] for name in rule.facts]).outcome
        for rule in edition.rules
    }


def _verdict_on(rule: Rule, told: Sequence[Statement]) -> Verdict:
    """Of a text it counts only that it is written, so a verdict holds none."""
    return _verdict(rule, tuple([_plainly(one) for one in told]))


def _plainly(statement: Statement) -> Meanings:
    meanings = statement.meanings
    return ("written",) * len(meanings) if statement.fact.type is FactType.TEXT else meanings


@lru_cache(maxsize=20_000)
def _verdict(rule: Rule, meanings: tuple[Meanings, ...]) -> Verdict:
    """`apply_rule`, remembered: forms say few things in few ways."""
    return apply_rule(rule, dict(zip(rule.facts, meanings, strict=True)))


def advice_of(rules: tuple[Rule, ...], found: Mapping[str, Outcome]) -> Advice:
    """The most that may be said of these outcomes, by rule."""
    if Outcome.FAILS in found.values():
        return Advice.DOES_NOT_MEET
    always_judged = {rule.id for rule in rules if rule.judge}
    if any(one is Outcome.PERSON for id_, one in found.items() if id_ not in always_judged):
        return Advice.NEEDS_PERSON
    return Advice.NO_OBSTACLE


def _asked_once(looked_at: Sequence[tuple[Rule, Told]]) -> Mapping[str, str]:
    """By rule, what to ask of the sender, a line for each thing, so that a letter never asks the same thing twice."""
    asked: dict[str, str] = {}
    before: set[str] = set()
    open_ones = [
        (rule, told, verdict)
        for rule, told in looked_at
        if (verdict := _verdict_on(rule, told)).outcome is Outcome.PERSON
    ]
    for rule, told, verdict in sorted(open_ones, key=lambda one: not one[0].requires):
        lines = asks(rule, verdict, dict(zip(rule.facts, told, strict=True)))
        new = [line for line in lines if line not in before]
        before.update(new)
        asked[rule.id] = "\n".join(new)
    return asked


def _is_own(told: Told) -> bool:
    """Whether it holds a text of this person, so that no other form will say the same."""
    return FactType.TEXT in [one.fact.type for one in told]


def _finding(rule: Rule, told: Told, ask: str, troubled: bool) -> Finding:
    verdict = _verdict_on(rule, told)
    statements = dict(zip(rule.facts, told, strict=True))
    finding = Finding(
        rule.id,
        rule.clause,
        rule.quote,
        verdict.outcome,
        says(rule, verdict, statements),
        tuple([name for name in verdict.missing if not statements[name].conflict]),
        tuple([one for name, said in statements.items() for one in _evidence_for(name, said)]),
        ask,
    )
    return _doubted(finding, verdict) if troubled and rule.requires else finding


_finding_as_before = lru_cache(maxsize=5_000)(_finding)
"""For what many forms say in the same words at the same place; without registers, which speak of one person."""


def _doubted(finding: Finding, verdict: Verdict) -> Finding:
    """The form's completeness when part of what was sent could not be read."""
    told = finding.says if verdict.outcome is Outcome.PERSON else ""
    return replace(finding, outcome=Outcome.PERSON, says=TROUBLED + told)


def _evidence_for(name: str, statement: Statement) -> tuple[Evidence, ...]:
    """What the form says and where; what a register says of it, or instead of it."""
    record, fields = statement.record, statement.fields
    if record is None:
        return tuple([Evidence(name, one.value, one.place) for one in fields])
    register = str(record.register)
    if statement.confirmed and fields:
        return tuple(Evidence(name, o.value, o.place, "confirmed", register) for o in fields)
    declared = tuple(Evidence(name, one.value, one.place) for one in fields)
    if record.value == "":
        return declared
    return (*declared, Evidence(name, record.value, record.place, "confirmed", register))
