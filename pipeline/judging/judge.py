"""Judge one application form: findings by clause, and advice; never a decision."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.domain.extracts import NO_EXTRACT, Extract
from pipeline.domain.findings import Advice, Evidence, Finding, Judgement, Outcome
from pipeline.domain.papers import Paper
from pipeline.judging.statements import Statement, statements_of
from pipeline.judging.wording import TROUBLED, Statements, asks, says
from pipeline.regulation.applying import Verdict, apply_rule
from pipeline.regulation.edition import Edition
from pipeline.regulation.facts import FactType
from pipeline.regulation.rules import Meanings, Rule


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
    plain = {name: _plainly(one) for name, one in statements.items()}
    verdicts = [(rule, _verdict(edition.sha256, rule, statements, plain)) for rule in edition.rules]
    asked = _asked_once(verdicts, statements)
    evidence = {name: _evidence_for(name, one) for name, one in statements.items()}
    findings = tuple(
        _finding(rule, verdict, statements, evidence, asked.get(rule.id, ""), troubled)
        for rule, verdict in verdicts
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


def _plainly(statement: Statement) -> Meanings:
    """What a fact may mean; a text counts only as written or not written."""
    meanings = statement.meanings
    return ("written",) * len(meanings) if statement.fact.type is FactType.TEXT else meanings


_VERDICTS: dict[tuple[str, str, tuple[Meanings, ...]], Verdict] = {}
_MOST_VERDICTS = 20_000


def _verdict(edition: str, rule: Rule, statements: Statements, plain: "Facts") -> Verdict:
    """`apply_rule`, remembered: forms say few things in few ways, and a verdict holds no text."""
    key = (edition, rule.id, tuple([plain[name] for name in rule.facts]))
    found = _VERDICTS.get(key)
    if found is None:
        if len(_VERDICTS) >= _MOST_VERDICTS:
            _VERDICTS.clear()
        facts = {name: statements[name].meanings for name in rule.facts}
        found = _VERDICTS[key] = apply_rule(rule, facts)
    return found


Facts = Mapping[str, Meanings]
Known = dict[tuple[str, str, tuple[Meanings, ...]], Outcome]
"""Outcomes found already, by edition, rule and the meanings of the rule's facts."""


def facts_of(
    paper: Paper, edition: Edition, judged_on: dt.date, extract: Extract, sender: str
) -> Facts:
    """What each fact of the edition may mean; a text counts only as written or not written."""
    statements = statements_of(paper, edition, judged_on, extract, sender)
    return {name: _plainly(one) for name, one in statements.items()}


def outcomes(edition: Edition, facts: Facts, known: Known) -> Mapping[str, Outcome]:
    """The bare outcome of each rule, for whoever compares many; `known` grows."""
    found = {}
    for rule in edition.rules:
        key = (edition.sha256, rule.id, tuple(facts[name] for name in rule.facts))
        if key not in known:
            known[key] = apply_rule(rule, facts).outcome
        found[rule.id] = known[key]
    return found


def advice_of(rules: tuple[Rule, ...], found: Mapping[str, Outcome]) -> Advice:
    """The most that may be said of these outcomes, by rule."""
    if Outcome.FAILS in found.values():
        return Advice.DOES_NOT_MEET
    always_judged = {rule.id for rule in rules if rule.judge}
    if any(one is Outcome.PERSON for id_, one in found.items() if id_ not in always_judged):
        return Advice.NEEDS_PERSON
    return Advice.NO_OBSTACLE


def _asked_once(
    verdicts: Sequence[tuple[Rule, Verdict]], statements: Statements
) -> Mapping[str, str]:
    """By rule, what to ask of the sender, a line for each thing, so that a letter never asks the same thing twice."""
    asked: dict[str, str] = {}
    before: set[str] = set()
    open_ones = [one for one in verdicts if one[1].outcome is Outcome.PERSON]
    for rule, verdict in sorted(open_ones, key=lambda one: not one[0].requires):
        lines = asks(rule, verdict, statements)
        new = [line for line in lines if line not in before]
        before.update(new)
        asked[rule.id] = "\n".join(new)
    return asked


def _finding(
    rule: Rule,
    verdict: Verdict,
    statements: Statements,
    evidence: Mapping[str, tuple[Evidence, ...]],
    ask: str,
    troubled: bool,
) -> Finding:
    finding = Finding(
        rule=rule.id,
        clause=rule.clause,
        quote=rule.quote,
        outcome=verdict.outcome,
        says=says(rule, verdict, statements),
        missing=tuple([name for name in verdict.missing if not statements[name].conflict]),
        evidence=tuple([one for name in rule.facts for one in evidence[name]]),
        ask=ask,
    )
    return _doubted(finding, verdict) if troubled and rule.requires else finding


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
