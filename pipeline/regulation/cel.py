"""Conditions of rules: a closed part of the Common Expression Language, three-valued.

Allowed: facts, `==`, `!=`, `in [...]` against values of the fact's vocabulary, `!` for yes-no
facts, `&&`, `||` and parentheses. An absent fact is left out of the evaluation, so `&&` and `||`
give Kleene's logic. `has`, `null`, `size` and macros are refused: `!has(x) || ...` would turn an
absent fact into an answer.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from pipeline.regulation.facts import Fact, FactType, Value
from pipeline.regulation.sheets import similar

if TYPE_CHECKING:
    import cel

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"[^"\\]*")|(?P<name>[^\W\d]\w*)|(?P<mark>==|!=|&&|\|\||[!()\[\],])|(?P<other>\S))'
)
_POSITION = re.compile(r"<input>:\d+:(\d+)")
_LISTS = '列表只能写在 in 的右边，例如 study_mode in ["full_time"]。'
_LITERALS: Mapping[str, Value] = {"true": True, "false": False}


class ConditionError(ValueError):
    """An expression that cannot be a condition; `says` holds all reasons in Chinese."""

    def __init__(self, says: tuple[str, ...]) -> None:
        super().__init__("".join(says))
        self.says = says


@dataclass(frozen=True, slots=True)
class Missing:
    """No answer: these absent facts could decide it."""

    names: tuple[str, ...]

    def __bool__(self) -> bool:
        raise TypeError("a missing answer is neither true nor false")


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled expression; call it with the facts that are known, each one precise value."""

    source: str
    names: tuple[str, ...]
    _program: "cel.Program"
    _values: Mapping[str, tuple[Value, ...]]
    _found: dict[tuple[Value | None, ...], bool | Missing] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Answers found already; the vocabularies are closed, so there are few."""

    def __call__(self, facts: Mapping[str, Value]) -> bool | Missing:
        known = {name: facts[name] for name in self.names if name in facts}
        # A value outside the vocabulary would silently compare unequal; it is absent instead.
        known = {name: value for name, value in known.items() if value in self._values[name]}
        asked = tuple(known.get(name) for name in self.names)
        if asked not in self._found:
            self._found[asked] = self._look(known)
        return self._found[asked]

    def _look(self, known: Mapping[str, Value]) -> bool | Missing:
        answer = self._answer(known)
        if answer is not None:
            return answer
        absent = tuple(name for name in self.names if name not in known)
        return Missing(tuple(n for n in absent if self._matters(n, known, absent)) or absent)

    def _answer(self, known: Mapping[str, Value]) -> bool | None:
        try:
            return bool(self._program.execute(dict(known)))
        except RuntimeError:  # how the library reports an undefined name
            return None

    def _matters(self, name: str, known: Mapping[str, Value], absent: tuple[str, ...]) -> bool:
        others = [other for other in absent if other != name]
        for chosen in product(*(self._values[other] for other in others)):
            rest = {**known, **dict(zip(others, chosen, strict=True))}
            if len({self._answer({**rest, name: value}) for value in self._values[name]}) > 1:
                return True
        return False


def compile_condition(expression: str, facts: Mapping[str, Fact]) -> Condition:
    """Compile an expression over declared facts; raises `ConditionError` with every reason."""
    import cel  # brings its own command line along: only when an edition is read

    reasons = tuple(_reasons(expression, facts))
    if reasons:
        raise ConditionError(reasons)
    try:
        program = cel.compile(expression)
    except ValueError as error:
        place = _POSITION.search(str(error))
        where = f"第{place[1]}个字符附近" if place else ""
        raise ConditionError(
            (f"判断式{where}写得不对，请检查括号、&& 和 ||：{expression}",)
        ) from error
    words = dict.fromkeys(match["name"] for match in _TOKEN.finditer(expression))
    names = tuple(word for word in words if word in facts)
    return Condition(expression, names, program, {name: facts[name].values for name in names})


def _reasons(expression: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    tokens = [
        (match.lastgroup, match[match.lastgroup or 0]) for match in _TOKEN.finditer(expression)
    ]
    tokens += [("end", "")] * 2
    at = 0
    while tokens[at][0] != "end":
        kind, word = tokens[at]
        follow = tokens[at + 1][1]
        at += 1
        if word == "[" or (kind == "name" and follow == "in" and tokens[at + 1][1] != "["):
            yield _LISTS
            at += word != "["  # past the `in`
        elif word == "!" and _compares_choice(tokens[at : at + 2], facts):
            yield f'“!”要写在括号外面，例如 !({follow} == "...")，或者改用 !=。'
        elif kind == "other":
            yield f"判断式里不能用“{word}”，只能用 == != in [ ] ! && || 和括号。"
        elif kind == "text" or word in _LITERALS:
            yield f'取值 {word} 要写在事实的右边，例如 study_mode == "full_time"。'
        elif kind == "name" and (reason := _name_reason(word, follow, facts)):
            yield reason
        elif kind == "name" and follow in {"==", "!="}:
            yield from _value_reasons(facts[word], tokens[at + 1 : at + 2])
            at += 2
        elif kind == "name" and follow == "in":
            end = next((i for i in range(at, len(tokens)) if tokens[i][1] in {"]", ""}), at)
            listed = [token for token in tokens[at + 2 : end] if token[1] != ","]
            yield from _value_reasons(facts[word], listed)
            at = end + (tokens[end][1] == "]")
        elif kind == "name" and facts[word].type is not FactType.YES_NO:
            yield f'事实“{word}”要与取值比较，例如 {word} == "..."。'


def _compares_choice(tokens: list[tuple[str | None, str]], facts: Mapping[str, Fact]) -> bool:
    (_, name), (_, follow) = tokens
    is_choice = name in facts and facts[name].type is not FactType.YES_NO
    return is_choice and follow in {"==", "!=", "in"}


def _name_reason(word: str, follow: str, facts: Mapping[str, Fact]) -> str:
    if follow == "(":
        return f"判断式里不能用函数“{word}(...)”：没有写明的事实就是没有，不能再去问它。"
    if word == "null":
        return "判断式里不能用 null：没有写明的事实自动由人判断，不必比较。"
    if word not in facts:
        return f"facts.yaml 没有声明事实“{word}”。{similar(word, facts)}请改正或先声明。"
    if facts[word].type is FactType.TEXT:
        return f"事实“{word}”是文字，不能用在判断式里，请先归类成取值。"
    return ""


def _value_reasons(fact: Fact, tokens: list[tuple[str | None, str]]) -> Iterator[str]:
    if not tokens:
        yield f"事实“{fact.name}”的右边缺少取值。"
    for kind, word in tokens:
        value = word.strip('"') if kind == "text" else _LITERALS.get(word)
        if value is None:
            yield f"事实“{fact.name}”要与取值比较，“{word}”不是取值，文字取值请加引号。"
        elif value not in fact.values:
            choice = fact.choice(value)
            why = "含义未定，不能直接比较" if choice else "不在它的取值之内"
            listed = "、".join(
                str(one).lower() if one in (True, False) else str(one) for one in fact.values
            )
            yield f"事实“{fact.name}”与“{word}”比较，而“{word}”{why}。可用的取值：{listed}。"
