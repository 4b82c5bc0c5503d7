"""What is taken back twice, and what is decided while a newer form came in."""

import datetime as dt

import pytest
from cli.commands import deyu, told
from offices import RECEIVED, application, office_in, put, run

from pipeline.domain.plans import Decision, NoticeKind, SubmissionState
from pipeline.office.decisions.deciding import decide
from pipeline.office.letters.releasing import release
from pipeline.office.looking.showing import show
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder
from pipeline.reading.mail.letter import read_letter

A = "A-2026-0001"
APPROVE = DecisionOrder(Decision.APPROVE, "王老师")
REFUSE = DecisionOrder(Decision.REFUSE, "王老师", "名额已满")


def reopen(reason: str) -> DecisionOrder:
    return DecisionOrder(Decision.REOPEN, "王老师", reason)


def letters(office, kind: NoticeKind) -> list[str]:
    return [
        read_letter(office.archive.read(one.object_id, one.file)).text
        for one in office.ledger.notices()
        if one.kind is kind
    ]


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        run(office, put(tmp_path / "box", application()))
        yield office


def test_a_second_correction_takes_back_only_what_was_told_since_the_first(office) -> None:
    for order in (APPROVE, reopen("误批"), REFUSE, reopen("又有名额"), APPROVE):
        decide(A, order, office)
        release(office)
    kinds = [one.kind for one in office.ledger.notices()]
    told_kinds = ["receipt", "acceptance", "correction", "refusal", "correction", "acceptance"]
    assert kinds == told_kinds
    first, second = letters(office, NoticeKind.CORRECTION)
    assert "N-2026-0002" in first
    assert "（ZR-2026-0001）作废" in first
    assert "（N-2026-0004）现予更正" in second
    assert "ZR-2026-0001" not in second
    assert "又有名额" in second
    shown = show(A, office)
    assert shown["state"] == "approved"
    assert [one["decision"] for one in shown["decisions"]] == [
        *("approve", "reopen", "refuse", "reopen", "approve")
    ]
    states = [one.state for one in office.ledger.lives.appointments(application=A)]
    assert states == ["voided", "pending"]
    rebuild(office)
    assert show(A, office) == shown


def test_a_correction_that_was_never_laid_is_withdrawn_with_nothing_to_correct(office) -> None:
    decide(A, APPROVE, office)
    release(office)
    decide(A, reopen("误批"), office)  # its correction still waits to be laid
    decide(A, REFUSE, office)
    decide(A, reopen("又有名额"), office)
    release(office)
    assert len(letters(office, NoticeKind.CORRECTION)) == 1
    assert office.ledger.application(A).state is SubmissionState.TO_REVIEW


def test_a_mail_whose_form_was_sent_anew_is_not_decided_by_its_number(tmp_path) -> None:
    home = tmp_path / "home"
    later = RECEIVED + dt.timedelta(days=1)
    mails = application(message_id="<1@x>"), application(later, "<2@x>", 专业="力学")
    told("run", "--once", "--from", put(tmp_path / "box", *mails), home=home)
    words = ("approve", "--by", "王老师")
    for more in ((), ("--revision", "1")):
        refused = deyu("decide", "S-2026-0001", *words, *more, home=home)
        assert refused.returncode == 2
        assert "第 2 稿" in refused.stderr
    assert "力学" in refused.stderr  # what differs is told to whoever names the old revision
    assert told("show", A, home=home)["state"] == "to_review"
    done = told("decide", "S-2026-0001", *words, "--revision", "2", home=home)
    assert (done["id"], done["state"]) == (A, "approved")
