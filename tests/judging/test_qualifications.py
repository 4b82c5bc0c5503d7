"""Each rule over hand-thought applications: outcome, what is missing, what is asked."""

import pytest
from applications import EDITION, field, finding, form, good_form, judged

from pipeline.domain.findings import Advice, Outcome
from pipeline.domain.papers import Unclear

MEETS, FAILS, PERSON = Outcome.MEETS, Outcome.FAILS, Outcome.PERSON
NO_OBSTACLE, NEEDS_PERSON = Advice.NO_OBSTACLE, Advice.NEEDS_PERSON
DOES_NOT_MEET = Advice.DOES_NOT_MEET

# rule, what differs from a good form, outcome, advice
CHANGED = [
    ("Q1a", {}, MEETS, NO_OBSTACLE),
    ("Q1a", {"study_mode": "part_time"}, FAILS, DOES_NOT_MEET),
    ("Q1a", {"study_mode": "全日制吧"}, PERSON, NEEDS_PERSON),
    ("Q1b", {}, MEETS, NO_OBSTACLE),
    ("Q1b", {"enrolment": "在籍"}, MEETS, NO_OBSTACLE),
    ("Q1b", {"enrolment": "休学"}, PERSON, NEEDS_PERSON),
    ("Q1b", {"enrolment": "保留学籍"}, PERSON, NEEDS_PERSON),
    ("Q1b", {"enrolment": "延期毕业"}, PERSON, NEEDS_PERSON),
    ("Q1b", {"enrolment": "尚未注册"}, PERSON, NEEDS_PERSON),
    ("Q1b", {"enrolment": "预计2027年毕业"}, PERSON, NEEDS_PERSON),
    ("Q1b", {"enrolment": "退学"}, FAILS, DOES_NOT_MEET),
    ("Q1b", {"enrolment": "已毕业"}, FAILS, DOES_NOT_MEET),
    ("Q1b", {"enrolment": "开除学籍"}, FAILS, DOES_NOT_MEET),
    ("Q1c", {}, MEETS, NO_OBSTACLE),
    ("Q1c", {"degree_level": "master"}, PERSON, NEEDS_PERSON),
    ("Q1c", {"degree_level": "other"}, FAILS, DOES_NOT_MEET),
    ("Q2", {}, PERSON, NO_OBSTACLE),
    ("Q3a", {}, MEETS, NO_OBSTACLE),
    ("Q3a", {"party_standing": "probationary"}, MEETS, NO_OBSTACLE),
    ("Q3a", {"party_standing": "member"}, MEETS, NO_OBSTACLE),
    ("Q3a", {"party_standing": "none"}, FAILS, DOES_NOT_MEET),
    ("Q3b", {}, MEETS, NO_OBSTACLE),
    ("Q3b", {"position_kind": "party_building"}, MEETS, NO_OBSTACLE),
    ("Q3b", {"party_standing": "probationary"}, MEETS, NO_OBSTACLE),
    (
        "Q3b",
        {"party_standing": "probationary", "position_kind": "party_building"},
        FAILS,
        DOES_NOT_MEET,
    ),
    ("Q3b", {"party_standing": "none", "position_kind": "party_building"}, FAILS, DOES_NOT_MEET),
    ("Q3b", {"party_standing": "member"}, MEETS, NO_OBSTACLE),
    ("Q3b", {"party_standing": "member", "position_kind": "party_building"}, PERSON, NEEDS_PERSON),
    ("Q4", {}, PERSON, NO_OBSTACLE),
    ("Q4", {"academic_standing": "挂科三门"}, PERSON, NO_OBSTACLE),
    ("Q5", {}, PERSON, NO_OBSTACLE),
    ("Q6", {}, PERSON, NO_OBSTACLE),
    ("Q6", {"social_experience": "无"}, PERSON, NO_OBSTACLE),
    ("Q7", {}, MEETS, NO_OBSTACLE),
    ("Q7", {"other_post": True}, FAILS, DOES_NOT_MEET),
    ("Q7", {"other_post": "没有"}, PERSON, NEEDS_PERSON),
    ("H1", {}, MEETS, NO_OBSTACLE),
    ("H1", {"college_opinion": "同意推荐但需研工部审定"}, PERSON, NEEDS_PERSON),
    ("H1", {"college_opinion": "请研工部审定"}, PERSON, NEEDS_PERSON),
    ("H1", {"college_opinion": "拟同意"}, PERSON, NEEDS_PERSON),
    ("H1", {"college_opinion": "不同意"}, PERSON, NEEDS_PERSON),
    ("H1", {"college_opinion": "  "}, PERSON, NEEDS_PERSON),
    ("H2", {}, MEETS, NO_OBSTACLE),
    ("H2", {"name": "  "}, PERSON, NEEDS_PERSON),
]


@pytest.mark.parametrize(("rule", "changed", "outcome", "advice"), CHANGED)
def test_a_good_form_with_one_thing_changed(rule, changed, outcome, advice) -> None:
    paper = good_form(**changed)
    assert finding(paper, rule).outcome is outcome
    assert judged(paper).advice is advice


LEFT_OUT = [
    ("study_mode", "Q1a", ("study_mode",), NEEDS_PERSON),
    ("degree_level", "Q1c", ("degree_level",), NEEDS_PERSON),
    ("party_standing", "Q3a", ("party_standing",), NEEDS_PERSON),
    ("academic_standing", "Q4", ("academic_standing",), NO_OBSTACLE),
    ("social_experience", "Q6", ("social_experience",), NO_OBSTACLE),
    ("other_post", "Q7", ("other_post",), NEEDS_PERSON),
    ("college_opinion", "H1", ("college_opinion",), NEEDS_PERSON),
    ("name", "H2", ("name",), NEEDS_PERSON),
    ("student_no", "H2", ("student_no",), NEEDS_PERSON),
    ("college", "H2", ("college",), NEEDS_PERSON),
    ("position_kind", "H2", ("position_kind",), NEEDS_PERSON),
]


@pytest.mark.parametrize(("left_out", "rule", "missing", "advice"), LEFT_OUT)
def test_what_is_left_out_is_missing_and_never_a_failure(left_out, rule, missing, advice) -> None:
    paper = good_form(without=(left_out,))
    found = finding(paper, rule)
    assert (found.outcome, found.missing) == (PERSON, missing)
    assert judged(paper).advice is advice


@pytest.mark.parametrize(("left_out", "rule", "missing", "advice"), LEFT_OUT)
def test_a_value_read_with_doubt_counts_as_left_out(left_out, rule, missing, advice) -> None:
    good = good_form().field(left_out)
    assert good is not None
    for confidence, counts in ((0.59, False), (0.6, True)):
        paper = good_form(field(left_out, good.value, confidence=confidence))
        assert (finding(paper, rule).missing == ()) is counts
        assert (judged(paper).advice is NO_OBSTACLE) is (counts or advice is NO_OBSTACLE)


def test_an_empty_form_fails_nothing_and_asks_everything_once() -> None:
    judgement = judged(form())
    assert {found.outcome for found in judgement.findings} == {PERSON}
    assert judgement.advice is NEEDS_PERSON
    asked = "；".join(found.ask for found in judgement.findings)
    for line in (fact.ask.rstrip("。") for fact in EDITION.facts.values() if fact.ask):
        assert asked.count(line) == 1


def test_a_party_builder_who_is_probationary_fails_that_rule_alone() -> None:
    paper = good_form(party_standing="probationary", position_kind="party_building")
    failed = [found.rule for found in judged(paper).findings if found.outcome is FAILS]
    assert failed == ["Q3b"]
    assert "预备党员，不是正式党员" in finding(paper, "Q3b").says


class TestWithoutAnEnrolmentLine:
    """The office's own form has no line for it; a blank line is another thing."""

    def test_full_time_study_is_taken_as_the_declaration(self) -> None:
        found = finding(good_form(without=("enrolment",)), "Q1b")
        assert found.outcome is MEETS
        assert "没有学籍一栏" in found.says

    @pytest.mark.parametrize(
        ("without", "missing"),
        [
            (("enrolment",), ("enrolment",)),
            (("enrolment", "study_mode"), ("enrolment", "study_mode")),
        ],
    )
    def test_else_it_is_missing_not_failed(self, without, missing) -> None:
        changed = {} if "study_mode" in without else {"study_mode": "part_time"}
        found = finding(good_form(without=without, **changed), "Q1b")
        assert (found.outcome, found.missing) == (PERSON, missing)

    @pytest.mark.parametrize("line", ["学籍状态：", "学 籍 注 册", "是否正式注册", "在籍情况："])
    def test_a_blank_line_is_asked_for(self, line) -> None:
        paper = good_form(without=("enrolment",))
        blank = form(*paper.fields, text=f"姓名\n{line}\n")
        found = finding(blank, "Q1b")
        assert (found.outcome, found.missing) == (PERSON, ("enrolment",))
        assert "请写明本学期是否已经注册" in found.ask

    def test_an_unreadable_line_is_asked_for_with_what_is_written(self) -> None:
        unclear = (Unclear("enrolment", "〇△", "表1 行3 列2", "看不明白"),)
        paper = good_form(without=("enrolment",))
        found = finding(form(*paper.fields, unclear=unclear), "Q1b")
        assert found.outcome is PERSON
        assert "表1 行3 列2写的是“〇△”" in found.says

    def test_a_doubtful_line_does_not_fall_back_on_full_time(self) -> None:
        paper = good_form(field("enrolment", "已注册", confidence=0.3))
        assert finding(paper, "Q1b").outcome is PERSON


class TestOpenValues:
    """One value that may stand for several is judged once for each."""

    def test_member_may_not_lead_party_building_unless_told_which(self) -> None:
        paper = good_form(field("party_standing", "member", "党员"), position_kind="party_building")
        found = finding(paper, "Q3b")
        assert (found.outcome, found.missing) == (PERSON, ())
        assert "可能是正式党员、预备党员" in found.says
        assert "请写明是正式党员还是预备党员" in found.ask

    def test_bare_publicity_is_no_party_building_but_which_of_two_is_open(self) -> None:
        bare = field("position_kind", "ambiguous", "宣传")
        paper = good_form(bare, party_standing="probationary")
        assert finding(paper, "Q3b").outcome is MEETS
        complete = finding(paper, "H2")
        assert complete.outcome is PERSON
        assert "岗位类型可能是学术、信息（宣传）" in complete.says
        assert "请写明拟任岗位是哪一类" in complete.ask
        assert judged(paper).advice is NEEDS_PERSON

    @pytest.mark.parametrize(
        "raw",
        [
            "党建、就业",
            "党建或宣传",
            "就业（暂定）",
            "都可以",
            "服从安排",
            "就业",
            "",
            "☑党建☑就业□文体",
        ],
    )
    def test_an_open_position_that_may_be_party_building_needs_a_person(self, raw) -> None:
        paper = good_form(field("position_kind", "ambiguous", raw), party_standing="probationary")
        assert finding(paper, "Q3b").outcome is PERSON

    @pytest.mark.parametrize("raw", ["就业、文体", "团工作或实践", "☑就业☑文体□党建", "宣传"])
    def test_an_open_position_that_cannot_be_party_building_meets(self, raw) -> None:
        paper = good_form(field("position_kind", "ambiguous", raw), party_standing="probationary")
        assert finding(paper, "Q3b").outcome is MEETS

    @pytest.mark.parametrize("raw", ["党建、就业", "服从安排"])
    def test_a_full_member_may_take_any(self, raw) -> None:
        assert finding(good_form(field("position_kind", "ambiguous", raw)), "Q3b").outcome is MEETS

    def test_two_statements_that_disagree_are_open_and_both_shown(self) -> None:
        twice = (
            field("study_mode", "full_time", "全日制"),
            field("study_mode", "part_time", "在职"),
        )
        found = finding(good_form(*twice), "Q1a")
        assert found.outcome is PERSON
        assert [one.value for one in found.evidence] == ["full_time", "part_time"]
        assert "“全日制”" in found.says
        assert "“在职”" in found.says

    def test_two_names_are_asked_about(self) -> None:
        found = finding(good_form(field("name", "林知夏"), field("name", "林之夏")), "H2")
        assert found.outcome is PERSON
        assert "请写明以哪一个为准" in found.ask


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("2026秋季学期已注册", MEETS),
        ("2026年秋季学期注册", MEETS),
        ("2025年春季学期已注册", PERSON),
        ("2026春季学期已注册", PERSON),
    ],
)
def test_a_registration_of_another_term_is_a_person_s(written, outcome) -> None:
    assert finding(good_form(enrolment=written), "Q1b").outcome is outcome


class TestWhoTurnsFullLater:
    LATER = field("party_standing", "full", "中共党员（2026.12转正）")

    def test_is_not_called_a_full_member(self) -> None:
        paper = good_form(self.LATER, position_kind="party_building", start_on="2026-10")
        found = finding(paper, "Q3b")
        assert found.outcome is FAILS
        assert "政治面貌为“中共党员（2026.12转正）”，不是正式党员" in found.says
        assert "（2026.12转正）" in finding(paper, "Q3a").says

    def test_is_a_persons_when_it_is_by_the_start(self) -> None:
        paper = good_form(self.LATER, position_kind="party_building", start_on="2026-12")
        found = finding(paper, "Q3b")
        assert found.outcome is PERSON
        assert "（2026.12转正）" in found.says


class TestWordsOfTheFindings:
    def test_an_exception_is_said_in_the_words_of_the_form(self) -> None:
        assert "学籍状态写的是“因病休学”" in finding(good_form(enrolment="因病休学"), "Q1b").says
        assert "学院意见写的是“拟同意”" in finding(good_form(college_opinion="拟同意"), "H1").says

    def test_only_what_the_college_can_settle_is_asked_of_it(self) -> None:
        assert "请学院在申请表上写明" in finding(good_form(college_opinion="已阅"), "H1").ask
        for changed in (
            {"college_opinion": "不同意"},
            {"enrolment": "休学"},
            {"degree_level": "master"},
        ):
            paper = good_form(**changed)
            assert judged(paper).advice is NEEDS_PERSON
            assert all(found.ask == "" for found in judged(paper).findings)

    def test_no_experience_is_pointed_out(self) -> None:
        assert "请特别注意" in finding(good_form(social_experience="没有"), "Q6").says
        mixed = good_form(social_experience="无工作经历，但任班长")
        assert "请特别注意" not in finding(mixed, "Q6").says

    def test_a_troubled_paper_is_never_complete(self) -> None:
        found = finding(good_form(), "H2", troubled=True)
        assert found.outcome is PERSON
        assert "请核对原件" in found.says
        assert judged(good_form(), troubled=True).advice is NEEDS_PERSON

    def test_evidence_names_value_and_place(self) -> None:
        (evidence,) = finding(good_form(), "Q1a").evidence
        assert (evidence.fact, evidence.value, evidence.place) == (
            "study_mode",
            "full_time",
            "表1 行2 列2",
        )
        assert evidence.standing == "declared"

    def test_a_placeholder_in_what_is_asked_never_reaches_the_sender(self) -> None:
        for paper in (form(), good_form(college_opinion="已阅", enrolment="不详")):
            for found in judged(paper).findings:
                assert "{" not in found.ask + found.says
