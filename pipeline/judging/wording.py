"""The sentences of a finding: what is written where, what is missing, what to ask."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.domain.findings import Outcome
from pipeline.domain.papers import CONFIDENT
from pipeline.judging.statements import Statement
from pipeline.regulation.applying import Verdict
from pipeline.regulation.rules import BY, PLACEHOLDER, Rule

Statements = Mapping[str, Statement]
_SHOWN = 40
TROUBLED = "这份材料或随信附件有读不出来的地方，内容可能不全，请核对原件。"


def says(rule: Rule, verdict: Verdict, statements: Statements) -> str:
    """The Chinese sentence for staff, with the values as the form writes them."""
    if verdict.outcome is not Outcome.PERSON:
        said = verdict.saying.says if verdict.saying else ""
        return _filled(said, statements, rule)
    conflicts = dict.fromkeys(
        [statements[name].conflict for name in verdict.missing if statements[name].conflict]
    )
    if verdict.saying is not None:
        return "".join(conflicts) + _filled(verdict.saying.says, statements, rule)
    if conflicts:
        return "".join(conflicts)
    doubts = [_absence(statements[name]) for name in _asked(verdict.missing, statements)]
    doubts += [_openness(statements[name]) for name in verdict.unsettled]
    return "".join(doubts) + _filled(rule.judge or rule.person, statements, rule)


def asks(rule: Rule, verdict: Verdict, statements: Statements) -> tuple[str, ...]:
    """What to ask of the sender, one for each fact; () where only the office can judge."""
    if verdict.outcome is not Outcome.PERSON or rule.judge:
        return ()
    asked = [_absence_asked(statements[name]) for name in _asked(verdict.missing, statements)]
    asked += [_openness_asked(statements[name]) for name in verdict.unsettled]
    if verdict.saying is not None and verdict.saying.ask:
        asked.append(_filled(verdict.saying.ask, statements, rule))
    return tuple(line.rstrip("。") for line in asked if line)


def shown(statement: Statement) -> str:
    """A fact as a reader recognises it: the office's word, else the words of the form."""
    if not statement.fields:
        return _recorded(statement) or "（未写明）"
    if len(statement.fields) == 1:
        return _value_shown(statement, 0)
    words = dict.fromkeys(_value_shown(statement, index) for index in range(len(statement.fields)))
    return "、".join(words)


def _value_shown(statement: Statement, index: int) -> str:
    value = statement.fields[index].value
    choice = statement.fact.choice(value)
    precise = len(statement.fields) > 1 or statement.meanings in ((), (value,))
    if choice is not None and not choice.may_be and precise:
        return choice.label
    if isinstance(value, bool):
        return "是" if value else "否"
    return _quoted(statement.fields[index].raw or str(value))


def _asked(names: tuple[str, ...], statements: Statements) -> list[str]:
    """Missing facts that are lines of the form; what only the form's layout tells is not."""
    return [name for name in names if name in statements and not statements[name].conflict]


def _absence(statement: Statement) -> str:
    label = statement.fact.label
    if statement.unclear:
        written = "；".join(f"{u.place}写的是{_quoted(u.raw)}" for u in statement.unclear if u.raw)
        return f"“{label}”一栏看不明白（{written}）。" if written else f"“{label}”一栏没有填写。"
    if statement.unjudged:
        field = statement.unjudged[0]
        why = "把握不足" if field.confidence < CONFIDENT else "不是认得的写法"
        written = _quoted(field.raw or str(field.value))
        return f"“{label}”一栏（{field.place}）读作{written}，{why}，没有据此判断。"
    return f"没有写明{label}。"


def _openness(statement: Statement) -> str:
    if not statement.fields and statement.record is not None:
        return f"申请表没有写明{statement.fact.label}，{statement.record.source}载明为{_recorded(statement)}。"
    places = "；".join(f"{f.place}写的是{_quoted(f.raw or str(f.value))}" for f in statement.fields)
    labels = [c.label for c in statement.fact.choices if c.value in statement.meanings]
    if not labels:
        return f"“{statement.fact.label}”前后不一致（{places}）。"
    return f"{places}，{statement.fact.label}可能是{'、'.join(labels)}，没有写明是哪一种。"


def _absence_asked(statement: Statement) -> str:
    if not statement.fact.ask:
        return ""
    if statement.unclear and any(unclear.raw for unclear in statement.unclear):
        return f"{_absence(statement)}{statement.fact.ask}"
    if statement.unjudged:
        field = statement.unjudged[0]
        written = f"“{statement.fact.label}”一栏（{field.place}）不够清楚，读作{_quoted(field.raw or str(field.value))}。"
        return f"{written}{statement.fact.ask}"
    return statement.fact.ask


def _openness_asked(statement: Statement) -> str:
    if not statement.fact.ask_which:
        return ""
    label, fields = statement.fact.label, statement.fields
    if not fields:
        return statement.fact.ask
    words = [_quoted(field.raw or str(field.value)) for field in fields]
    if len(fields) == 1:
        written = f"“{label}”一栏（{fields[0].place}）写的是{words[0]}"
    else:
        told = (f"{f.place}写的是{word}" for f, word in zip(fields, words, strict=True))
        written = f"“{label}”一栏（{'；'.join(told)}）"
    return f"{written}，{statement.fact.ask_which}"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:_SHOWN]}……”" if len(words) > _SHOWN else f"“{words}”"


def _filled(text: str, statements: Statements, rule: Rule) -> str:
    """The sentence with its {placeholders}, which stand at every other place of the split."""
    parts = _parts(text)
    if len(parts) == 1:
        return text
    told = [name for name in parts[1::2] if name != BY] or rule.facts
    filled = list(parts)
    for place in range(1, len(parts), 2):
        name = parts[place]
        filled[place] = _sources(told, statements) if name == BY else shown(statements[name])
    return "".join(filled)


@lru_cache(maxsize=1024)
def _parts(sentence: str) -> tuple[str, ...]:
    """An edition's sentences are few and filled for every form."""
    return tuple(PLACEHOLDER.split(sentence))


def _sources(names: Sequence[str], statements: Statements) -> str:
    """Who says what a sentence tells of these facts: the form, the registers, or both."""
    sources: dict[str, None] = {}
    for name in names:
        one = statements[name]
        if one.fields:
            sources = {"申请表": None, **sources}
        if one.record and one.confirmed:
            sources[one.record.source] = None
    return "、".join(sources) or "申请表"


def _recorded(statement: Statement) -> str:
    """What only a register says."""
    if statement.record is None or not statement.meanings:
        return ""
    choice = statement.fact.choice(statement.record.value)
    return choice.label if choice else str(statement.record.value)
