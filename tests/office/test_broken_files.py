"""A folder of broken files passes through; each is filed as it is, and a person sees it."""

import hashlib
import sqlite3
from pathlib import Path

import pytest
from broken_files import broken_files
from cli.commands import deyu, told
from offices import office_in

from pipeline.archive import verify
from pipeline.domain.plans import SubmissionState
from pipeline.office.queries import ListQuery

LEFT_TO_NOBODY = {SubmissionState.RECEIVED}


@pytest.mark.parametrize(
    "count",
    [
        60,
        pytest.param(1_000, marks=pytest.mark.prove),
        pytest.param(5_000, marks=pytest.mark.prove),
    ],
)
def test_every_broken_file_is_filed_and_seen(tmp_path: Path, count: int) -> None:
    home, box = tmp_path / "home", tmp_path / "box"
    box.mkdir()
    for name, data in broken_files(count, seed=count):
        (box / name).write_bytes(data)
    sent = {hashlib.sha256(path.read_bytes()).hexdigest() for path in box.iterdir()}

    ended = deyu("run", "--from", box, "--once", home=home, timeout=3_600)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout

    kept = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (home / "archive").rglob("v1/content/message.eml")
    }
    assert kept == sent
    with office_in(home) as office:
        rows, total = office.ledger.submissions(ListQuery(limit=10_000))
        assert total == len(rows) == len(sent)
        assert not [row.id for row in rows if row.state in LEFT_TO_NOBODY]
        assert verify(home / "archive", office.ledger.heads()).failures == ()
    again = told("run", "--from", box, "--once", home=home)
    assert again["new"] == 0
    with sqlite3.connect(home / "ledger.sqlite3") as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
