"""Judge one application form: findings by clause, and advice; never a decision."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.domain.findings import Advice, Evidence, Finding, Judgement, Outcome
from pipeline.domain.papers import Paper
from pipeline.judging.statements import statements_of
from pipeline.judging.wording import TROUBLED, Statements, asks, says
from pipeline.regulation.applying import Verdict, apply_rule
from pipeline.regulation.edition import Edition
from pipeline.regulation.rules import Rule


def judge(paper: Paper, edition: Edition, judged_on: dt.date, troubled: bool = False) -> Judgement:
    """What an edition says of one application form, from the form alone.

    `troubled` says that a problem touches the paper, so that it may not be read whole.
    Values below `pipeline.domain.papers.CONFIDENT` count as not stated. What the sender is
    asked is asked once: under the rule on completeness if it asks it, else where first needed.
    """
    statements = statements_of(paper, edition)
    facts = {name: statement.meanings for name, statement in statements.items()}
    verdicts = [(rule, apply_rule(rule, facts)) for rule in edition.rules]
    asked = _asked_once(verdicts, statements)
    findings = tuple(
        _finding(rule, verdict, statements, asked[rule.id], troubled) for rule, verdict in verdicts
    )
    return Judgement(
        paper=paper.source,
        person=paper.person,
        advice=_advice(edition.rules, findings),
        findings=findings,
        judged_on=judged_on,
        edition=edition.id,
        edition_sha256=edition.sha256,
    )


def _asked_once(
    verdicts: Sequence[tuple[Rule, Verdict]], statements: Statements
) -> Mapping[str, str]:
    """By rule, what to ask of the sender, a line for each thing, so that a letter never asks the same thing twice."""
    asked: dict[str, str] = {}
    before: set[str] = set()
    for rule, verdict in sorted(verdicts, key=lambda one: not one[0].requires):
        new = [line for line in asks(rule, verdict, statements) if line not in before]
        before.update(new)
        asked[rule.id] = "\n".join(new)
    return asked


def _finding(
    rule: Rule, verdict: Verdict, statements: Statements, ask: str, troubled: bool
) -> Finding:
    finding = Finding(
        rule=rule.id,
        clause=rule.clause,
        quote=rule.quote,
        outcome=verdict.outcome,
        says=says(rule, verdict, statements),
        missing=verdict.missing,
        evidence=_evidence(rule, statements),
        ask=ask,
    )
    return _doubted(finding, verdict) if troubled and rule.requires else finding


def _doubted(finding: Finding, verdict: Verdict) -> Finding:
    """The form's completeness when part of what was sent could not be read."""
    told = finding.says if verdict.outcome is Outcome.PERSON else ""
    return replace(finding, outcome=Outcome.PERSON, says=TROUBLED + told)


def _evidence(rule: Rule, statements: Statements) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(name, field.value, field.place)
        for name in rule.facts
        for field in statements[name].fields
    )


def _advice(rules: tuple[Rule, ...], findings: tuple[Finding, ...]) -> Advice:
    if any(finding.outcome is Outcome.FAILS for finding in findings):
        return Advice.DOES_NOT_MEET
    always_judged = {rule.id for rule in rules if rule.judge}
    if any(f.outcome is Outcome.PERSON and f.rule not in always_judged for f in findings):
        return Advice.NEEDS_PERSON
    return Advice.NO_OBSTACLE
