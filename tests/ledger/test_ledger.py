"""The ledger on SQLite: migrations, numbers, the clock, the queue, and two at once."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import AT, filed, keep_mail, ledger_in, taken_in
from sqlalchemy import create_engine

from pipeline.domain.folders import Kept, Place
from pipeline.errors import LedgerError
from pipeline.ledger.engine import LATEST, held
from pipeline.ledger.schema import metadata
from pipeline.office.queries import ListQuery


def nothing(object_id, path):
    raise AssertionError("not read")


def test_the_migrations_lead_to_the_tables_of_the_schema(tmp_path: Path) -> None:
    ledger_in(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == LATEST
    config = Config()
    config.set_main_option("script_location", "pipeline.ledger:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [LATEST]


def test_a_number_is_given_once_for_a_key_and_never_twice(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    assert ledger.numbers("S", 2026, ["a", "b"]) == ("S-2026-0001", "S-2026-0002")
    assert ledger.numbers("S", 2026, ["b", "c"]) == ("S-2026-0002", "S-2026-0003")
    assert ledger.numbers("S", 2027, ["a", "d"]) == ("S-2026-0001", "S-2027-0001")
    assert ledger.numbers("A", 2026, ["a"]) == ("A-2026-0001",)


def test_a_number_that_stands_in_an_entry_is_not_given_again(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.record([filed(taken_in(7), 1)], nothing)
    assert ledger.numbers("S", 2026, ["new"]) == ("S-2026-0008",)


def test_a_number_beyond_four_digits_is_written_whole(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.record([filed(taken_in(9999), 1), filed(taken_in(10000), 2)], nothing)
    assert ledger.numbers("S", 2026, ["new"]) == ("S-2026-10001",)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10**9).map(lambda second: AT + dt.timedelta(seconds=second))))
def test_the_clock_never_goes_back_whatever_the_machine_says(tmp_path_factory, moments) -> None:
    ledger = ledger_in(tmp_path_factory.mktemp("clock"))
    last = ""
    for number, moment in enumerate(moments, 1):
        tick = ledger.clock(moment)
        first, second = tick(), tick()
        assert first < second
        entry = filed(taken_in(number), number)
        moved = type(entry.entry)(**{**_fields(entry.entry), "at": second})
        ledger.record([type(entry)(entry.object_id, 1, "", moved)], nothing)
        assert second.astimezone(dt.UTC).isoformat(timespec="microseconds") > last
        last = second.astimezone(dt.UTC).isoformat(timespec="microseconds")
    ledger.close()


def _fields(entry):
    return {name: getattr(entry, name) for name in entry.__slots__}


def test_recording_an_entry_twice_changes_nothing(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    keep_mail(ledger, 1, "申请", "正文")
    before = ledger.submissions(ListQuery()), ledger.history("S-2026-0001"), ledger.heads()
    keep_mail(ledger, 1, "另一个主题", "另一段正文")
    assert (
        ledger.submissions(ListQuery()),
        ledger.history("S-2026-0001"),
        ledger.heads(),
    ) == before


def test_a_transaction_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    broken = [filed(taken_in(1), 1), filed(taken_in(1), 2)]  # one identity twice
    with pytest.raises(LedgerError, match="数据库出错"):
        ledger.record(broken, nothing, Kept("box", "1", (Place(5, "i", "h", 9),)))
    assert ledger.submissions(ListQuery()) == ((), 0)
    assert 5 not in ledger.folders.known("box", AT).stored


def test_pages_of_a_list_follow_each_other_without_gap_or_repetition(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    ledger.record([filed(taken_in(n), n) for n in range(1, 24)], nothing)  # all of one moment
    seen, after = [], ""
    while True:
        rows, total = ledger.submissions(ListQuery(limit=5, after=after))
        assert total == 23
        if not rows:
            break
        seen += [row.id for row in rows]
        after = rows[-1].id
    assert seen == [f"S-2026-{n:04}" for n in range(23, 0, -1)]


def test_who_holds_the_office_keeps_others_waiting_and_tells_them(tmp_path: Path) -> None:
    path, entered, leave = tmp_path / "act.lock", threading.Event(), threading.Event()

    def hold() -> None:
        with held(path, "忙。", "请等。"):
            entered.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert entered.wait(10)
    with pytest.raises(LedgerError, match="忙"), held(path, "忙。", "请等。", patience=0.2):
        pass
    leave.set()
    holder.join()
    with held(path, "忙。", "请等。", patience=0.2):
        pass


def test_a_file_that_is_no_database_is_told_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite3").write_bytes("这不是数据库".encode() * 100)
    with pytest.raises(LedgerError, match="deyu rebuild"):
        ledger_in(tmp_path)
