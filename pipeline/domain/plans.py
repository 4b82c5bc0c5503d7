"""What shall happen with a submission: states, notices, applications touched."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.appointments import AppointmentStanding
from pipeline.domain.findings import Judgement
from pipeline.domain.papers import Field
from pipeline.domain.people import Person

NOTICE_HEADER = "X-Deyu-Notice"
"""Holds a notice's number; mail that carries it is our own and is never answered."""


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


STATE_LABELS = {
    SubmissionState.RECEIVED: "已收下",
    SubmissionState.SET_ASIDE: "自动邮件，不作答复",
    SubmissionState.QUARANTINED: "待技术人员查看",
    SubmissionState.TO_SORT: "待分拣",
    SubmissionState.TO_COMPLETE: "待补正",
    SubmissionState.TO_REVIEW: "待审查",
    SubmissionState.APPROVED: "同意上岗",
    SubmissionState.REFUSED: "不予上岗",
    SubmissionState.WITHDRAWN: "已撤回",
    SubmissionState.SUPERSEDED: "已有新稿",
    SubmissionState.FILED: "已归档",
}
"""What the office calls each state."""


class NoticeKind(StrEnum):
    RECEIPT = "receipt"  # 受理回执
    COMPLETION = "completion"  # 补正通知
    ACCEPTANCE = "acceptance"  # 同意上岗
    REFUSAL = "refusal"  # 不予上岗
    CORRECTION = "correction"  # 更正通知
    REMINDER = "reminder"  # 提醒


class NoticeState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    HANDED_OVER = "handed_over"
    FAILED = "failed"
    CANCELLED = "cancelled"


NOTICE_LABELS = {
    NoticeState.DRAFT: "草稿",
    NoticeState.APPROVED: "已核准",
    NoticeState.SENDING: "正在发出",
    NoticeState.SENT: "已发出",
    NoticeState.IN_DOUBT: "是否发出不明",
    NoticeState.HANDED_OVER: "已移交邮箱",
    NoticeState.FAILED: "发送失败",
    NoticeState.CANCELLED: "不再发出",
}


LATELY = dt.timedelta(days=100)
"""Longer than a vacation with the weeks about it, shorter than from one term's start to the next."""


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
class Doubt:
    """What the office knows beside a form and only a person can settle; `asks` of the sender."""

    says: str
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationStanding:
    """What the archive already knows of one application, as far as a new paper may concern it.

    `received_at` is when the newest mail that brought its current revision was received.
    """

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
    received_at: dt.datetime | None = None

    def lately_open(self, at: dt.datetime | None) -> bool:
        """Undecided, and its newest mail no more than `LATELY` from this moment.

        A term ends between a form and its correction: asked in June, answered in July.
        """
        undecided = self.state in (SubmissionState.TO_COMPLETE, SubmissionState.TO_REVIEW)
        if not undecided or at is None or self.received_at is None:
            return False
        return abs(at - self.received_at) <= LATELY


@dataclass(frozen=True, slots=True)
class Standing:
    """What the archive knows that bears on one mail, and what the office has set."""

    applications: tuple[ApplicationStanding, ...] = ()
    silent: bool = False
    appointments: tuple[AppointmentStanding, ...] = ()
    """Every appointment, past and present, of those who apply."""
    received_at: dt.datetime | None = None
    """When this mail was received."""
    copy_of: str = ""
    """The submission that is the same message come by another route, "" for none."""


@dataclass(frozen=True, slots=True)
class Candidature:
    """One application form of a mail, and which application it makes or revises.

    `application` is the id of the one it revises, "" for a new one; `unchanged` says that the
    form repeats the current revision word for word, `earlier` that its mail was received before
    the one of the current revision: a draft with revision 0, which is kept and changes nothing.
    `judgement` is told with the `doubts`.
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
    earlier: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether it brings the application nothing new."""
        return self.unchanged or self.earlier


@dataclass(frozen=True, slots=True)
class NoticeOrder:
    """A letter to write: kind and addressee; what it says follows from the plan."""

    kind: NoticeKind
    to: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A rendered letter. The bytes lie in the archive under `file`, with this Message-ID for ever.

    `automatic`: it goes out without a person, and says so in its header. `sender` is our address
    in its From, "" in notices from before there were several mailboxes.
    """

    id: str
    kind: NoticeKind
    to: tuple[str, ...]
    subject: str
    message_id: str
    submission: str
    application: str
    file: str
    created_at: dt.datetime
    automatic: bool = False
    sender: str = ""
