"""From what was understood to what shall happen: states, candidatures, and one letter at most."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning.known import NOTHING_KNOWN

from pipeline.domain.findings import Advice, Finding, Judgement, Outcome
from pipeline.domain.letters import Address, Letter, Problem, ProblemCode
from pipeline.domain.papers import Field, Paper, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.plans import (
    ApplicationStanding,
    NoticeKind,
    Standing,
    SubmissionState,
)
from pipeline.planning import make_plan

DAY = dt.date(2026, 9, 3)
SENDER = Address("张喆", "zhang@bit.edu.cn")
LETTER = Letter("00", "<a@b>", "申请", SENDER, (), (), (), (), None, "", "", (), ())
DAMAGED = Problem(ProblemCode.DAMAGED, "成绩.docx", "文件“成绩.docx”已损坏。")
DECIDED = (SubmissionState.APPROVED, SubmissionState.REFUSED)


def form(kind: PaperKind = PaperKind.APPLICATION_FORM, **values: str) -> Paper:
    said = {"name": "张喆", "student_no": "3120240001", "position_kind": "academic"} | values
    fields = tuple(Field(name, value, value, "表1") for name, value in said.items() if value)
    return Paper(kind, "申请表.docx", 0.9, fields, "")


def judged(paper: Paper, *asks: str, advice: Advice | None = None) -> Judgement:
    findings = tuple(Finding("H2", "三.1.(1)", "", Outcome.PERSON, "", ask=ask) for ask in asks)
    told = advice or (Advice.NEEDS_PERSON if asks else Advice.NO_OBSTACLE)
    return Judgement(paper.source, paper.person, told, findings, DAY, "e", "")


def plan(*papers: Paper, asks: tuple[str, ...] = (), letter: Letter = LETTER, **rest):
    forms = [one for one in papers if one.kind is PaperKind.APPLICATION_FORM]
    advice = rest.pop("advice", None)
    judgements = [judged(one, *asks, advice=advice) for one in forms]
    known = rest.pop("known", ())
    problems = rest.pop("problems", ())
    return make_plan(
        letter, papers, judgements, problems, Standing(known, **rest), DAY, NOTHING_KNOWN
    )


def standing(
    paper: Paper, state: SubmissionState, revision: int = 1, **rest
) -> ApplicationStanding:
    told = {
        "id": "A-2026-0001",
        "person": paper.person,
        "college": "",
        "position_kind": paper.says("position_kind"),
        "term": "2026-autumn",
        "state": state,
        "revision": revision,
        "fields": paper.fields,
        "submissions": ("S-2026-0001",),
        "sender": SENDER.address,
    }
    return ApplicationStanding(**(told | rest))


def test_a_complete_form_is_reviewed_and_its_sender_gets_a_receipt() -> None:
    made = plan(form())
    assert made.state is SubmissionState.TO_REVIEW
    assert [one.application for one in made.candidatures] == [""]
    assert (made.notice.kind, made.notice.to) == (NoticeKind.RECEIPT, SENDER.address)


def test_everything_missing_is_asked_for_in_one_letter() -> None:
    made = plan(form(), asks=("请写明学号", "请写明学院"), problems=(DAMAGED,))
    assert made.state is SubmissionState.TO_COMPLETE
    assert made.notice.kind is NoticeKind.COMPLETION
    assert [one.says for one in made.candidatures[0].asks] == ["请写明学号", "请写明学院"]
    assert [one.says for one in made.asks] == [DAMAGED.says]


def test_a_form_that_fails_a_rule_is_for_a_person_and_never_refused_by_a_machine() -> None:
    made = plan(form(), asks=("请写明学号",), advice=Advice.DOES_NOT_MEET)
    assert made.state is SubmissionState.TO_REVIEW
    assert made.notice.kind is NoticeKind.RECEIPT


def test_a_machine_is_never_answered() -> None:
    made = plan(form(), letter=replace(LETTER, automatic="Auto-Submitted: auto-replied"))
    assert (made.state, made.candidatures, made.notice) == (SubmissionState.SET_ASIDE, (), None)


def test_old_mail_is_filed_and_not_answered() -> None:
    made = plan(form(), asks=("请写明学号",), silent=True)
    assert (made.state, made.candidatures, made.notice) == (SubmissionState.FILED, (), None)


def test_mail_without_our_papers_waits_for_a_person_with_a_receipt() -> None:
    assert plan().state is SubmissionState.TO_SORT
    assert plan(form(PaperKind.UNRECOGNISED)).notice.kind is NoticeKind.RECEIPT
    assert plan(problems=(DAMAGED,)).state is SubmissionState.TO_SORT


def test_a_case_report_is_filed() -> None:
    assert plan(form(PaperKind.CASE_REPORT)).state is SubmissionState.FILED
    with_trouble = plan(form(PaperKind.CASE_REPORT), problems=(DAMAGED,))
    assert with_trouble.state is SubmissionState.TO_COMPLETE
    assert with_trouble.notice.kind is NoticeKind.COMPLETION


@pytest.mark.parametrize("address", ["", "root", "@bit.edu.cn", "root@"])
def test_mail_without_an_address_gets_no_letter(address: str) -> None:
    assert plan(form(), letter=replace(LETTER, sender=Address("张喆", address))).notice is None


@pytest.mark.parametrize(
    ("reply_to", "answered"),
    [
        ("other@bit.edu.cn", "other@bit.edu.cn"),
        ("other@BIT.edu.cn", "other@BIT.edu.cn"),
        ("stranger@example.com", SENDER.address),
        ("stranger@evil-bit.edu.cn", SENDER.address),
        ("", SENDER.address),
    ],
)
def test_reply_to_counts_only_within_the_senders_own_domain(reply_to, answered) -> None:
    letter = replace(LETTER, reply_to=(Address("", reply_to),))
    assert plan(form(), letter=letter).notice.to == answered


def test_a_corrected_form_revises_the_open_application() -> None:
    known = standing(form(), SubmissionState.TO_COMPLETE)
    [one] = plan(form(college="机电学院"), known=(known,)).candidatures
    assert (one.application, one.revision, one.unchanged) == ("A-2026-0001", 2, False)


@pytest.mark.parametrize("state", [*DECIDED, SubmissionState.TO_REVIEW])
def test_the_same_form_again_changes_nothing(state) -> None:
    made = plan(form(), asks=("请写明学号",), known=(standing(form(), state, revision=3),))
    [one] = made.candidatures
    assert (one.application, one.revision, one.unchanged) == ("A-2026-0001", 3, True)
    assert made.state is one.state is state
    assert made.notice.kind is NoticeKind.RECEIPT


@pytest.mark.parametrize("state", DECIDED)
def test_another_form_after_a_decision_is_a_new_application(state) -> None:
    [one] = plan(form(college="机电学院"), known=(standing(form(), state),)).candidatures
    assert one.application == ""


@pytest.mark.parametrize(
    "rest",
    [
        {"term": "2026-spring"},
        {"state": SubmissionState.WITHDRAWN},
        {"person": Person("张喆", "3120240999")},
        {"position_kind": "employment"},
    ],
)
def test_another_term_person_or_position_is_another_application(rest) -> None:
    state = rest.pop("state", SubmissionState.TO_REVIEW)
    known = standing(form(college="x"), state, **rest)
    [one] = plan(form(), known=(known,)).candidatures
    assert one.application == ""


def test_without_a_number_name_and_sender_tell_who_it_is() -> None:
    bare = form(student_no="")
    known = standing(bare, SubmissionState.TO_COMPLETE)
    assert plan(form(), known=(known,)).candidatures[0].application == "A-2026-0001"
    stranger = replace(known, sender="other@bit.edu.cn")
    assert plan(form(), known=(stranger,)).candidatures[0].application == ""


def test_two_forms_of_one_person_that_differ_are_asked_about() -> None:
    made = plan(form(), form(college="机电学院"))
    assert len(made.candidatures) == 1
    assert "以哪一份为准" in made.candidatures[0].asks[0].says
    assert made.candidatures[0].judgement.advice is Advice.NEEDS_PERSON
    assert made.state is SubmissionState.TO_COMPLETE
    assert len(plan(form(), form()).candidatures) == 1
    assert plan(form(), form()).state is SubmissionState.TO_REVIEW


def test_another_name_with_the_same_number_takes_nothing_over() -> None:
    known = standing(form(), SubmissionState.TO_REVIEW)
    [one] = plan(form(name="李四"), known=(known,)).candidatures
    assert (one.application, one.state) == ("", SubmissionState.TO_COMPLETE)
    assert one.judgement.advice is Advice.NEEDS_PERSON
    assert "姓名不同" in one.asks[0].says
    assert "张" not in one.asks[0].says
    [spaced] = plan(form(name="张 喆"), known=(known,)).candidatures
    assert spaced.application == "A-2026-0001"


def test_two_names_with_one_number_in_a_mail_are_both_kept_and_both_asked_about() -> None:
    made = plan(form(), form(name="李四"))
    assert [one.judgement.person.name for one in made.candidatures] == ["张喆", "李四"]
    assert all("同一学号" in one.asks[0].says for one in made.candidatures)


def test_who_answers_what_was_asked_besides_the_form_is_reviewed_again() -> None:
    known = standing(form(), SubmissionState.TO_COMPLETE)
    [one] = plan(form(), known=(known,)).candidatures
    assert (one.revision, one.unchanged, one.state) == (2, False, SubmissionState.TO_REVIEW)
    [still] = plan(form(), asks=("请写明学院",), known=(known,)).candidatures
    assert (still.revision, still.unchanged, still.state) == (1, True, SubmissionState.TO_COMPLETE)


def test_another_form_for_an_approved_post_says_so() -> None:
    known = standing(form(), SubmissionState.APPROVED)
    paper = form(college="机电学院")
    told = make_plan(
        LETTER, [paper], [judged(paper, "请写明学院")], (), Standing((known,)), DAY, NOTHING_KNOWN
    ).candidatures[0]
    assert told.judgement.advice is Advice.NEEDS_PERSON
    assert "A-2026-0001" in told.judgement.findings[0].says


def test_a_blank_form_makes_no_application() -> None:
    blank = form(name="", student_no="", position_kind="")
    assert plan(blank).candidatures == ()
    assert plan(blank).state is SubmissionState.TO_SORT


kinds = st.lists(st.sampled_from(PaperKind), max_size=4)


@given(kinds, st.lists(st.sampled_from(("请写明学号", "请写明学院")), max_size=2), st.booleans())
def test_no_plan_decides_anything_and_none_writes_twice(chosen, asks, troubled) -> None:
    made = plan(
        *(form(kind) for kind in chosen),
        asks=tuple(asks),
        problems=(DAMAGED,) if troubled else (),
    )
    assert made.state not in (*DECIDED, SubmissionState.WITHDRAWN)
    assert made.notice.kind in (NoticeKind.RECEIPT, NoticeKind.COMPLETION)
    asked = bool(asks) and PaperKind.APPLICATION_FORM in chosen
    assert not asked or made.notice.kind is NoticeKind.COMPLETION
