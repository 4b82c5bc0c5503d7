"""What is known of a folder: the UIDs that are stored, those that do not come, the count."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from ledgers import AT, ledger_in

from pipeline.domain.folders import Kept, Place, Spans
from pipeline.ledger.sql_ledger import SqlLedger

UIDS = st.sets(st.integers(1, 200))


@given(UIDS)
def test_runs_hold_exactly_what_was_put_into_them(uids: set[int]) -> None:
    spans = Spans.of(sorted(uids))
    assert {uid for uid in range(202) if uid in spans} == uids
    assert len(spans) == len(uids)
    assert all(after[0] > before[1] + 1 for before, after in pairwise(spans.runs))


def keep(ledger: SqlLedger, *uids: int, epoch: str = "7", **rest: tuple[int, ...]) -> None:
    places = tuple(Place(uid, f"identity-{uid}", f"head-{uid}", 100) for uid in uids)
    ledger.record([], lambda object_id, path: b"", Kept("inbox", epoch, places, **rest))


def known(ledger: SqlLedger):
    return ledger.folders.known("inbox", dt.datetime.now(dt.UTC))


def test_what_was_kept_is_known_by_its_uid(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    assert (known(ledger).epoch, known(ledger).stored) == ("", Spans())
    keep(ledger, 1, 2, 4)
    now_known = known(ledger)
    assert (now_known.epoch, now_known.stored.runs) == ("7", ((1, 2), (4, 4)))
    assert now_known.place(4) == Place(4, "identity-4", "head-4", 100)
    assert now_known.place(3) is None


def test_under_another_numbering_nothing_is_known_any_more(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    keep(ledger, 1, 2, undelivered=(3,))
    keep(ledger, 1, epoch="7/2")
    assert (known(ledger).epoch, known(ledger).stored.runs) == ("7/2", ((1, 1),))
    assert known(ledger).undelivered == frozenset()


def test_a_mail_that_does_not_come_is_kept_until_it_comes_or_is_gone(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    keep(ledger, undelivered=(3, 5, 6))
    (state,) = ledger.folders.states()
    since = state.since
    keep(ledger, 5, undelivered=(3,), vanished=(6,))
    (state,) = ledger.folders.states()
    assert (state.undelivered, state.since) == ((3,), since)
    assert known(ledger).undelivered == {3}


def test_what_was_asked_for_in_vain_a_while_ago_does_not_rest_any_more(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    keep(ledger, undelivered=(3,))
    now = dt.datetime.now(dt.UTC)
    assert ledger.folders.known("inbox", now).resting == frozenset()
    assert ledger.folders.known("inbox", now - dt.timedelta(hours=1)).resting == {3}


def test_the_count_finds_what_is_nowhere_and_leaves_what_just_arrived(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    keep(ledger, 1, 2, 5, undelivered=(4,))
    assert ledger.folders.note_count("inbox", AT, [1, 2, 4, 5, 6, 7]) == 0
    assert ledger.folders.note_count("inbox", AT, [1, 3, 4, 5, 6]) == 1
    (state,) = ledger.folders.states()
    assert (state.messages, state.unaccounted, state.checked_at) == (5, 1, AT)


def test_trouble_lasts_since_it_began_and_ends(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    later = AT + dt.timedelta(hours=1)
    ledger.folders.note_trouble("inbox", AT, "不通")
    ledger.folders.note_trouble("inbox", later, "还是不通")
    (state,) = ledger.folders.states()
    assert (state.trouble, state.trouble_since) == ("还是不通", AT)
    ledger.folders.note_trouble("inbox", later, "")
    (state,) = ledger.folders.states()
    assert (state.trouble, state.trouble_since) == ("", None)


def test_what_is_not_marked_yet_stays_so_until_it_is_noted(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    keep(ledger, 1, 2, 3)
    assert [one.position for one in ledger.folders.unmarked("inbox", 2)] == [1, 2]
    ledger.folders.note_marked("inbox", "7", (1, 2))
    assert [one.position for one in ledger.folders.unmarked("inbox", 9)] == [3]
    ledger.folders.note_marked("inbox", "another numbering", (3,))
    assert [one.position for one in ledger.folders.unmarked("inbox", 9)] == [3]


def test_folders_that_the_settings_no_longer_name_raise_no_alarm(tmp_path: Path) -> None:
    ledger = ledger_in(tmp_path)
    keep(ledger, 1)
    ledger.folders.note_trouble("old", AT, "不通")
    ledger.folders.forget(["inbox"])
    assert [one.source for one in ledger.folders.states()] == ["inbox"]
