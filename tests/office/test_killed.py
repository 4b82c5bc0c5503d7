"""``kill -9`` between any two effects: the next run finishes, nothing is lost, nothing doubled."""

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from offices import RECEIVED, application, drafts, mail, office_in, put, run

from pipeline.archive import verify
from pipeline.domain.plans import Decision, NoticeState
from pipeline.office.decisions.deciding import decide
from pipeline.office.filing import entries_of
from pipeline.office.letters.releasing import release
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder
from pipeline.office.queries import ListQuery
from pipeline.reading.mail.letter import read_letter

ARCHIVE = (
    "staged",
    "synced",
    "renamed",
    "version_renamed",
    "sidecar_replaced",
    "inventory_replaced",
    "moved_in",
)
OFFICE = (
    *("leased", "raw_filed", "taken_in", "claimed", "handled_filed", "revised_filed"),
    *("record", "recorded", "handled", "laid"),
)
DECIDING = (
    "decision_filed",
    "decided",
    "template_filed",
    "drawn_filed",
    "record",
    "recorded",
    "laid",
)
HERE = Path(__file__).parent

MAILS = (
    application(message_id="<one@bit.edu.cn>"),
    application(
        at=RECEIVED + dt.timedelta(hours=1),
        message_id="<two@bit.edu.cn>",
        姓名="林雨桐",
        学号="3120240002",
        政治面貌="",
    ),
    mail("咨询", "请问何时截止？", message_id="<three@bit.edu.cn>"),
)


def killed(home: Path, box: Path, step: str, point: str, nth: int = 1) -> bool:
    """Whether the point was reached, and so the process killed."""
    words = [sys.executable, HERE / "crashing.py", home, box, step, point, str(nth)]
    paths = os.pathsep.join((str(HERE), str(HERE.parent)))
    ended = subprocess.run(
        list(map(str, words)),
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0


def whole(home: Path, office) -> None:
    """What must hold after recovery, whatever happened before."""
    rows, total = office.ledger.submissions(ListQuery())
    assert total == len(MAILS)
    assert sorted(row.id for row in rows) == [f"S-2026-000{n}" for n in (1, 2, 3)]
    assert [one.id for one in office.ledger.applications()] == ["A-2026-0001", "A-2026-0002"]
    assert all(one.revision == 1 for one in office.ledger.applications())
    notices = office.ledger.notices()
    assert len(notices) == len(MAILS) + (office.ledger.application("A-2026-0001").agreement != "")
    assert all(one.where for one in notices if one.state is NoticeState.DRAFT)
    lying = [read_letter(path.read_bytes()).message_id for path in drafts(home)]
    assert sorted(lying) == sorted(one.message_id for one in notices)
    # The heads that the ledger knows are those of the archive: nothing was filed beside it.
    verification = verify(home / "archive", office.ledger.heads())
    assert verification.sound, verification.failures
    before = (rows, notices, office.ledger.heads())
    rebuild(office)
    assert (office.ledger.submissions(ListQuery())[0], office.ledger.notices()) == before[:2]
    assert office.ledger.heads() == before[2]


@pytest.mark.parametrize("nth", [1, *(pytest.param(n, marks=pytest.mark.prove) for n in (2, 5))])
@pytest.mark.parametrize("point", [*ARCHIVE, *OFFICE])
def test_a_run_that_was_killed_is_finished_by_the_next(tmp_path, point, nth) -> None:
    home, box = tmp_path / "home", put(tmp_path / "box", *MAILS)
    reached = killed(home, box, "run", point, nth)
    if nth == 1:
        assert reached, f"the point {point} is not on the way"
    with office_in(home) as office:
        done = run(office, box)
        assert done.seen == len(MAILS)
        whole(home, office)


@pytest.mark.parametrize("point", [*ARCHIVE[3:], *DECIDING])
def test_a_decision_that_was_killed_is_taken_once(tmp_path, point) -> None:
    home, box = tmp_path / "home", put(tmp_path / "box", *MAILS)
    with office_in(home) as office:
        run(office, box)
    assert killed(home, box, "approve", point)
    with office_in(home) as office:
        done = decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
        release(office)
        assert [Path(one).name for one in done.documents] == ["agreement_3120240001_张喆.docx"]
        bodies = [
            one.entry.act.value
            for one in entries_of(office.archive, "urn:deyu:application:A-2026-0001")
        ]
        assert bodies.count("decide") == 1
        assert bodies.count("draw_up") == 1
        whole(home, office)
