"""What is handled late, or comes by two routes, changes nothing that stands."""

import datetime as dt

import pytest
from offices import RECEIVED, application, office_in, put, run

from pipeline.office.house import mail_object
from pipeline.office.letters.outbox import notice_text
from pipeline.office.looking.showing import show
from pipeline.office.mails.rebuilding import rebuild

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


TRACE = b"Received: from a by b; Thu, 3 Sep 2026 10:13:00 +0800\r\nDelivered-To: b@bit.edu.cn\r\n"


def test_one_message_by_two_routes_is_answered_once_and_waits_once(tmp_path, office) -> None:
    first = application(message_id="<one@x>")
    run(office, put(tmp_path / "a", first))
    run(office, put(tmp_path / "b", TRACE + first))
    copy, original = show("S-2026-0002", office), show("S-2026-0001", office)
    assert (copy["state"], copy["notices"], copy["papers"] != []) == ("filed", [], True)
    assert [one.submission for one in office.ledger.notices()] == ["S-2026-0001"]
    assert original["state"] == "to_review"
    assert show(A, office)["submissions"] == ["S-2026-0001"]
    assert "同一封邮件" in copy["history"][-1]["says"]
    assert "S-2026-0002" in original["history"][-1]["says"]
    identity = office.ledger.identity_of("S-2026-0002")
    assert office.archive.read(mail_object(identity), "message.eml") == TRACE + first
    before = [show(one, office) for one in ("S-2026-0001", "S-2026-0002")]
    rebuild(office)
    assert [show(one, office) for one in ("S-2026-0001", "S-2026-0002")] == before
    run(office, put(tmp_path / "c", b"X-Route: 3\r\n" + first))
    assert len(office.ledger.notices()) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<zhang@bit.edu.cn>", b"<chang@bit.edu.cn>"),
        (b"Message-ID: <one@x>", b"Message-ID: <two@x>"),
        (b"Subject: ", b"Subject: Re "),
        (b"UEsD", b"UEsE"),
    ],
)
def test_what_differs_in_what_its_author_wrote_is_a_mail_of_its_own(
    tmp_path, office, before, after
) -> None:
    first = application(message_id="<one@x>")
    assert before in first
    run(office, put(tmp_path / "a", first))
    run(office, put(tmp_path / "b", TRACE + first.replace(before, after, 1)))
    assert len(office.ledger.notices()) == 2


def test_what_was_kept_in_silence_answers_for_no_copy(tmp_path, office) -> None:
    first = application(message_id="<one@x>")
    run(office, put(tmp_path / "a", first), file_only=True)
    run(office, put(tmp_path / "b", TRACE + first))
    assert show("S-2026-0002", office)["state"] == "to_review"
    assert len(office.ledger.notices()) == 1


def test_what_is_sent_in_july_is_for_the_autumn_and_corrected_there(tmp_path, office) -> None:
    july = dt.datetime(2026, 7, 20, 9, tzinfo=RECEIVED.tzinfo)
    first = application(at=july, message_id="<v1@x>", 联系电话="13700000001")
    run(office, put(tmp_path / "july", first))
    corrected = application(at=RECEIVED, message_id="<v2@x>", 联系电话="13700000002")
    run(office, put(tmp_path / "september", corrected))
    told = show(A, office)
    assert told["revision"] == 2
    assert told["submissions"] == ["S-2026-0001", "S-2026-0002"]
    [standing] = office.ledger.applications()
    assert standing.term == "2026-autumn"
