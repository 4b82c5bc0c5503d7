"""Which names a tag may use: the document's fields, loop variables, what `set` made."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.documents.inserts import InsertKind
from pipeline.documents.printed_fields import PrintedField

LOOP_NAMES = (
    *("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"),
    *("previtem", "nextitem", "cycle", "changed"),
)
LOOP = tuple(PrintedField(name, f"循环·{name}") for name in LOOP_NAMES)
LIKENESS = 0.55
NAMED_AT_MOST = 10

Shape: TypeAlias = "PrintedField | Mapping[str, PrintedField] | None"
"""A field; the named parts of one item of a list; None for what may be anything."""


@dataclass(slots=True)
class Scope:
    """Names from the outside in; the first frame are the fields of the document."""

    fields: Sequence[PrintedField]
    frames: list[dict[str, Shape]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Fields of the document that some tag names."""

    def __post_init__(self) -> None:
        self.frames.append({one.name: one for one in self.fields})

    def find(self, name: str) -> tuple[bool, Shape]:
        for depth, frame in reversed(list(enumerate(self.frames))):
            if name in frame:
                if depth == 0:
                    self.used.add(name)
                return True, frame[name]
        return False, None

    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for frame in self.frames for name in frame))

    def enter(self, names: Sequence[str], items: Shape) -> None:
        """Go into a loop; one name stands for an item, several for what nobody declared."""
        parts: Shape = None
        if isinstance(items, PrintedField) and items.items and len(names) == 1:
            parts = {one.name: one for one in items.items}
        frame: dict[str, Shape] = dict.fromkeys(names, parts)
        frame["loop"] = {one.name: one for one in LOOP}
        self.frames.append(frame)

    def leave(self) -> None:
        if len(self.frames) > 1:
            self.frames.pop()

    def keep(self, name: str) -> None:
        self.frames[-1][name] = None

    def advice(self, written: str) -> str:
        """Did you mean …; else the names there are."""
        labels = {one.label: one.name for one in self.fields}
        placing = InsertKind if self.fields else ()
        meant = labels.get(written) or nearest(written, (*self.names(), *labels, *placing))
        meant = labels.get(meant, meant)
        if meant:
            return f"，您是不是想写 {meant}？"
        return listed(self.names())


def nearest(written: str, known: Iterable[str]) -> str:
    """The known name most like it, whatever the case of its letters; "" when none is like it."""
    by_fold = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(written.casefold(), by_fold, 1, LIKENESS)
    return by_fold[close[0]] if close else ""


def listed(names: Sequence[str]) -> str:
    if not names:
        return "；这份文件是空白表格，不填任何字段。"
    more = " 等" if len(names) > NAMED_AT_MOST else ""
    return f"；可用的有：{'、'.join(names[:NAMED_AT_MOST])}{more}。"
