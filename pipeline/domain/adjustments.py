"""Adjustments: one leaver and who comes instead, of one college in one term (三.1.(2))."""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.papers import Field, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import Ask, Notice, SubmissionState

MATERIALS = (
    PaperKind.REPLACEMENT_REQUEST,
    PaperKind.APPLICATION_FORM,
    PaperKind.CASE_REPORT,
    PaperKind.EVALUATION_OPINION,
)
"""What a college hands in together, in the order of the clause; the opinion only past a year and a half."""

ABOUT_THE_LEAVER = (
    PaperKind.CASE_REPORT,
    PaperKind.EVALUATION_OPINION,
    PaperKind.LEAVING_SURVEY,
)


@dataclass(frozen=True, slots=True)
class Material:
    """A paper that belongs to an adjustment; when it was received is when its mail was."""

    kind: PaperKind
    submission: str
    paper: str


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A paper that the office holds: who wrote it or whom it is about, and what it states."""

    kind: PaperKind
    person: Person
    college: str
    submission: str
    source: str
    received_at: dt.datetime
    stated: tuple[Field, ...] = ()

    def says(self, name: str) -> str:
        return next((str(one.value) for one in self.stated if one.name == name), "")


@dataclass(frozen=True, slots=True)
class Tenure:
    """How long somebody served, as far as papers or the office's own records state it.

    `started_on` and `left_on` are "YYYY-MM-DD" or "YYYY-MM", "" when not stated; `months` is
    what an opinion states, None when none does. `suspended_days` were served by nobody.
    """

    started_on: str = ""
    left_on: str = ""
    months: int | None = None
    suspended_days: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """Somebody's service by the office's own record; `tenure.left_on` "" while it lasts."""

    person: Person
    college: str
    tenure: Tenure


@dataclass(frozen=True, slots=True)
class AdjustmentStanding:
    """An adjustment as the ledger knows it. `application` is the incoming assistant's, or ""."""

    id: str
    college: str
    term: str
    leaver: Person
    incoming: Person
    application: str
    state: SubmissionState
    tenure: Tenure
    sender: str
    doubts: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    received: tuple[dt.datetime, ...] = ()
    """When each of `materials` was received, by the server's clock, in the same order."""
    incoming_refused: bool = False
    """Whether the incoming assistant was refused, so that somebody else has to be named."""

    def has(self, kind: PaperKind) -> bool:
        return any(one.kind is kind for one in self.materials)


@dataclass(frozen=True, slots=True)
class Collected:
    """A mail opened an adjustment or brought something for it; what it then lacks is in `asks`."""

    adjustment: str
    submission: str
    college: str
    term: str
    leaver: Person
    incoming: Person
    application: str
    materials: tuple[Material, ...]
    tenure: Tenure
    state: SubmissionState
    asks: tuple[Ask, ...]
    doubts: tuple[str, ...]
    sender: str
    opened: bool


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A person acted on an adjustment itself; `event` is one of the adjustment's state table."""

    adjustment: str
    event: str
    reason: str
    system_user: str
    verified: bool
    notices: tuple[Notice, ...] = ()
