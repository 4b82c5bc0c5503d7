"""Leases: the right to do something alone, for a minute at most, with a number that fences.

Whoever lost a lease, because it was frozen or its machine was cut off, finds at its next
transaction that owner or number are no longer its own, and changes nothing.
"""

import datetime as dt
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from pipeline.errors import LeaseLostError, LedgerError
from pipeline.ledger import schema
from pipeline.ledger.columns import utc
from pipeline.ledger.owners import Owner
from pipeline.office.intake_ports import Lease, WorkItem

LEASE_SECONDS = 60.0
RENEW_SECONDS = 15.0
LOOKED_AT = 100
"""Waiting mails looked at for one that nobody holds: more than there are ever workers."""

_T = schema.lease

Opening = Callable[[], AbstractContextManager[Connection]]


class Leases:
    """The leases of one process; a thread renews them while it lives."""

    def __init__(self, changing: Opening, reading: Opening, owner: Owner) -> None:
        self._changing = changing
        self._reading = reading
        self._owner = owner
        self._ended = threading.Event()
        self._renewing: threading.Thread | None = None

    def take(self, name: str) -> Lease | None:
        """The lease, None while another holds it."""
        self._appear()
        with self._changing() as connection:
            return self._taken(connection, name)

    def release(self, lease: Lease) -> None:
        with self._changing() as connection:
            connection.execute(update(_T).where(*_is(lease)).values(owner="", until=utc(_now())))

    def require(self, lease: Lease) -> None:
        with self._reading() as connection:
            require(connection, lease)

    def claim(self, before: dt.datetime | None = None) -> WorkItem | None:
        """The oldest mail that waits and that nobody is handling; the attempt is counted here."""
        self._appear()
        work = schema.work
        oldest = (
            select(work.c.submission, work.c.identity, work.c.attempts)
            .order_by(work.c.received_order, work.c.submission)
            .limit(LOOKED_AT)
        )
        if before is not None:
            oldest = oldest.where(work.c.received_order < utc(before))
        with self._changing() as connection:
            for waiting in connection.execute(oldest):  # the first one, as a rule: no more are read
                lease = self._taken(connection, _handling(waiting.submission))
                if lease is not None:
                    attempts = waiting.attempts + 1
                    chosen = work.c.submission == waiting.submission
                    connection.execute(update(work).where(chosen).values(attempts=attempts))
                    return WorkItem(waiting.submission, waiting.identity, attempts, lease)
        return None

    def unclaim(self, item: WorkItem) -> None:
        """Put a mail back as if it had not been claimed: what failed was not the mail."""
        chosen = schema.work.c.submission == item.submission
        with self._changing() as connection:
            if _holds(connection, item.lease):
                values = {"attempts": item.attempts - 1}
                connection.execute(update(schema.work).where(chosen).values(**values))
                connection.execute(delete(_T).where(*_is(item.lease)))

    def is_next(self, item: WorkItem) -> bool:
        """Whether nobody is still busy with an older mail: letters of one person stay in order."""
        work = schema.work
        own = select(work.c.received_order).where(work.c.submission == item.submission)
        mine = own.scalar_subquery()
        older = (
            select(work.c.submission)
            .where(
                or_(
                    work.c.received_order < mine,
                    and_(work.c.received_order == mine, work.c.submission < item.submission),
                )
            )
            .order_by(work.c.received_order, work.c.submission)
            .limit(LOOKED_AT)
        )
        with self._reading() as connection:
            names = [_handling(one) for one in connection.execute(older).scalars()]
            if not names:
                return True
            held = connection.execute(select(_T).where(_T.c.name.in_(names))).all()
        return not any(self._is_live(one) for one in held)

    def close(self) -> None:
        self._ended.set()
        if self._renewing is not None:
            self._renewing.join()
            with suppress(LedgerError), self._changing() as connection:
                connection.execute(
                    update(_T)
                    .where(_T.c.owner == self._owner.id)
                    .values(owner="", until=utc(_now()))
                )
        self._owner.vanish()

    def _appear(self) -> None:
        if self._renewing is None:
            self._owner.appear()
            self._bury_the_dead()
            self._renewing = threading.Thread(target=self._renew, daemon=True)
            self._renewing.start()

    def _bury_the_dead(self) -> None:
        for dead in self._owner.dead():
            with self._changing() as connection:
                connection.execute(update(_T).where(_T.c.owner == dead).values(owner=""))
            self._owner.bury(dead)

    def _renew(self) -> None:
        while not self._ended.wait(RENEW_SECONDS):
            # What cannot be renewed now is tried again; at worst the lease is lost, and fenced.
            with suppress(LedgerError), self._changing() as connection:
                connection.execute(
                    update(_T).where(_T.c.owner == self._owner.id).values(until=_until())
                )

    def _taken(self, connection: Connection, name: str) -> Lease | None:
        held = connection.execute(select(_T).where(_T.c.name == name)).first()
        if held is not None and self._is_live(held):
            return None
        fence = (held.fence if held else 0) + 1
        connection.execute(delete(_T).where(_T.c.name == name))
        connection.execute(
            insert(_T).values(name=name, owner=self._owner.id, fence=fence, until=_until())
        )
        return Lease(name, self._owner.id, fence)

    def _is_live(self, held: Row[tuple[str, str, int, str]]) -> bool:
        # A clock that was set back must not make a lease last longer than it may.
        in_time = utc(_now()) < held.until <= _until()
        return bool(held.owner) and in_time and not self._owner.is_dead(held.owner)


def require(connection: Connection, lease: Lease) -> None:
    """Raises `LeaseLostError` when another took the lease over."""
    if not _holds(connection, lease):
        raise LeaseLostError(
            f"这一步已由另一个 deyu 接手（{lease.name}）。", "不用处理，它会接着做完。"
        )


def end(connection: Connection, submission: str) -> None:
    """A mail that was handled is nobody's work any more."""
    connection.execute(delete(_T).where(_T.c.name == _handling(submission)))


def _holds(connection: Connection, lease: Lease) -> bool:
    return connection.execute(select(_T.c.name).where(*_is(lease))).first() is not None


def _is(lease: Lease) -> tuple:  # type: ignore[type-arg]  # columns of one comparison each
    return _T.c.name == lease.name, _T.c.owner == lease.owner, _T.c.fence == lease.fence


def _handling(submission: str) -> str:
    return f"handle:{submission}"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _until() -> str:
    return utc(_now() + dt.timedelta(seconds=LEASE_SECONDS))
