"""What holds of every application form, however it is filled in."""

from dataclasses import replace

from applications import DAY, EDITION, finding, judged
from hypothesis import given, settings
from hypothesis import strategies as st
from random_forms import NEEDED, RESTS_ON, Known, known_forms, outcome_in

from pipeline.domain.extracts import Extract
from pipeline.domain.findings import Advice, Finding, Outcome
from pipeline.domain.papers import Paper
from pipeline.judging import judge

LEFT_TO_PEOPLE = {rule.id for rule in EDITION.rules if rule.judge}
many = settings(max_examples=100, deadline=None)


def without(paper: Paper, names: set[str]) -> Paper:
    return replace(
        paper,
        fields=tuple(field for field in paper.fields if field.name not in names),
        unclear=tuple(unclear for unclear in paper.unclear if unclear.name not in names),
    )


def gist(found: Finding) -> tuple[object, ...]:
    """A finding but for the order in which values of one fact are listed."""
    evidence = sorted((one.fact, str(one.value)) for one in found.evidence)
    return found.rule, found.outcome, found.missing, evidence, found.ask == ""


@settings(many, max_examples=300)
@given(known_forms())
def test_each_rule_says_what_holds_in_every_world_the_form_allows(known: Known) -> None:
    """So nothing fails or meets on a fact that is absent, doubtful or open and could decide it."""
    found = {one.rule: one.outcome for one in judged(known.paper).findings}
    for rule, names in RESTS_ON.items():
        possible = {outcome_in(rule, world, known.enrolment_line) for world in known.worlds(names)}
        expected = possible.pop() if len(possible) == 1 else Outcome.PERSON
        assert found[rule] is expected, rule


@many
@given(known_forms())
def test_a_form_is_complete_only_when_each_needed_fact_has_one_meaning(known: Known) -> None:
    complete = all(len(known.meanings.get(name, ())) == 1 for name in NEEDED)
    found = finding(known.paper, "H2")
    assert found.outcome is (Outcome.MEETS if complete else Outcome.PERSON)
    assert found.missing == tuple(name for name in NEEDED if name not in known.meanings)


@many
@given(known_forms(), st.booleans())
def test_advice_follows_from_the_findings(known: Known, troubled: bool) -> None:
    judgement = judged(known.paper, troubled)
    outcomes = {f.outcome for f in judgement.findings if f.rule not in LEFT_TO_PEOPLE}
    if Outcome.FAILS in outcomes:
        assert judgement.advice is Advice.DOES_NOT_MEET
    elif Outcome.PERSON in outcomes or troubled:
        assert judgement.advice is Advice.NEEDS_PERSON
    else:
        assert judgement.advice is Advice.NO_OBSTACLE
    assert all(f.outcome is Outcome.PERSON for f in judgement.findings if f.rule in LEFT_TO_PEOPLE)


@many
@given(known_forms())
def test_nothing_asked_of_the_sender_leaves_no_obstacle(known: Known) -> None:
    judgement = judged(known.paper)
    if judgement.advice is Advice.NO_OBSTACLE:
        assert all(found.ask == "" for found in judgement.findings)


@many
@given(known_forms())
def test_a_failure_does_not_outlive_its_evidence(known: Known) -> None:
    for found in judged(known.paper).findings:
        if found.outcome is Outcome.FAILS:
            assert found.evidence
            stripped = without(known.paper, {one.fact for one in found.evidence})
            assert finding(stripped, found.rule).outcome is not Outcome.FAILS


@many
@given(known_forms(), st.randoms(use_true_random=False))
def test_the_order_of_fields_does_not_matter(known: Known, dice) -> None:
    mixed = list(known.paper.fields)
    dice.shuffle(mixed)
    first, second = judged(known.paper), judged(replace(known.paper, fields=tuple(mixed)))
    assert first.advice is second.advice
    assert [gist(found) for found in first.findings] == [gist(found) for found in second.findings]


@many
@given(known_forms(), st.booleans())
def test_judging_twice_says_the_same(known: Known, troubled: bool) -> None:
    assert judged(known.paper, troubled) == judged(known.paper, troubled)


@many
@given(known_forms())
def test_every_finding_can_be_shown_to_people(known: Known) -> None:
    judgement = judged(known.paper)
    assert [found.rule for found in judgement.findings] == [rule.id for rule in EDITION.rules]
    assert judgement.edition_sha256 == EDITION.sha256
    for found in judgement.findings:
        assert found.quote in EDITION.source
        assert found.says
        assert "{" not in found.says + found.ask
        assert found.outcome is Outcome.PERSON or not (found.missing or found.ask)
        stated = {field.name for field in known.paper.fields if field.confidence >= 0.6}
        assert {one.fact for one in found.evidence} <= stated


@many
@given(known_forms())
def test_nothing_is_asked_twice(known: Known) -> None:
    findings = judged(known.paper).findings
    asked = "；".join(found.ask for found in findings if found.ask)
    for fact in EDITION.facts.values():
        if fact.ask and fact.name not in {"enrolment", "college_opinion"}:
            assert asked.count(fact.ask.rstrip("。")) <= 1


@many
@given(known_forms())
def test_what_is_missing_is_never_stated(known: Known) -> None:
    for found in judged(known.paper).findings:
        assert not set(found.missing) & known.meanings.keys()


@many
@given(
    known_forms(),
    st.lists(st.sampled_from(["表1 行2 列2", "第3段", "B7"]), min_size=20),
    st.booleans(),
)
def test_what_is_remembered_of_other_forms_is_said_with_the_places_of_this_one(
    known: Known, places: list[str], troubled: bool
) -> None:
    """Without registers, findings are remembered; with an extract that holds none, they are not."""
    fields = [
        replace(one, place=place) for one, place in zip(known.paper.fields, places, strict=False)
    ]
    paper = replace(known.paper, fields=tuple(fields))
    anew = judge(paper, EDITION, DAY, troubled, Extract())
    assert judge(paper, EDITION, DAY, troubled) == judge(paper, EDITION, DAY, troubled) == anew
    assert {(e.fact, e.value, e.place) for one in anew.findings for e in one.evidence} <= {
        (one.name, one.value, one.place) for one in fields
    }
