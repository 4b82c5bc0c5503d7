"""Registers: the lists the department owns, and what one line of each says.

A line's `key` tells it from the others of its register; `scope` is the part of the register
that a file with such a line speaks for, so that a college's own list leaves the others alone.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.people import DegreeLevel, PartyStanding, StudyMode
from pipeline.domain.positions import PositionKind
from pipeline.domain.school_calendar import TermDates


class RegisterKind(StrEnum):
    REGISTRAR_ROSTER = "registrar_roster"
    OTHER_POSTS = "other_posts"
    COLLEGES = "colleges"
    CALENDAR = "calendar"
    TRAINING = "training"
    ASSISTANTS = "assistants"
    POSITION_DUTIES = "position_duties"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    RegisterKind.REGISTRAR_ROSTER: "学籍名册",
    RegisterKind.OTHER_POSTS: "其他助理岗位名册",
    RegisterKind.COLLEGES: "学院名录",
    RegisterKind.CALENDAR: "校历",
    RegisterKind.TRAINING: "培训考勤",
    RegisterKind.ASSISTANTS: "在岗助理名册",
    RegisterKind.POSITION_DUTIES: "岗位职责表",
}


class EnrolmentState(StrEnum):
    """A registrar's word on one student; the values are those of the fact ``enrolment``."""

    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    ON_LEAVE = "on_leave"
    PROLONGED = "prolonged"
    LEFT = "left"


class OtherPostKind(StrEnum):
    """Clause 三.1.(1)⑦ names 助教 and 助管; 助研 is kept to say that it does not count."""

    TEACHING = "teaching"
    ADMINISTRATIVE = "administrative"
    RESEARCH = "research"

    @property
    def label(self) -> str:
        return {"teaching": "助教", "administrative": "助管", "research": "助研"}[self]


COUNTED_POSTS = (OtherPostKind.TEACHING, OtherPostKind.ADMINISTRATIVE)
"""The posts that 三.1.(1)⑦ names."""


@dataclass(frozen=True, slots=True)
class EnrolledStudent:
    """One line of the registrar's roster; None and "" are what the registrar does not say.

    `term` is the one the registration is for, "" when the roster does not tell.
    """

    student_no: str
    name: str
    enrolment: EnrolmentState
    college: str = ""
    degree_level: DegreeLevel | None = None
    study_mode: StudyMode | None = None
    party_standing: PartyStanding | None = None
    term: str = ""

    @property
    def key(self) -> str:
        return self.student_no

    @property
    def scope(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class OtherPost:
    """Somebody employed in another assistant post; without `ends_on` it is still running."""

    student_no: str
    name: str
    post: OtherPostKind
    unit: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None

    @property
    def key(self) -> str:
        since = self.starts_on.isoformat() if self.starts_on else ""
        return " ".join(filter(None, (self.student_no, self.post.label, self.unit, since)))

    @property
    def scope(self) -> str:
        return self.post.label


def posts_told_until(posts: Sequence[OtherPost]) -> dt.date | None:
    """The last day of which a register with these lines tells who holds a post that counts.

    None while it has no line of one of the kinds: then it knows nothing of that kind. A post
    without an end is still running, so its list is not out of date.
    """
    last: dict[OtherPostKind, dt.date] = {}
    for one in posts:
        last[one.post] = max(last.get(one.post, dt.date.min), one.ends_on or dt.date.max)
    told = [last.get(kind) for kind in COUNTED_POSTS]
    return None if None in told else min(day for day in told if day)


@dataclass(frozen=True, slots=True)
class College:
    """A college: official name, other ways to write it, and the addresses that may submit."""

    name: str
    code: str = ""
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class TrainingAttendance:
    """Whether one assistant attended one training (clauses 二.2, 三.2)."""

    student_no: str
    name: str
    held_on: dt.date
    training: str
    attended: bool
    note: str = ""

    @property
    def key(self) -> str:
        return f"{self.held_on.isoformat()} {self.training} {self.student_no}"

    @property
    def scope(self) -> str:
        return f"{self.held_on.isoformat()} {self.training}"


@dataclass(frozen=True, slots=True)
class ServingAssistant:
    """Somebody who already served when the office began to work with this archive."""

    student_no: str
    name: str
    college: str
    position_kind: PositionKind
    started_on: dt.date
    degree_level: DegreeLevel | None = None
    party_standing: PartyStanding | None = None
    agreement: str = ""

    @property
    def key(self) -> str:
        return self.student_no

    @property
    def scope(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class PositionDuties:
    """What a college makes of one kind of position; `student_no` "" speaks for everybody in it.

    `footnotes` go with `duties` one by one ("" for none) and are printed as footnotes of the
    agreement; `note` is for the office and is printed nowhere. Of several lines the newest with
    `valid_from` on or before the day counts, one for a person before one for everybody.
    """

    college: str
    position_kind: PositionKind
    duties: tuple[str, ...]
    valid_from: dt.date
    student_no: str = ""
    note: str = ""
    footnotes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        whom = self.student_no or "全体"
        return f"{self.college} {self.position_kind.label} {whom} {self.valid_from.isoformat()}"

    @property
    def scope(self) -> str:
        return self.college


RegisterLine = (
    EnrolledStudent
    | OtherPost
    | College
    | TermDates
    | TrainingAttendance
    | ServingAssistant
    | PositionDuties
)

LINE_OF: dict[RegisterKind, type[RegisterLine]] = {
    RegisterKind.REGISTRAR_ROSTER: EnrolledStudent,
    RegisterKind.OTHER_POSTS: OtherPost,
    RegisterKind.COLLEGES: College,
    RegisterKind.CALENDAR: TermDates,
    RegisterKind.TRAINING: TrainingAttendance,
    RegisterKind.ASSISTANTS: ServingAssistant,
    RegisterKind.POSITION_DUTIES: PositionDuties,
}


@dataclass(frozen=True, slots=True)
class RegisterVersion:
    """One import of a register; version 1 is the first."""

    kind: RegisterKind
    version: int
    imported_at: dt.datetime
    file: str
    sha256: str
    lines: int

    def __str__(self) -> str:
        """How evidence names it: ``registrar_roster@3``."""
        return f"{self.kind.value}@{self.version}"


@dataclass(frozen=True, slots=True)
class RegisterImported:
    """A register was imported whole; the file as given and its lines lie beside this entry.

    `file` is the file's own name, `given` and `lines_file` are where it and the whole register
    after the import (a JSON list) lie in the object.
    """

    kind: RegisterKind
    version: int
    file: str
    sha256: str
    given: str
    lines_file: str
    lines: int
    added: int
    changed: int
    removed: int
    system_user: str = ""
