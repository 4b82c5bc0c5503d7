"""Whether an edition is right in itself: every mistake with file, line and the way out."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from itertools import product

from pipeline.domain.findings import Outcome
from pipeline.regulation.applying import apply_rule
from pipeline.regulation.clause_uses import citations, uses_of
from pipeline.regulation.clauses import canonical, find, flat, items, own_text
from pipeline.regulation.edition import Edition, read_edition
from pipeline.regulation.faults import Fault, FaultyEditionError
from pipeline.regulation.parameters import LEAST_SERVICE, OPINION_PAST, is_quoted
from pipeline.regulation.rules import BY, PLACEHOLDER, Case, Meanings, Rule
from pipeline.regulation.sheets import similar

PROMISED = ("Q1a", "Q1b", "Q1c", "Q2", "Q3a", "Q3b", "Q4", "Q5", "Q6", "Q7", "H1", "H2")
"""The rules that the contract of ``deyu check`` names."""


def check(edition: Edition) -> tuple[Fault, ...]:
    """All mistakes of an edition that could be read, sorted by file and line."""
    faults = [
        *_rule_faults(edition),
        *_coverage_faults(edition),
        *_case_faults(edition),
        *_errata_faults(edition),
        *_position_faults(edition),
        *_agreement_faults(edition),
        *_obligation_faults(edition),
        *_parameter_faults(edition),
        *_clause_faults(edition),
        *_item_faults(edition),
    ]
    return tuple(sorted(set(faults)))


def check_folder(folder: Traversable) -> tuple[Fault, ...]:
    """All mistakes of an edition's folder, of shape or else of content; () when it is sound."""
    try:
        return check(read_edition(folder))
    except FaultyEditionError as error:
        return error.faults


def doubts(edition: Edition) -> tuple[Fault, ...]:
    """What a person should look at in an edition that is sound as far as it goes."""
    found = []
    if not edition.items:
        says = (
            "没有 items 一节：只核对了每一款都有着落，没有核对款里的每一项要求是否都有人管。"
            "请照随软件附带版本的 coverage.yaml 逐项列出。"
        )
        found.append(Fault("coverage.yaml", 0, says))
    least, past = edition.parameters[LEAST_SERVICE], edition.parameters[OPINION_PAST]
    if least.value > past.value:
        says = (
            f"{least.name} 是 {least.value} 个月，比 {past.name} 的 {past.value} 个月还长："
            "做不满下限的人离岗也要交评议意见。请核对是否如此。"
        )
        found.append(Fault("parameters.yaml", least.line, says))
    for one in edition.parameters.values():
        if not is_quoted(one):
            says = f"{one.name} 是 {one.value}，而引文“{one.quote}”里没有写这个数。请核对是数改错了，还是原文没有改。"
            found.append(Fault("parameters.yaml", one.line, says))
    return tuple(found)


def require_sound(edition: Edition) -> Edition:
    """The edition itself; raises `FaultyEditionError` when `check` finds anything."""
    faults = check(edition)
    if faults:
        raise FaultyEditionError(edition.id, faults)
    return edition


def _misquoted(edition: Edition, clause: str, words: str, what: str) -> str:
    """Why words are not those of a clause, "" when they are."""
    if not words:
        return ""
    if find(edition.clauses, clause) is None:
        hint = similar(clause, [known.address for known in edition.clauses])
        return f"{what}的条款“{clause}”在原文中没有。{hint}"
    if flat(words) in flat(own_text(edition.clauses, clause)):
        return ""
    holder = next((known for known in edition.clauses if flat(words) in flat(known.text)), None)
    if holder is None:
        return f"{what}“{words}”不在 source.txt 中，请照原文一字不差地写。"
    return f"{what}“{words}”不在条款 {clause} 中，而在 {holder.address} 中，请改正条款。"


def _rule_faults(edition: Edition) -> Iterator[Fault]:
    for rule in edition.rules:
        says = _misquoted(edition, rule.clause, rule.quote, f"规则 {rule.id} 的引文")
        if says:
            line = rule.clause_line if "的条款" in says else rule.quote_line
            yield Fault("rules.yaml", line, says)
        for name in _placeholders(rule) - set(rule.facts) - {BY}:
            hint = similar(name, rule.facts)
            yield Fault(
                "rules.yaml",
                rule.line,
                f"规则 {rule.id} 的话里有 {{{name}}}，而它不是这条规则的事实。{hint}",
            )
        if rule.quote and len(flat(rule.quote)) < 4:
            yield Fault(
                "rules.yaml", rule.quote_line, f"规则 {rule.id} 的引文太短，请引到能看懂为止。"
            )


def _placeholders(rule: Rule) -> set[str]:
    return {
        name
        for saying in rule.sayings
        for name in PLACEHOLDER.findall(f"{saying.says}{saying.ask}")
    }


def _coverage_faults(edition: Edition) -> Iterator[Fault]:
    ruled = {
        known.address for rule in edition.rules if (known := find(edition.clauses, rule.clause))
    }
    required = items(edition.clauses, edition.qualifications)
    if not required:
        yield Fault(
            "edition.yaml",
            0,
            f"条款“{edition.qualifications}”下没有列出条件，请改正 qualifications。",
        )
    for clause in required:
        if clause.address not in ruled:
            yield Fault(
                "rules.yaml", 0, f"没有一条规则管 {clause.address}：{clause.text}请补一条。"
            )
    present = {rule.id for rule in edition.rules}
    for rule_id in PROMISED:
        if rule_id not in present:
            yield Fault("rules.yaml", 0, f"缺少规则 {rule_id}，对外约定要有这一条。")


def _case_faults(edition: Edition) -> Iterator[Fault]:
    for rule in edition.rules:
        for case in rule.cases:
            if says := _wrong(rule, case):
                yield Fault("rules.yaml", case.line, f"规则 {rule.id} 的例子“{case.name}”{says}")
        shown = {case.expect for case in rule.cases}
        for outcome in _reachable(edition, rule) - shown:
            yield Fault(
                "rules.yaml", rule.line, f"规则 {rule.id} 没有结果为 {outcome} 的例子，请补一个。"
            )
        if Outcome.FAILS in _reachable(edition, rule) and not rule.fails:
            yield Fault(
                "rules.yaml", rule.line, f"规则 {rule.id} 可能不符合，却没有写 fails 的话。"
            )


def _wrong(rule: Rule, case: Case) -> str:
    verdict = apply_rule(rule, case.given)
    if verdict.outcome is not case.expect:
        return f"应为 {case.expect}，判断得 {verdict.outcome}，请改正判断式或例子。"
    if case.missing is not None and verdict.missing != case.missing:
        told = "、".join(verdict.missing) or "无"
        return f"缺少的事实判断得“{told}”，与所写不同，请改正。"
    if case.says and (verdict.saying is None or case.says not in verdict.saying.says):
        told = verdict.saying.says if verdict.saying else "没有合用的话"
        return f"应当说到“{case.says}”，实际是“{told}”，请改正各句话的 when 或例子。"
    if verdict.outcome is Outcome.MEETS and verdict.saying is None:
        return "符合时没有可用的话，请在 meets 最后写一句不带 when 的。"
    return ""


def _reachable(edition: Edition, rule: Rule) -> set[Outcome]:
    """The outcomes a rule can have at all, by trying every combination of values."""
    vocabularies: list[tuple[Meanings, ...]] = [
        ((), *((value,) for value in (edition.facts[name].values or ("有",))))
        for name in rule.facts
    ]
    return {
        apply_rule(rule, dict(zip(rule.facts, chosen, strict=True))).outcome
        for chosen in product(*vocabularies)
    }


def _errata_faults(edition: Edition) -> Iterator[Fault]:
    for erratum in edition.errata:
        if says := _misquoted(edition, erratum.clause, erratum.printed, "疑误的原文"):
            yield Fault("errata.yaml", erratum.line, says)
        if erratum.reading == erratum.printed:
            yield Fault(
                "errata.yaml", erratum.line, f"“{erratum.printed}”的读法与原文相同，请改正或删去。"
            )


def _position_faults(edition: Edition) -> Iterator[Fault]:
    owners = {
        shared.word: "、".join(kind.label for kind in shared.kinds)
        for shared in edition.positions.shared
    }
    for position in edition.positions.kinds:
        for what, words in (("标题", position.printed), ("职责", position.duties)):
            if says := _misquoted(
                edition, position.clause, words, f"岗位“{position.label}”的{what}"
            ):
                yield Fault("positions.yaml", position.line, says)
        if position.label != position.kind.label:
            yield Fault(
                "positions.yaml",
                position.line,
                f"岗位名称“{position.label}”应为“{position.kind.label}”。",
            )
        for word in (position.label, *position.synonyms):
            if owners.setdefault(word, position.label) != position.label:
                yield Fault(
                    "positions.yaml",
                    position.line,
                    f"“{word}”已是“{owners[word]}”的写法；可能指几类的词请写在 shared 里。",
                )


def _agreement_faults(edition: Edition) -> Iterator[Fault]:
    for text in edition.agreement:
        if says := _misquoted(edition, text.clause, text.text, f"责任书的“{text.label}”"):
            yield Fault("agreement.yaml", text.line, says)


def _obligation_faults(edition: Edition) -> Iterator[Fault]:
    for duty in edition.obligations:
        if says := _misquoted(edition, duty.clause, duty.quote, f"应尽事项“{duty.label}”的引文"):
            yield Fault("obligations.yaml", duty.line, says)
        for heading in duty.headings:
            if flat(heading) not in flat(edition.source):
                yield Fault(
                    "obligations.yaml",
                    duty.line,
                    f"内容“{heading}”不在 source.txt 中，请照原文一字不差地写。",
                )


def _parameter_faults(edition: Edition) -> Iterator[Fault]:
    for one in edition.parameters.values():
        if says := _misquoted(edition, one.clause, one.quote, f"“{one.label}”的引文"):
            yield Fault("parameters.yaml", one.line, says)


def _clause_faults(edition: Edition) -> Iterator[Fault]:
    """Every clause is judged, tracked, printed, or left to people with a reason."""
    for entry in edition.coverage:
        if says := _misquoted(edition, entry.clause, entry.quote, "着落表的引文"):
            yield Fault("coverage.yaml", entry.line, says)
    # A misquoted clause is told where it is misquoted, not once more as left over.
    named = {canonical(address) for address, _, _ in citations(edition)}
    for clause, uses in uses_of(edition):
        if not uses and canonical(clause.address) not in named:
            yield Fault(
                "coverage.yaml",
                0,
                f"条款 {clause.address}（原文第{clause.line}行）没有着落：没有规则、应尽事项或文书用到它。"
                "请写一条规则或应尽事项，或在 coverage.yaml 写明由谁管、为什么。",
            )


def _item_faults(edition: Edition) -> Iterator[Fault]:
    """Each item is taken up as it says by something that quotes its own words."""
    every = tuple(citations(edition))
    cited = [(flat(quote), use.how) for _, quote, use in every]
    # What is misquoted is told where it is misquoted, not once more as what it no longer takes up.
    slips = {clause for clause, quote, _ in every if _misquoted(edition, clause, quote, "")}
    for item in edition.items:
        if says := _misquoted(edition, item.clause, item.quote, f"“{item.name}”的引文"):
            yield Fault("coverage.yaml", item.line, says)
            continue
        words = flat(item.quote)
        taken = {how for quote, how in cited if quote and (words in quote or quote in words)}
        if item.how not in taken and item.clause not in slips:
            yield Fault(
                "coverage.yaml",
                item.line,
                f"“{item.name}”应当由“{item.how.label}”管，而没有这样引到它的条目。"
                "请补一条规则、应尽事项或说明，或改正 how。",
            )
