"""Drafts in a mailbox: in the right folder, and never twice."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from servers import dovecot as dovecot_server
from servers import postman, scripted
from servers.scripted import Script

from pipeline.demo.mail_server import mail_server
from pipeline.dispatch.imap_drafts import ImapDrafts
from pipeline.errors import MailboxError
from pipeline.mailbox.account import Account, Tls
from pipeline.mailbox.session import Folder
from pipeline.mailbox.special_folder import DRAFTS, folder_meant

NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def now() -> dt.datetime:
    return NOW


def notice(number: int) -> tuple[bytes, str]:
    """The bytes of a notice and its Message-ID."""
    message_id = f"<N-2026-{number:04}.0123456789abcdef@example.invalid>"
    head = f"Subject: 通知 {number}\r\nMessage-ID: {message_id}\r\n\r\n"
    return head.encode() + "请补充材料。\r\n".encode(), message_id


@pytest.fixture(params=[pytest.param("dovecot", marks=pytest.mark.dovecot), "pymap"])
def account(request: pytest.FixtureRequest) -> Iterator[Account]:
    if request.param == "dovecot":
        yield request.getfixturevalue("dovecot").account(f"u{uuid.uuid4().hex[:8]}")
        return
    with mail_server([], "office@example.invalid") as server:
        yield Account(
            host=server.host,
            port=server.imap_port,
            user=server.user,
            password=lambda: server.password,
            tls=Tls.OFF,
        )


@pytest.fixture
def drafts(account: Account) -> Iterator[ImapDrafts]:
    laying = ImapDrafts(account, None, now)
    yield laying
    laying.close()


def test_a_draft_lies_byte_for_byte_in_the_drafts_folder_as_a_draft(
    account: Account, drafts: ImapDrafts
) -> None:
    data, message_id = notice(1)
    assert drafts.present() == frozenset()
    assert drafts.lay(data, message_id).startswith("Drafts uid ")
    assert drafts.present() == {message_id}
    assert postman.contents(account, "Drafts") == [data]
    (flags,) = postman.flags(account, "Drafts").values()
    assert {b"\\Draft", b"\\Seen"} <= flags


def test_what_lies_there_is_known_to_the_next_run(account: Account, drafts: ImapDrafts) -> None:
    for number in range(12):
        drafts.lay(*notice(number))
    drafts.close()
    another = ImapDrafts(account, None, now)
    assert another.present() == {notice(number)[1] for number in range(12)}
    another.close()


def test_a_draft_that_a_person_threw_away_is_not_there(
    account: Account, drafts: ImapDrafts
) -> None:
    drafts.lay(*notice(1))
    uid = int(drafts.lay(*notice(2)).rpartition(" ")[2])
    postman.remove(account, [uid], folder="Drafts")
    assert drafts.present() == {notice(1)[1]}


def test_drafts_of_people_without_a_message_id_do_no_harm(
    account: Account, drafts: ImapDrafts
) -> None:
    folded = b"Subject: own\r\nMessage-ID:\r\n <folded@example.invalid>\r\n\r\nx\r\n"
    postman.deliver(account, b"Subject: hand-written\r\n\r\nx\r\n", folded, folder="Drafts")
    assert drafts.present() == {"<folded@example.invalid>"}


def test_the_folder_of_the_settings_is_used_and_made_where_it_is_not(account: Account) -> None:
    drafts = ImapDrafts(account, "德育/待发 & 草稿", now)
    assert drafts.present() == frozenset()
    assert drafts.lay(*notice(1)).startswith("德育/待发 & 草稿 uid ")
    assert drafts.name == f"{account.user}@127.0.0.1/德育/待发 & 草稿"
    assert drafts.present() == {notice(1)[1]}
    drafts.close()


@pytest.mark.dovecot
def test_without_a_word_of_the_server_a_usual_name_is_found() -> None:
    with dovecot_server.running(special_use=False) as server:
        account = server.account("office")
        postman.deliver(account, folder="草稿箱")
        drafts = ImapDrafts(account, None, now)
        assert drafts.lay(*notice(1)) == "草稿箱 uid 1"
        assert drafts.name == "office@127.0.0.1/草稿箱"
        drafts.close()


@pytest.mark.dovecot
def test_a_lost_connection_is_made_anew_for_the_next_draft() -> None:
    with dovecot_server.running() as server:
        account = server.account("office")
        drafts = ImapDrafts(account, None, now)
        drafts.lay(*notice(1))
        server.hang_up("office")
        assert drafts.lay(*notice(2)) == "Drafts uid 2"
        assert len(postman.contents(account, "Drafts")) == 2
        drafts.close()


def test_a_draft_whose_fate_is_unknown_is_not_laid_again_by_itself() -> None:
    script = Script(folders=('(\\Drafts) "/" Drafts',), append_hangs_up=True)
    with scripted.running(script) as account:
        drafts = ImapDrafts(account, None, now)
        with pytest.raises(MailboxError, match="断开"):
            drafts.lay(*notice(1))
        drafts.close()
    assert script.laid == [notice(1)[0]]


def test_a_server_without_uidplus_tells_the_folder_alone() -> None:
    with scripted.running(Script(folders=('() "/" Drafts',))) as account:
        drafts = ImapDrafts(account, None, now)
        assert drafts.lay(*notice(1)) == "Drafts"
        drafts.close()


@pytest.mark.parametrize(
    ("command", "what", "way_out"),
    [("APPEND", "放不进", "已满"), ("CREATE", "不能新建“待发”", "[drafts] folder")],
)
def test_a_server_that_takes_no_draft_is_told_with_the_way_out(
    command: str, what: str, way_out: str
) -> None:
    script = Script(folders=('() "/" Drafts',), forbidden=frozenset({command}))
    with scripted.running(script) as account:
        drafts = ImapDrafts(account, None if command == "APPEND" else "待发", now)
        with pytest.raises(MailboxError) as told:
            drafts.lay(*notice(1))
        drafts.close()
    assert what in told.value.what
    assert way_out in told.value.way_out
    assert script.laid == []


def folder(name: str, *flags: str, delimiter: str = "/") -> Folder:
    return Folder(name, delimiter, frozenset(flags))


@pytest.mark.parametrize(
    ("folders", "wanted", "found"),
    [
        ([folder("Drafts"), folder("Entwürfe", "\\drafts")], None, "Entwürfe"),
        ([folder("Drafts", "\\drafts"), folder("待发")], "待发", "待发"),
        ([folder("Drafts", "\\drafts")], "待发", None),
        ([folder("INBOX"), folder("草稿箱"), folder("Sent")], None, "草稿箱"),
        ([folder("草稿箱"), folder("Drafts")], None, "Drafts"),
        ([folder("INBOX.drafts", delimiter=".")], None, "INBOX.drafts"),
        ([folder("old/Drafts")], None, None),
        ([folder("Drafts", "\\noselect"), folder("草稿")], None, "草稿"),
        ([], None, None),
    ],
)
def test_which_folder_is_the_drafts_folder(
    folders: list[Folder], wanted: str | None, found: str | None
) -> None:
    assert folder_meant(folders, wanted, DRAFTS) == found


def test_a_server_from_before_special_use_is_asked_in_its_own_way() -> None:
    script = Script(
        capabilities="IMAP4rev1 XLIST",
        folders=('(\\Inbox) "/" INBOX', '(\\Drafts) "/" "&g0l6P3ux-"', '(\\Sent) "/" Sent'),
    )
    with scripted.running(script) as account:
        drafts = ImapDrafts(account, None, now)
        assert drafts.lay(*notice(1)) == "草稿箱"
        drafts.close()
    assert [one for one in script.heard if "LIST" in one] == ['XLIST "" "*"']


def test_one_login_serves_many_drafts() -> None:
    script = Script(folders=('() "/" Drafts',))
    with scripted.running(script) as account:
        drafts = ImapDrafts(account, None, now)
        drafts.present()
        for number in range(5):
            drafts.lay(*notice(number))
        drafts.close()
    assert sum(one.startswith("LOGIN") for one in script.heard) == 1
    assert len(script.laid) == 5
    assert script.heard[-1] == "LOGOUT"
