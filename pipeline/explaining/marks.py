"""Where on a paper each value stands: the very stretch of writing that it was read from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pipeline.domain.field_labels import field_label
from pipeline.domain.papers import CONFIDENT
from pipeline.explaining.words import SEEN, kind_label, value_in_words, why
from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, Span, paragraphs_of

Json = dict[str, Any]


class Standing(StrEnum):
    """How far a value may be relied on."""

    SURE = "sure"
    FOR_REFERENCE = "for_reference"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value or one doubt, numbered from 1 over the whole page that people see."""

    number: int
    says: str
    value: str
    raw: str
    label: str
    place: str
    why: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class MarkedPaper:
    kind: str
    because: str
    confidence: float
    scanned: bool
    marks: tuple[Mark, ...]


def marked_paper(paper: Json, first: int) -> MarkedPaper:
    """A paper of the reading's document, its marks numbered from `first`."""
    marks = [
        _of_value(number, name, one, paper["scanned"])
        for number, (name, one) in enumerate(paper["fields"].items(), first)
    ]
    marks += [
        _of_doubt(number, one) for number, one in enumerate(paper["unclear"], first + len(marks))
    ]
    return MarkedPaper(
        kind_label(paper["kind"]),
        paper["because"],
        paper["confidence"],
        paper["scanned"],
        tuple(marks),
    )


def _of_value(number: int, name: str, one: Json, scanned: bool) -> Mark:
    sure = one["confidence"] >= CONFIDENT and not scanned
    return Mark(
        number,
        field_label(name),
        value_in_words(name, one["value"]),
        one["raw"],
        one["label"],
        one["place"],
        SEEN if scanned else why(one),
        Standing.SURE if sure else Standing.FOR_REFERENCE,
    )


def _of_doubt(number: int, one: Json) -> Mark:
    says = field_label(one["field"])
    return Mark(number, says, "", one["raw"], "", one["place"], one["says"], Standing.UNCLEAR)


@dataclass(slots=True)
class Placed:
    """Stretches by the identity of their paragraph; marks of a whole cell by the cell's."""

    stretches: dict[int, list[tuple[Span, Mark]]] = field(default_factory=dict)
    cells: dict[int, list[Mark]] = field(default_factory=dict)
    nowhere: set[int] = field(default_factory=set)


def placed(marks: Iterable[Mark], blocks: Sequence[Block]) -> Placed:
    """Every mark where it belongs; the numbers of those found nowhere are told as well."""
    everywhere = list(paragraphs_of(blocks))
    paragraphs: dict[str, list[Paragraph]] = {}
    begins: dict[str, int] = {}
    for number, one in enumerate(everywhere):
        paragraphs.setdefault(one.place, []).append(one)
        begins.setdefault(one.place, number)
    cells = {cell.place: cell for cell in _cells_of(blocks)}
    found = Placed()
    for mark in marks:
        known = mark.place in paragraphs
        near = paragraphs[mark.place] if known else everywhere
        stretches = _stretches(mark, near, everywhere[begins.get(mark.place, 0) :])
        for paragraph, span in stretches:
            found.stretches.setdefault(id(paragraph), []).append((span, mark))
        if not stretches and mark.place in cells:
            found.cells.setdefault(id(cells[mark.place]), []).append(mark)
        elif not stretches and known and len(near) == 1:
            whole = (0, len(near[0].text)), mark
            found.stretches.setdefault(id(near[0]), []).append(whole)
        elif not stretches:
            found.nowhere.add(mark.number)
    return found


def _cells_of(blocks: Iterable[Block]) -> Iterable[Cell]:
    for block in blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                yield cell
                yield from _cells_of(cell.grids)


_AHEAD = 30
"""Paragraphs among which the next line of a value is looked for."""


def _stretches(
    mark: Mark, near: Sequence[Paragraph], following: Sequence[Paragraph]
) -> list[tuple[Paragraph, Span]]:
    """The stretch of the value, or where it goes over several paragraphs that of each line.

    `near` are the paragraphs at its place, `following` all from there to the end.
    """
    whole = _first(mark.raw, mark.label, near)
    if whole is not None:
        number, span = whole
        return [(near[number], span)]
    found: list[tuple[Paragraph, Span]] = []
    start = 0
    for line in filter(str.strip, mark.raw.split("\n")):
        ahead = following[start : start + _AHEAD]
        hit = _first(line, mark.label, ahead)
        if hit is not None:
            found.append((ahead[hit[0]], hit[1]))
            start += hit[0] + 1
    return found


def _first(written: str, label: str, paragraphs: Sequence[Paragraph]) -> tuple[int, Span] | None:
    """The first paragraph that holds a writing: its number, and where the writing stands."""
    spans = ((number, _span_of(written, one.text, label)) for number, one in enumerate(paragraphs))
    return next(((number, span) for number, span in spans if span is not None), None)


def _span_of(written: str, text: str, label: str) -> Span | None:
    """Where a writing stands in a text, white space aside; behind its label, if that is there."""
    kept = [at for at, sign in enumerate(text) if not sign.isspace()]
    plain = "".join(text[at] for at in kept)
    wanted, asked = "".join(written.split()), "".join(label.split())
    behind = plain.find(asked) + len(asked) if asked and asked in plain else 0
    start = plain.find(wanted, behind)
    if start < 0:
        start = plain.find(wanted)
    if start < 0 or not wanted:
        return None
    return kept[start], kept[start + len(wanted) - 1] + 1
