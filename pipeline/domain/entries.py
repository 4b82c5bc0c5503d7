"""Entries: every act of the office, one immutable line each (decision 6).

The database is a fold over entries; `rebuild` replays them in the order of `at`, which
the ledger makes strictly increasing.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.adjustments import Adjusted, Collected
from pipeline.domain.appointments import Appointed, Changed, Corrected, PaperMoved, Settled
from pipeline.domain.dispatching import Held, ReturnedNotice
from pipeline.domain.drawn_up import DrawnUp, TemplateAdopted
from pipeline.domain.editions import EditionKept
from pipeline.domain.findings import Against, Judgement
from pipeline.domain.letters import Address, ReceivedBy, SenderTrust, Sighting
from pipeline.domain.mail_moves import MailMoved
from pipeline.domain.papers import Field, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import Ask, Decision, Doubt, Notice, NoticeState, SubmissionState
from pipeline.domain.registers import RegisterImported
from pipeline.domain.reminders import Reminded
from pipeline.domain.scans import Sorted


class Act(StrEnum):
    OPEN = "open"
    TAKE_IN = "take_in"
    SIGHT = "sight"
    HANDLE = "handle"
    QUARANTINE = "quarantine"
    MOVE_MAIL = "move_mail"
    REVISE = "revise"
    COLLECT = "collect"
    ADJUST = "adjust"
    PROPOSE = "propose"
    APPOINT = "appoint"
    CORRECT = "correct"
    CHANGE = "change"
    MOVE_PAPER = "move_paper"
    SETTLE = "settle"
    SORT = "sort"
    REMIND = "remind"
    DECIDE = "decide"
    MOVE_NOTICE = "move_notice"
    HOLD = "hold"
    DRAW_UP = "draw_up"
    IMPORT_REGISTER = "import_register"
    ADOPT_TEMPLATE = "adopt_template"
    KEEP_EDITION = "keep_edition"


@dataclass(frozen=True, slots=True)
class Opened:
    """The office, or the folder `source`, was polled first: mail received before is not answered."""

    answer_since: dt.datetime
    source: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A mail was stored; written with the raw bytes as version 1 of its object."""

    submission: str
    identity: str
    sha256: str
    size: int
    received_at: dt.datetime
    received_by: ReceivedBy
    sighting: Sighting
    silent: bool


@dataclass(frozen=True, slots=True)
class Sighted:
    """The same mail was seen once more, elsewhere; there is no second submission."""

    submission: str
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of a submission, as far as lists and searches show it."""

    kind: PaperKind
    source: str
    person: Person
    college: str
    stated: tuple[Field, ...] = ()
    """What the paper states about somebody's tenure."""


@dataclass(frozen=True, slots=True)
class ApplicationLink:
    """This submission brought this revision of this application."""

    application: str
    revision: int
    paper: str


@dataclass(frozen=True, slots=True)
class Revised:
    """An application got a revision, from one paper of one mail; or was judged again `because`."""

    application: str
    revision: int
    submission: str
    paper: str
    person: Person
    college: str
    term: str
    position_kind: str
    sender: str
    fields: tuple[Field, ...]
    judgement: Judgement
    state: SubmissionState
    asks: tuple[Ask, ...]
    doubts: tuple[Doubt, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Handled:
    """A mail was read, judged and planned. `reading.json` beside it is what was understood.

    `urgent` is the first word of urgency that the person wrote, "" for none; `copy_of` the
    submission that is the same message, which alone counts.
    """

    submission: str
    state: SubmissionState
    automatic: str
    message_id: str
    references: tuple[str, ...]
    subject: str
    sender: Address
    papers: tuple[PaperLine, ...]
    problems: tuple[str, ...]
    unreadable: bool
    applications: tuple[ApplicationLink, ...]
    revised: tuple[Revised, ...]
    notices: tuple[Notice, ...]
    trust: SenderTrust = SenderTrust.UNKNOWN
    urgent: str = ""
    collected: tuple[Collected, ...] = ()
    returned: tuple[ReturnedNotice, ...] = ()
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Five attempts could not handle the mail; a person sees it with the traceback."""

    submission: str
    attempts: int
    traceback: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule that a person judged when deciding."""

    rule: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The first of two people would decide so; it takes effect when another decides the same."""

    application: str
    revision: int
    decision: Decision
    reason: str
    clause: str
    judged: tuple[Judged, ...]
    system_user: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A person decided on one revision of an application. `verified` says by has an account.

    `judgement` (with the edition and its sha256) and `fields` are what stood before the person;
    `against` what it was decided in spite of; `proposed_by` the first of two people.
    """

    application: str
    revision: int
    decision: Decision
    reason: str
    clause: str
    judged: tuple[Judged, ...]
    state: SubmissionState
    system_user: str
    verified: bool
    notices: tuple[Notice, ...]
    withdrawn_notices: tuple[str, ...] = ()
    voided_agreement: str = ""
    judgement: Judgement | None = None
    fields: tuple[Field, ...] = ()
    against: tuple[Against, ...] = ()
    proposed_by: str = ""


@dataclass(frozen=True, slots=True)
class NoticeMoved:
    """A notice changed its state, or was laid somewhere for people to send.

    `says` is why: what the mail server answered, or what a person gave as the reason.
    """

    notice: str
    state: NoticeState
    where: str
    says: str = ""
    system_user: str = ""


Body = (
    Opened
    | TakenIn
    | Sighted
    | Handled
    | Quarantined
    | MailMoved
    | Revised
    | Collected
    | Adjusted
    | Proposed
    | Appointed
    | Corrected
    | Changed
    | PaperMoved
    | Settled
    | Sorted
    | Reminded
    | Decided
    | NoticeMoved
    | DrawnUp
    | Held
    | RegisterImported
    | TemplateAdopted
    | EditionKept
)

BODY_OF: dict[Act, type[Body]] = {
    Act.OPEN: Opened,
    Act.TAKE_IN: TakenIn,
    Act.SIGHT: Sighted,
    Act.HANDLE: Handled,
    Act.QUARANTINE: Quarantined,
    Act.MOVE_MAIL: MailMoved,
    Act.REVISE: Revised,
    Act.COLLECT: Collected,
    Act.ADJUST: Adjusted,
    Act.PROPOSE: Proposed,
    Act.APPOINT: Appointed,
    Act.CORRECT: Corrected,
    Act.CHANGE: Changed,
    Act.MOVE_PAPER: PaperMoved,
    Act.SETTLE: Settled,
    Act.SORT: Sorted,
    Act.REMIND: Reminded,
    Act.DECIDE: Decided,
    Act.MOVE_NOTICE: NoticeMoved,
    Act.HOLD: Held,
    Act.DRAW_UP: DrawnUp,
    Act.IMPORT_REGISTER: RegisterImported,
    Act.ADOPT_TEMPLATE: TemplateAdopted,
    Act.KEEP_EDITION: EditionKept,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `id` is given when the act begins, so that repeating it changes nothing."""

    id: str
    at: dt.datetime
    by: str
    act: Act
    about: tuple[str, ...]
    body: Body


@dataclass(frozen=True, slots=True)
class FiledEntry:
    """An entry that lies in the archive: in which object, version, and that version's digest."""

    object_id: str
    version: int
    digest: str
    entry: Entry
