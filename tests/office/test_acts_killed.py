"""``kill -9`` between filing and recording what a person ordered: repeated, it stands once."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from crashing import killing
from office.test_adjustments import CALENDAR, case_report, request, sent
from offices import office_in, put, run
from reading.word_files import form
from registers.register_files import comma

from pipeline.archive import verify
from pipeline.domain.appointments import AppointmentEvent, PaperEvent
from pipeline.domain.people import Person
from pipeline.domain.plans import Decision, NoticeKind, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.recording import (
    BACK_BEFORE_THE_START,
    appointment_of,
    change_appointment,
    move_paper,
)
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.deciding_cases import decide_case
from pipeline.office.decisions.registering import import_register
from pipeline.office.filing import entries_of
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

HERE = Path(__file__).parent
SERVING = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
    ("3120220001", "高远", "机电学院", "党建", "2025-09-01"),
)
MENDED = comma(
    ("学号", "姓名", "学院", "岗位类型", "上岗时间"),
    ("3120220001", "高远", "机电学院", "实践", "2025-02-10"),
)
POSTS = comma(("学号", "姓名", "岗位", "聘期开始"), ("3120240001", "张喆", "助教", "2026-09-01"))
APPROVE = DecisionOrder(Decision.APPROVE, "王老师")
RETURN = DecisionOrder(Decision.RETURN, "王老师", "请补盖章的原件")
BACK = Telling("王老师")
GONE = Telling("王老师", reason="出国，材料随后补交")


def send_back(office) -> None:
    decide_case(office.ledger.lives.adjustment("C-2026-0001"), RETURN, office)


def propose(office) -> None:
    two = replace(office, house=replace(office.house, four_eyes=True))
    decide("A-2026-0001", APPROVE, two)


def approve(office) -> None:
    decide("A-2026-0001", APPROVE, office)


def finish(office) -> None:
    """Everything up to the closing of the adjustment; each step may be repeated."""
    decide("A-2026-0001", APPROVE, office)
    (comer,) = office.ledger.lives.appointments(application="A-2026-0001")
    for kind in BACK_BEFORE_THE_START:
        move_paper(comer.id, kind, PaperEvent.RECEIVE, BACK, office)
    leaver = appointment_of("3120220001", office)
    change_appointment(leaver, AppointmentEvent.FINISH, GONE, office)


def import_posts(office) -> None:
    import_register(RegisterKind.OTHER_POSTS, "兼岗.csv", POSTS, office)


def correct_who_serves(office) -> None:
    import_register(RegisterKind.ASSISTANTS, "在岗2.csv", MENDED, office)


STEPS = {
    "appointment_corrected": correct_who_serves,
    "adjusted_filed": send_back,
    "proposed": propose,
    "closed_filed": finish,
    "rejudged_filed": import_posts,
    "inventory_replaced": approve,
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    """A home with one whole adjustment that waits for a person."""
    folder = tmp_path_factory.mktemp("begun")
    whole = {"更换申请.docx": request(), "申请表.docx": form(), "案例.docx": case_report()}
    with office_in(folder / "home") as office:
        import_register(RegisterKind.CALENDAR, "校历.csv", CALENDAR, office)
        import_register(RegisterKind.ASSISTANTS, "在岗.csv", SERVING, office)
        run(office, put(folder / "box", sent(whole)))
    return folder / "home"


@pytest.fixture
def home(begun, tmp_path) -> Path:
    return shutil.copytree(begun, tmp_path / "home", symlinks=True)


def kill(home: Path, point: str) -> None:
    ended = subprocess.run(
        [sys.executable, __file__, str(home), point],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parent)))},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == -signal.SIGKILL, f"{point} is not on the way: {ended.stderr}"


def acts(office, about: str) -> list[str]:
    return [row.act for row in office.ledger.history(about)]


def sound_and_the_same_when_rebuilt(home: Path, office) -> None:
    def known():
        lives = office.ledger.lives
        told = (lives.adjustments(), lives.appointments(), office.ledger.notices())
        return told, office.ledger.heads(), office.ledger.history("A-2026-0001")

    assert verify(home / "archive", office.ledger.heads()).sound
    before = known()
    rebuild(office)
    assert known() == before


def test_a_case_sent_back_is_sent_back_once(home) -> None:
    kill(home, "adjusted_filed")
    with office_in(home) as office:
        send_back(office)
        send_back(office)
        assert acts(office, "C-2026-0001").count("adjust") == 1
        kinds = [one.kind for one in office.ledger.notices()]
        assert kinds.count(NoticeKind.COMPLETION) == 1
        assert office.ledger.lives.adjustment("C-2026-0001").state is SubmissionState.TO_COMPLETE
        sound_and_the_same_when_rebuilt(home, office)


def test_another_order_after_a_killed_one_is_taken_on_what_stands(home) -> None:
    kill(home, "adjusted_filed")
    with office_in(home) as office:
        case = office.ledger.lives.adjustment("C-2026-0001")
        off = DecisionOrder(Decision.WITHDRAW, "王老师", "学院不再调整")
        assert decide_case(case, off, office).state is SubmissionState.WITHDRAWN
        assert acts(office, "C-2026-0001").count("adjust") == 2
        sound_and_the_same_when_rebuilt(home, office)


def test_a_proposal_stands_once_and_another_confirms_it(home) -> None:
    kill(home, "proposed")
    with office_in(home) as office:
        with pytest.raises(DecisionRefusedError, match="另一人"):
            propose(office)
        assert acts(office, "A-2026-0001").count("propose") == 1
        two = replace(office, house=replace(office.house, four_eyes=True))
        done = decide("A-2026-0001", replace(APPROVE, by="李老师"), two)
        assert done.state is SubmissionState.APPROVED
        sound_and_the_same_when_rebuilt(home, office)


def test_what_a_killed_act_filed_is_on_the_disk_before_it_is_recorded(home, monkeypatch) -> None:
    kill(home, "inventory_replaced")
    synced: set[int] = set()
    fsync = os.fsync

    def noted(handle: int) -> None:
        synced.add(os.stat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    moved = (home / "archive-staging" / "work" / "moving").read_text()
    folder = home / "archive" / moved
    durable: list[bool] = []

    def reached(point: str) -> None:
        if point == "record":
            durable.append(folder.stat().st_ino in synced)

    with office_in(home, reached) as office:
        decide("A-2026-0001", APPROVE, office)
        assert durable[0]
        assert acts(office, "A-2026-0001").count("decide") == 1


def test_an_adjustment_is_closed_once(home) -> None:
    kill(home, "closed_filed")
    with office_in(home) as office:
        finish(office)
        finish(office)
        assert office.ledger.lives.adjustment("C-2026-0001").state is SubmissionState.FILED
        assert acts(office, "C-2026-0001").count("adjust") == 1
        sound_and_the_same_when_rebuilt(home, office)


def test_what_a_register_changes_is_judged_again_once(home) -> None:
    kill(home, "rejudged_filed")
    with office_in(home) as office:
        before = office.ledger.application("A-2026-0001").advice
        import_posts(office)
        import_posts(office)
        advice = office.ledger.application("A-2026-0001").advice
        assert (before.value, advice.value) == ("no_obstacle", "needs_person")
        assert len(entries_of(office.archive, "urn:deyu:application:A-2026-0001")) == 2
        sound_and_the_same_when_rebuilt(home, office)


def test_an_appointment_is_corrected_once_by_the_next_run(home, tmp_path) -> None:
    kill(home, "appointment_corrected")
    with office_in(home) as office:
        run(office, put(tmp_path / "nothing"))
        (leaver,) = office.ledger.lives.appointments(person=Person("", "3120220001"))
        assert (leaver.position_kind, leaver.starts_on) == ("practice", "2025-02-10")
        correct_who_serves(office)
        assert acts(office, leaver.id).count("correct") == 1
        assert len(office.ledger.register_versions(RegisterKind.ASSISTANTS)) == 2
        sound_and_the_same_when_rebuilt(home, office)


if __name__ == "__main__":
    with office_in(Path(sys.argv[1]), killing(sys.argv[2], 1)) as dying:
        STEPS[sys.argv[2]](dying)
