"""The source text cut into clauses, each with the address the office cites it by.

``三.1.(1)③`` is chapter 三, section 1, paragraph (1), item ③. What follows the last item of a
list without a number of its own is its tail, ``三.1.(1)末``. The agreement's form stands behind
the regulation and its addresses begin with ``责.``; what has no number is ``题``, ``序``,
``落款``, ``责.序``, ``责.尾`` and ``责.注4``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MARKS = {
    "chapter": re.compile(r"([一二三四五六七八九十]+)、"),
    "section": re.compile(r"(\d+)[.．、](?!\d)"),
    "part": re.compile(r"[(（]([一二三四五六七八九十]+)[)）]"),
    "paragraph": re.compile(r"[(（](\d+)[)）]"),
    "item": re.compile(r"([①-⑳])"),
}
_PRINTED = {"part": "({})", "paragraph": "({})"}
_NOTE = re.compile(r"\[footnoteRef:\d+\]\s*(?=\[\d+:\s*(\d+))")
_NOTE_TEXT = re.compile(r"\[\d+:\s*(\d+)")
_SIGNED_BY = "党委研究生工作部"
_AGREEMENT = "研究生德育工作助理岗位责任书"
_COPIES = "本责任书一式"
_FULL_WIDTH = str.maketrans("（）．：０１２３４５６７８９", "().:0123456789")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its own words as printed, without those of the clauses below it."""

    address: str
    text: str
    line: int

    @property
    def is_tail(self) -> bool:
        return self.address.endswith("末")


def flat(text: str) -> str:
    """The text without white space: how quotes are compared with the source."""
    return "".join(text.replace("\ufeff", "").split())


def canonical(address: str) -> str:
    """An address as people write it, made comparable: ``三.1（1）③`` is ``三.1.(1)③``."""
    return re.sub(r"[.、，,\s条款]", "", address.translate(_FULL_WIDTH))


def find(clauses: Iterable[Clause], address: str) -> Clause | None:
    """The clause at an address; dots, white space and full-width forms do not matter."""
    wanted = canonical(address)
    return next((clause for clause in clauses if canonical(clause.address) == wanted), None)


def own_text(clauses: Iterable[Clause], address: str) -> str:
    """A clause's own words and its tail's, "" when there is no such clause."""
    wanted = {canonical(address), canonical(address) + "末"}
    return "\n".join(clause.text for clause in clauses if canonical(clause.address) in wanted)


def items(clauses: Iterable[Clause], address: str) -> tuple[Clause, ...]:
    """The items ①, ② ... directly below a clause."""
    head = canonical(address)
    return tuple(
        clause
        for clause in clauses
        if canonical(clause.address)[:-1] == head and _MARKS["item"].match(clause.address[-1])
    )


def parse_clauses(source: str) -> tuple[Clause, ...]:
    """All clauses in the order of the source; every word of it is in exactly one."""
    cutter = _Cutter()
    for number, line in enumerate(source.lstrip("\ufeff").splitlines(), start=1):
        for piece in _NOTE.sub("\n", line).split("\n"):
            if piece.strip():
                cutter.take(piece.strip(), number)
    return tuple(
        Clause(address, "\n".join(texts), line) for address, (line, texts) in cutter.found.items()
    )


class _Cutter:
    """Reads the source line by line and remembers below which numbers it stands."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[int, list[str]]] = {}
        self._document = ""
        self._steps: dict[str, str] = {}
        self._here = "题"

    def take(self, text: str, line: int) -> None:
        self._here = self._address(text)
        self.found.setdefault(self._here, (line, []))[1].append(text)

    def _address(self, text: str) -> str:
        if text == _AGREEMENT:
            self._document, self._steps = "责.", {}
            return "责.题"
        if text == _SIGNED_BY:
            return "落款"
        if self._document and text.startswith(_COPIES):
            return "责.尾"
        if self._document and (note := _NOTE_TEXT.match(text)):
            return f"责.注{note[1]}"
        return self._numbered(text) or self._unnumbered(text)

    def _numbered(self, text: str) -> str:
        for mark, pattern in _MARKS.items():
            if (match := pattern.match(text)) and (mark == "chapter" or self._steps):
                self._climb_to(mark)
                self._steps[mark] = _PRINTED.get(mark, "{}").format(match[1])
                return self._joined()
        return ""

    def _climb_to(self, mark: str) -> None:
        """Leave the number of this mark and all below it; regulation and agreement nest unlike."""
        while mark in self._steps or (mark == "chapter" and self._steps):
            self._steps.popitem()

    def _joined(self) -> str:
        steps = [step for mark, step in self._steps.items() if mark != "item"]
        return self._document + ".".join(steps) + self._steps.get("item", "")

    def _unnumbered(self, text: str) -> str:
        if not self._steps:
            preface = f"{self._document}序"
            return preface if text.endswith("。") or self._here == preface else self._here
        if self._steps.pop("item", ""):
            return self._joined() + "末"
        return self._here
