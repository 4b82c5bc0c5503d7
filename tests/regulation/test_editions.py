"""The edition that comes with the product: sound, verbatim, and its cases complete."""

import hashlib
from itertools import product

import pytest

from pipeline.domain.findings import Outcome
from pipeline.domain.positions import PositionKind
from pipeline.errors import RegulationError
from pipeline.regulation.applying import apply_rule
from pipeline.regulation.clauses import find, own_text
from pipeline.regulation.edition import (
    content_sha256,
    load_edition,
    read_edition,
    shipped_editions,
)
from pipeline.regulation.errata import ErratumStatus
from pipeline.regulation.lint import PROMISED, check, require_sound
from pipeline.regulation.rules import Rule

EDITION = load_edition("2014-draft")
RULES = [pytest.param(rule, id=rule.id) for rule in EDITION.rules]
ERRATA = [pytest.param(erratum, id=erratum.printed) for erratum in EDITION.errata]
CASES = [
    pytest.param(rule, case, id=f"{rule.id}-{case.name}")
    for rule in EDITION.rules
    for case in rule.cases
]
SOURCE_SHA256 = "e351deae9935f318f1562bc0e5dad2527a28cbe31b916e1d544aca5d7540c449"

AGREEMENT_NAMES = {
    "preamble",
    "work_content",
    "basic_duties_lead",
    "basic_duty_1",
    "basic_duty_2",
    "basic_duty_3",
    "basic_duty_4",
    "position_duties_lead",
    "copies",
    "note_4",
}


def squeezed(text: str) -> str:
    return "".join(text.split())


SOURCE = squeezed(EDITION.source)


def test_the_shipped_editions_are_known_by_name() -> None:
    assert shipped_editions() == ("2014-draft",)


@pytest.mark.parametrize("name", shipped_editions())
def test_every_shipped_edition_is_sound(name: str) -> None:
    edition = load_edition(name)
    assert edition.id == name
    assert check(edition) == ()
    assert require_sound(edition) is edition


def test_an_unknown_edition_is_refused_with_those_that_exist() -> None:
    with pytest.raises(RegulationError, match="2014-draft"):
        load_edition("2041")


def test_the_source_is_byte_for_byte_the_one_that_was_received() -> None:
    assert hashlib.sha256(EDITION.source.encode()).hexdigest() == SOURCE_SHA256


def test_the_identity_changes_with_every_file() -> None:
    content = {"rules.yaml": b"a", "source.txt": b"b"}
    assert content_sha256(content) == content_sha256(dict(reversed(content.items())))
    for name in content:
        assert content_sha256({**content, name: b"c"}) != content_sha256(content)
    assert len(EDITION.sha256) == 64


def test_the_identity_is_what_sha256sum_says_of_the_folder() -> None:
    lines = (
        f"{hashlib.sha256(b'a').hexdigest()}  a.yaml\n{hashlib.sha256(b'b').hexdigest()}  b.txt\n"
    )
    told = hashlib.sha256(lines.encode()).hexdigest()
    assert content_sha256({"b.txt": b"b", "a.yaml": b"a"}) == told


def test_every_word_of_the_source_stands_in_a_clause() -> None:
    kept = "".join(squeezed(clause.text) for clause in EDITION.clauses)
    assert sorted(kept) == sorted(SOURCE.replace("[footnoteRef:1]", ""))


def test_clauses_are_found_however_people_write_their_address() -> None:
    printed = find(EDITION.clauses, "三.1.(1)③")
    assert printed is not None
    assert printed.text == "③ 必须是预备党员或正式党员，党建助理应由正式党员担任；"
    for written in ("三.1（1）③", "三、1.(1)③", "三．１．（１）③"):
        assert find(EDITION.clauses, written) == printed
    assert find(EDITION.clauses, "三.1.(1)⑧") is None


def test_the_edition_has_the_twelve_promised_rules_in_order() -> None:
    assert tuple(rule.id for rule in EDITION.rules) == PROMISED


@pytest.mark.parametrize("rule", RULES)
def test_a_quote_is_verbatim_in_its_clause(rule: Rule) -> None:
    assert rule.quote in EDITION.source
    assert squeezed(rule.quote) in squeezed(own_text(EDITION.clauses, rule.clause))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_can_fail_or_meet_has_words_for_it(rule: Rule) -> None:
    for outcome in reachable(rule):
        if outcome is Outcome.MEETS:
            assert rule.meets
            assert rule.meets[-1].when is None
        elif outcome is Outcome.FAILS:
            assert rule.fails
        else:
            assert rule.person or rule.judge


@pytest.mark.parametrize("rule", RULES)
def test_every_outcome_a_rule_can_have_is_shown_by_a_case(rule: Rule) -> None:
    assert reachable(rule) == {case.expect for case in rule.cases}


def reachable(rule: Rule) -> set[Outcome]:
    vocabularies = [
        [(), *((value,) for value in EDITION.facts[name].values or ("某文字",))]
        for name in rule.facts
    ]
    return {
        apply_rule(rule, dict(zip(rule.facts, chosen, strict=True))).outcome
        for chosen in product(*vocabularies)
    }


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_case_comes_out_as_it_says(rule, case) -> None:
    verdict = apply_rule(rule, case.given)
    assert verdict.outcome is case.expect
    if case.missing is not None:
        assert verdict.missing == case.missing


def test_rules_left_to_people_never_meet_and_never_fail() -> None:
    judged_by_people = {rule.id for rule in EDITION.rules if rule.judge}
    assert judged_by_people == {"Q2", "Q4", "Q5", "Q6"}
    for rule in EDITION.rules:
        if rule.judge:
            assert reachable(rule) == {Outcome.PERSON}


def test_each_qualification_item_has_a_rule() -> None:
    ruled = {rule.clause for rule in EDITION.rules}
    assert {f"三.1.(1){mark}" for mark in "①②③④⑤⑥⑦"} <= ruled


@pytest.mark.parametrize("erratum", ERRATA)
def test_what_an_erratum_says_is_printed_is_printed_there(erratum) -> None:
    assert squeezed(erratum.printed) in squeezed(own_text(EDITION.clauses, erratum.clause))
    assert erratum.basis
    assert erratum.reading != erratum.printed


def test_errata_are_data_and_none_is_taken_as_confirmed() -> None:
    assert len(EDITION.errata) == 18
    assert {erratum.status for erratum in EDITION.errata} == {
        ErratumStatus.PROPOSED,
        ErratumStatus.KEPT,
    }
    slip = next(e for e in EDITION.errata if e.clause == "一.2.(3)")
    assert slip.reading is not None
    assert slip.reading.startswith("学术工作")
    assert "学术工作" not in EDITION.source


def test_the_eight_positions_are_those_of_the_list_with_verbatim_duties() -> None:
    assert [position.kind for position in EDITION.positions.kinds] == list(PositionKind)
    labels = "、".join(position.label for position in EDITION.positions.kinds)
    assert f"一般分为{labels}等8类" in EDITION.source
    for number, position in enumerate(EDITION.positions.kinds, start=1):
        assert position.clause == f"一.2.({number})"
        printed = f"（{number}）{position.printed}。{position.duties}"
        assert squeezed(printed) in SOURCE
        assert EDITION.position(position.kind) is position


def test_only_publicity_alone_is_a_word_for_two_positions() -> None:
    (shared,) = EDITION.positions.shared
    assert shared.word == "宣传"
    assert shared.kinds == (PositionKind.ACADEMIC, PositionKind.PUBLICITY)
    owned = [word for kind in EDITION.positions.kinds for word in kind.synonyms]
    assert shared.word not in owned
    assert len(owned) == len(set(owned))


def test_the_agreement_is_verbatim() -> None:
    assert {text.name for text in EDITION.agreement} == AGREEMENT_NAMES
    agreement = SOURCE[SOURCE.index("研究生德育工作助理岗位责任书为") :]
    for text in EDITION.agreement:
        assert squeezed(text.text) in agreement
        assert text.clause.startswith("责.")


def test_rules_are_found_by_id_in_either_case() -> None:
    assert EDITION.rule("q3B").id == "Q3b"
    with pytest.raises(RegulationError, match="Q3a、Q3b"):
        EDITION.rule("Q8")


def test_a_folder_that_is_not_there_is_told_in_words(tmp_path) -> None:
    with pytest.raises(RegulationError, match="读不出来"):
        read_edition(tmp_path / "2030")
