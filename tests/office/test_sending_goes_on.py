"""One notice that cannot go out now, or ever, keeps no other from going out, and is told."""

import pytest
from cli.commands import deyu
from offices import RECEIVED, application, office_in, put, run
from posted import write_settings
from servers import sink

from pipeline.domain.plans import NoticeState
from pipeline.office.letters import outbox
from pipeline.office.letters.releasing import release
from pipeline.office.letters.sending import MOST_TRIES, tries
from pipeline.office.looking.status import ORDINARY_TRIES, status

PEOPLE = ("full@x.edu.cn", "two@bit.edu.cn", "three@bit.edu.cn")


@pytest.fixture
def server():
    with sink.running() as running:
        yield running


def written_to(*senders: str) -> list[bytes]:
    mails = [
        application(
            at=RECEIVED.replace(day=3 + n), message_id=f"<m{n}@bit.edu.cn>", 学号=f"312024000{n}"
        )
        for n, _ in enumerate(senders)
    ]
    return [
        data.replace(b"<zhang@bit.edu.cn>", f"<{sender}>".encode(), 1)
        for data, sender in zip(mails, senders, strict=True)
    ]


@pytest.fixture
def office(tmp_path, server):
    with office_in(write_settings(tmp_path / "home", sink=server)) as office:
        run(office, put(tmp_path / "box", *written_to(*PEOPLE)))
        yield office


def ids(office) -> list[str]:
    return [one.id for one in office.ledger.notices()]


def states(notices) -> list[str]:
    return [one.state.value for one in notices]


def reached(server) -> list[str]:
    return [address for _, to in server.envelopes for address in to]


def test_an_addressee_whose_mailbox_is_full_holds_up_only_his_own(office, server) -> None:
    server.refuse_recipient[PEOPLE[0]] = "452 4.2.2 mailbox over quota"
    sent = outbox.send(ids(office), "王老师", office)
    assert states(sent) == ["approved", "sent", "sent"]
    assert "over quota" in sent[0].says
    assert reached(server) == list(PEOPLE[1:])
    server.refuse_recipient.clear()
    release(office)
    assert len(server.taken) == 2  # a quarter of an hour later, not at once


def test_who_greylists_is_no_alarm_and_who_takes_nothing_for_an_hour_is(
    office, server, monkeypatch
) -> None:
    monkeypatch.setattr("pipeline.office.letters.sending.LATER_SECONDS", 1e-6)
    server.refuse_recipient[PEOPLE[0]] = "450 4.2.0 greylisted"
    outbox.approve(ids(office)[:1], "王老师", office)
    told = []
    for _ in range(ORDINARY_TRIES):
        release(office)
        told.append("暂时不收" in "".join(status(office).alarms))
    assert told == [False] * (ORDINARY_TRIES - 1) + [True]


def test_who_stays_full_is_given_up_after_a_day(office, server, monkeypatch) -> None:
    server.refuse_recipient[PEOPLE[0]] = "452 4.2.2 mailbox over quota"
    first = ids(office)[0]
    monkeypatch.setattr("pipeline.office.letters.sending.LATER_SECONDS", 1e-6)
    outbox.approve([first], "王老师", office)
    for _ in range(3):
        release(office)
    (notice,) = office.ledger.notices(id=first)
    assert (notice.state, tries(office, notice)) == (NoticeState.APPROVED, 3)
    monkeypatch.setattr("pipeline.office.letters.sending.MOST_TRIES", 3)
    release(office)
    assert states(office.ledger.notices(id=first)) == ["failed"]
    assert MOST_TRIES == 96


def test_a_server_that_takes_nothing_is_not_asked_for_each_notice(office, server) -> None:
    server.data_answer = "451 4.7.1 too many"
    assert states(outbox.send(ids(office), "王老师", office)) == ["approved"] * 3
    server.data_answer = "250 OK"
    release(office)
    assert server.taken == []


def test_after_a_line_that_broke_the_next_notice_goes_over_another(office, server) -> None:
    server.hang_ups_after_data = 1
    sent = outbox.send(ids(office), "王老师", office)
    assert states(sent) == ["in_doubt", "sent", "sent"]


@pytest.mark.parametrize("answer", ["354 go on", "199 what"])
def test_a_last_word_that_is_neither_yes_nor_no_leaves_a_doubt(office, server, answer) -> None:
    server.data_answer = answer
    assert states(outbox.send(ids(office)[:1], "王老师", office)) == ["in_doubt"]


def test_what_was_not_sent_is_told_and_is_no_success(office, server, tmp_path) -> None:
    server.refuse_recipient[PEOPLE[0]] = "450 4.2.0 greylisted"
    told = deyu("outbox", "send", *ids(office), home=tmp_path / "home")
    assert told.returncode == 2
    assert "greylisted" in told.stderr
    assert "会接着发" in told.stderr


@pytest.mark.parametrize("address", ["张三@bit.edu.cn", "foo@x.cn；bar@x.cn"])
def test_an_address_that_smtp_cannot_carry_fails_alone(tmp_path, server, address) -> None:
    with office_in(write_settings(tmp_path / "home", sink=server)) as office:
        run(office, put(tmp_path / "box", *written_to("ok@bit.edu.cn", address)))
        notices = outbox.send(ids(office), "王老师", office)
    told = {one.to[0]: one for one in notices}
    failed = [one for one in told.values() if one.state is NoticeState.FAILED]
    assert told["ok@bit.edu.cn"].state is NoticeState.SENT
    assert len(server.taken) == 1 + sum(
        one.state is NoticeState.SENT for one in notices if one.to[0] != "ok@bit.edu.cn"
    )
    assert all("不能用的字符" in one.says for one in failed)


def test_a_domain_in_other_letters_goes_by_its_ascii_name(tmp_path, server) -> None:
    with office_in(write_settings(tmp_path / "home", sink=server)) as office:
        run(office, put(tmp_path / "box", *written_to("x@bücher.example")))
        assert states(outbox.send(ids(office), "王老师", office)) == ["sent"]
    assert reached(server) == ["x@xn--bcher-kva.example"]
