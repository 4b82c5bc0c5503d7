"""``kill -9`` while notices are laid or sent: none is lost, none doubled, every doubt is told."""

import shutil
import uuid
from collections import Counter

import pytest
from offices import RECEIVED, application, mail, office_in, put, run
from posted import header, write_settings
from servers import postman, sink
from test_killed import killed

from pipeline.archive import verify
from pipeline.domain.plans import NoticeState
from pipeline.office.letters import outbox
from pipeline.office.letters.releasing import release
from pipeline.office.mails.rebuilding import rebuild

MAILS = (
    application(message_id="<one@bit.edu.cn>"),
    application(
        at=RECEIVED.replace(day=4), message_id="<two@bit.edu.cn>", 姓名="林雨桐", 学号="3120240002"
    ),
    mail("咨询", "请问何时截止？", message_id="<three@bit.edu.cn>"),
)
BEFORE_SMTP = ("recorded", "sending")
MORE = (("sending", 1), ("sent", 0))
AFTER_SMTP = ("carried", "copied")
LAYING = ("laying", "laid", "recorded")
ARCHIVE = tuple(
    pytest.param(point, marks=pytest.mark.prove)
    for point in ("staged", "version_renamed", "inventory_replaced", "record")
)


@pytest.fixture(scope="module")
def handled(tmp_path_factory):
    """A home whose three notices wait; nothing was laid or sent yet."""
    folder = tmp_path_factory.mktemp("handled")
    home = write_settings(folder / "home", sink=sink.Sink(port=1))
    with office_in(home) as office:
        run(office, put(folder / "box", *MAILS))
    return home


@pytest.fixture
def home(handled, tmp_path):
    return shutil.copytree(handled, tmp_path / "home", symlinks=True)


def sound(home, office) -> None:
    """The archive is whole, and a rebuilt ledger says the same."""
    assert verify(home / "archive", office.ledger.heads()).failures == ()
    before = office.ledger.notices()
    rebuild(office)
    assert office.ledger.notices() == before


def sent_of(server) -> Counter[str]:
    return Counter(header(one, "X-Deyu-Notice") for one in server.taken)


def nth_of(*later: int) -> list:
    """The first time always; later ones are for the long proofs."""
    return [1, *(pytest.param(nth, marks=pytest.mark.prove) for nth in later)]


@pytest.mark.parametrize("nth", nth_of(2, 3))
@pytest.mark.parametrize("point", [*BEFORE_SMTP, *AFTER_SMTP, "sent", *ARCHIVE])
def test_a_killed_sender_loses_nothing_and_doubles_nothing(home, tmp_path, point, nth) -> None:
    with sink.running() as server:
        write_settings(home, sink=server)
        assert killed(home, tmp_path, "send", point, nth), f"{point} is not on the way"
        with office_in(home) as office:
            release(office)
            doubtful = [one.id for one in office.ledger.notices(states=(NoticeState.IN_DOUBT,))]
            assert len(doubtful) <= 1
            left = [one.id for one in office.ledger.notices() if one.id not in doubtful]
            outbox.send(left, "王老师", office)
            sent = sent_of(server)
            assert [sent[id_] for id_ in left] == [1] * len(left)
            assert max(sent.values()) == 1
            states = {one.state for one in office.ledger.notices() if one.id in left}
            assert states == {NoticeState.SENT}
            sound(home, office)


@pytest.mark.dovecot
@pytest.mark.parametrize(
    ("point", "doubts"),
    [("carried", 1), ("copied", 0), *(pytest.param(*one, marks=pytest.mark.prove) for one in MORE)],
)
def test_what_sent_shows_is_no_doubt(home, tmp_path, dovecot, point, doubts) -> None:
    account = dovecot.account(f"u{uuid.uuid4().hex[:8]}")
    postman.deliver(account, folder="Sent")
    with sink.running() as server:
        write_settings(home, account, server)
        assert killed(home, tmp_path, "send", point, 2)
        with office_in(home) as office:
            release(office)
            states = Counter(one.state for one in office.ledger.notices())
            assert states[NoticeState.IN_DOUBT] == doubts
            assert states[NoticeState.SENDING] == 0
            sound(home, office)
        assert max(sent_of(server).values()) == 1


@pytest.mark.dovecot
@pytest.mark.parametrize("nth", nth_of(2))
@pytest.mark.parametrize("point", [*LAYING, *ARCHIVE])
def test_a_killed_layer_of_drafts_lays_each_once(home, tmp_path, dovecot, point, nth) -> None:
    account = dovecot.account(f"u{uuid.uuid4().hex[:8]}")
    write_settings(home, account)
    assert killed(home, tmp_path, "release", point, nth), f"{point} is not on the way"
    with office_in(home) as office:
        release(office)
        assert {one.state for one in office.ledger.notices()} == {NoticeState.DRAFT}
        assert all(one.where for one in office.ledger.notices())
        sound(home, office)
    lying = Counter(header(one, "X-Deyu-Notice") for one in postman.contents(account, "Drafts"))
    assert sorted(lying.values()) == [1, 1, 1]
