"""A register confirms, supplies or contradicts what a form declares, and is named for it."""

import datetime as dt
from dataclasses import replace

import pytest
from applications import DAY, EDITION, good_form
from hypothesis import given, settings
from hypothesis import strategies as st
from random_forms import Known, known_forms

from pipeline.domain.colleges import CollegeDirectory
from pipeline.domain.extracts import NO_EXTRACT, Extract
from pipeline.domain.findings import Finding, Outcome
from pipeline.domain.people import DegreeLevel, PartyStanding, StudyMode
from pipeline.domain.registers import (
    College,
    EnrolledStudent,
    EnrolmentState,
    OtherPost,
    OtherPostKind,
    RegisterKind,
    RegisterVersion,
    posts_told_until,
)
from pipeline.judging import judge

NO = "3120260041"


def version(kind: RegisterKind, number: int = 3) -> RegisterVersion:
    return RegisterVersion(kind, number, dt.datetime(2026, 9, 1, tzinfo=dt.UTC), "a.csv", "0", 1)


ROSTER = version(RegisterKind.REGISTRAR_ROSTER)
POSTS = version(RegisterKind.OTHER_POSTS)
COLLEGES = version(RegisterKind.COLLEGES, 2)
STUDENT = EnrolledStudent(NO, "林知夏", EnrolmentState.REGISTERED)
DIRECTORY = CollegeDirectory(
    (
        College("机械与车辆学院", "03", ("机车学院",), ("jx@bit.edu.cn",)),
        College("计算机学院", "07", (), ("cs@bit.edu.cn",)),
    )
)


def roster(**changed) -> Extract:
    return Extract(roster=ROSTER, student=replace(STUDENT, **changed))


def posts(*held: OtherPost) -> Extract:
    """Held by this person; the register lists both kinds that count, to the end of the term."""
    return Extract(posts_register=POSTS, posts=held, posts_until=dt.date(2027, 1, 15))


def assistant(kind: OtherPostKind, ends: str = "", begins: str = "") -> OtherPost:
    first, last = (dt.date.fromisoformat(one) if one else None for one in (begins, ends))
    return OtherPost(NO, "林知夏", kind, starts_on=first, ends_on=last)


TEACHING = OtherPostKind.TEACHING
SEPTEMBER = {"start_on": "2026-09"}
SILENT = Extract(posts_register=POSTS)


def found(rule: str, extract: Extract, sender: str = "", **changed) -> Finding:
    without = tuple(name for name, value in changed.items() if value is None)
    paper = good_form(
        without=without, **{name: value for name, value in changed.items() if value is not None}
    )
    judgement = judge(paper, EDITION, DAY, extract=extract, sender=sender)
    return next(one for one in judgement.findings if one.rule == rule)


def test_a_register_of_posts_reaches_as_far_as_its_list_that_ends_first() -> None:
    teaching = assistant(TEACHING, "2027-01-15")
    both = (assistant(OtherPostKind.ADMINISTRATIVE, "2026-07-05"), teaching)
    assert posts_told_until((teaching, assistant(OtherPostKind.RESEARCH))) is None
    assert posts_told_until(both) == dt.date(2026, 7, 5)
    running = assistant(OtherPostKind.ADMINISTRATIVE)
    assert posts_told_until((*both, running)) == dt.date(2027, 1, 15)


def test_what_only_a_register_leaves_open_is_asked_for_as_if_nothing_were_written() -> None:
    open_one = roster(party_standing=PartyStanding.MEMBER)
    asked = found("Q3b", open_one, party_standing=None, position_kind="party_building").ask
    assert asked == "请写明政治面貌；是中共党员的，请写明是正式党员还是预备党员"


CONFLICT = "不一致"

TABLE = [
    # rule, register, what the form says, outcome, a word of the sentence
    ("Q1a", roster(study_mode=StudyMode.FULL_TIME), {}, "meets", "学籍名册第3版"),
    ("Q1a", roster(study_mode=StudyMode.PART_TIME), {}, "person", CONFLICT),
    ("Q1a", roster(study_mode=StudyMode.PART_TIME), {"study_mode": None}, "fails", "学籍名册第3版"),
    ("Q1a", roster(), {}, "meets", "申请表写明"),
    ("Q1b", roster(), {}, "meets", "学籍名册第3版"),
    ("Q1b", roster(), {"enrolment": None, "study_mode": "part_time"}, "meets", "学籍名册"),
    ("Q1b", roster(enrolment=EnrolmentState.LEFT), {"enrolment": None}, "fails", "学籍名册"),
    ("Q1b", roster(enrolment=EnrolmentState.LEFT), {}, "person", CONFLICT),
    ("Q1b", roster(enrolment=EnrolmentState.ON_LEAVE), {"enrolment": None}, "person", "休学"),
    ("Q1b", roster(), {"enrolment": "预计明年毕业"}, "meets", "学籍名册"),
    ("Q1b", roster(term="2025-autumn"), {"enrolment": None}, "meets", "声明"),
    ("Q1b", roster(term="2026-autumn"), {"enrolment": None}, "meets", "学籍名册"),
    ("Q1b", Extract(roster=ROSTER), {}, "person", "没有学号"),
    ("Q1b", roster(name="别的人"), {}, "person", "是否同一人"),
    ("H2", roster(name="别的人"), {}, "person", "是否同一人"),
    ("H2", roster(name="林 知夏"), {}, "meets", "都已写明"),
    ("Q1c", roster(degree_level=DegreeLevel.MASTER), {}, "person", CONFLICT),
    ("Q1c", roster(degree_level=DegreeLevel.DOCTOR), {"degree_level": None}, "meets", "学籍名册"),
    ("Q1c", roster(degree_level=DegreeLevel.DOCTOR), {"degree_level": "other"}, "person", CONFLICT),
    ("Q1b", roster(), {"enrolment": "已提交退学申请"}, "person", CONFLICT),
    ("Q1b", roster(), {"enrolment": "拟于10月休学"}, "person", CONFLICT),
    ("Q3a", roster(party_standing=PartyStanding.NONE), {}, "person", CONFLICT),
    ("Q3b", roster(party_standing=PartyStanding.PROBATIONARY), {}, "meets", "不是党建"),
    ("Q3b", roster(party_standing=PartyStanding.FULL), {"party_standing": "member", "position_kind": "party_building"}, "meets", "学籍名册"),
    ("Q3b", roster(party_standing=PartyStanding.MEMBER), {"position_kind": "party_building"}, "meets", "申请表写明"),
    ("Q3b", roster(party_standing=PartyStanding.MEMBER), {"party_standing": None, "position_kind": "party_building"}, "person", "申请表没有写明政治面貌，学籍名册第3版载明为党员（未写明正式或预备）。"),
    ("Q7", posts(), SEPTEMBER, "meets", "申请表、其他助理岗位名册第3版"),
    ("Q7", posts(), SEPTEMBER | {"other_post": None}, "meets", "其他助理岗位名册"),
    ("Q7", posts(assistant(OtherPostKind.RESEARCH)), SEPTEMBER, "meets", "名册第3版，未受聘"),
    ("Q7", posts(assistant(TEACHING)), {"other_post": None}, "fails", "其他助理岗位名册"),
    ("Q7", posts(assistant(TEACHING)), {}, "person", CONFLICT),
    ("Q7", posts(assistant(TEACHING, "2027-01-15", "2026-09-07")), SEPTEMBER, "person", "“是”，即助教（2026-09-07至2027-01-15）"),
    ("Q7", posts(), SEPTEMBER | {"other_post": True}, "person", CONFLICT),
    ("Q7", posts(assistant(TEACHING, "2026-09-09")), SEPTEMBER, "meets", ""),
    ("Q7", posts(assistant(TEACHING, "2026-09-10")), {"start_on": "2026-09-10", "other_post": True}, "fails", ""),
    # A register without lines of 助教 or of 助管, or whose lists end before the start, says nothing.
    ("Q7", SILENT, SEPTEMBER, "meets", "据申请表，未受聘"),
    ("Q7", SILENT, SEPTEMBER | {"other_post": None}, "person", "没有写明"),
    ("Q7", posts(), {"start_on": "2027-01", "other_post": None}, "person", "没有写明"),
    ("Q7", posts(), {"other_post": None}, "person", "没有写明"),
    ("Q7", posts(), SEPTEMBER | {"student_no": None, "other_post": None}, "person", "没有写明"),
    # Only the month of the start is known, or the post begins later: the days are a person's.
    ("Q7", posts(assistant(TEACHING, "2026-09-20")), SEPTEMBER | {"other_post": None}, "person", "助教（至2026-09-20）"),
    ("Q7", posts(assistant(TEACHING, "2027-01-15", "2026-09-20")), SEPTEMBER, "person", "助教（2026-09-20至2027-01-15）"),
    ("Q7", posts(assistant(TEACHING, "", "2026-11-01")), SEPTEMBER | {"other_post": None}, "person", "助教（2026-11-01起）"),
    ("Q7", posts(assistant(TEACHING, "2026-09-20")), {"start_on": "2026-10-01"}, "person", "是否仍受聘"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "extract", "form", "outcome", "word"), TABLE)
def test_form_and_register_together(rule, extract, form, outcome, word) -> None:
    finding = found(rule, extract, **form)
    assert (finding.outcome.value, word in finding.says) == (outcome, True), finding.says


def test_what_a_register_confirms_is_told_with_register_and_version() -> None:
    (evidence,) = found("Q1a", roster(study_mode=StudyMode.FULL_TIME)).evidence
    assert (evidence.standing, evidence.register) == ("confirmed", "registrar_roster@3")
    (declared,) = found("Q1a", roster()).evidence
    assert (declared.standing, declared.register) == ("declared", None)
    both = found("Q1a", roster(study_mode=StudyMode.PART_TIME)).evidence
    assert [(one.value, one.standing) for one in both] == [
        ("full_time", "declared"),
        ("part_time", "confirmed"),
    ]


def test_a_conflict_is_not_called_a_missing_fact_and_the_sender_is_not_asked() -> None:
    finding = found("Q1a", roster(study_mode=StudyMode.PART_TIME))
    assert (finding.missing, finding.ask) == ((), "")


@pytest.mark.parametrize(
    ("sender", "outcome"),
    [
        ("jx@bit.edu.cn", "meets"),
        ("cs@bit.edu.cn", "person"),
        ("a@qq.com", "person"),
        ("", "meets"),
    ],
)
def test_the_sender_must_be_listed_for_the_college(sender: str, outcome: str) -> None:
    extract = Extract(colleges=COLLEGES, directory=DIRECTORY)
    assert found("H1", extract, sender, college="机车学院").outcome.value == outcome
    assert found("H1", NO_EXTRACT, sender).outcome.value == "meets"


def test_a_college_that_is_not_in_the_directory_is_a_persons() -> None:
    extract = Extract(colleges=COLLEGES, directory=DIRECTORY)
    assert found("H2", extract, college="机械学苑").outcome is Outcome.PERSON
    alias = found("H2", extract, college="机车学院")
    assert alias.outcome is Outcome.MEETS
    assert "colleges@2" in {one.register for one in alias.evidence}


EXTRACTS = st.builds(
    Extract,
    roster=st.just(ROSTER),
    student=st.one_of(
        st.none(),
        st.builds(
            EnrolledStudent,
            student_no=st.just(NO),
            name=st.just("林知夏"),
            enrolment=st.sampled_from(EnrolmentState),
            degree_level=st.none() | st.sampled_from(DegreeLevel),
            study_mode=st.none() | st.sampled_from(StudyMode),
            party_standing=st.none() | st.sampled_from(PartyStanding),
        ),
    ),
    posts_register=st.just(POSTS),
    posts_until=st.sampled_from([None, dt.date(2026, 9, 9), dt.date(2027, 1, 15), dt.date.max]),
    posts=st.lists(
        st.builds(OtherPost, st.just(NO), st.just("林知夏"), st.sampled_from(OtherPostKind)),
        max_size=2,
    ).map(tuple),
    colleges=st.just(COLLEGES),
    directory=st.just(DIRECTORY),
)


@settings(max_examples=100, deadline=None)
@given(known_forms(), EXTRACTS, st.data())
def test_a_fact_taken_away_never_turns_meets_into_fails_or_back(
    known: Known, extract: Extract, data: st.DataObject
) -> None:
    # The number is no fact but whom the registers are asked about: without it they are silent.
    names = sorted({one.name for one in known.paper.fields} - {"student_no"})
    gone = data.draw(st.sets(st.sampled_from(names))) if names else set()
    # The line that asks for the enrolment stays on the form, whatever is written on it.
    line = "学籍状态：\n" if known.enrolment_line else known.paper.text
    fewer = replace(
        known.paper,
        fields=tuple(one for one in known.paper.fields if one.name not in gone),
        text=line,
    )
    before, after = (
        {one.rule: one.outcome for one in judge(paper, EDITION, DAY, extract=extract).findings}
        for paper in (known.paper, fewer)
    )
    for rule, outcome in before.items():
        assert {outcome, after[rule]} != {Outcome.MEETS, Outcome.FAILS}, rule


@settings(max_examples=100, deadline=None)
@given(known_forms(), EXTRACTS)
def test_a_register_never_turns_a_declared_meets_into_fails_without_a_person(
    known: Known, extract: Extract
) -> None:
    declared = {one.rule: one for one in judge(known.paper, EDITION, DAY).findings}
    for one in judge(known.paper, EDITION, DAY, extract=extract).findings:
        recorded = {e.fact for e in one.evidence if e.register}
        stated = {e.fact for e in one.evidence if e.standing == "declared"}
        if one.outcome is Outcome.FAILS and declared[one.rule].outcome is Outcome.MEETS:
            assert recorded - stated, one  # what decides is not what the form says otherwise
            assert "申请表" not in one.says, one
