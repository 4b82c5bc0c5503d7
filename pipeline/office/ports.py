"""What the office needs of the outside. Adapters implement these; the office never names them."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from pipeline.domain.adjustments import AdjustmentStanding, FiledPaper
from pipeline.domain.appointments import AppointmentStanding, PaperItem, Settlement
from pipeline.domain.entries import FiledEntry
from pipeline.domain.folders import Kept
from pipeline.domain.letters import LeafFile, Letter, Problem, Sighting
from pipeline.domain.papers import FileReading, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import ApplicationStanding, NoticeState, SubmissionState
from pipeline.domain.registers import RegisterKind, RegisterLine, RegisterVersion
from pipeline.office.intake_ports import Folders, Lease, Leases, WorkItem
from pipeline.office.outbox_ports import Outbox
from pipeline.office.queries import ListQuery, SearchQuery, SearchResult
from pipeline.office.rows import (
    ApplicationRow,
    DocumentRow,
    HistoryRow,
    JudgedPaper,
    NoticeRow,
    SubmissionRow,
)
from pipeline.reading.appearance import Looked


class ArchivedVersion(Protocol):
    """One version of an object; `digest` is the sha512 of its inventory, `new` if written now."""

    @property
    def object_id(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def digest(self) -> str: ...
    @property
    def new(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Addition:
    """What an object's next version adds: `files`, bytes by logical path, the entry's among them."""

    object_id: str
    entry_id: str
    files: Mapping[str, bytes]
    created: dt.datetime
    by: str
    message: str


class Archive(Protocol):
    """Objects with versions (OCFL); an entry that is already there is not written again."""

    def file(self, additions: Sequence[Addition]) -> Sequence[ArchivedVersion]: ...

    def settle(self) -> None:
        """Make sure that what a killed process filed is on the disk."""
        ...

    def read(self, object_id: str, logical_path: str) -> bytes: ...

    def paths(self, object_id: str) -> tuple[str, ...]: ...

    def head(self, object_id: str) -> ArchivedVersion | None: ...

    def objects(self) -> Iterator[str]: ...


class Lives(Protocol):
    """What the ledger knows of adjustments, of appointments, and of papers by person."""

    def adjustment(self, id: str) -> AdjustmentStanding | None: ...

    def adjustments(
        self,
        people: Sequence[Person] = (),
        colleges: Sequence[str] = (),
        application: str = "",
        submission: str = "",
    ) -> tuple[AdjustmentStanding, ...]:
        """Those that concern one of the people or colleges; without any, all of them."""
        ...

    def papers(
        self,
        people: Sequence[Person] = (),
        kinds: Sequence[PaperKind] = (),
        college: str = "",
    ) -> tuple[FiledPaper, ...]:
        """Papers of these kinds, of this college, by anybody with one of these names or numbers;
        the oldest first.
        """
        ...

    def appointments(
        self, person: Person | None = None, application: str = "", college: str = ""
    ) -> tuple[AppointmentStanding, ...]:
        """Those of one person (by number, else by name), of one application or college."""
        ...

    def appointment(self, id: str) -> AppointmentStanding | None: ...

    def paper_items(self, about: str = "") -> tuple[PaperItem, ...]: ...

    def settlements(self) -> tuple[Settlement, ...]: ...

    def asked(self) -> Mapping[str, str]:
        """How each matter stood when a reminder last asked for it, by its key."""
        ...

    def reminded(self) -> frozenset[tuple[str, str]]:
        """College and week of every reminder."""
        ...


class Ledger(Protocol):
    """The database: an index over entries, the work queue and the outbox."""

    @property
    def leases(self) -> Leases: ...

    @property
    def folders(self) -> Folders: ...

    @property
    def lives(self) -> Lives: ...

    def act(self) -> AbstractContextManager[None]:
        """Hold the office while one act is done: acts never overlap."""
        ...

    def at_work(self) -> AbstractContextManager[None]:
        """Be one of those who take in and handle mail; raises `LedgerError` during a rebuild."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Be the only one; raises `LedgerError` while others are at work."""
        ...

    @property
    def outbox(self) -> Outbox: ...

    def dispatch(self) -> AbstractContextManager[None]:
        """Be the one who lays and sends notices; raises `LedgerError` when another does."""
        ...

    def numbers(self, series: str, year: int, keys: Sequence[str]) -> tuple[str, ...]:
        """Numbers such as S-2026-0001, one for each key, the same whenever asked again."""
        ...

    def clock(self, now: dt.datetime) -> Callable[[], dt.datetime]:
        """Moments for the entries of one act, each later than every entry before."""
        ...

    def record(
        self,
        filed: Sequence[FiledEntry],
        read: Callable[[str, str], bytes],
        kept: Kept | None = None,
        under: Lease | None = None,
    ) -> None:
        """Fold entries in one transaction; one that is known already changes nothing.

        Raises `LeaseLostError` and changes nothing when `under` is no longer held.
        """
        ...

    def allotted(self, series: str) -> Mapping[str, str]:
        """Keys whose numbers were given but whose mail has no row yet (a crash left them)."""
        ...

    def submissions_of(self, identities: Sequence[str]) -> Mapping[str, str]: ...

    def sightings(self, identity: str) -> tuple[Sighting, ...]: ...

    def waiting(self) -> int:
        """How many stored mails are not handled yet."""
        ...

    def requeue(self, submission: str) -> None:
        """Let a mail that was given up wait to be handled again, its attempts forgotten."""
        ...

    def note_failure(self, item: WorkItem, traceback: str) -> None:
        """Keep why a mail could not be handled, and let go of it."""
        ...

    def failure(self, submission: str) -> str: ...

    def like(
        self, names: Sequence[str], student_nos: Sequence[str]
    ) -> Sequence[ApplicationStanding]:
        """Applications of anybody with one of these names or numbers."""
        ...

    def submissions(self, query: ListQuery) -> tuple[tuple[SubmissionRow, ...], int]: ...

    def submission(self, id: str) -> SubmissionRow | None: ...

    def states(self, submissions: Sequence[str]) -> Mapping[str, SubmissionState]: ...

    def unreadable(self, submissions: Sequence[str]) -> frozenset[str]:
        """Those of them with at least one attachment that could not be read."""
        ...

    def identity_of(self, submission: str) -> str: ...

    def application(self, id: str) -> ApplicationRow | None: ...

    def applications(
        self, student_no: str = "", term: str = "", college: str = ""
    ) -> tuple[ApplicationRow, ...]: ...

    def notices(
        self,
        submission: str = "",
        application: str = "",
        id: str = "",
        states: Collection[NoticeState] = (),
    ) -> tuple[NoticeRow, ...]: ...

    def documents(self, about: str) -> tuple[DocumentRow, ...]: ...

    def history(self, about: str) -> tuple[HistoryRow, ...]: ...

    def search(self, query: SearchQuery) -> SearchResult: ...

    def counts(self) -> Mapping[str, int]: ...

    def heads(self) -> Mapping[str, tuple[int, str]]:
        """Every object's version and digest as the ledger knows them."""
        ...

    def answer_since(self, source: str = "") -> dt.datetime | None:
        """The moment of the first poll, of the office or of a folder; None before it."""
        ...

    def judged_papers(self) -> Iterator[JudgedPaper]:
        """The newest revision of every application, oldest number first."""
        ...

    def register_versions(self, kind: RegisterKind) -> tuple[RegisterVersion, ...]:
        """Every import of a register, the first one first."""
        ...

    def register_lines(self, kind: RegisterKind, student_no: str = "") -> tuple[RegisterLine, ...]:
        """The newest version's lines by key; with a student number, only that person's."""
        ...

    def clear(self) -> None:
        """Forget everything, before a rebuild."""
        ...


class Reader(Protocol):
    """Takes mails and files apart and reads leaf files into papers, whatever they are."""

    def take_apart_mail(self, data: bytes, own_addresses: tuple[str, ...]) -> Letter: ...

    def take_apart_file(
        self, name: str, data: bytes
    ) -> tuple[tuple[LeafFile, ...], tuple[Problem, ...]]: ...

    def read_body(self, letter: Letter) -> FileReading:
        """The papers that a mail's own text is, with the problem that they could not be read."""
        ...

    def read(self, leaf: LeafFile) -> FileReading: ...


class LookingReader(Reader, Protocol):
    """A reader that also shows what a file looks like to people."""

    def look(self, leaf: LeafFile) -> Looked: ...


class Drafts(Protocol):
    """Where drafts are laid for people to send: the Drafts folder, or files."""

    @property
    def name(self) -> str: ...

    def position(self) -> str:
        """Where the next draft would lie; unchanged while nothing was laid. "" if there is none."""
        ...

    def present(self) -> frozenset[str]:
        """Message-IDs that lie there now."""
        ...

    def lay(self, data: bytes, message_id: str) -> str:
        """Lay one draft; answers where it lies."""
        ...
