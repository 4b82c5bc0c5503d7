"""Appointments: an assistant in a post, the papers of it, and what the assistant has done."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.people import Person


class AppointmentState(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    WARNED = "warned"
    LEAVING = "leaving"
    LEFT = "left"
    DISMISSED = "dismissed"
    VOIDED = "voided"

    @property
    def label(self) -> str:
        return _STATES[self]


SERVING = (
    AppointmentState.ACTIVE,
    AppointmentState.SUSPENDED,
    AppointmentState.WARNED,
    AppointmentState.LEAVING,
)
"""States in which somebody is an assistant; who is suspended owes nothing meanwhile."""

_STATES = {
    AppointmentState.PENDING: "待上岗",
    AppointmentState.ACTIVE: "在岗",
    AppointmentState.SUSPENDED: "暂停",
    AppointmentState.WARNED: "批评教育中",
    AppointmentState.LEAVING: "离岗手续中",
    AppointmentState.LEFT: "已离岗",
    AppointmentState.DISMISSED: "已免职",
    AppointmentState.VOIDED: "已作废",
}


class AppointmentEvent(StrEnum):
    """What happens to an appointment; the words of ``deyu record``."""

    START = "start"
    SUSPEND = "suspend"
    RESUME = "resume"
    WARN = "warn"
    IMPROVE = "improve"
    DISMISS = "dismiss"
    LEAVE = "leave"
    STAY = "stay"
    FINISH = "finish"
    RESCIND = "rescind"
    VOID = "void"

    @property
    def label(self) -> str:
        return _EVENTS[self]


_EVENTS = {
    AppointmentEvent.START: "上岗",
    AppointmentEvent.SUSPEND: "暂停（休学等）",
    AppointmentEvent.RESUME: "恢复在岗",
    AppointmentEvent.WARN: "批评教育",
    AppointmentEvent.IMPROVE: "批评教育后有明显改进",
    AppointmentEvent.DISMISS: "免去助理职务",
    AppointmentEvent.LEAVE: "拟离岗",
    AppointmentEvent.STAY: "不离岗，继续在岗",
    AppointmentEvent.FINISH: "离岗手续办结",
    AppointmentEvent.RESCIND: "撤销上一步",
    AppointmentEvent.VOID: "任用作废",
}


class PaperItemKind(StrEnum):
    """Papers that exist on paper only; the office notes when they went out and came back."""

    APPROVED_APPLICATION = "approved_application"
    REGISTRATION_FORM = "registration_form"
    AGREEMENT_COLLEGE = "agreement_college"
    AGREEMENT_ASSISTANT = "agreement_assistant"
    AGREEMENT_DEPARTMENT = "agreement_department"
    REPLACEMENT_REQUEST = "replacement_request"

    @property
    def label(self) -> str:
        return _PAPERS[self][0]

    @property
    def clause(self) -> str:
        return _PAPERS[self][1]


_PAPERS = {
    PaperItemKind.APPROVED_APPLICATION: ("学院审批的《上岗申请表》纸面件", "三.1.(1)"),
    PaperItemKind.REGISTRATION_FORM: ("《登记表》纸面件", "三.1.(1)"),
    PaperItemKind.AGREEMENT_COLLEGE: ("《岗位责任书》设岗单位留存件", "责.尾"),
    PaperItemKind.AGREEMENT_ASSISTANT: ("《岗位责任书》上岗人员留存件", "责.尾"),
    PaperItemKind.AGREEMENT_DEPARTMENT: ("《岗位责任书》研究生工作部备案件", "责.尾"),
    PaperItemKind.REPLACEMENT_REQUEST: ("《更换申请》盖章原件", "三.1.(2)①"),
}

OF_AN_APPOINTMENT = tuple(
    kind for kind in PaperItemKind if kind is not PaperItemKind.REPLACEMENT_REQUEST
)


class PaperState(StrEnum):
    EXPECTED = "expected"
    ISSUED = "issued"
    RECEIVED = "received"

    @property
    def label(self) -> str:
        return {"expected": "未发未收", "issued": "已发出", "received": "已收到"}[self]


class PaperEvent(StrEnum):
    ISSUE = "issue"
    RECEIVE = "receive"
    UNDO = "undo"


class SettlingEvent(StrEnum):
    """What a person says of one obligation: done without a mail, not owed, or a mistake."""

    DONE = "done"
    WAIVE = "waive"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Appointed:
    """Somebody was approved, or served already; `application` is "" for the latter.

    `starts_on` is "YYYY-MM-DD" or "YYYY-MM" as stated; `began` says that the person serves.
    """

    appointment: str
    application: str
    person: Person
    college: str
    position_kind: str
    term: str
    starts_on: str
    began: bool
    because: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The register of serving assistants says otherwise than before; `because` names its version."""

    appointment: str
    college: str
    position_kind: str
    starts_on: str
    because: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An appointment changed its state ; `on` is the day it took effect."""

    appointment: str
    event: AppointmentEvent
    on: dt.date
    reason: str
    system_user: str
    verified: bool


@dataclass(frozen=True, slots=True)
class PaperMoved:
    """A paper was issued, received, or ticked by mistake; `about` is an appointment or adjustment."""

    about: str
    kind: PaperItemKind
    event: PaperEvent
    on: dt.date
    note: str
    system_user: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """A person settled one obligation for one period (a term, a year, or "" for once).

    `label` is what the edition called it that day, "" in older entries.
    """

    appointment: str
    obligation: str
    period: str
    event: SettlingEvent
    on: dt.date
    reason: str
    system_user: str
    verified: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentStanding:
    """An appointment as it is now; `suspensions` are spans of days, an open one without end."""

    id: str
    application: str
    person: Person
    college: str
    position_kind: str
    term: str
    state: AppointmentState
    starts_on: str
    ended_on: str = ""
    warned_on: str = ""
    suspensions: tuple[tuple[dt.date, dt.date | None], ...] = ()

    @property
    def suspended_now(self) -> bool:
        return bool(self.suspensions) and self.suspensions[-1][1] is None

    @property
    def suspended_days(self) -> int:
        """Days of the suspensions that have ended."""
        return sum((last - first).days for first, last in self.suspensions if last is not None)


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One paper and how it stands; days and names are "" where it has not happened."""

    about: str
    kind: PaperItemKind
    state: PaperState
    issued_on: str = ""
    issued_by: str = ""
    received_on: str = ""
    received_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a person settled an obligation for a period; the newest word counts."""

    appointment: str
    obligation: str
    period: str
    event: SettlingEvent
    on: dt.date
    by: str
    reason: str
