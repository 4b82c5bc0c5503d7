"""Who is an assistant in a term: what is not known to have ended goes on, every doubt is told."""

import datetime as dt

import pytest

from pipeline.domain.appointments import AppointmentStanding, AppointmentState
from pipeline.domain.people import Person
from pipeline.domain.school_calendar import SchoolCalendar, Term, TermDates
from pipeline.lifecycle.serving import in_term, span_of, state_in_term

S = AppointmentState
NO_CALENDAR = SchoolCalendar()


def post(state=S.ACTIVE, starts="2025-09-01", ends="", term="", number="1", id_="P-1"):
    person = Person("孙五", number)
    return AppointmentStanding(id_, "", person, "甲学院", "", term, state, starts, ends)


def found(one, term, school=NO_CALENDAR):
    return in_term([one], Term.parse(term), school)


@pytest.mark.parametrize(
    ("one", "term", "stands", "serves"),
    [
        (post(), "2025-spring", False, None),
        (post(), "2025-autumn", True, True),
        (post(), "2027-spring", True, True),
        (post(S.WARNED), "2026-spring", True, True),
        (post(S.SUSPENDED), "2026-spring", True, True),
        (post(S.VOIDED), "2026-spring", False, None),
        (post(S.PENDING, "2026-10", term="2026-autumn"), "2026-spring", False, None),
        (post(S.PENDING, "", term="2026-autumn"), "2026-autumn", True, True),
        (post(S.PENDING, "2027-03", term="2026-autumn"), "2026-autumn", True, True),
        (post(S.PENDING, "", term="2026-autumn"), "2027-spring", True, True),
        (post(S.DISMISSED, ends="2026-11-10"), "2026-spring", True, True),
        (post(S.DISMISSED, ends="2026-11-10"), "2026-autumn", True, False),
        (post(S.DISMISSED, ends="2026-11-10"), "2027-spring", False, None),
        (post(S.LEFT, ends="2026-03"), "2026-autumn", False, None),
        (post(S.LEAVING, ends="2026-11-10"), "2026-autumn", True, True),
        (post(S.LEAVING, ends="2026-11-10"), "2027-spring", True, False),
    ],
)
def test_a_post_belongs_to_the_terms_that_it_runs_in(one, term, stands, serves) -> None:
    told = found(one, term)
    assert bool(told) is stands
    assert [each.serves for each in told] == ([serves] if stands else [])


def test_what_is_not_certain_is_told_and_not_guessed() -> None:
    assert found(post(starts=""), "2026-autumn")[0].remarks == ("上岗日期没有记载，请核对",)
    (late,) = found(post(S.LEAVING, ends="2026-11-10"), "2027-spring")
    assert late.remarks == ("所报离岗日期（2026年11月10日）已过，离岗手续未办结，请核对",)
    both = in_term([post(), post(id_="P-2")], Term.parse("2026-autumn"), NO_CALENDAR)
    assert [one.remarks for one in both] == [
        ("同一学号另有任用 P-2，请核对",),
        ("同一学号另有任用 P-1，请核对",),
    ]


def test_the_state_is_that_of_the_term() -> None:
    for term, state in (
        ("2026-spring", "在岗"),
        ("2026-autumn", "已免职（2026年11月10日）"),
    ):
        (one,) = found(post(S.DISMISSED, ends="2026-11-10"), term)
        assert state_in_term(one, span_of(Term.parse(term), NO_CALENDAR)) == state
    (later,) = found(post(S.DISMISSED, ends="2026-11-10"), "2026-spring")
    assert later.remarks == ("2026年11月10日免职",)


def test_the_calendar_says_where_a_term_begins_and_ends() -> None:
    dates = TermDates("2026-autumn", dt.date(2026, 9, 7), dt.date(2027, 1, 15))
    school = SchoolCalendar((dates,))
    left = post(S.LEFT, ends="2026-08-20")
    assert found(left, "2026-autumn") != ()
    assert found(left, "2026-autumn", school) == ()
