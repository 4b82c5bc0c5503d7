"""The ledger on SQL: the index over entries, the work queue and the outbox."""

import datetime as dt
import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, update

from pipeline.domain.entries import FiledEntry, Handled, Quarantined
from pipeline.domain.folders import Kept
from pipeline.domain.letters import Sighting
from pipeline.domain.plans import ApplicationStanding, NoticeState, SubmissionState
from pipeline.domain.registers import RegisterKind, RegisterLine, RegisterVersion
from pipeline.ledger import engine as opening
from pipeline.ledger import folders, leases, listing, numbers, schema, searching
from pipeline.ledger import folding_mails as mails
from pipeline.ledger import folding_registers as registers
from pipeline.ledger.columns import moment, utc
from pipeline.ledger.fold import ANSWER_SINCE, fold
from pipeline.ledger.folders import SqlFolders
from pipeline.ledger.leases import Leases
from pipeline.ledger.lives import SqlLives
from pipeline.ledger.numbers import CHUNK
from pipeline.ledger.outbox import SqlOutbox
from pipeline.ledger.owners import Owner
from pipeline.ledger.standings import standings
from pipeline.office.intake_ports import Lease, WorkItem
from pipeline.office.queries import ListQuery, SearchQuery, SearchResult
from pipeline.office.rows import (
    ApplicationRow,
    DocumentRow,
    HistoryRow,
    JudgedPaper,
    NoticeRow,
    SubmissionRow,
)

LEAST_STEP = dt.timedelta(microseconds=1)


class SqlLedger:
    """One database and, beside it, the lock files of the office's home."""

    def __init__(
        self,
        url: str,
        locks: Path,
        crash: Callable[[str], None] = lambda point: None,
        doing: str = "",
    ) -> None:
        self._engine: Engine = opening.open_engine(url)
        self._locks = locks
        self._crash = crash
        passing = partial(self._changing, passing=True)
        self.leases = Leases(passing, self._reading, Owner(locks, doing))
        self.folders = SqlFolders(self._changing, self._reading)
        self.outbox = SqlOutbox(self._changing, self._reading)
        self.lives = SqlLives(self._reading)

    def close(self) -> None:
        self.leases.close()
        self._engine.dispose()

    def act(self) -> AbstractContextManager[None]:
        return opening.held(
            self._locks / "act.lock",
            "另一个操作一直没有结束，等了一分钟。",
            "请稍后再试；若反复出现，请运行 deyu doctor。",
        )

    def at_work(self) -> AbstractContextManager[None]:
        return opening.held(
            self._locks / "run.lock",
            "数据库正在重建。",
            "请等 deyu rebuild 结束后再运行。",
            patience=5.0,
            shared=True,
        )

    def alone(self) -> AbstractContextManager[None]:
        return opening.held(
            self._locks / "run.lock",
            "本工作目录有 deyu run 在收信。",
            "请等它结束，或先停止它再运行。",
            patience=5.0,
        )

    def dispatch(self) -> AbstractContextManager[None]:
        return opening.held(
            self._locks / "dispatch.lock",
            "另一个 deyu 正在放置或发出通知，等了一分钟。",
            "请稍后再试；通知不会丢失，也不会重复。",
        )

    def numbers(self, series: str, year: int, keys: Sequence[str]) -> tuple[str, ...]:
        with self._changing() as connection:
            return numbers.give(connection, series, year, keys)

    def clock(self, now: dt.datetime) -> Callable[[], dt.datetime]:
        with self._reading() as connection:
            last = connection.execute(select(func.max(schema.entry.c.at))).scalar()
        before = dt.datetime.fromisoformat(last).astimezone(now.tzinfo) if last else None
        first = now if before is None or before < now else before + LEAST_STEP
        steps = itertools.count()
        return lambda: first + next(steps) * LEAST_STEP

    def record(
        self,
        filed: Sequence[FiledEntry],
        read: Callable[[str, str], bytes],
        kept: Kept | None = None,
        under: Lease | None = None,
    ) -> None:
        with self._changing() as connection:
            if under is not None:
                leases.require(connection, under)
            for one in filed:
                fold(connection, one, read)
                if isinstance(one.entry.body, Handled | Quarantined):
                    leases.end(connection, one.entry.body.submission)
            if kept is not None:
                folders.keep(connection, kept, utc(dt.datetime.now(dt.UTC)))
            self._crash("record")
        self._crash("recorded")

    def allotted(self, series: str) -> Mapping[str, str]:
        with self._reading() as connection:
            return numbers.unused(connection, series)

    def submissions_of(self, identities: Sequence[str]) -> Mapping[str, str]:
        table, found = schema.submission, dict[str, str]()
        with self._reading() as connection:
            for start in range(0, len(identities), CHUNK):
                chosen = table.c.identity.in_(identities[start : start + CHUNK])
                rows = connection.execute(select(table.c.identity, table.c.id).where(chosen))
                found |= {row.identity: row.id for row in rows}
        return found

    def sightings(self, identity: str) -> tuple[Sighting, ...]:
        table = schema.sighting
        with self._reading() as connection:
            rows = connection.execute(select(table).where(table.c.identity == identity)).all()
        return tuple(Sighting(row.source, row.epoch, row.position) for row in rows)

    def waiting(self) -> int:
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.work)).scalar_one()

    def requeue(self, submission: str) -> None:
        with self._changing() as connection:
            mails.wait_again(connection, submission)

    def note_failure(self, item: WorkItem, traceback: str) -> None:
        with self._changing() as connection:
            leases.require(connection, item.lease)
            connection.execute(
                update(schema.work)
                .where(schema.work.c.submission == item.submission)
                .values(failure=traceback)
            )
            leases.end(connection, item.submission)

    def failure(self, submission: str) -> str:
        table = schema.work
        with self._reading() as connection:
            return (
                connection.execute(
                    select(table.c.failure).where(table.c.submission == submission)
                ).scalar()
                or ""
            )

    def like(
        self, names: Sequence[str], student_nos: Sequence[str]
    ) -> Sequence[ApplicationStanding]:
        with self._reading() as connection:
            return tuple(standings(connection, names, student_nos))

    def submissions(self, query: ListQuery) -> tuple[tuple[SubmissionRow, ...], int]:
        with self._reading() as connection:
            return listing.submissions(connection, query)

    def submission(self, id: str) -> SubmissionRow | None:
        table = schema.submission
        with self._reading() as connection:
            rows = connection.execute(select(table).where(table.c.id == id)).all()
            return next(iter(listing.submission_rows(connection, rows)), None)

    def states(self, submissions: Sequence[str]) -> Mapping[str, SubmissionState]:
        table = schema.submission
        found: dict[str, SubmissionState] = {}
        with self._reading() as connection:
            for start in range(0, len(submissions), CHUNK):
                chosen = table.c.id.in_(submissions[start : start + CHUNK])
                rows = connection.execute(select(table.c.id, table.c.state).where(chosen)).all()
                found |= {row[0]: SubmissionState(row[1]) for row in rows}
        return found

    def unreadable(self, submissions: Sequence[str]) -> frozenset[str]:
        table = schema.submission
        found: set[str] = set()
        with self._reading() as connection:
            for start in range(0, len(submissions), CHUNK):
                chosen = table.c.id.in_(submissions[start : start + CHUNK])
                found |= set(
                    connection.execute(
                        select(table.c.id).where(chosen, table.c.unreadable)
                    ).scalars()
                )
        return frozenset(found)

    def identity_of(self, submission: str) -> str:
        table = schema.submission
        with self._reading() as connection:
            return str(
                connection.execute(
                    select(table.c.identity).where(table.c.id == submission)
                ).scalar_one()
            )

    def application(self, id: str) -> ApplicationRow | None:
        table = schema.application
        with self._reading() as connection:
            rows = connection.execute(select(table).where(table.c.id == id)).all()
            return next(iter(listing.application_rows(connection, rows)), None)

    def applications(
        self, student_no: str = "", term: str = "", college: str = ""
    ) -> tuple[ApplicationRow, ...]:
        with self._reading() as connection:
            return tuple(listing.applications(connection, student_no, term, college))

    def notices(
        self,
        submission: str = "",
        application: str = "",
        id: str = "",
        states: Collection[NoticeState] = (),
    ) -> tuple[NoticeRow, ...]:
        with self._reading() as connection:
            return listing.notices(connection, submission, application, id, states)

    def documents(self, about: str) -> tuple[DocumentRow, ...]:
        with self._reading() as connection:
            return listing.documents(connection, about)

    def history(self, about: str) -> tuple[HistoryRow, ...]:
        with self._reading() as connection:
            return listing.history(connection, about)

    def search(self, query: SearchQuery) -> SearchResult:
        with self._reading() as connection:
            return searching.search(connection, query)

    def counts(self) -> Mapping[str, int]:
        with self._reading() as connection:
            return listing.counts(connection)

    def heads(self) -> Mapping[str, tuple[int, str]]:
        with self._reading() as connection:
            rows = connection.execute(select(schema.head)).all()
        return {row.object_id: (row.version, row.digest) for row in rows}

    def answer_since(self, source: str = "") -> dt.datetime | None:
        with self._reading() as connection:
            return moment(connection, f"{ANSWER_SINCE}{source}")

    def judged_papers(self) -> Iterator[JudgedPaper]:
        with self._reading() as connection:
            yield from listing.judged_papers(connection)

    def register_versions(self, kind: RegisterKind) -> tuple[RegisterVersion, ...]:
        with self._reading() as connection:
            return registers.versions(connection, kind)

    def register_lines(self, kind: RegisterKind, student_no: str = "") -> tuple[RegisterLine, ...]:
        with self._reading() as connection:
            return registers.lines_of(connection, kind, student_no)

    def clear(self) -> None:
        opening.clear(self._engine)

    @contextmanager
    def _changing(self, passing: bool = False) -> Iterator[Connection]:
        with self._connected(passing=passing) as connection, connection.begin():
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._connected(reading=True) as connection:
            yield connection

    @contextmanager
    def _connected(self, **options: bool) -> Iterator[Connection]:
        with opening.telling(), self._engine.connect() as connection:
            yield connection.execution_options(**options)
