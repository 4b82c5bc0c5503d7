"""A register imported later: undecided applications are judged again, decided ones are only told."""

import datetime as dt
from dataclasses import replace

import pytest
from offices import RECEIVED, application, office_in, put, run
from registers.register_files import comma

from pipeline.archive import verify
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.domain.registers import RegisterKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.decisions.deciding import decide
from pipeline.office.decisions.registering import import_register
from pipeline.office.filing import entries_of
from pipeline.office.looking.showing import show
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.orders import DecisionOrder

APPROVE = DecisionOrder(Decision.APPROVE, "王老师")
POSTS = comma(("学号", "姓名", "岗位", "聘期开始"), ("3120240001", "张喆", "助教", "2026-09-01"))
TEACHING_ONLY = comma(("学号", "姓名", "岗位"), ("3120249999", "何安", "助教"))
NONE = comma(
    ("学号", "姓名", "岗位"), ("3120249999", "何安", "助教"), ("3120249998", "何平", "助管")
)
KIND = RegisterKind.OTHER_POSTS


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as begun:
        office = replace(begun, now=lambda: dt.datetime(2026, 9, 22, tzinfo=RECEIVED.tzinfo))
        run(office, put(tmp_path / "box", application()))
        yield office


def q7(office) -> dict:
    (judgement,) = show("A-2026-0001", office)["judgements"]
    return next(one for one in judgement["findings"] if one["rule"] == "Q7")


def test_what_is_undecided_is_judged_again_and_nobody_is_written_to(office, tmp_path) -> None:
    letters = office.ledger.notices()
    assert q7(office)["outcome"] == "meets"
    found = import_register(KIND, "兼岗.csv", POSTS, office)
    assert found.judged_again.changed == ("A-2026-0001",)
    assert q7(office)["outcome"] == "person"  # form and register contradict each other
    row = office.ledger.application("A-2026-0001")
    assert (row.advice.value, row.state, row.revision) == (
        "needs_person",
        SubmissionState.TO_REVIEW,
        1,
    )
    assert office.ledger.notices() == letters
    bodies = [
        one.entry.body for one in entries_of(office.archive, f"urn:deyu:application:{row.id}")
    ]
    advices = [one.judgement.advice.value for one in bodies]
    assert sorted(advices) == ["needs_person", "no_obstacle"]  # the earlier findings are kept
    assert len(show(row.id, office)["revisions"]) == 1
    before = (show(row.id, office), office.ledger.submission("S-2026-0001"), office.ledger.heads())
    rebuild(office)
    assert (
        show(row.id, office),
        office.ledger.submission("S-2026-0001"),
        office.ledger.heads(),
    ) == before
    assert verify(tmp_path / "home" / "archive", office.ledger.heads()).sound


def test_the_same_register_again_files_nothing(office) -> None:
    import_register(KIND, "兼岗.csv", POSTS, office)
    heads = office.ledger.heads()
    again = import_register(KIND, "兼岗.csv", POSTS, office)
    assert (again.version, again.judged_again.changed) == (None, ())
    assert office.ledger.heads() == heads


def test_what_a_register_takes_back_is_judged_as_before(office) -> None:
    import_register(KIND, "兼岗.csv", POSTS, office)
    import_register(KIND, "兼岗.csv", TEACHING_ONLY, office)
    assert q7(office)["evidence"][0]["standing"] == "declared"  # nothing is known of 助管
    import_register(KIND, "兼岗.csv", NONE, office)
    assert q7(office)["outcome"] == "meets"
    assert q7(office)["evidence"][0]["standing"] == "confirmed"


def test_what_is_decided_stays_and_is_told(office) -> None:
    decide("A-2026-0001", APPROVE, office)
    before = show("A-2026-0001", office)
    found = import_register(KIND, "兼岗.csv", POSTS, office)
    assert found.judged_again.changed == ()
    (told,) = found.judged_again.otherwise
    assert "A-2026-0001" in told
    assert "Q7（三.1.(1)⑦）" in told
    assert show("A-2026-0001", office) == before


def test_a_decision_is_taken_on_the_newest_findings(office) -> None:
    kept = comma(("学号", "姓名", "学籍状态", "学习方式"), ("3120240001", "张喆", "退学", "全日制"))
    import_register(RegisterKind.REGISTRAR_ROSTER, "学籍.csv", kept, office)
    assert office.ledger.application("A-2026-0001").advice.value != "no_obstacle"
    decide("A-2026-0001", replace(APPROVE, reason="名册有误，已核实"), office)
    (decision,) = show("A-2026-0001", office)["decisions"]
    bodies = [
        one.entry.body for one in entries_of(office.archive, "urn:deyu:application:A-2026-0001")
    ]
    decided = next(one for one in bodies if hasattr(one, "against"))
    assert decided.judgement.advice.value != "no_obstacle"
    assert decision["reason"] == "名册有误，已核实"


def test_a_doubt_of_the_office_outlives_a_register(office, tmp_path) -> None:
    second = application(message_id="<2@b>", 姓名="李四")  # the same number, another name
    run(office, put(tmp_path / "more", second))
    before = office.ledger.application("A-2026-0002")
    import_register(KIND, "兼岗.csv", POSTS, office)
    after = office.ledger.application("A-2026-0002")
    assert (after.advice, after.state) == (before.advice, before.state)
    (judgement,) = show("A-2026-0002", office)["judgements"]
    says = next(one["says"] for one in judgement["findings"] if one["rule"] == "H2")
    assert "同一学号而姓名不同" in says
    with pytest.raises(DecisionRefusedError):
        decide("A-2026-0002", DecisionOrder(Decision.RETURN, "王老师"), office)
