"""Rules: one clause, its verbatim quote, how it is judged, and its own cases.

A rule is judged in one of three ways: by a condition (`when`), never by the machine (`judge`),
or by whether certain fields are stated and clear (`requires`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from pipeline.domain.findings import Outcome
from pipeline.regulation.cel import Condition, ConditionError, compile_condition
from pipeline.regulation.facts import Fact, Value
from pipeline.regulation.sheets import Entry, similar

MOST_COMBINATIONS = 2000
"""Of values of the facts one rule rests on, so that trying them all stays quick."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
BY = "by"
"""A placeholder for who says it: 申请表, or the register that confirms it."""
Meanings = tuple[Value, ...]
"""All precise values a stated fact may stand for; one when it is clear."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence for the finding, used where `when` holds or is None; {fact} is filled in."""

    when: Condition | None
    says: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An example that is also a test; `given` holds the possible values of each stated fact."""

    name: str
    given: Mapping[str, Meanings]
    expect: Outcome
    missing: tuple[str, ...] | None
    line: int
    says: str = ""
    """Words of the sentence that has to be said, "" where any will do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`facts` are those it rests on, in the order they are named."""

    id: str
    title: str
    clause: str
    quote: str
    when: Condition | None
    judge: str
    requires: tuple[str, ...]
    facts: tuple[str, ...]
    exceptions: tuple[Saying, ...]
    meets: tuple[Saying, ...]
    fails: tuple[Saying, ...]
    person: str
    cases: tuple[Case, ...]
    line: int
    quote_line: int
    clause_line: int

    def __hash__(self) -> int:
        """By its id alone: a rule is looked up for every form that is judged."""
        return hash(self.id)

    @property
    def sayings(self) -> tuple[Saying, ...]:
        own = (Saying(None, self.person), Saying(None, self.judge))
        return (*self.exceptions, *self.meets, *self.fails, *own)


def read_rules(sheet: Entry, facts: Mapping[str, Fact]) -> tuple[Rule, ...]:
    entries = sheet.entries("rules")
    rules = tuple(_read_rule(entry, facts) for entry in entries)
    seen: set[str] = set()
    for rule, entry in zip(rules, entries, strict=True):
        if rule.id in seen:
            entry.fault(f"规则编号“{rule.id}”用了两次，请改其中一个。", "id")
        seen.add(rule.id)
    sheet.close()
    return rules


def _read_rule(entry: Entry, facts: Mapping[str, Fact]) -> Rule:
    ways = [way for way in ("when", "judge", "requires") if way in entry]
    if len(ways) != 1:
        entry.fault("每条规则要写且只写 when、judge、requires 中的一项。")
    when = _read_condition(entry, facts)
    judged = "judge" in entry
    requires = _read_names(entry, "requires", facts)
    exceptions = _read_sayings(entry, "exceptions", facts, required=False)
    named = (*(when.names if when else ()), *_read_names(entry, "looks_at", facts), *requires)
    for saying in exceptions:
        named += saying.when.names if saying.when else ()
    rule = Rule(
        id=entry.text("id"),
        title=entry.text("title"),
        clause=entry.text("clause"),
        quote=entry.text("quote"),
        when=when,
        judge=entry.text("judge", required=judged) if judged else "",
        requires=requires,
        facts=tuple(dict.fromkeys(named)),
        exceptions=exceptions,
        meets=_read_sayings(entry, "meets", facts, required=not judged),
        fails=_read_sayings(entry, "fails", facts, required=False),
        person=entry.text("person", required=not judged),
        cases=tuple(_read_case(case, facts) for case in entry.entries("cases")),
        line=entry.line,
        quote_line=entry.line_of("quote"),
        clause_line=entry.line_of("clause"),
    )
    if prod(len(facts[name].values or " ") + 1 for name in rule.facts) > MOST_COMBINATIONS:
        entry.fault(f"规则 {rule.id} 一次看的事实太多，请拆成几条规则。", "when")
    entry.close()
    return rule


def _read_condition(entry: Entry, facts: Mapping[str, Fact]) -> Condition | None:
    written = entry.text("when", required=False)
    if "when" not in entry:
        return None
    try:
        return compile_condition(written, facts)
    except ConditionError as error:
        for reason in error.says:
            entry.fault(reason, "when")
        return None


def _read_names(entry: Entry, key: str, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    names = entry.texts(key, required=False)
    for name in names:
        if name not in facts:
            entry.fault(f"facts.yaml 没有声明事实“{name}”。{similar(name, facts)}", key)
    return tuple(name for name in names if name in facts)


def _read_sayings(
    entry: Entry, key: str, facts: Mapping[str, Fact], required: bool
) -> tuple[Saying, ...]:
    if key not in entry and not required:
        entry.texts(key, required=False)
        return ()
    if key in entry and entry.is_text(key):
        sayings: tuple[Saying, ...] = (Saying(None, entry.text(key)),)
    else:
        sayings = tuple(_read_saying(one, facts) for one in entry.entries(key))
    return sayings


def _read_saying(entry: Entry, facts: Mapping[str, Fact]) -> Saying:
    when = _read_condition(entry, facts)
    saying = Saying(when, entry.text("says"), entry.text("ask", required=False))
    entry.close()
    return saying


def _read_case(entry: Entry, facts: Mapping[str, Fact]) -> Case:
    expect = entry.text("expect")
    if expect not in set(Outcome):
        entry.fault(f"例子的结果“{expect}”不认识，应为 meets、fails 或 person。", "expect")
    given = entry.entry("given")
    case = Case(
        name=entry.text("name"),
        given={name: _read_given(given, name, facts) for name in given},
        expect=Outcome(expect) if expect in set(Outcome) else Outcome.PERSON,
        missing=entry.texts("missing") if "missing" in entry else None,
        line=entry.line,
        says=entry.text("says", required=False),
    )
    entry.close()
    return case


def _read_given(given: Entry, name: str, facts: Mapping[str, Fact]) -> Meanings:
    values = given.values(name)
    fact = facts.get(name)
    if fact is None:
        given.fault(f"facts.yaml 没有声明事实“{name}”。{similar(name, facts)}", name)
        return values
    meanings: list[Value] = []
    for value in values:
        meant = fact.meanings(value)
        if not meant:
            listed = "、".join(str(choice.value) for choice in fact.choices) or "true、false"
            given.fault(f"“{value}”不在“{name}”的取值之内（{listed}）。", name)
        meanings.extend(one for one in meant if one not in meanings)
    return tuple(meanings)
