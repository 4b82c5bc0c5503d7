"""A day is the office's day, also where a server counts in another zone."""

import datetime as dt
from dataclasses import replace

import pytest
from offices import application, office_in, put, run

from pipeline.domain.plans import Decision
from pipeline.office.decisions.deciding import decide
from pipeline.office.letters.outbox import notice_text
from pipeline.office.looking.showing import show
from pipeline.office.orders import DecisionOrder
from pipeline.office.queries import ListQuery

NEW_YEAR = dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC)
"""Half past midnight of 1 January 2027 in Beijing."""


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        yield replace(office, now=lambda: NEW_YEAR + dt.timedelta(minutes=5))


def test_a_mail_that_a_server_in_another_zone_received_has_the_offices_day(tmp_path, office):
    run(office, put(tmp_path / "mails", application(at=NEW_YEAR)))
    assert show("S-2027-0001", office)["received_at"] == "2027-01-01T00:30:00+08:00"
    decide("A-2027-0001", DecisionOrder(Decision.RETURN, "王老师", "请补全简历"), office)
    letters = [one.id for one in office.ledger.notices()]
    assert letters == ["N-2027-0001", "N-2027-0002"]
    for letter in letters:
        assert "2027年1月1日" in notice_text(letter, office)[1]
        assert "12月31日" not in notice_text(letter, office)[1]


def test_a_list_of_a_year_holds_the_mails_numbered_in_it(tmp_path, office):
    run(office, put(tmp_path / "mails", application(at=NEW_YEAR)))
    rows, _ = office.ledger.submissions(ListQuery(year="2027"))
    assert [one.id for one in rows] == ["S-2027-0001"]
    assert office.ledger.submissions(ListQuery(year="2026")) == ((), 0)
