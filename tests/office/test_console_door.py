"""The console as the door: only what was approved goes out, once, and every doubt is told."""

import uuid

import pytest
from offices import RECEIVED, application, drafts, mail, office_in, put, run
from posted import header, write_settings
from servers import postman, sink

from pipeline.domain.plans import Decision, NoticeKind, NoticeState
from pipeline.errors import DecisionRefusedError, MailboxError, NotFoundError
from pipeline.office.decisions.deciding import decide
from pipeline.office.letters import outbox
from pipeline.office.letters.releasing import release
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.mails.running import Progress, run_once
from pipeline.office.orders import DecisionOrder

N = "N-2026-0001"
SECOND = application(
    at=RECEIVED.replace(day=4), message_id="<two@bit.edu.cn>", 姓名="林雨桐", 学号="3120240002"
)


@pytest.fixture
def server():
    with sink.running() as running:
        yield running


@pytest.fixture
def home(tmp_path, server):
    return write_settings(tmp_path / "home", sink=server)


@pytest.fixture
def office(tmp_path, home):
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application(message_id="<one@bit.edu.cn>")))
        yield office


def state(office, number: str = N) -> NoticeState:
    (notice,) = office.ledger.notices(id=number)
    return notice.state


def test_nothing_goes_out_before_a_person_approves(office, server, home) -> None:
    release(office)
    assert state(office) is NoticeState.DRAFT
    assert server.taken == []
    assert drafts(home) == []
    (approved,) = outbox.approve([N], "王老师", office)
    assert approved.state is NoticeState.APPROVED
    assert server.taken == []
    release(office)
    assert state(office) is NoticeState.SENT
    [sent] = server.taken
    assert header(sent, "Message-ID") == approved.message_id
    assert header(sent, "In-Reply-To") == "<one@bit.edu.cn>"
    assert header(sent, "Auto-Submitted") == ""
    assert server.envelopes == [("yangongbu@bit.edu.cn", ("zhang@bit.edu.cn",))]
    assert server.logins == ["office"]


def test_what_was_approved_is_laid_for_people_once_there_is_no_server_to_send_with(
    tmp_path, home
) -> None:
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application()))
        outbox.approve([N], "王老师", office)
    (home / "office.toml").write_text("")
    with office_in(home) as office:
        assert release(office) == 1
        assert release(office) == 0
        assert state(office) is NoticeState.DRAFT
        assert len(drafts(home)) == 1
        assert any("没有发信服务器" in row.says for row in office.ledger.history(N))


def test_what_goes_out_is_what_was_filed_byte_for_byte(office, server) -> None:
    outbox.send([N], "王老师", office)
    (notice,) = office.ledger.notices(id=N)
    assert server.taken == [office.archive.read(notice.object_id, notice.file)]


def test_sending_twice_sends_once(office, server) -> None:
    assert [one.state for one in outbox.send([N], "王老师", office)] == [NoticeState.SENT]
    assert [one.state for one in outbox.send([N], "王老师", office)] == [NoticeState.SENT]
    rebuild(office)
    release(office)
    assert len(server.taken) == 1
    assert next(row.by for row in office.ledger.history(N) if row.act == "move_notice") == "王老师"


def test_what_was_cancelled_never_goes_out(office, server) -> None:
    outbox.approve([N], "王老师", office)
    outbox.cancel([N], "王老师", "写错了", office)
    release(office)
    assert (state(office), server.taken) == (NoticeState.CANCELLED, [])
    with pytest.raises(DecisionRefusedError, match="不再发出"):
        outbox.approve([N], "王老师", office)
    with pytest.raises(DecisionRefusedError):
        outbox.send([N], "王老师", office)


def test_what_is_sent_cannot_be_cancelled_and_an_unknown_number_is_told(office) -> None:
    outbox.send([N], "王老师", office)
    with pytest.raises(DecisionRefusedError, match="已发出"):
        outbox.cancel([N], "王老师", "", office)
    with pytest.raises(NotFoundError, match="N-2026-0009"):
        outbox.approve(["N-2026-0009"], "王老师", office)


def test_a_refusal_of_the_server_is_told_and_may_be_tried_again(office, server) -> None:
    server.refuse_recipient["zhang@bit.edu.cn"] = "550 5.1.1 no such user"
    [failed] = outbox.send([N], "王老师", office)
    assert failed.state is NoticeState.FAILED
    assert "no such user" in failed.says
    server.refuse_recipient.clear()
    assert outbox.send([N], "王老师", office)[0].state is NoticeState.SENT
    assert len(server.taken) == 1


def test_a_server_that_asks_for_patience_is_left_alone_for_a_while(office, server) -> None:
    server.data_answer = "451 4.7.1 too many, come back later"
    [later] = outbox.send([N], "王老师", office)
    assert later.state is NoticeState.APPROVED
    assert "come back later" in later.says
    server.data_answer = "250 OK"
    release(office)
    assert server.taken == []


def test_a_line_that_breaks_before_the_last_word_leaves_a_doubt(office, server) -> None:
    server.hangs_up_after_data = True
    [doubtful] = outbox.send([N], "王老师", office)
    assert doubtful.state is NoticeState.IN_DOUBT
    server.hangs_up_after_data = False
    release(office)
    assert len(server.taken) == 1
    with pytest.raises(DecisionRefusedError, match="是否发出不明"):
        outbox.send([N], "王老师", office)
    outbox.tick([N], "王老师", False, office)
    assert outbox.send([N], "王老师", office)[0].state is NoticeState.SENT


def test_no_server_no_harm(office, server, home) -> None:
    outbox.approve([N], "王老师", office)
    text = (home / "office.toml").read_text().replace(f"port = {server.port}", "port = 1")
    (home / "office.toml").write_text(text)
    with office_in(home) as other:
        with pytest.raises(MailboxError, match="连不上发信服务器"):
            release(other)
        assert state(other) is NoticeState.APPROVED


def test_a_wrong_password_is_told_with_the_way_out(office, home) -> None:
    outbox.approve([N], "王老师", office)
    (home / "secret").write_text("wrong\n")
    with pytest.raises(MailboxError, match="拒绝登录") as told:
        release(office)
    assert "授权码" in told.value.way_out
    (home / "secret").write_text("invented\n")
    release(office)
    assert state(office) is NoticeState.SENT


def test_the_providers_limit_keeps_the_rest_for_the_next_minute(tmp_path, server) -> None:
    home = write_settings(tmp_path / "home", sink=server, more="per_minute = 2\n")
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application(), SECOND, mail("咨询", "请问何时截止？")))
        ids = [one.id for one in office.ledger.notices()]
        states = [one.state for one in outbox.send(ids, "王老师", office)]
    assert states == [NoticeState.SENT, NoticeState.SENT, NoticeState.APPROVED]
    assert len(server.taken) == 2


def test_a_decision_taken_back_withdraws_what_was_approved_and_corrects_what_was_sent(
    office, server
) -> None:
    approve = DecisionOrder(Decision.APPROVE, "王老师")
    reopen = DecisionOrder(Decision.REOPEN, "王老师", reason="误批")
    [first] = decide("A-2026-0001", approve, office).notices
    outbox.approve([first], "王老师", office)
    assert decide("A-2026-0001", reopen, office).notices == ()
    assert state(office, first) is NoticeState.CANCELLED
    [second] = decide("A-2026-0001", approve, office).notices
    outbox.send([second], "王老师", office)
    [third] = decide("A-2026-0001", reopen, office).notices
    (correction,) = office.ledger.notices(id=third)
    assert correction.kind is NoticeKind.CORRECTION
    _, text, _ = outbox.notice_text(third, office)
    assert second in text
    assert first not in text


@pytest.mark.dovecot
def test_a_copy_of_what_was_sent_lies_in_sent_once(tmp_path, dovecot, server) -> None:
    account = dovecot.account(f"u{uuid.uuid4().hex[:8]}")
    postman.deliver(account, folder="Sent")
    home = write_settings(tmp_path / "home", account, server)
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application(), SECOND))
        (notice, _) = office.ledger.notices()
        data = office.archive.read(notice.object_id, notice.file)
        # Many providers keep a copy of what goes out through them by themselves.
        postman.deliver(account, data, folder="Sent")
        outbox.send([one.id for one in office.ledger.notices()], "王老师", office)
        assert {one.state for one in office.ledger.notices()} == {NoticeState.SENT}
    assert sorted(server.taken) == sorted(postman.contents(account, "Sent"))
    assert postman.contents(account, "Drafts") == []


@pytest.mark.dovecot
def test_a_mailbox_without_sent_is_given_one_for_the_copies(tmp_path, dovecot, server) -> None:
    account = dovecot.account(f"u{uuid.uuid4().hex[:8]}")
    home = write_settings(tmp_path / "home", account, server)
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application()))
        outbox.send([one.id for one in office.ledger.notices()], "王老师", office)
    assert len(server.taken) == 1
    assert postman.contents(account, "Sent") == server.taken


def test_every_notice_that_is_sent_is_a_sign_of_life(office, server) -> None:
    outbox.approve([N], "王老师", office)
    told: list[int] = []
    with office.ledger.at_work():
        run_once([], office, Progress(arriving=lambda: told.append(len(server.taken))))
    assert told == [1]
