"""Facts: the only things a rule may ask about, each with its whole vocabulary."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.regulation.sheets import Entry, similar

Value = str | bool


class FactType(StrEnum):
    CHOICE = "choice"
    YES_NO = "yes_no"
    TEXT = "text"  # has no vocabulary, so no condition may name it


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a vocabulary. `may_be` is () when precise, else the values it may stand for."""

    value: str
    label: str
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact; `ask` and `ask_which` are what to ask the sender when absent, when open."""

    name: str
    label: str
    type: FactType
    choices: tuple[Choice, ...]
    ask: str
    ask_which: str
    note: str
    line: int

    def __hash__(self) -> int:
        """By its name alone: a fact is looked up for every form that is judged."""
        return hash(self.name)

    @property
    def values(self) -> tuple[Value, ...]:
        """The precise values, all a condition may compare with."""
        if self.type is FactType.YES_NO:
            return (True, False)
        return tuple(choice.value for choice in self.choices if not choice.may_be)

    def meanings(self, value: object) -> tuple[Value, ...]:
        """The precise values a value may stand for; () when it is outside the vocabulary."""
        if self.type is FactType.YES_NO:
            return (value,) if isinstance(value, bool) else ()
        if not isinstance(value, str):
            return ()
        if self.type is FactType.TEXT:
            return (value,) if value.strip() else ()
        choice = self.choice(value)
        if choice is None:
            return ()
        return choice.may_be or (choice.value,)

    def choice(self, value: object) -> Choice | None:
        for choice in self.choices:
            if choice.value == value:
                return choice
        return None


def read_facts(sheet: Entry) -> tuple[Fact, ...]:
    entries = sheet.entries("facts")
    facts = tuple(_read_fact(entry) for entry in entries)
    seen: set[str] = set()
    for fact, entry in zip(facts, entries, strict=True):
        if fact.name in seen:
            entry.fault(f"事实“{fact.name}”声明了两次，请只留一处。", "name")
        seen.add(fact.name)
    sheet.close()
    return facts


def _read_fact(entry: Entry) -> Fact:
    written = entry.text("type")
    if written and written not in set(FactType):
        hint = similar(written, list(FactType))
        entry.fault(f"事实类型“{written}”不认识，应为 choice、yes_no 或 text。{hint}", "type")
    kind = FactType(written) if written in set(FactType) else FactType.TEXT
    is_choice = kind is FactType.CHOICE
    fact = Fact(
        name=entry.text("name"),
        label=entry.text("label"),
        type=kind,
        choices=_read_choices(entry) if is_choice else (),
        ask=entry.text("ask", required=False),
        ask_which=entry.text("ask_which", required=False),
        note=entry.text("note", required=False),
        line=entry.line,
    )
    entry.close()
    return fact


def _read_choices(entry: Entry) -> tuple[Choice, ...]:
    values = entry.entry("values")
    precise = tuple(Choice(name, values.text(name)) for name in values)
    if "open" not in entry:
        return precise
    known = [choice.value for choice in precise]
    opened = entry.entry("open")
    return precise + tuple(_read_open(name, opened.entry(name), known) for name in opened)


def _read_open(name: str, entry: Entry, known: list[str]) -> Choice:
    may_be = entry.texts("may_be")
    for value in may_be:
        if value not in known:
            entry.fault(f"“{name}”可能的取值“{value}”不在 values 里。{similar(value, known)}")
    if len(may_be) < 2:
        entry.fault(f"“{name}”至少要有两个可能的取值，否则请写进 values。", "may_be")
    choice = Choice(name, entry.text("label"), may_be)
    entry.close()
    return choice
