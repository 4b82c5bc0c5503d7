"""A Party standing whose day of joining is still to come is a slip, and a person's."""

import pytest
from applications import finding, good_form

from pipeline.domain.findings import Outcome


@pytest.mark.parametrize("standing", ["full", "probationary", "member"])
def test_who_is_to_join_later_is_not_taken_for_a_member(standing: str) -> None:
    found = finding(good_form(party_standing=standing, party_joined_on="2026-12"), "Q3a")
    assert found.outcome is Outcome.PERSON
    assert "入党时间写的是“2026-12”，还没有到" in found.says


@pytest.mark.parametrize("joined", ["2019-06", "2026-09", "2026-09-10"])
def test_who_has_joined_is(joined: str) -> None:
    form = good_form(party_standing="full", party_joined_on=joined)
    assert finding(form, "Q3a").outcome is Outcome.MEETS


def test_who_says_to_be_no_member_is_none_whatever_the_day() -> None:
    form = good_form(party_standing="none", party_joined_on="2026-12")
    assert finding(form, "Q3a").outcome is Outcome.FAILS
