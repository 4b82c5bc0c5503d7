"""Leases on SQLite: one holder, a minute at most, and nothing from whoever lost one."""

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from ledgers import AT, filed, handled, ledger_in, reading, taken_in
from sqlalchemy import text

from pipeline.domain.folders import Kept, Place
from pipeline.errors import LeaseLostError
from pipeline.ledger.engine import open_engine
from pipeline.ledger.owners import alive_at
from pipeline.ledger.sql_ledger import SqlLedger


def two(tmp_path: Path) -> tuple[SqlLedger, SqlLedger]:
    """Two processes' ledgers of one home, as far as leases go."""
    return ledger_in(tmp_path), ledger_in(tmp_path)


def nothing(object_id, path):
    raise AssertionError("not read")


def with_mails(ledger: SqlLedger, count: int) -> None:
    ledger.record(
        [filed(taken_in(n, AT + dt.timedelta(n)), n) for n in range(1, count + 1)], nothing
    )


def set_until(ledger: SqlLedger, until: dt.datetime) -> None:
    with ledger._changing() as connection:
        connection.execute(
            text("UPDATE lease SET until = :until"),
            {"until": until.isoformat(timespec="microseconds")},
        )


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def test_a_lease_has_one_holder_until_it_is_released(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    lease = one.leases.take("poll:inbox")
    assert lease is not None
    assert other.leases.take("poll:inbox") is None
    assert other.leases.take("poll:another") is not None
    one.leases.release(lease)
    again = other.leases.take("poll:inbox")
    assert again is not None
    assert again.fence > lease.fence


@pytest.mark.parametrize("shift", [dt.timedelta(seconds=-1), dt.timedelta(hours=1)])
def test_a_lease_ends_by_itself_and_no_clock_makes_it_last(tmp_path: Path, shift) -> None:
    one, other = two(tmp_path)
    lost = one.leases.take("poll:inbox")
    set_until(one, now() + shift)
    taken = other.leases.take("poll:inbox")
    assert taken is not None
    with pytest.raises(LeaseLostError):
        one.leases.require(lost)
    other.leases.require(taken)


def test_who_lost_a_lease_records_nothing(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    lost = one.leases.take("poll:inbox")
    set_until(one, now() - dt.timedelta(seconds=1))
    assert other.leases.take("poll:inbox") is not None
    kept = Kept("inbox", "7", (Place(1, "i", "h", 9),))
    with pytest.raises(LeaseLostError):
        one.record([filed(taken_in(1), 1)], nothing, kept, lost)
    assert one.waiting() == 0
    assert 1 not in one.folders.known("inbox", AT).stored


def test_releasing_a_lost_lease_takes_nothing_from_its_new_holder(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    lost = one.leases.take("poll:inbox")
    set_until(one, now() - dt.timedelta(seconds=1))
    taken = other.leases.take("poll:inbox")
    one.leases.release(lost)
    other.leases.require(taken)


def test_the_oldest_mail_that_nobody_holds_is_claimed_and_every_attempt_counted(tmp_path) -> None:
    one, other = two(tmp_path)
    with_mails(one, 2)
    first = one.leases.claim()
    second = other.leases.claim()
    assert [first.submission, second.submission] == ["S-2026-0001", "S-2026-0002"]
    assert one.leases.claim() is None
    one.note_failure(first, "traceback")
    again = other.leases.claim()
    assert (again.submission, again.attempts) == ("S-2026-0001", 2)
    assert one.failure("S-2026-0001") == "traceback"


def test_a_mail_that_is_put_back_has_not_been_tried(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    with_mails(ledger, 1)
    for _ in range(3):
        item = ledger.leases.claim()
        assert item.attempts == 1
        ledger.leases.unclaim(item)


def test_later_mails_wait_for_the_older_ones_that_somebody_handles(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    with_mails(one, 2)
    older, later = one.leases.claim(), other.leases.claim()
    assert (one.leases.is_next(older), other.leases.is_next(later)) == (True, False)
    document = reading("申请", "正文")
    one.record([filed(handled(1), 9)], lambda object_id, path: document, under=older.lease)
    assert other.leases.is_next(later)


def test_nobody_waits_for_a_mail_whose_holder_froze_for_a_minute(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    with_mails(one, 2)
    one.leases.claim()
    later = other.leases.claim()
    set_until(one, now() - dt.timedelta(seconds=1))
    assert other.leases.is_next(later)


HOLDER = """
import sys, time
from pathlib import Path
from pipeline.ledger.sql_ledger import SqlLedger
home = Path(sys.argv[1])
ledger = SqlLedger(f"sqlite:///{home / 'ledger.sqlite3'}", home, doing="holding")
ledger.leases.take("poll:inbox")
ledger.leases.claim()
print("held", flush=True)
time.sleep(60)
"""


def test_what_a_killed_process_held_is_free_at_once(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    with_mails(ledger, 1)
    words = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        assert ledger.leases.take("poll:inbox") is None
        assert ledger.leases.claim() is None
        assert [(one.pid, one.doing) for one in alive_at(tmp_path) if one.doing] == [
            (holder.pid, "holding")
        ]
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        assert ledger.leases.take("poll:inbox") is not None
        assert ledger.leases.claim().attempts == 2
    assert not [one for one in alive_at(tmp_path) if one.doing]


def test_the_next_process_clears_away_what_the_dead_left(tmp_path: Path) -> None:
    (tmp_path / "alive").mkdir()
    (tmp_path / "alive" / "dead").write_text("{}")
    ledger = ledger_in(tmp_path)
    ledger.leases.take("poll:inbox")
    assert [one.name for one in (tmp_path / "alive").iterdir()] != ["dead"]
    ledger.close()
    assert list((tmp_path / "alive").iterdir()) == []


def test_a_power_failure_may_undo_a_lease_and_nothing_else(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.sqlite3'}"
    asked, levels = text("PRAGMA synchronous"), []
    engine = open_engine(url)
    for passing in (False, True, True, False):
        with engine.connect().execution_options(passing=passing) as connection:
            levels.append(connection.execute(asked).scalar())
    assert levels == [2, 1, 1, 2]  # FULL: synced with each commit; NORMAL: with the next that is
