"""A college's consent is to this candidate in this position, or a person looks."""

import pytest
from applications import finding, good_form

from pipeline.domain.findings import Outcome

HERS = (
    "同意林知夏同学担任学术助理",
    "同意推荐林知夏担任研究生德育工作助理",
    "同意该同学上岗",
    "经研究，同意推荐担任学术工作助理",
    "该生曾任就业助理，表现优秀，同意推荐",
    "同意担任宣传助理",
    "同意担任学术、就业助理",
)


@pytest.mark.parametrize("opinion", HERS)
def test_a_consent_to_her_or_to_nobody_by_name_is_hers(opinion) -> None:
    assert finding(good_form(college_opinion=opinion), "H1").outcome is Outcome.MEETS


@pytest.mark.parametrize(
    ("opinion", "told"),
    [
        ("同意李四同学担任德育助理", "同意的是“李四”，而申请人是“林知夏”，请与学院核实"),
        ("经研究，同意推荐王小明担任助理", "同意的是“王小明”"),
        ("同意担任就业助理。", "同意的岗位是就业，与申请的岗位不同，请与学院核实"),
        ("同意该生从事党建工作", "同意的岗位是党建"),
        ("同意上岗，岗位为文体岗", "同意的岗位是文体"),
    ],
)
def test_a_consent_to_somebody_or_something_else_is_a_persons(opinion, told) -> None:
    found = finding(good_form(college_opinion=opinion), "H1")
    assert found.outcome is Outcome.PERSON
    assert told in found.says
    assert found.ask == ""


def test_where_the_form_names_no_position_none_is_another() -> None:
    paper = good_form(college_opinion="同意担任就业助理", without=("position_kind",))
    assert finding(paper, "H1").outcome is Outcome.MEETS
