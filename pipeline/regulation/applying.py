"""Apply one rule to facts: exact three-valued logic, once for every meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from pipeline.domain.findings import Outcome
from pipeline.regulation.cel import Missing
from pipeline.regulation.facts import Value
from pipeline.regulation.rules import Meanings, Rule, Saying


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of some facts.

    `missing` are absent facts that could decide it, `unsettled` facts stated with several
    meanings; both are () unless the outcome is PERSON. `saying` is the sentence that fits
    every meaning, None when the rule has none for this outcome.
    """

    outcome: Outcome
    saying: Saying | None
    missing: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


def apply_rule(rule: Rule, facts: Mapping[str, Meanings]) -> Verdict:
    """Judge once for each combination of meanings; where the answers differ, a person decides.

    A fact without a key, or with (), is absent.
    """
    stated = {name: facts[name] for name in rule.facts if facts.get(name)}
    absent = tuple(name for name in rule.facts if name not in stated)
    unsettled = tuple(name for name, meanings in stated.items() if len(meanings) > 1)
    if rule.requires:
        outcome = Outcome.PERSON if absent or unsettled else Outcome.MEETS
        return _verdict(rule, outcome, [stated_alone(stated)], absent, unsettled)
    worlds = [dict(zip(stated, chosen, strict=True)) for chosen in product(*stated.values())]
    answers = [_answer(rule, world, absent) for world in worlds]
    outcomes = {outcome for outcome, _ in answers}
    outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.PERSON
    missing = tuple(n for n in rule.facts if any(n in names for _, names in answers))
    return _verdict(rule, outcome, worlds, missing, unsettled)


def stated_alone(stated: Mapping[str, Meanings]) -> dict[str, Value]:
    return {name: meanings[0] for name, meanings in stated.items() if len(meanings) == 1}


def _answer(
    rule: Rule, world: Mapping[str, Value], absent: tuple[str, ...]
) -> tuple[Outcome, tuple[str, ...]]:
    if rule.when is None:
        return Outcome.PERSON, absent
    doubts: tuple[str, ...] = ()
    for exception in rule.exceptions:
        holds = exception.when(world) if exception.when else True
        if isinstance(holds, Missing):
            doubts += holds.names
        elif holds:
            return Outcome.PERSON, ()
    answer = rule.when(world)
    if isinstance(answer, Missing):
        return Outcome.PERSON, answer.names + doubts
    if doubts:
        return Outcome.PERSON, doubts
    return (Outcome.MEETS if answer else Outcome.FAILS), ()


def _verdict(
    rule: Rule,
    outcome: Outcome,
    worlds: list[dict[str, Value]],
    missing: tuple[str, ...],
    unsettled: tuple[str, ...],
) -> Verdict:
    if outcome is not Outcome.PERSON:
        sayings = rule.meets if outcome is Outcome.MEETS else rule.fails
        return Verdict(outcome, _fitting(sayings, worlds))
    exception = _fitting(rule.exceptions, worlds)
    return Verdict(outcome, exception, missing, unsettled)


def _fitting(sayings: tuple[Saying, ...], worlds: list[dict[str, Value]]) -> Saying | None:
    for saying in sayings:
        if saying.when is None or all(saying.when(world) is True for world in worlds):
            return saying
    return None
