"""``kill -9`` while filing: afterwards the object is there whole or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filed import MAIL, heads, put, together
from test_store import judged

from pipeline.archive import Kind, OcflArchive, verify
from pipeline.archive.layout import object_path

NEW = ("staged", "synced", "renamed", "moved_in")
NEXT = (
    "staged",
    "synced",
    "version_renamed",
    "sidecar_replaced",
    "inventory_replaced",
    "moved_in",
)
TOGETHER = "together"
"""What `filing.py` adds to at once: a mail that is there, and three that are not."""
SCRIPT = Path(__file__).with_name("filing.py")


def killed(root: Path, what: int | str, point: str, nth: int = 1) -> None:
    ended = subprocess.run([sys.executable, SCRIPT, root, str(what), "1", point, str(nth)])
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("point", NEW)
def test_a_new_object_is_there_whole_or_not_at_all(tmp_path: Path, point: str) -> None:
    root = tmp_path / "archive"
    killed(root, 1, point)
    archive = OcflArchive(root)
    there = archive.head(MAIL)
    assert (there is not None) == (point in NEW[2:])
    again = put(archive, MAIL, "entry-1", record__json=b"1")
    assert again.new == (point not in NEW[2:])
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


@pytest.mark.parametrize(
    ("point", "nth", "whole"),
    [("synced", 1, 0), ("version_renamed", 1, 1), ("renamed", 2, 3), ("moved_in", 1, 4)],
)
def test_of_many_filed_at_once_each_is_there_whole_or_not_at_all(
    tmp_path: Path, point: str, nth: int, whole: int
) -> None:
    root = tmp_path / "archive"
    archive = OcflArchive(root)
    put(archive, MAIL, "entry-1")
    killed(root, TOGETHER, point, nth)
    assert {one.kind for one in verify(root, None).failures} == {Kind.INTERRUPTED}
    archive.settle()
    assert verify(root, heads(archive)).failures == ()
    new = [one.new for one in archive.file(together())]
    assert new == [False] * whole + [True] * (4 - whole)
    assert verify(root, heads(archive)).failures == ()
    assert judged(root) == ""


def test_what_an_earlier_release_left_half_done_is_completed(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    put(OcflArchive(root), MAIL, "entry-1", record__json=b"1")
    killed(root, 2, "version_renamed")
    work = tmp_path / "archive-staging" / "work"
    for waiting in sorted((work / "0").iterdir()):  # there was one version at a time, and no list
        waiting.rename(work / waiting.name)
    (work / "0").rmdir()
    (work / "moving").unlink()
    archive = OcflArchive(root)
    archive.settle()
    assert archive.read(MAIL, "record.json") == b"2"
    assert verify(root, heads(archive)).failures == ()


def test_what_a_killed_process_moved_in_is_brought_to_the_disk_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, synced = tmp_path / "archive", []
    put(OcflArchive(root), "urn:deyu:mail:another", "entry-1")
    killed(root, 1, "renamed")
    fsync = os.fsync

    def noted(handle: int) -> None:
        synced.append(os.stat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    OcflArchive(root).settle()
    moved = root / object_path(MAIL)
    assert {path.stat().st_ino for path in (moved.parent, *moved.parent.parents[:2])} <= set(synced)
