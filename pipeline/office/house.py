"""The office at work: its ports, its regulation, its wording. Put together by `assembly`."""

import datetime as dt
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from pipeline.domain.arrivals import Arrivals
from pipeline.domain.dispatching import Release
from pipeline.domain.lengths import Counting
from pipeline.domain.plans import NoticeKind, NoticeState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import NoRoomError, NotFoundError
from pipeline.notices.wording import Wording
from pipeline.office.document_ports import Documents, Templates
from pipeline.office.outbox_ports import NOTHING_SENT, Allowance, Carrier, SentMails
from pipeline.office.ports import Archive, Drafts, Ledger, Reader
from pipeline.office.rows import NoticeRow
from pipeline.regulation.edition import Edition
from pipeline.regulation.editions_at_hand import Editions

COPIES = 3
"""A mail is staged, stored, and what is read of it lies beside it."""

NO_CRASH: Callable[[str], None] = lambda point: None  # noqa: E731  # a default, not a function to name


@dataclass(frozen=True, slots=True)
class PolledAccount:
    """An account that mail is taken from: its place, the address that answers such mail, and
    the name under which its gateway vouches for senders, "" for none.
    """

    place: str
    address: str
    gateway: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """What an office has set about itself.

    `address` is the first of its `addresses`; `automatic` are the notices that may go out by
    themselves.
    """

    name: str
    address: str
    addresses: tuple[str, ...]
    timezone: dt.tzinfo
    basis: tuple[str, str]
    notes: tuple[str, str, str]
    demo: bool = False
    four_eyes: bool = False
    release: Release = Release.MAILBOX
    automatic: frozenset[NoticeKind] = frozenset()
    accounts: tuple[PolledAccount, ...] = ()
    urgent_words: tuple[str, ...] = ()
    per_address: int = 20
    per_day: int = 200
    counting: Counting = Counting.CIVIL_CODE

    def day_of(self, moment: dt.datetime) -> dt.date:
        """The calendar day of a moment where the office stands."""
        return moment.astimezone(self.timezone).date()

    def gateways_of(self, source: str) -> tuple[str, ...]:
        """Whose word about a sender counts for mail of this source; of files, that of all."""
        own = [one for one in self.accounts if source.startswith(f"{one.place}/")]
        return tuple(one.gateway for one in own or self.accounts if one.gateway)

    def lasting_name(self, source: str) -> str:
        """What a folder is called whatever its server is: the login and the folder."""
        for one in self.accounts:
            if source.startswith(f"{one.place}/"):
                return one.place.rpartition("@")[0] + source.removeprefix(one.place)
        return source

    def address_answering(self, sources: Sequence[str]) -> str:
        """From which address mail of these sources is answered: that of the account it came to."""
        for source in sources:
            for one in self.accounts:
                if source.startswith(f"{one.place}/"):
                    return one.address
        return self.address


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One of the office's mailboxes as far as notices go out from it.

    `addresses` are its own, the first one the sender of its notices; `login` is how its account
    is known, "" without a server; `allowance` is how fast its `carrier` may send. `arrivals`
    are told of whatever its servers answer.
    """

    addresses: tuple[str, ...]
    drafts: Drafts
    sent: SentMails | None = None
    carrier: Carrier | None = None
    allowance: Allowance = NOTHING_SENT
    login: str = ""
    arrivals: Arrivals = field(default_factory=Arrivals)

    @property
    def address(self) -> str:
        return self.addresses[0]


@dataclass(frozen=True, slots=True)
class Office:
    """Everything an act needs. `edition` is the one in force today; a submission is judged by that
    of its own day. Of `mailboxes` the first one is that of notices which answer no mail.
    `crash` is called at each named point between two effects."""

    house: House
    archive: Archive
    ledger: Ledger
    reader: Reader
    mailboxes: tuple[Mailbox, ...]
    documents: Documents
    edition: Edition
    editions: Editions
    wording: Wording
    templates: Templates
    now: Callable[[], dt.datetime]
    system_user: str = ""
    crash: Callable[[str], None] = NO_CRASH
    room: Callable[[], int] = lambda: sys.maxsize
    """Octets that may still be written before the reserve of the disk is touched."""

    def today(self) -> dt.date:
        return self.house.day_of(self.now())

    @contextmanager
    def act(self) -> Iterator[None]:
        """Hold the office while one act is done: acts never overlap.

        What a killed act filed is brought to the disk first: whatever is found filed from then
        on may be recorded.
        """
        with self.ledger.act():
            self.archive.settle()
            yield

    def mailbox_of(self, sender: str) -> Mailbox | None:
        """From which notices of this sender go out; None when no mailbox has the address any more.

        Notices from before there were several mailboxes name no sender: they go from the first.
        """
        wanted = sender.casefold()
        own = [one for one in self.mailboxes if not wanted or one.address.casefold() == wanted]
        own += [one for one in self.mailboxes if wanted in map(str.casefold, one.addresses)]
        return next(iter(own), None)

    def notices_of(
        self, mailbox: Mailbox, states: Collection[NoticeState]
    ) -> tuple[NoticeRow, ...]:
        """The notices in these states that go out from this mailbox, the oldest first."""
        found = self.ledger.notices(states=states)
        return tuple(one for one in found if self.mailbox_of(one.sender) is mailbox)

    def make_sure_of_room(self, octets: int) -> None:
        """Raises `NoRoomError` when taking in so much would touch the reserve."""
        free = self.room()
        if free < COPIES * octets or free <= 0:
            raise NoRoomError(
                f"磁盘快满了，暂停收信（离保留的空间只差 {max(free, 0) >> 20} MiB）。",
                "请腾出空间；有了空间会自动接着收。保留多少由 office.toml 的 reserve_mb 决定。",
            )


SOFTWARE = "deyu"
"""Who acts when no person does."""

OFFICE_OBJECT = "urn:deyu:office"

DECISION_NOTICES = (NoticeKind.ACCEPTANCE, NoticeKind.REFUSAL)


def mail_object(identity: str) -> str:
    return f"urn:deyu:mail:{identity}"


def application_object(application: str) -> str:
    return f"urn:deyu:application:{application}"


def register_object(kind: RegisterKind) -> str:
    return f"urn:deyu:register:{kind.value}"


def adjustment_object(adjustment: str) -> str:
    return f"urn:deyu:adjustment:{adjustment}"


def appointment_object(appointment: str) -> str:
    return f"urn:deyu:appointment:{appointment}"


def term_object(term: str) -> str:
    """Where the papers about a whole term are filed."""
    return f"urn:deyu:term:{term}"


def not_found(id_: str) -> NotFoundError:
    return NotFoundError(f"没有编号为“{id_}”的来件、申请或人员调整。", "请用 deyu list 查看编号。")
