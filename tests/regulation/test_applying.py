"""Exceptions before conditions: while one may still hold, nothing is concluded."""

import pytest
from copied_edition import copied, spoil

from pipeline.domain.findings import Outcome
from pipeline.regulation.applying import apply_rule
from pipeline.regulation.edition import read_edition
from pipeline.regulation.rules import Rule

EXCEPTED = """  when: '!other_post'
  exceptions:
  - when: degree_level == "master"
    says: 硕士研究生另有规定，请研究生工作部决定。"""


@pytest.fixture
def excepted(tmp_path) -> Rule:
    folder = copied(tmp_path)
    spoil(folder, "rules.yaml", "  when: '!other_post'", EXCEPTED)
    return read_edition(folder).rule("Q7")


@pytest.mark.parametrize(
    ("post", "degree", "outcome", "missing", "unsettled"),
    [
        ((False,), ("doctor",), Outcome.MEETS, (), ()),
        ((True,), ("doctor",), Outcome.FAILS, (), ()),
        ((True,), ("master",), Outcome.PERSON, (), ()),
        ((), ("master",), Outcome.PERSON, (), ()),
        ((True,), (), Outcome.PERSON, ("degree_level",), ()),
        ((False,), (), Outcome.PERSON, ("degree_level",), ()),
        ((), (), Outcome.PERSON, ("other_post", "degree_level"), ()),
        ((True,), ("doctor", "other"), Outcome.FAILS, (), ()),
        ((True,), ("doctor", "master"), Outcome.PERSON, (), ("degree_level",)),
        ((True, False), ("doctor",), Outcome.PERSON, (), ("other_post",)),
        ((True, False), ("master",), Outcome.PERSON, (), ("other_post",)),
    ],
)
def test_an_exception_that_may_hold_leaves_it_to_people(
    excepted, post, degree, outcome, missing, unsettled
) -> None:
    verdict = apply_rule(excepted, {"other_post": post, "degree_level": degree})
    assert verdict.outcome is outcome
    assert (verdict.missing, verdict.unsettled) == (missing, unsettled)


def test_the_exceptions_words_are_used_only_where_it_surely_holds(excepted) -> None:
    sure = apply_rule(excepted, {"other_post": (True,), "degree_level": ("master",)})
    assert sure.saying is excepted.exceptions[0]
    open_degree = apply_rule(
        excepted, {"other_post": (True,), "degree_level": ("doctor", "master")}
    )
    assert open_degree.saying is None
