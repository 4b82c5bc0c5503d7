"""A person files a mail that waited, or brings back one that was set aside; no letter follows."""

import pytest
from cli.commands import deyu, told
from offices import application, mail, office_in, put, run

from pipeline.domain.mail_moves import MailAct
from pipeline.domain.plans import SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.looking.showing import show
from pipeline.office.looking.status import status
from pipeline.office.mails.moving_mails import move_mail
from pipeline.office.mails.rebuilding import rebuild

S = "S-2026-0001"
LIU = Telling("刘老师")
OUT_OF_OFFICE = mail("自动回复：休假", "我在休假。", Auto_Submitted="auto-replied")
QUESTION = mail("紧急", "老师好，请问截止哪一天？请尽快回电。")
PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(64)


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        yield office


def test_a_mail_that_was_set_aside_is_brought_back_and_finished(tmp_path, office) -> None:
    run(office, put(tmp_path / "box", OUT_OF_OFFICE))
    assert show(S, office)["state"] == "set_aside"
    back = move_mail(S, MailAct.REOPEN, LIU, office)
    assert (back.state, back.unchanged) == (SubmissionState.TO_SORT, False)
    assert status(office).needs_person == 1
    assert move_mail(S, MailAct.REOPEN, LIU, office).unchanged
    done = move_mail(S, MailAct.FILE, Telling("刘老师", reason="无事"), office)
    assert done.state is SubmissionState.FILED
    assert office.ledger.notices() == ()
    history = show(S, office)["history"]
    assert [(one["act"], one["by"]) for one in history][-2:] == [("move_mail", "刘老师")] * 2
    assert "无事" in history[-1]["says"]
    before = show(S, office)
    rebuild(office)
    assert show(S, office) == before


def test_a_letter_that_was_answered_elsewhere_raises_no_alarm_any_more(tmp_path, office) -> None:
    run(office, put(tmp_path / "box", QUESTION))
    assert any("紧急" in says or "尽快" in says for says in status(office).alarms)
    move_mail(S, MailAct.FILE, LIU, office)
    told_now = status(office)
    assert (told_now.needs_person, told_now.oldest) == (0, None)
    assert not any(S in says for says in told_now.alarms)


def test_what_a_mail_brought_is_decided_on_and_not_filed_away(tmp_path, office) -> None:
    run(office, put(tmp_path / "box", application()))
    for act in MailAct:
        with pytest.raises(DecisionRefusedError, match="A-2026-0001"):
            move_mail(S, act, LIU, office)


def test_a_picture_is_sorted_before_its_mail_is_filed(tmp_path, office) -> None:
    run(office, put(tmp_path / "box", mail(files={"扫描件.jpg": PICTURE})))
    with pytest.raises(DecisionRefusedError, match="扫描件"):
        move_mail(S, MailAct.FILE, LIU, office)


def test_what_a_killed_call_filed_stands_once(tmp_path, office) -> None:
    run(office, put(tmp_path / "box", QUESTION))

    def stop(point: str) -> None:
        if point == "told_filed":
            raise KeyboardInterrupt

    with office_in(tmp_path / "home", crash=stop) as killed, pytest.raises(KeyboardInterrupt):
        move_mail(S, MailAct.FILE, LIU, killed)
    assert show(S, office)["state"] == "to_sort"
    assert move_mail(S, MailAct.FILE, LIU, office).unchanged
    assert [one["act"] for one in show(S, office)["history"]].count("move_mail") == 1


def test_the_command_says_what_it_is_for(tmp_path) -> None:
    home = tmp_path / "home"
    box = put(tmp_path / "box", OUT_OF_OFFICE, application())
    told("run", "--once", "--from", box, home=home)
    done = told("decide", S, "reopen", "--by", "刘老师", home=home)
    assert (done["id"], done["state"], done["notices"]) == (S, "to_sort", [])
    assert told("decide", S, "file", "--by", "刘老师", home=home)["state"] == "filed"
    wrong = deyu("decide", "A-2026-0001", "file", "--by", "刘老师", home=home)
    assert (wrong.returncode, "只用于来件" in wrong.stderr) == (64, True)
    hint = deyu("decide", S, "approve", "--by", "刘老师", home=home)
    assert (hint.returncode, "file" in hint.stderr) == (64, True)
