"""What is owed in which term and year, by whom, and when it is overdue."""

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.domain.adjustments import FiledPaper
from pipeline.domain.appointments import AppointmentStanding, AppointmentState
from pipeline.domain.lengths import Counting, Lengths
from pipeline.domain.obligations import OwedState
from pipeline.domain.papers import Field, PaperKind
from pipeline.domain.people import Person
from pipeline.domain.school_calendar import SchoolCalendar, TermDates
from pipeline.lifecycle.obligations import Held, owed_by
from pipeline.regulation.edition import load_edition

EDITION = load_edition("2014-draft")
DUTIES = EDITION.obligations
SCHOOL = SchoolCalendar(
    (
        TermDates("2026-autumn", dt.date(2026, 9, 7), dt.date(2027, 1, 17)),
        TermDates("2027-spring", dt.date(2027, 3, 1), dt.date(2027, 7, 11)),
    )
)
MAY, AUGUST = dt.date(2027, 5, 1), dt.date(2027, 8, 1)


def lengths_on(day: dt.date) -> Lengths:
    return EDITION.lengths(Counting.CIVIL_CODE)


def serving(
    starts_on="2026-09-07", name="张喆", number="3120240001", **more
) -> AppointmentStanding:
    told = {
        "id": f"P-{number}",
        "application": "",
        "person": Person(name, number),
        "college": "机电学院",
        "position_kind": "academic",
        "term": "",
        "state": AppointmentState.ACTIVE,
        "starts_on": starts_on,
    }
    return AppointmentStanding(**(told | more))


def states(*people, today=MAY, held=Held(), duty="term_plan"):  # noqa: B008  # frozen and empty
    rows = owed_by(people, DUTIES, SCHOOL, held, lengths_on, today)
    return {row.period: row.state for row in rows if row.obligation == duty}


def plan(day: dt.date, person=Person("张喆", "3120240001")) -> FiledPaper:  # noqa: B008  # frozen
    at = dt.datetime.combine(day, dt.time(9), dt.UTC)
    return FiledPaper(PaperKind.TERM_PLAN, person, "", "S-2026-0001", "计划.docx", at)


def test_a_plan_is_owed_each_term_and_overdue_after_it() -> None:
    assert states(serving()) == {"2026-autumn": OwedState.OVERDUE, "2027-spring": OwedState.DUE}


def test_a_paper_counts_for_the_term_in_which_it_came() -> None:
    held = Held(papers=(plan(dt.date(2026, 9, 28)),))
    assert states(serving(), held=held)["2026-autumn"] is OwedState.SUBMITTED
    assert states(serving(), held=held)["2027-spring"] is OwedState.DUE


def test_a_paper_counts_for_the_term_that_it_names() -> None:
    early = replace(
        plan(dt.date(2026, 9, 28)), stated=(Field("period", "2027-spring", "", "第1段"),)
    )
    found = states(serving(), held=Held(papers=(early,)))
    assert found == {"2026-autumn": OwedState.OVERDUE, "2027-spring": OwedState.SUBMITTED}


@pytest.mark.parametrize("named", ["2025-2026", "2026-spring"])
def test_a_summary_of_last_year_is_not_this_years(named) -> None:
    late = replace(
        plan(dt.date(2026, 9, 28)),
        kind=PaperKind.YEARLY_WRITING,
        stated=(Field("period", named, "", "第1段"),),
    )
    found = states(serving(), held=Held(papers=(late,)), duty="yearly_writing")
    assert found == {"2026-2027": OwedState.DUE}


def test_a_name_alone_counts_only_where_nobody_shares_it() -> None:
    held = Held(papers=(plan(dt.date(2026, 9, 28), Person("张喆", "")),))
    assert states(serving(), held=held)["2026-autumn"] is OwedState.SUBMITTED
    twin = serving(number="3120240002")
    assert states(serving(), twin, held=held)["2026-autumn"] is OwedState.OVERDUE


@pytest.mark.parametrize(
    ("starts_on", "terms"),
    [
        ("2026-12-20", {"2026-autumn", "2027-spring"}),
        ("2027-01-10", {"2027-spring"}),  # a week of a term is not a term
        ("2027-03", {"2027-spring"}),
        ("", set()),  # nobody knows since when: a person looks
    ],
)
def test_who_comes_late_in_a_term_owes_it_no_plan(starts_on, terms) -> None:
    assert set(states(serving(starts_on))) == terms


def test_autumn_s_assessment_is_a_wish_and_spring_s_a_must() -> None:
    assert states(serving(), today=AUGUST, duty="assessment") == {
        "2026-autumn": OwedState.DUE,
        "2027-spring": OwedState.OVERDUE,
    }


def test_what_no_clause_dates_is_never_overdue() -> None:
    for duty in ("training", "yearly_report", "yearly_writing"):
        assert states(serving(), today=AUGUST, duty=duty) == {"2026-2027": OwedState.DUE}


def test_trainings_attended_are_counted_beside_the_assessment() -> None:
    held = Held(
        trainings=(
            ("3120240001", dt.date(2027, 3, 10), True),
            ("3120240001", dt.date(2027, 4, 10), False),
        )
    )
    rows = owed_by((serving(),), DUTIES, SCHOOL, held, lengths_on, MAY)
    (row,) = [one for one in rows if (one.obligation, one.period) == ("assessment", "2027-spring")]
    assert (row.attended, row.held) == (1, 2)
    assert states(serving(), held=held, duty="training") == {"2026-2027": OwedState.SUBMITTED}


def test_who_is_suspended_for_a_term_does_not_owe_it() -> None:
    away = serving(suspensions=((dt.date(2027, 2, 20), None),), state=AppointmentState.SUSPENDED)
    assert set(states(away, today=AUGUST)) == {"2026-autumn"}


@pytest.mark.parametrize(
    ("starts_on", "opinion"), [("2025-11-01", False), ("2025-10-31", True), ("2025-10", True)]
)
def test_who_leaves_owes_case_and_survey_and_past_a_year_and_a_half_the_opinion(
    starts_on, opinion
) -> None:
    one = serving(starts_on, state=AppointmentState.LEAVING, ended_on="2027-05-01")
    rows = owed_by((one,), DUTIES, SCHOOL, Held(), lengths_on, MAY)
    leaving = {row.obligation for row in rows if row.due_on == dt.date(2027, 5, 1)}
    assert leaving == {"case_report", "leaving_survey", "handover"} | (
        {"evaluation_opinion"} if opinion else set()
    )


def test_who_waits_for_papers_owes_only_these() -> None:
    one = serving("", state=AppointmentState.PENDING, application="A-2026-0001")
    rows = owed_by((one,), DUTIES, SCHOOL, Held(), lengths_on, MAY)
    assert {row.obligation for row in rows} == {"agreement", "registration_form"}


@pytest.mark.parametrize("state", [AppointmentState.LEFT, AppointmentState.DISMISSED])
def test_of_who_is_gone_nobody_is_reminded_but_of_what_leaving_asks_for(state) -> None:
    gone = serving(state=state, ended_on="2027-04-20")
    rows = owed_by((gone, serving(number="2")), DUTIES, SCHOOL, Held(), lengths_on, MAY)
    asked = {row.obligation for row in rows if row.appointment == gone.id and row.reminded}
    leaving = {"case_report", "leaving_survey"} if state is AppointmentState.LEFT else set()
    assert asked == leaving
    assert "term_plan" in {row.obligation for row in rows if row.reminded}
