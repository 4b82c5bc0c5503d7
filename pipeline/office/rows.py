"""Rows of the ledger as the office reads them."""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.findings import Advice
from pipeline.domain.letters import Address
from pipeline.domain.papers import Field, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import Decision, NoticeKind, NoticeState, SubmissionState


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application as a submission's row shows it."""

    id: str
    person: Person
    state: SubmissionState
    advice: Advice
    revision: int


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One mail; `own_state` is that of the mail itself, whatever became of what it brought."""

    id: str
    state: SubmissionState
    own_state: SubmissionState
    received_at: dt.datetime
    sender: Address
    subject: str
    college: str
    person: Person
    papers: tuple[PaperKind, ...]
    advice: Advice | None
    problems: tuple[str, ...]
    applications: tuple[ApplicationLine, ...]
    urgent: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application as it stands now; `decision` is the one that stands, None if open."""

    id: str
    person: Person
    college: str
    position_kind: str
    term: str
    state: SubmissionState
    advice: Advice
    revision: int
    submission: str
    paper: str
    sender: str
    decision: Decision | None
    reason: str
    decided_by: str
    submissions: tuple[str, ...]
    agreement: str


@dataclass(frozen=True, slots=True)
class JudgedPaper:
    """What it takes to judge an application's newest revision again; `fields` as they were read."""

    id: str
    person: Person
    college: str
    state: SubmissionState
    decision: Decision | None
    sender: str
    received_at: dt.datetime
    identity: str
    paper: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as it stands now.

    `sender` is our address in its From, "" in old ones; `where` is where its draft lies or what took it; `laying` is the place's position when a
    draft was about to be laid and nobody knows yet whether it was.
    """

    id: str
    kind: NoticeKind
    state: NoticeState
    to: tuple[str, ...]
    subject: str
    submission: str
    application: str
    message_id: str
    created_at: dt.datetime
    object_id: str
    file: str
    where: str
    automatic: bool = False
    laying: str = ""
    says: str = ""
    sender: str = ""

    @property
    def reached(self) -> bool:
        """Whether the addressee may have it, or a person has it in hand to send."""
        laid = self.state is NoticeState.DRAFT and bool(self.where or self.laying)
        return laid or self.state in (
            NoticeState.SENDING,
            NoticeState.SENT,
            NoticeState.IN_DOUBT,
            NoticeState.HANDED_OVER,
        )

    @property
    def unlaid(self) -> bool:
        return self.state is NoticeState.DRAFT and not self.where


@dataclass(frozen=True, slots=True)
class DocumentRow:
    application: str
    kind: str
    number: str
    object_id: str
    file: str
    sha256: str
    draft: bool
    drawn_at: dt.datetime


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One act in the life of a submission or application, with a Chinese sentence."""

    id: str
    at: dt.datetime
    by: str
    act: str
    says: str
    object_id: str
