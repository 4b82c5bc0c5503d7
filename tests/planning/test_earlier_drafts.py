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


JUNE, JULY = dt.datetime(2026, 6, 29, tzinfo=dt.UTC), dt.datetime(2026, 7, 2, tzinfo=dt.UTC)


@pytest.mark.parametrize("state", [SubmissionState.TO_COMPLETE, SubmissionState.TO_REVIEW])
def test_what_was_asked_in_june_and_answered_in_july_is_one_application(state) -> None:
    asked = replace(KNOWN, state=state, term="2026-spring", received_at=JUNE)
    [one] = planned(OTHER, at=JULY, known=asked).candidatures
    assert (one.application, one.revision, one.term) == ("A-2026-0001", 2, "2026-autumn")


@pytest.mark.parametrize(
    ("state", "sent"),
    [
        (SubmissionState.TO_REVIEW, JUNE - dt.timedelta(days=100)),
        (SubmissionState.APPROVED, JUNE),
        (SubmissionState.REFUSED, JUNE),
    ],
)
def test_what_is_long_ago_or_decided_is_another_terms(state, sent) -> None:
    before = replace(KNOWN, state=state, term="2026-spring", received_at=sent)
    [one] = planned(OTHER, at=JULY, known=before).candidatures
    assert (one.application, one.revision) == ("", 1)


def test_june_s_form_that_is_handled_after_july_s_is_its_earlier_draft() -> None:
    corrected = replace(KNOWN, term="2027-spring", received_at=ELEVEN)
    [one] = planned(OTHER, at=NINE, known=corrected).candidatures
    assert (one.application, one.earlier) == ("A-2026-0001", True)


def test_another_college_in_an_unasked_revision_is_a_person_s() -> None:
    [one] = planned(OTHER, at=ELEVEN, known=replace(KNOWN, college="宇航学院")).candidatures
    assert one.revision == 2
    assert one.doubts[0].says.startswith("上一稿写的学院是宇航学院，这一稿写的是机电学院")
    [same] = planned(OTHER, at=ELEVEN, known=replace(KNOWN, college="机电")).candidatures
    assert same.doubts == ()
    asked = replace(KNOWN, college="宇航学院", state=SubmissionState.TO_COMPLETE)
    asked = replace(asked, sender="zhang@bit.edu.cn")
    [corrected] = planned(OTHER, at=ELEVEN, known=asked).candidatures
    assert corrected.doubts == ()
