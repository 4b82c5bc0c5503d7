"""``kill -9`` in the life of an assistant: repeated, everything stands once, a rebuild included."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from office.test_adjustments import CALENDAR, case_report, request, sent
from offices import RECEIVED, office_in, put, run
from reading.word_files import form
from registers.register_files import comma

from pipeline.archive import verify
from pipeline.domain.appointments import PaperEvent, PaperItemKind
from pipeline.domain.plans import Decision
from pipeline.domain.registers import RegisterKind
from pipeline.office.appointments.cases import cases
from pipeline.office.appointments.recording import move_paper
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.appointments.reminding import remind
from pipeline.office.decisions.deciding_cases import decide_case
from pipeline.office.decisions.registering import import_register
from pipeline.office.looking.person import person_file
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

HERE = Path(__file__).parent
SERVING = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
    ("3120220001", "高远", "机电学院", "党建", "2025-09-01"),
)
KILLED_AT = ("appointed", "appointment_changed", "told_filed", "told", "reminder_filed")


def live(home: Path, box: Path, crash=lambda point: None) -> None:
    """A replacement from its mail to the papers of who comes, and a reminder; all repeatable."""
    with office_in(home, crash) as at_work:
        begun = replace(at_work, now=lambda: datetime(2026, 9, 26, tzinfo=RECEIVED.tzinfo))
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, begun)
        import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, begun)
        run(begun, box)
        case = begun.ledger.lives.adjustment("C-2026-0001")
        decide_case(case, DecisionOrder(Decision.APPROVE, "王老师"), begun)
        (one,) = begun.ledger.lives.appointments(application="A-2026-0001")
        for kind in (PaperItemKind.REGISTRATION_FORM, PaperItemKind.AGREEMENT_DEPARTMENT):
            telling = Telling("王老师", date(2026, 9, 25))
            move_paper(one.id, kind, PaperEvent.RECEIVE, telling, begun)
        run(begun, box)  # the leaver's papers are asked for, in whichever round comes first
        later = replace(begun, now=lambda: datetime(2027, 1, 10, tzinfo=RECEIVED.tzinfo))
        remind(later)


def told(home: Path):
    with office_in(home) as office:
        lives = office.ledger.lives
        heads = office.ledger.heads()
        assert verify(home / "archive", heads).sound
        told = (
            cases(office, everything=True),
            [(one.id, one.state, one.starts_on) for one in lives.appointments()],
            [(one.kind, one.state) for one in lives.paper_items()],
            [(one.kind, one.to) for one in office.ledger.notices()],
            sorted(  # a repeated round lays a waiting draft earlier than the first one would have
                row["says"].replace(str(home), "")
                for row in person_file("3120240001", office)["history"]
            ),
        )
        rebuild(office)
        assert office.ledger.heads() == heads
        assert cases(office, everything=True) == told[0]
        return told


@pytest.fixture(scope="module")
def box(tmp_path_factory) -> Path:
    whole = {"更换申请.docx": request(), "申请表.docx": form(), "案例.docx": case_report()}
    return put(tmp_path_factory.mktemp("box"), sent(whole))


@pytest.fixture(scope="module")
def unkilled(tmp_path_factory, box):
    home = tmp_path_factory.mktemp("unkilled")
    live(home, box)
    return told(home)


@pytest.mark.prove
@pytest.mark.parametrize("nth", [1, 2])
@pytest.mark.parametrize("point", KILLED_AT)
def test_a_life_that_was_interrupted_goes_on_where_it_was(tmp_path, box, unkilled, point, nth):
    words = [sys.executable, __file__, tmp_path, box, point, nth]
    paths = os.pathsep.join((str(HERE), str(HERE.parent)))
    ended = subprocess.run(
        list(map(str, words)),
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    if nth == 1:
        assert ended.returncode == -signal.SIGKILL, f"{point} is not on the way"
    live(tmp_path, box)
    assert told(tmp_path) == unkilled


def dying(point: str, nth: int):
    times = 0

    def crash(reached: str) -> None:
        nonlocal times
        times += reached == point
        if reached == point and times == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    return crash


if __name__ == "__main__":
    live(Path(sys.argv[1]), Path(sys.argv[2]), dying(sys.argv[3], int(sys.argv[4])))
