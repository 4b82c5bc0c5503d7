"""The tables of what may follow what: reachable, with a way on, each row with a clause."""

import pytest

from pipeline.domain.appointments import AppointmentEvent, AppointmentState
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.lifecycle.state_tables import APPLICATION, APPOINTMENT, TABLES, allowed, apply
from pipeline.regulation.edition import load_edition

ENDS = {AppointmentState.VOIDED}
BEGINNINGS = {
    "application": {
        SubmissionState.TO_SORT,
        SubmissionState.TO_COMPLETE,
        SubmissionState.TO_REVIEW,
    },
    "adjustment": {SubmissionState.TO_COMPLETE},
    "appointment": {AppointmentState.PENDING},
    "paper_item": {"expected"},
}


@pytest.mark.parametrize("name", TABLES)
def test_every_state_can_be_reached_and_left(name: str) -> None:
    table = TABLES[name]
    states = {one.state for one in table} | {one.becomes for one in table}
    reached = set(BEGINNINGS[name])
    for _ in states:
        reached |= {one.becomes for one in table if one.state in reached}
    assert reached == states
    assert {one for one in states if not allowed(table, one)} <= ENDS


@pytest.mark.parametrize("name", TABLES)
def test_no_state_knows_two_answers_to_one_event(name: str) -> None:
    rows = [(one.state, one.event) for one in TABLES[name]]
    assert len(rows) == len(set(rows))


def test_every_row_quotes_a_clause_of_the_regulation() -> None:
    known = {clause.address for clause in load_edition("2014-draft").clauses}
    quoted = {one.clause for table in TABLES.values() for one in table}
    assert {one for one in quoted if not any(id_.startswith(one) for id_ in known)} == set()


def test_nobody_is_removed_who_was_not_criticised_before() -> None:
    before = {one.state for one in APPOINTMENT if one.event is AppointmentEvent.DISMISS}
    assert before == {AppointmentState.WARNED}


def test_what_was_decided_changes_by_reopening_only() -> None:
    for state in (SubmissionState.APPROVED, SubmissionState.REFUSED, SubmissionState.WITHDRAWN):
        assert allowed(APPLICATION, state) == (Decision.REOPEN,)
        assert apply(APPLICATION, state, Decision.APPROVE) is None
