"""Conditions of rules: Kleene's logic over absent facts, and nothing but a closed language."""

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.regulation.cel import Condition, ConditionError, Missing, compile_condition
from pipeline.regulation.facts import Choice, Fact, FactType


def fact(name: str, kind: FactType, *values: str) -> Fact:
    choices = tuple(Choice(value, value) for value in values)
    return Fact(name, name, kind, choices, "", "", "", 1)


FACTS = {
    one.name: one
    for one in (
        fact("a", FactType.YES_NO),
        fact("b", FactType.YES_NO),
        fact("c", FactType.YES_NO),
        fact("mode", FactType.CHOICE, "full", "part"),
        fact("level", FactType.CHOICE, "doctor", "master", "other"),
        fact("words", FactType.TEXT),
    )
}
NO_FACTS: dict[str, str | bool] = {}


def compiled(expression: str) -> Condition:
    return compile_condition(expression, FACTS)


def told(expression: str) -> str:
    with pytest.raises(ConditionError) as caught:
        compiled(expression)
    return "".join(caught.value.says)


YES, NO, ABSENT = True, False, None
KLEENE = [
    (YES, YES, True, True),
    (YES, NO, False, True),
    (YES, ABSENT, None, True),
    (NO, YES, False, True),
    (NO, NO, False, False),
    (NO, ABSENT, False, None),
    (ABSENT, YES, None, True),
    (ABSENT, NO, False, None),
    (ABSENT, ABSENT, None, None),
]


def stated(**facts: bool | None) -> dict[str, str | bool]:
    return {name: value for name, value in facts.items() if value is not None}


def plainly(answer: bool | Missing) -> bool | None:
    return None if isinstance(answer, Missing) else answer


@pytest.mark.parametrize(("left", "right", "both", "either"), KLEENE)
def test_and_or_are_kleenes(left, right, both, either) -> None:
    facts = stated(a=left, b=right)
    assert plainly(compiled("a && b")(facts)) is both
    assert plainly(compiled("a || b")(facts)) is either


def test_not_of_an_absent_fact_is_absent() -> None:
    assert compiled("!a")({"a": True}) is False
    assert compiled("!a")({"a": False}) is True
    assert compiled("!a")(NO_FACTS) == Missing(("a",))


@pytest.mark.parametrize("operator", ["==", "!="])
def test_comparing_an_absent_fact_is_absent_not_false(operator) -> None:
    condition = compiled(f'mode {operator} "full"')
    assert condition(NO_FACTS) == Missing(("mode",))
    assert condition({"mode": "full"}) is (operator == "==")
    assert condition({"mode": "part"}) is (operator == "!=")


def test_a_value_outside_the_vocabulary_is_absent_not_unequal() -> None:
    condition = compiled('mode != "full"')
    for stray in ("FULL", "", "全日制", True):
        assert condition({"mode": stray}) == Missing(("mode",))
    assert compiled("!a")({"a": "false"}) == Missing(("a",))


def test_facts_that_the_condition_does_not_name_do_not_matter() -> None:
    assert compiled('mode == "full"')({"mode": "full", "a": True, "anything": "x"}) is True


@pytest.mark.parametrize(
    ("expression", "facts", "missing"),
    [
        ("a && b", {}, ("a", "b")),
        ("a && b", {"a": True}, ("b",)),
        ("a && (b || c)", {"b": True}, ("a",)),
        ("(a && b) || c", {"a": False}, ("c",)),
        ("a || (b && c)", {"b": False}, ("a",)),
        ('mode == "full" || level != "doctor"', {}, ("mode", "level")),
        ('mode == "full" || level != "doctor"', {"level": "doctor"}, ("mode",)),
        ("(a && b) || (a && !b)", {}, ("a",)),
    ],
)
def test_only_facts_that_could_decide_it_are_missing(expression, facts, missing) -> None:
    assert compiled(expression)(facts) == Missing(missing)


def test_a_missing_answer_cannot_be_taken_for_no() -> None:
    with pytest.raises(TypeError):
        bool(compiled("a")(NO_FACTS))


REFUSED = {
    "has": ("has(a)", "不能用函数“has(...)”"),
    "size": ("size(mode) == 4", "不能用函数“size(...)”"),
    "a made-up function": ("older(a)", "不能用函数“older(...)”"),
    "a method": ('mode.startsWith("f")', "不能用“.”"),
    "a macro": ("[1, 2].all(x, x > 0)", "不能用“.”"),
    "null": ("null == a", "不能用 null"),
    "a ternary": ("a ? b : c", "不能用“?”"),
    "arithmetic": ("1 + 1 == 2", "不能用“+”"),
    "a number": ("mode == 1", "“1”不是取值"),
    "greater": ('mode > "a"', "不能用“>”"),
    "an escape": (r'mode == "\u0066ull"', "不能用"),
    "single quotes": ("mode == 'full'", "不能用“'”"),
    "a comment": ("a // b", "不能用“/”"),
    "a list as answer": ("[a, b]", "列表只能写在 in 的右边"),
    "indexing": ("[a, b][a]", "列表只能写在 in 的右边"),
    "in a text": ('mode in "full"', "列表只能写在 in 的右边"),
    "a list in a list": ('mode in [["full"]]', "“[”不是取值"),
    "an empty list": ("mode in []", "右边缺少取值"),
    "not of a choice": ('!mode == "full"', "“!”要写在括号外面"),
    "not hidden behind or": ('a || !mode in ["full"]', "“!”要写在括号外面"),
    "two facts compared": ("mode == level", "要与取值比较，“level”不是取值"),
    "a constant": ("true", "要写在事实的右边"),
    "a constant beside": ("a || true", "要写在事实的右边"),
    "nothing": ("", "写得不对"),
    "a space": ("  ", "写得不对"),
    "two conditions": ("a b", "写得不对"),
    "single and": ("a & b", "不能用“&”"),
    "text": ('words == "张三"', "是文字"),
    "another alphabet": ("ａ && b", "没有声明事实“ａ”"),
}


@pytest.mark.parametrize(("expression", "reason"), REFUSED.values(), ids=REFUSED)
def test_everything_outside_the_language_is_refused_with_the_reason(expression, reason) -> None:
    assert reason in told(expression)


def test_all_reasons_are_told_at_once() -> None:
    reasons = told('modes == "full" && level == "docter" && has(a)')
    assert "没有声明事实“modes”。是不是“mode”？" in reasons
    assert "可用的取值：doctor、master、other" in reasons
    assert "has(...)" in reasons


def test_in_asks_the_whole_list() -> None:
    condition = compiled('level in ["doctor", "master"]')
    assert [condition({"level": level}) for level in ("doctor", "master", "other")] == [
        True,
        True,
        False,
    ]
    assert compiled('!(level in ["other"])')({"level": "master"}) is True


LONG = {
    "parentheses": "(" * 20_000 + "a" + ")" * 20_000,
    "negations": "!" * 20_000 + "a",
    "conjunctions": " && ".join(["a"] * 5_000),
    "spaces": " " * 200_000 + "a",
    "an open text": '"' + "a" * 200_000,
}


@pytest.mark.parametrize("expression", LONG.values(), ids=LONG)
def test_a_monstrous_expression_is_refused_or_answered_soon(expression) -> None:
    started = time.perf_counter()
    try:
        answer = compiled(expression)({"a": True})
    except ConditionError:
        answer = True
    assert answer is True
    assert time.perf_counter() - started < 3


NAMES = ["a", "b", "mode", "level", "words", "unknown"]
LITERALS = ["true", "null", "0", '"full"', '"doctor"']
COMPARED = ['mode == "full"', 'level in ["doctor", "other"]', 'level != "master"', "a == true"]
BUILT = ["!{}", "({})", "[{}]", "has({})"]
JOINED = ["{} && {}", "{} || {}", "{} == {}", "{} != {}", "{} in {}", "{} in [{}]", "{}[{}]"]
SCRIBBLES = st.recursive(
    st.sampled_from([*NAMES, *LITERALS, *COMPARED]),
    lambda inner: st.one_of(
        st.builds(str.format, st.sampled_from(BUILT), inner),
        st.builds(str.format, st.sampled_from(JOINED), inner, inner),
    ),
    max_leaves=5,
)
WORLDS = [
    {name: value for name, value in zip(("a", "b", "mode", "level"), chosen, strict=True) if value is not None}
    for chosen in product((None, True, False), (None, True), (None, "part"), (None, "doctor"))
]  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(SCRIBBLES)
def test_what_compiles_is_well_typed_in_every_world(scribble: str) -> None:
    """Else a condition would break while an application is judged."""
    try:
        condition = compiled(scribble)
    except ConditionError:
        return
    for world in WORLDS:
        answer = condition(world)
        assert isinstance(answer, Missing) or answer in (True, False)
        if isinstance(answer, Missing):
            assert answer.names
            assert not set(answer.names) & set(world)


ATOMS = st.sampled_from(
    ["a", "b", "c", 'mode == "full"', 'level != "other"', 'level in ["master"]']
)
SENTENCES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("!({})".format, inner),
        st.builds("({} && {})".format, inner, inner),
        st.builds("({} || {})".format, inner, inner),
    ),
    max_leaves=6,
)
VALUES = {name: st.sampled_from(one.values) for name, one in FACTS.items() if name != "words"}


@settings(max_examples=300, deadline=None)
@given(SENTENCES, st.fixed_dictionaries({}, optional=VALUES), st.fixed_dictionaries(VALUES))
def test_an_answer_given_early_stands_whatever_is_learnt_later(sentence, known, rest) -> None:
    condition = compiled(sentence)
    early = condition(known)
    if not isinstance(early, Missing):
        assert condition({**rest, **known}) is early
    assert not isinstance(condition({**rest, **known}), Missing)
