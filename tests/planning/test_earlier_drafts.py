"""A mail that was received earlier and is handled later never becomes what stands."""

import datetime as dt
from dataclasses import replace

import pytest
from planning.known import NOTHING_KNOWN
from test_planning import DAY, LETTER, form, judged, standing

from pipeline.domain.plans import NoticeKind, Standing, SubmissionState
from pipeline.planning import make_plan

NINE, TEN, ELEVEN = (dt.datetime(2026, 9, 3, hour, tzinfo=dt.UTC) for hour in (9, 10, 11))
KNOWN = standing(form(), SubmissionState.TO_REVIEW, received_at=TEN)
OTHER = form(college="机电学院")


def planned(*papers, at=NINE, known=KNOWN, asks=()):
    judgements = [judged(one, *asks) for one in papers]
    at_hand = Standing((known,), received_at=at)
    return make_plan(LETTER, papers, judgements, (), at_hand, DAY, NOTHING_KNOWN)


@pytest.mark.parametrize("state", list(SubmissionState))
def test_what_was_received_before_the_current_revision_is_kept_as_an_earlier_draft(state) -> None:
    made = planned(OTHER, known=replace(KNOWN, state=state), asks=("请写明学院",))
    [one] = made.candidatures
    assert (one.application, one.revision, one.earlier) == ("A-2026-0001", 0, True)
    assert (one.asks, made.state) == ((), SubmissionState.SUPERSEDED)
    assert made.notice.kind is NoticeKind.RECEIPT


def test_what_was_received_after_it_is_the_next_revision() -> None:
    for at in (TEN, ELEVEN):
        [one] = planned(OTHER, at=at).candidatures
        assert (one.revision, one.earlier) == (2, False)


def test_an_earlier_mail_with_the_same_form_changes_nothing() -> None:
    waiting = replace(KNOWN, state=SubmissionState.TO_COMPLETE)
    [one] = planned(form(), known=waiting).candidatures
    assert (one.revision, one.unchanged, one.earlier) == (1, True, False)


def test_an_earlier_application_for_another_post_is_an_application_of_its_own() -> None:
    [one] = planned(form(position_kind="party_building")).candidatures
    assert (one.application, one.revision, one.earlier) == ("", 1, False)


def test_two_earlier_drafts_in_one_mail_contradict_nobody() -> None:
    made = planned(OTHER, form(college="化学学院"))
    assert [one.revision for one in made.candidatures] == [0]
    assert made.candidatures[0].doubts == ()
