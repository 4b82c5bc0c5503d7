"""What is handled late: an older mail changes nothing that stands."""

import datetime as dt

import pytest
from offices import RECEIVED, application, office_in, put, run

from pipeline.office.outbox import notice_text
from pipeline.office.rebuilding import rebuild
from pipeline.office.showing import show

A = "A-2026-0001"
LATER = RECEIVED + dt.timedelta(hours=2)


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        yield office


def test_the_corrected_form_stands_when_the_older_mail_comes_in_after_it(tmp_path, office) -> None:
    corrected = application(at=LATER, message_id="<v2@x>", 联系电话="13700000002")
    older = application(at=RECEIVED, message_id="<v1@x>", 联系电话="13700000001")
    run(office, put(tmp_path / "second", corrected))
    run(office, put(tmp_path / "first", older))
    told = show(A, office)
    assert (told["revision"], told["state"]) == (1, "to_review")
    assert told["papers"][0]["fields"]["phone"]["value"] == "13700000002"
    assert told["submissions"] == ["S-2026-0002", "S-2026-0001"]
    assert show("S-2026-0001", office)["state"] == "to_review"
    assert show("S-2026-0002", office)["state"] == "superseded"
    text = notice_text("N-2026-0002", office)[1]
    assert "仍以后来的一份为准" in text
    assert "以此稿为准" not in text
    before = [show(one, office) for one in (A, "S-2026-0001", "S-2026-0002")]
    rebuild(office)
    assert [show(one, office) for one in (A, "S-2026-0001", "S-2026-0002")] == before


def test_a_draft_between_two_mails_that_say_the_same_is_earlier_too(tmp_path, office) -> None:
    said = {"联系电话": "13700000001"}
    hours = [RECEIVED + dt.timedelta(hours=n) for n in range(3)]
    run(office, put(tmp_path / "one", application(at=hours[0], message_id="<1@x>", **said)))
    run(office, put(tmp_path / "three", application(at=hours[2], message_id="<3@x>", **said)))
    other = application(at=hours[1], message_id="<2@x>", 联系电话="13700000002")
    run(office, put(tmp_path / "two", other))
    assert show(A, office)["revision"] == 1
    assert show("S-2026-0003", office)["state"] == "superseded"
