"""Opening the database, bringing its tables up to date, and holding the office."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from pipeline.errors import LedgerError
from pipeline.ledger import schema_lives  # noqa: F401  # its tables are of the same metadata
from pipeline.ledger.schema import metadata

LATEST = "0009"
"""The newest migration; `test_migrations_lead_to_the_schema` holds it to the folder."""

LOCK_SECONDS = 60.0

SYNCED, PASSING = "FULL", "NORMAL"
"""A `passing` transaction is there for every process, and when this one is killed. A power
failure may undo it: it reaches the disk with the next one that is synced, or within seconds.
"""


def open_engine(url: str) -> Engine:
    """An engine whose tables are those of `schema`; raises `LedgerError` when it cannot be.

    SQLite runs with a write-ahead log and synchronous=FULL: a transaction that was
    answered is on the disk, unless its connection has the option `passing`.
    """
    path = make_url(url).database
    try:
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin_at_once)
        _bring_up_to_date(engine)
    except (OSError, SQLAlchemyError) as fault:
        raise LedgerError(
            f"数据库打不开：{path}（{_reason(fault)}）。",
            "请检查该文件所在的磁盘和权限；档案完好时，可删去数据库文件后运行 deyu rebuild 重建。",
        ) from fault
    return engine


def _reason(fault: Exception) -> str:
    return str(getattr(fault, "orig", None) or fault).splitlines()[0]


def _prepare(connection: object, _record: object) -> None:
    # The driver must not open transactions by itself: `_begin_at_once` does, with the write
    # lock, so that two acts can never deadlock while upgrading a read to a write.
    connection.isolation_level = None  # type: ignore[attr-defined]  # sqlite3.Connection
    cursor = connection.cursor()  # type: ignore[attr-defined]  # sqlite3.Connection
    for pragma in (
        "journal_mode=WAL",
        f"synchronous={SYNCED}",
        "busy_timeout=60000",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    options = connection.get_execution_options()
    reading = options.get("reading", False)
    if not reading:
        _synchronise(connection, PASSING if options.get("passing", False) else SYNCED)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _synchronise(connection: Connection, level: str) -> None:
    if connection.info.get("synchronous", SYNCED) != level:
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.info["synchronous"] = level


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect().execution_options(reading=True) as connection:
        if inspect(connection).has_table("alembic_version"):
            now = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if now == LATEST:
                return
    from alembic import command  # costs a quarter of a second, needed only when tables change
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "pipeline.ledger:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def clear(engine: Engine) -> None:
    """Empty every table; the tables stay."""
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


@contextmanager
def held(
    path: Path,
    busy: str,
    way_out: str,
    patience: float = LOCK_SECONDS,
    shared: bool = False,
) -> Iterator[None]:
    """Hold a lock file; the operating system lets go of it when the process dies.

    `shared` holders do not keep each other out. Raises `LedgerError` with the given sentences
    when somebody else holds it for longer than `patience` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, kind | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise LedgerError(busy, way_out) from None
                time.sleep(0.01)
        yield
    finally:
        os.close(handle)


@contextmanager
def telling() -> Iterator[None]:
    """Turns what the database raises into `LedgerError`."""
    try:
        yield
    except SQLAlchemyError as fault:
        if not hasattr(fault, "orig"):
            raise
        raise LedgerError(
            f"数据库出错：{str(fault.orig).splitlines()[0]}。",
            "请检查磁盘空间和权限；档案不受影响，必要时运行 deyu rebuild。",
        ) from fault
