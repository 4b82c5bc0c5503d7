"""Rules and clauses in words, for ``deyu rules explain`` and ``deyu rules clauses``."""

import re
from collections.abc import Iterator, Mapping

from pipeline.domain.findings import Outcome
from pipeline.errors import RegulationError
from pipeline.regulation.cel import Condition
from pipeline.regulation.clauses import Clause, canonical, find, own_text
from pipeline.regulation.edition import Edition
from pipeline.regulation.facts import Fact
from pipeline.regulation.rules import Case, Rule, Saying
from pipeline.regulation.sheets import similar

OUTCOMES = {Outcome.MEETS: "符合", Outcome.FAILS: "不符合", Outcome.PERSON: "由人判断"}
_LITERAL = re.compile(r'(\w+)\s*(==|!=|in)\s*(\[[^\]]*\]|"[^"]*"|true|false)')
_ALONE = re.compile(r"(!?)\s*\b([a-z_]+)\b")


def rule_text(edition: Edition, rule_id: str) -> str:
    """One rule in Chinese: clause, quote, how it is judged, and its examples.

    Raises `RegulationError` when the edition has no such rule.
    """
    rule = edition.rule(rule_id)
    lines = [
        f"{rule.id} {rule.title}",
        f"条款：{rule.clause}（{edition.title}）",
        f"引文：“{rule.quote}”",
        f"全条：{own_text(edition.clauses, rule.clause)}",
        *_how(rule, edition.facts),
        "例子：",
        *(_case_text(case, edition.facts) for case in rule.cases),
        *_slips(edition, rule),
    ]
    return "\n".join(lines) + "\n"


def clause_at(edition: Edition, address: str) -> Clause:
    """The clause at an address; raises `RegulationError` with its like when there is none."""
    clause = find(edition.clauses, address)
    if clause is None:
        hint = similar(address, [known.address for known in edition.clauses])
        raise RegulationError(
            f"条例版本“{edition.id}”没有条款“{address}”。",
            hint or "请用 deyu rules clauses 查看全部条款。",
        )
    return clause


def clause_text(clause: Clause) -> str:
    """A clause as printed, with its line in the source."""
    return f"{clause.address}（原文第{clause.line}行）\n{clause.text}\n"


def in_words(condition: Condition, facts: Mapping[str, Fact]) -> str:
    """A condition in Chinese: labels instead of names, 或 and 且 instead of signs."""
    text = _LITERAL.sub(lambda match: _comparison(match, facts), condition.source)
    text = _ALONE.sub(lambda match: _alone(match, facts), text)
    return text.replace("||", "，或").replace("&&", "，且").replace(" ", "")


def _how(rule: Rule, facts: Mapping[str, Fact]) -> Iterator[str]:
    if rule.judge:
        yield f"判断：总由人判断。{rule.judge}"
    elif rule.requires:
        labels = "、".join(facts[name].label for name in rule.requires)
        yield f"判断：{labels}都写明且含义确定为符合；否则由人处理，从不判为不符合。"
    elif rule.when is not None:
        yield f"判断：{in_words(rule.when, facts)}，为符合；否则不符合。"
        yield "　　　没有写明而其余事实又不能决定的，或写法有几种可能而结果不同的，由人判断。"
    for exception in rule.exceptions:
        yield f"{'特别注意' if rule.judge else '例外'}：{_exception(exception, facts)}"


def _exception(saying: Saying, facts: Mapping[str, Fact]) -> str:
    if saying.when is None:
        return "总由人判断。"
    return f"{in_words(saying.when, facts)}，由人判断。"


def _case_text(case: Case, facts: Mapping[str, Fact]) -> str:
    missing = ""
    if case.missing:
        missing = f"（缺：{'、'.join(facts[name].label for name in case.missing)}）"
    return f"  {case.name}：{OUTCOMES[case.expect]}{missing}"


def _slips(edition: Edition, rule: Rule) -> Iterator[str]:
    for erratum in edition.errata:
        if canonical(erratum.clause) == canonical(rule.clause):
            yield f"疑误：“{erratum.printed}”{erratum.basis}"


def _comparison(match: re.Match[str], facts: Mapping[str, Fact]) -> str:
    fact = facts[match[1]]
    words = re.findall(r"\w+", match[3])
    labels = [choice.label for word in words if (choice := fact.choice(word))]
    if not labels:
        labels = ["是" if word == "true" else "否" for word in words]
    verb = "不是" if match[2] == "!=" else "为"
    return f"{fact.label}{verb}“{'”或“'.join(labels)}”"


def _alone(match: re.Match[str], facts: Mapping[str, Fact]) -> str:
    fact = facts.get(match[2])
    if fact is None:
        return match[0]
    return f"{fact.label}：{'否' if match[1] else '是'}"
