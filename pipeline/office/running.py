"""One round of the office's main work: take in, handle, lay the drafts."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.letters import RawMail
from pipeline.domain.plans import AWAITING_A_PERSON, SubmissionState
from pipeline.errors import MailboxError
from pipeline.office.handling import handle_waiting
from pipeline.office.house import Office
from pipeline.office.ports import Source
from pipeline.office.releasing import lay_drafts
from pipeline.office.taking_in import Intake, adopt, is_old, open_office, take_in


@dataclass(frozen=True, slots=True)
class Offer:
    """A source and how it is treated: `answer_since` None is the first poll; `file_only` silences."""

    source: Source
    answer_since: dt.datetime | None = None
    file_only: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Told while a round goes on: mails taken in and still offered, mails handled, drafts laid."""

    taken_in: Callable[[int, int], None] = lambda done, left: None
    handled: Callable[[str], None] = lambda submission: None
    laid: Callable[[str], None] = lambda notice: None


SILENT = Progress()


@dataclass(slots=True)
class Round:
    """What one round did. `troubles` are mailboxes that could not be read or written."""

    seen: int = 0
    duplicates: int = 0
    notices_drafted: int = 0
    new: list[str] = field(default_factory=list)
    states: Mapping[str, SubmissionState] = field(default_factory=dict)
    unreadable: int = 0
    troubles: list[MailboxError] = field(default_factory=list)

    def counted(self, *states: SubmissionState) -> int:
        """How many of this round's new mails are in one of these states."""
        return sum(self.states.get(id_) in states for id_ in self.new)

    @property
    def set_aside(self) -> int:
        return self.counted(SubmissionState.SET_ASIDE)

    @property
    def quarantined(self) -> int:
        return self.counted(SubmissionState.QUARANTINED)

    @property
    def submissions(self) -> int:
        return len(self.new) - self.set_aside - self.quarantined

    @property
    def needs_person(self) -> int:
        return self.counted(*AWAITING_A_PERSON)


def run_once(offers: Sequence[Offer], office: Office, progress: Progress = SILENT) -> Round:
    """Until nothing new is left; what a killed run left unfinished is finished first.

    A mailbox that fails does not keep the others, or what is already stored, waiting.
    Must be called by the one who watches (`Ledger.watch`).
    """
    since = open_office(office)
    adopt(office)
    done = Round()
    for offer in offers:
        intake = Intake()
        try:
            take_in(offer.source, office, _silence(offer, since), intake, progress.taken_in)
        except MailboxError as trouble:
            done.troubles.append(trouble)
        _add(done, intake)
    handling = handle_waiting(office, progress.handled)
    done.unreadable = len(handling.unreadable.intersection(done.new))
    done.states = office.ledger.states(done.new)
    try:
        done.notices_drafted = lay_drafts(office, progress.laid)
    except MailboxError as trouble:
        done.troubles.append(trouble)
    return done


def _silence(offer: Offer, first_poll: dt.datetime) -> Callable[[RawMail], bool]:
    since = offer.answer_since or first_poll
    return lambda mail: offer.file_only or is_old(mail, since)


def _add(done: Round, intake: Intake) -> None:
    done.seen += intake.seen
    done.duplicates += intake.duplicates
    done.new += intake.submissions
