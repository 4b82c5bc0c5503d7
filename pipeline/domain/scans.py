"""Pictures of papers: photographs, scanned pages, PDF without text; a person sorts them."""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.adjustments import Collected
from pipeline.domain.appointments import PaperItemKind
from pipeline.domain.papers import PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import Notice, SubmissionState

NOBODY = Person("", "")

PAPER_OF_ITEM = {
    PaperItemKind.APPROVED_APPLICATION: PaperKind.APPLICATION_FORM,
    PaperItemKind.REGISTRATION_FORM: PaperKind.REGISTRATION_FORM,
    PaperItemKind.AGREEMENT_COLLEGE: PaperKind.AGREEMENT,
    PaperItemKind.AGREEMENT_ASSISTANT: PaperKind.AGREEMENT,
    PaperItemKind.AGREEMENT_DEPARTMENT: PaperKind.AGREEMENT,
    PaperItemKind.REPLACEMENT_REQUEST: PaperKind.REPLACEMENT_REQUEST,
}
"""Which paper each paper item is, once it has come as a picture."""


@dataclass(frozen=True, slots=True)
class Scan:
    """An attachment that is the picture of something, and what it is supposed to be.

    `supposed` is None where nothing tells; `of_no_concern` where its name says that it is none of
    our papers (成绩单). `person` is whom a recognised text names. `because` is Chinese.
    """

    source: str
    supposed: PaperKind | None
    because: str
    of_no_concern: bool = False
    person: Person = NOBODY


@dataclass(frozen=True, slots=True)
class Sorted:
    """A person said what a scan is; the newest word on a file counts.

    `item` is the paper item that it ticks, None for none; `kind` is None for no paper of ours.
    `about` is the appointment, adjustment or application, "" for none; `state` the mail's own afterwards, where
    it has neither application nor adjustment; `collected` the adjustment that has its request now,
    or that the request opens; `notices` ask for the electronic form, `withdrawn_notices` did before.
    """

    submission: str
    source: str
    kind: PaperKind | None
    item: PaperItemKind | None
    about: str
    on: dt.date
    note: str
    state: SubmissionState
    system_user: str
    verified: bool
    collected: Collected | None = None
    notices: tuple[Notice, ...] = ()
    withdrawn_notices: tuple[str, ...] = ()
