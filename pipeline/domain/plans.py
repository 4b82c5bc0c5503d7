"""What shall happen with a submission: states, notices, applications touched."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.findings import Judgement
from pipeline.domain.papers import Field
from pipeline.domain.people import Person


class SubmissionState(StrEnum):
    """One mail's state; those of an application use the same words."""

    RECEIVED = "received"
    SET_ASIDE = "set_aside"
    QUARANTINED = "quarantined"
    TO_SORT = "to_sort"
    TO_COMPLETE = "to_complete"
    TO_REVIEW = "to_review"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    FILED = "filed"


AWAITING_A_PERSON = (
    SubmissionState.TO_SORT,
    SubmissionState.TO_REVIEW,
    SubmissionState.TO_COMPLETE,
)
"""States in which somebody still has to act, the most urgent first."""


class NoticeKind(StrEnum):
    RECEIPT = "receipt"  # 受理回执
    COMPLETION = "completion"  # 补正通知
    ACCEPTANCE = "acceptance"  # 同意上岗
    REFUSAL = "refusal"  # 不予上岗
    CORRECTION = "correction"  # 更正通知


class NoticeState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    HANDED_OVER = "handed_over"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Decision(StrEnum):
    APPROVE = "approve"
    RETURN = "return"
    REFUSE = "refuse"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked of the sender: which clause, what, and where it stands in the paper."""

    clause: str
    says: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationStanding:
    """What the archive already knows of one application, as far as a new paper may concern it."""

    id: str
    person: Person
    college: str
    position_kind: str
    term: str
    state: SubmissionState
    revision: int
    fields: tuple[Field, ...]
    submissions: tuple[str, ...]
    sender: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the archive knows that bears on one mail, and what the office has set."""

    applications: tuple[ApplicationStanding, ...] = ()
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Candidature:
    """One application form of a mail, and which application it makes or revises.

    `application` is the id of the one it revises, "" for a new one; `unchanged` says that the
    form repeats the current revision word for word.
    """

    judgement: Judgement
    term: str
    college: str
    position_kind: str
    fields: tuple[Field, ...]
    state: SubmissionState
    asks: tuple[Ask, ...]
    application: str = ""
    revision: int = 1
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class NoticeOrder:
    """A letter to write: kind and addressee; what it says follows from the plan."""

    kind: NoticeKind
    to: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that follows from one submission; nothing of it has happened yet."""

    state: SubmissionState
    candidatures: tuple[Candidature, ...]
    notice: NoticeOrder | None
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A rendered letter. The bytes lie in the archive under `file`, with this Message-ID for ever."""

    id: str
    kind: NoticeKind
    to: tuple[str, ...]
    subject: str
    message_id: str
    submission: str
    application: str
    file: str
    created_at: dt.datetime
