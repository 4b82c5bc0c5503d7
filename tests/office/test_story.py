"""A story: an application that lacks something, completed, approved, its agreement drawn up."""

import datetime as dt
from pathlib import Path

import docx
import pytest
from offices import RECEIVED, application, drafts, mail, office_in, put, run

from pipeline.archive import verify
from pipeline.domain.plans import Decision, NoticeKind, NoticeState, SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.office.decisions.deciding import decide
from pipeline.office.letters.releasing import release
from pipeline.office.looking.showing import show
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder
from pipeline.office.queries import ListQuery
from pipeline.reading.mail.letter import read_letter

FIRST = application(学号="", message_id="<first@bit.edu.cn>")
SECOND = application(at=RECEIVED + dt.timedelta(days=1), message_id="<second@bit.edu.cn>")
APPROVE = DecisionOrder(Decision.APPROVE, "王老师")
REFUSE = DecisionOrder(Decision.REFUSE, "王老师", "名额已满")


def drafted(home, kind):
    letters = [read_letter(path.read_bytes()) for path in drafts(home)]
    return [one for one in letters if kind in one.subject]


def test_from_an_incomplete_application_to_an_agreement(tmp_path: Path) -> None:
    home, box = tmp_path / "home", tmp_path / "box"
    with office_in(home) as office:
        first = run(office, put(box, FIRST))
        assert (first.seen, len(first.new), first.needs_person) == (1, 1, 1)
        (row,), total = office.ledger.submissions(ListQuery())
        assert (row.id, row.state, total) == ("S-2026-0001", SubmissionState.TO_COMPLETE, 1)
        (asked,) = drafted(home, "补正")
        assert "学号" in asked.text
        assert asked.to[0].address == "zhang@bit.edu.cn"
        assert asked.references == ("<first@bit.edu.cn>",)

        second = run(office, put(box, SECOND, start=2))
        assert (second.seen, len(second.new), second.duplicates) == (2, 1, 1)
        (candidate,) = office.ledger.applications()
        assert candidate.revision == 2
        assert candidate.state is SubmissionState.TO_REVIEW
        assert office.ledger.submission("S-2026-0001").state is SubmissionState.SUPERSEDED

        done = decide(candidate.id, APPROVE, office)
        release(office)
        assert done.state is SubmissionState.APPROVED
        (path,) = done.documents
        assert Path(path).name == "agreement_3120240001_张喆.docx"
        text = "\n".join(one.text for one in docx.Document(path).paragraphs)
        assert "张喆" in text
        assert "机电学院" in text
        (accepted,) = drafted(home, "同意")
        assert "张喆" in accepted.text
        assert "3120240001" not in accepted.text

        told = show(candidate.id, office)
        assert [one["act"] for one in told["history"]][:3] == ["handle", "revise", "handle"]
        assert told["submissions"] == ["S-2026-0001", "S-2026-0002"]
        assert told["documents"][0]["number"] == "ZR-2026-0001"
    assert verify(home / "archive", None).sound


def test_everything_is_answered_the_same_after_rebuild(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with office_in(home) as office:
        run(office, put(tmp_path / "box", FIRST, SECOND, mail("请问何时截止？", "老师好")))
        decide("A-2026-0001", APPROVE, office)
        release(office)
        before = [show(id_, office) for id_ in ("S-2026-0001", "S-2026-0003", "A-2026-0001")]
        notices, heads = office.ledger.notices(), office.ledger.heads()
        rebuild(office)
        assert [show(one["id"], office) for one in before] == before
        assert office.ledger.notices() == notices
        assert office.ledger.heads() == heads
        assert run(office, tmp_path / "box").duplicates == 3
        assert office.ledger.notices() == notices


def test_the_same_mail_from_two_sources_is_one_submission(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with office_in(home) as office:
        run(office, put(tmp_path / "box", SECOND))
        other = run(office, put(tmp_path / "other", SECOND.replace(b"\r\n", b"\n")))
        assert (other.seen, other.duplicates, len(other.new)) == (1, 1, 0)
        again = run(office, tmp_path / "other")
        assert again.duplicates == 1
        acts = [row.act for row in office.ledger.history("S-2026-0001")]
        assert acts.count("sight") == 1
        assert len(office.ledger.notices()) == 1
    assert len(drafts(home)) == 1


def test_a_draft_that_somebody_threw_away_is_not_laid_again(tmp_path: Path) -> None:
    home, box = tmp_path / "home", put(tmp_path / "box", SECOND)
    with office_in(home) as office:
        run(office, box)
        for path in drafts(home):
            path.unlink()
        run(office, box)
        assert release(office) == 0
    assert drafts(home) == []


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [(APPROVE, SubmissionState.APPROVED), (REFUSE, SubmissionState.REFUSED)],
)
def test_a_form_sent_again_after_the_decision_changes_nothing(
    tmp_path: Path, decision: DecisionOrder, outcome: SubmissionState
) -> None:
    with office_in(tmp_path / "home") as office:
        run(office, put(tmp_path / "box", SECOND))
        decide("A-2026-0001", decision, office)
        again = application(at=RECEIVED + dt.timedelta(days=9), message_id="<again@bit.edu.cn>")
        done = run(office, put(tmp_path / "later", again))
        assert (done.submissions, done.quarantined) == (1, 0)
        [known] = office.ledger.applications()
        assert (known.state, known.revision) == (outcome, 1)
        rows, _ = office.ledger.submissions(ListQuery())
        assert rows[0].state is outcome


def test_file_only_files_and_answers_nothing(tmp_path: Path) -> None:
    with office_in(tmp_path / "home") as office:
        done = run(office, put(tmp_path / "box", FIRST), file_only=True)
        assert (len(done.new), done.notices_drafted, done.needs_person) == (1, 0, 0)
        assert office.ledger.notices() == ()
        assert office.ledger.submission("S-2026-0001").state is SubmissionState.FILED
    assert drafts(tmp_path / "home") == []


def test_a_machine_is_never_answered(tmp_path: Path) -> None:
    away = mail("自动回复：外出", "我在外出差", Auto_Submitted="auto-replied")
    with office_in(tmp_path / "home") as office:
        done = run(office, put(tmp_path / "box", away))
        assert (done.set_aside, done.submissions) == (1, 0)
        assert office.ledger.notices() == ()


def test_a_request_is_cancelled_when_the_completed_form_came_in_the_same_round(tmp_path) -> None:
    with office_in(tmp_path / "home") as office:
        run(office, put(tmp_path / "box", FIRST, SECOND))
        states = {one.kind: one.state for one in office.ledger.notices()}
    assert states[NoticeKind.COMPLETION] is NoticeState.CANCELLED
    assert len(drafts(tmp_path / "home")) == 1


@pytest.fixture
def reviewed(tmp_path: Path):
    with office_in(tmp_path / "home") as office:
        run(office, put(tmp_path / "box", SECOND))
        yield office


def test_repeating_a_decision_changes_nothing_and_says_so(reviewed) -> None:
    first = decide("A-2026-0001", APPROVE, reviewed)
    again = decide("A-2026-0001", APPROVE, reviewed)
    assert again.unchanged
    assert again.entry == first.entry
    assert again.documents == first.documents
    assert len(reviewed.ledger.documents("A-2026-0001")) == 1


def test_a_refusal_needs_a_reason(reviewed) -> None:
    with pytest.raises(DecisionRefusedError, match="理由"):
        decide("A-2026-0001", DecisionOrder(Decision.REFUSE, "王老师"), reviewed)


def test_a_decision_on_an_old_revision_is_refused_with_the_difference(reviewed, tmp_path) -> None:
    newer = application(at=RECEIVED + dt.timedelta(days=2), 专业="力学")
    run(reviewed, put(tmp_path / "box", newer, start=2))
    order = DecisionOrder(Decision.APPROVE, "王老师", revision=1)
    with pytest.raises(DecisionRefusedError, match=r"专业.*机械工程.*力学"):
        decide("A-2026-0001", order, reviewed)


def test_reopening_withdraws_what_was_not_sent_and_voids_the_agreement_number(reviewed) -> None:
    decide("A-2026-0001", APPROVE, reviewed)
    reopened = decide(
        "A-2026-0001", DecisionOrder(Decision.REOPEN, "王老师", reason="学院撤回推荐"), reviewed
    )
    assert reopened.state is SubmissionState.TO_REVIEW
    (acceptance,) = [one for one in reviewed.ledger.notices() if one.kind is NoticeKind.ACCEPTANCE]
    assert acceptance.state is NoticeState.CANCELLED
    assert reviewed.ledger.application("A-2026-0001").agreement == ""
    again = decide("A-2026-0001", APPROVE, reviewed)
    assert not again.unchanged
    assert reviewed.ledger.application("A-2026-0001").agreement == "ZR-2026-0001-2"
    acts = [row.says for row in reviewed.ledger.history("A-2026-0001") if row.act == "decide"]
    assert len(acts) == 3
    drawn = show("A-2026-0001", reviewed)["documents"]
    assert {one["number"]: one["void"] for one in drawn if one["kind"] == "agreement"} == {
        "ZR-2026-0001": True,
        "ZR-2026-0001-2": False,
    }


def test_reopening_what_was_laid_for_sending_drafts_a_correction(reviewed) -> None:
    decide("A-2026-0001", APPROVE, reviewed)
    release(reviewed)
    decide("A-2026-0001", DecisionOrder(Decision.REOPEN, "王老师", reason="误批"), reviewed)
    (letter,) = [one for one in reviewed.ledger.notices() if one.kind is NoticeKind.CORRECTION]
    text = read_letter(reviewed.archive.read(letter.object_id, letter.file)).text
    assert "该责任书（ZR-2026-0001）作废" in text
