"""``kill -9`` at every named point of a poll: the next one finishes, at once, without a trace."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from offices_at_servers import inbox_of, office_in, stored, take_in_all
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.office.looking.status import status

HERE = Path(__file__).parent
POINTS = ("leased", "raw_filed", "record", "recorded", "taken_in", "marked", "counted")


def killed(home: Path, port: int, point: str, nth: int) -> bool:
    words = [sys.executable, HERE / "polling.py", home, port, point, nth]
    ended = subprocess.run(
        list(map(str, words)),
        env=os.environ | {"PYTHONPATH": f"{HERE}:{HERE.parent}:{HERE.parent / 'office'}"},
        capture_output=True,
        text=True,
    )
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0


@pytest.mark.parametrize(("point", "nth"), [*((one, 1) for one in POINTS), ("renamed", 2)])
def test_a_poll_that_was_killed_is_finished_by_the_next(tmp_path, point: str, nth: int) -> None:
    mails = {uid: mail(uid) for uid in (1, 2, 3)}
    script = Script(dict(mails))
    with scripted.running(script) as account:
        assert killed(tmp_path, account.port, point, nth)
        with office_in(tmp_path) as office:
            source = inbox_of(account.port)
            take_in_all(office, source)
            source.close()
            assert stored(office) == sorted(mails.values())
            assert office.ledger.folders.unmarked(source.name, 9) == ()
            assert status(office).reconciled
    assert [one for one in script.heard if "STORE 1,2,3" in one]
