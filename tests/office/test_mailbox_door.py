"""The mailbox as the door: a draft is laid once, and what people do with it is noticed."""

import uuid

import pytest
from offices import RECEIVED, application, office_in, put, run
from posted import write_settings
from servers import postman

from pipeline.assembly import offer_from
from pipeline.domain.plans import NoticeState
from pipeline.errors import MailboxError
from pipeline.office.letters import outbox
from pipeline.office.letters.releasing import release
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.mails.running import Pace, Progress, run_once

pytestmark = pytest.mark.dovecot
N = "N-2026-0001"


@pytest.fixture
def account(dovecot):
    return dovecot.account(f"u{uuid.uuid4().hex[:8]}")


@pytest.fixture
def office(tmp_path, account):
    home = write_settings(tmp_path / "home", account)
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application()))
        yield office


def state(office, number: str = N) -> NoticeState:
    (notice,) = office.ledger.notices(id=number)
    return notice.state


def throw_away(account) -> bytes:
    [data] = postman.contents(account, "Drafts")
    postman.remove(account, list(postman.flags(account, "Drafts")), folder="Drafts")
    return data


def test_a_draft_that_was_sent_as_it_lay_is_sent(office, account) -> None:
    postman.deliver(account, throw_away(account), folder="Sent")
    assert release(office) == 0
    assert state(office) is NoticeState.SENT
    assert postman.contents(account, "Drafts") == []


@pytest.mark.parametrize(
    "head",
    [
        "Subject: 改过的主题\r\nX-Deyu-Notice: N-2026-0001",
        "Subject: =?utf-8?b?5Zue5omnIFtOLTIwMjYtMDAwMV0=?=",
        "Subject: hand-written\r\nReferences: <a@b> {message_id}",
        "Subject: hand-written\r\nIn-Reply-To: {message_id}",
    ],
)
def test_a_draft_that_a_person_rewrote_and_sent_is_known_by_its_number(
    office, account, head
) -> None:
    throw_away(account)
    (notice,) = office.ledger.notices(id=N)
    head = head.format(message_id=notice.message_id)
    to = f"To: =?gbk?b?1cU=?= <{notice.to[0].upper()}>\r\nMessage-ID: <other@client>\r\n"
    postman.deliver(account, f"{to}{head}\r\n\r\nx\r\n".encode(), folder="Sent")
    release(office)
    assert state(office) is NoticeState.SENT


@pytest.mark.parametrize(
    "head",
    [
        "To: zhang@bit.edu.cn\r\nSubject: [N-2026-00010] N-2026-0001",
        "To: other@bit.edu.cn\r\nSubject: [N-2026-0001]",
    ],
)
def test_another_number_or_address_is_no_proof_and_a_person_ticks_it(office, account, head) -> None:
    throw_away(account)
    postman.deliver(account, f"{head}\r\n\r\nx\r\n".encode(), folder="Sent")
    release(office)
    assert state(office) is NoticeState.HANDED_OVER
    outbox.tick([N], "王老师", True, office)
    assert state(office) is NoticeState.SENT
    release(office)
    assert postman.contents(account, "Drafts") == []


def test_a_draft_that_vanished_is_handed_over_and_never_laid_again(office, account) -> None:
    throw_away(account)
    for _ in range(2):
        assert release(office) == 0
    assert state(office) is NoticeState.HANDED_OVER
    assert postman.contents(account, "Drafts") == []
    before = office.ledger.notices()
    rebuild(office)
    assert office.ledger.notices() == before
    assert release(office) == 0
    assert postman.contents(account, "Drafts") == []


def test_what_vanished_is_sent_as_soon_as_sent_shows_it(office, account) -> None:
    data = throw_away(account)
    release(office)
    postman.deliver(account, data, folder="Sent")
    release(office)
    assert state(office) is NoticeState.SENT


def test_a_person_may_have_a_draft_laid_once_more(office, account) -> None:
    throw_away(account)
    release(office)
    outbox.tick([N], "王老师", False, office)
    assert release(office) == 1
    assert len(postman.contents(account, "Drafts")) == 1


def test_sent_is_read_once_and_only_what_is_new(office, account) -> None:
    postman.deliver(account, *[postman.mail(number) for number in range(5)], folder="Sent")
    release(office)
    known = office.ledger.outbox.read_to(office.mailboxes[0].sent.name)
    assert known.position == 5
    assert office.mailboxes[0].sent.mails(known) == ((), None)


def test_a_look_into_sent_and_drafts_shows_life_all_the_while(office, account) -> None:
    postman.deliver(account, *[postman.mail(number) for number in range(5)], folder="Sent")
    told: list[bool] = []
    with office.ledger.at_work():
        run_once([], office, Progress(arriving=lambda: told.append(True)))
    assert len(told) > 5


def begun(office, position: str) -> None:
    """As if the process had died after it meant to lay the draft."""
    with office.ledger.act():
        office.ledger.outbox.begin_laying("N-2026-0002", position)


def second(office, tmp_path) -> None:
    """A second notice that nobody has laid yet."""
    later = application(at=RECEIVED.replace(day=4), 姓名="林雨桐", 学号="3120240002")
    offer = offer_from(put(tmp_path / "later", later), False)
    with office.ledger.at_work():
        run_once([offer], office, pace=Pace(mailboxes=frozenset()))


def test_an_append_of_unknown_fate_is_settled_by_what_lies_there(office, account, tmp_path) -> None:
    second(office, tmp_path)
    (notice,) = office.ledger.notices(id="N-2026-0002")
    begun(office, office.mailboxes[0].drafts.position())
    office.mailboxes[0].drafts.lay(
        office.archive.read(notice.object_id, notice.file), notice.message_id
    )
    assert release(office) == 0
    assert state(office, "N-2026-0002") is NoticeState.DRAFT
    assert len(postman.contents(account, "Drafts")) == 2


def test_an_append_that_never_was_is_done_again(office, account, tmp_path) -> None:
    second(office, tmp_path)
    begun(office, office.mailboxes[0].drafts.position())
    assert release(office) == 1
    assert len(postman.contents(account, "Drafts")) == 2


def test_an_append_that_nobody_can_tell_of_is_in_doubt_and_not_repeated(
    office, account, tmp_path
) -> None:
    second(office, tmp_path)
    begun(office, office.mailboxes[0].drafts.position())
    postman.deliver(account, postman.mail(9), folder="Drafts")  # somebody saved a draft meanwhile
    assert release(office) == 0
    assert state(office, "N-2026-0002") is NoticeState.IN_DOUBT
    outbox.tick(["N-2026-0002"], "王老师", False, office)
    assert release(office) == 1


def test_a_mailbox_that_is_away_concludes_nothing(tmp_path, account) -> None:
    home = write_settings(tmp_path / "home", account)
    with office_in(home) as office:
        run(office, put(tmp_path / "box", application()))
    (home / "office.toml").write_text(
        (home / "office.toml").read_text().replace(f"port = {account.port}", "port = 1")
    )
    with office_in(home) as office:
        with pytest.raises(MailboxError):
            release(office)
        assert state(office) is NoticeState.DRAFT
