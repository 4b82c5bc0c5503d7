"""``kill -9`` while filing: afterwards the object is there whole or not at all."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filed import MAIL, heads, put
from test_store import judged

from pipeline.archive import Kind, OcflArchive, verify

NEW = ("staged", "synced", "renamed")
NEXT = ("staged", "synced", "version_renamed", "sidecar_replaced", "inventory_replaced")
SCRIPT = Path(__file__).with_name("filing.py")


def killed(root: Path, number: int, point: str) -> None:
    ended = subprocess.run([sys.executable, SCRIPT, root, MAIL, str(number), "1", point])
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("point", NEW)
def test_a_new_object_is_there_whole_or_not_at_all(tmp_path: Path, point: str) -> None:
    root = tmp_path / "archive"
    killed(root, 1, point)
    archive = OcflArchive(root)
    there = archive.head(MAIL)
    assert (there is not None) == (point == "renamed")
    again = put(archive, MAIL, "entry-1", record__json=b"1")
    assert again.new == (point != "renamed")
    assert again.version == 1
    assert archive.read(MAIL, "record.json") == b"1"
    assert verify(root, heads(archive)).failures == ()
    assert judged(root) == ""


@pytest.mark.parametrize("point", NEXT)
def test_a_next_version_is_completed_or_cleared_by_the_next_write(
    tmp_path: Path, point: str
) -> None:
    root = tmp_path / "archive"
    archive = OcflArchive(root)
    put(archive, MAIL, "entry-1", record__json=b"1")
    killed(root, 2, point)
    assert archive.read(MAIL, "record.json") in (b"1", b"2")
    found = verify(root, None)
    assert {one.kind for one in found.failures} == {Kind.INTERRUPTED}
    put(archive, "urn:deyu:mail:another", "entry-1")
    assert verify(root, None).sound
    completed = point in NEXT[2:]
    assert archive.read(MAIL, "record.json") == (b"2" if completed else b"1")
    again = put(archive, MAIL, "entry-2", record__json=b"2")
    assert again.new == (not completed)
    assert again.version == 2
    assert archive.read(MAIL, "record.json") == b"2"
    assert verify(root, heads(archive)).failures == ()
    assert judged(root) == ""


@pytest.mark.parametrize("point", ["staged", "synced"])
def test_a_second_kill_on_the_way_changes_nothing(tmp_path: Path, point: str) -> None:
    root = tmp_path / "archive"
    put(OcflArchive(root), MAIL, "entry-1")
    killed(root, 2, "version_renamed")
    killed(root, 3, point)
    archive = OcflArchive(root)
    assert put(archive, MAIL, "entry-2").new is False
    assert put(archive, MAIL, "entry-3").version == 3
    assert judged(root) == ""
