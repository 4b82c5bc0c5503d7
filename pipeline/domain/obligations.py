"""What an assistant owes, as an edition says it, and how it stands with one of them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.school_calendar import Season


class Each(StrEnum):
    """How often something is owed."""

    TERM = "term"
    YEAR = "year"  # an academic year, from one autumn term to the next
    START = "start"
    LEAVING = "leaving"


class OwedState(StrEnum):
    DUE = "due"
    SUBMITTED = "submitted"
    DONE = "done"
    OVERDUE = "overdue"
    WAIVED = "waived"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    OwedState.DUE: "应交",
    OwedState.SUBMITTED: "已交",
    OwedState.DONE: "已履行",
    OwedState.OVERDUE: "逾期",
    OwedState.WAIVED: "免予履行",
}

SETTLED_STATES = (OwedState.SUBMITTED, OwedState.DONE, OwedState.WAIVED)


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation of one assistant for one period; `due_on` None where no day is known.

    `evidence` are the submissions that brought it. `attended` and `held` count trainings,
    beside an assessment (三.2: attendance counts in it).
    """

    appointment: str
    person: Person
    college: str
    obligation: str
    label: str
    clause: str
    period: str
    due_on: dt.date | None
    state: OwedState
    evidence: tuple[str, ...] = ()
    attended: int = 0
    held: int = 0
    reminded: bool = True


@dataclass(frozen=True, slots=True)
class Obligation:
    """One kind of obligation, as the edition has it.

    `evidence` are the kinds of paper that show it was done, none where only a person can say so.
    `dated` says that the clause itself sets a day, so that it can be overdue; with `at_least`
    only in that season. With `past_the_opinion` only who served
    longer than the parameter `opinion_past_months` says owes it. Of what is not `reminded` no letter
    speaks: people note it. `headings`
    are what the paper should speak of. `line` is its place in the edition's sheet.
    """

    id: str
    label: str
    clause: str
    quote: str
    each: Each
    evidence: tuple[PaperKind, ...]
    dated: bool
    at_least: Season | None = None
    past_the_opinion: bool = False
    reminded: bool = True
    headings: tuple[str, ...] = ()
    line: int = 0
