"""Answers as found: which writing stands for which field, where, and how it was found.

Confidence says how the answer was found, not how likely it is right: a cell of its own 1.0,
below its label 0.9, in a table without ruling lines 0.85, in the label's own cell or line about
0.7, split out of a composite 0.62, in a sentence less than what is judged (`papers.CONFIDENT`).
"""

from dataclasses import dataclass

OWN_CELL, BELOW, SAME_CELL, INLINE, SPACED, COMPOSITE = 1.0, 0.9, 0.75, 0.7, 0.65, 0.62
NESTED = 0.1
UNRULED = 0.85
IN_A_SENTENCE = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer as written. `label` is the label's own writing, which may turn its meaning.

    `section` is the heading of the row or lines it stands in (离岗助理), "" without one. `doubt` is
    what stands there when nobody can say that it is the answer; `written` is empty then.
    """

    field: str
    written: str
    place: str
    confidence: float
    label: str
    section: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Harvest:
    """Candidates in document order, and every field the paper asks for, answered or not."""

    candidates: tuple[Candidate, ...]
    asked: frozenset[str]
