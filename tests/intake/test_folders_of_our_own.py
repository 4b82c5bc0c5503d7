"""Folders of drafts, of copies and of what was thrown away are never taken in, whoever names them."""

import uuid

import pytest
from intake.offices_at_servers import look, office_in, stored
from office.posted import write_settings
from servers import postman, scripted
from servers.scripted import Script

from pipeline.assembly import offered, probe_mailbox
from pipeline.domain.folders import Known
from pipeline.errors import MailboxError
from pipeline.intake import ImapFolder
from pipeline.mailbox.account import Account, Mark
from pipeline.settings import read_settings

MARKED = tuple(
    f'({flag}) "/" {name}'
    for flag, name in (
        ("\\Drafts", "d"),
        ("\\Sent", "s"),
        ("\\Trash", "t"),
        ("\\All", "a"),
        ("\\Junk", "j"),
        ("\\HasNoChildren", "INBOX"),
        ("\\HasNoChildren", "f"),
    )
)
UNMARKED = tuple(f'() "/" {name}' for name in ("INBOX", "Drafts", "Sent", "f"))


def source(account: Account, folder: str, drafts: str | None = None) -> ImapFolder:
    return ImapFolder(account, folder, lambda: postman.RECEIVED, Mark.NONE, "", drafts)


@pytest.mark.parametrize(
    ("folders", "name", "drafts", "is_what"),
    [
        (MARKED, "d", None, "草稿箱"),
        (MARKED, "s", None, "“已发送”"),
        (MARKED, "t", None, "废纸篓"),
        (MARKED, "a", None, "“所有邮件”"),
        (MARKED, "d", "f", "草稿箱"),
        (MARKED, "f", "f", "草稿箱"),
        (UNMARKED, "Drafts", None, "草稿箱"),
        (UNMARKED, "Sent", None, "“已发送”"),
    ],
)
def test_what_we_or_people_put_there_is_not_taken_in(folders, name, drafts, is_what) -> None:
    script = Script({1: postman.mail(1)}, folders=folders)
    with scripted.running(script) as account:
        refused = source(account, name, drafts)
        for ask in (
            lambda: list(refused.batches(Known(""))),
            lambda: refused.oldest_new(Known("")),
        ):
            with pytest.raises(MailboxError) as told:
                ask()
            assert f"不能从文件夹“{name}”收信：它是 office@127.0.0.1 的{is_what}" in str(told.value)
        refused.close()
    assert not [one for one in script.heard if "FETCH" in one]


@pytest.mark.parametrize(
    ("folders", "name"), [(MARKED, "j"), (MARKED, "f"), (UNMARKED, "f"), (UNMARKED, "INBOX")]
)
def test_what_others_sent_is_taken_in_wherever_it_lies(folders, name) -> None:
    script = Script({1: postman.mail(1)}, folders=folders)
    with scripted.running(script) as account:
        taken = source(account, name)
        assert sum(len(batch.mails) for batch in taken.batches(Known(""))) == 1
        taken.close()


def test_a_server_that_lists_no_folders_is_taken_at_its_word() -> None:
    script = Script({1: postman.mail(1)}, forbidden=frozenset({"LIST"}))
    with scripted.running(script) as account:
        taken = source(account, "f")
        assert sum(len(batch.mails) for batch in taken.batches(Known(""))) == 1
        taken.close()


@pytest.mark.dovecot
def test_a_drafts_folder_among_those_to_be_read_keeps_the_others_from_nothing(
    tmp_path, dovecot
) -> None:
    account = dovecot.account(f"u{uuid.uuid4().hex[:8]}")
    postman.deliver(account, postman.mail(1))
    postman.deliver(account, postman.mail(2), folder="Drafts")
    home = write_settings(tmp_path / "home", account, more='folders = ["Drafts", "INBOX"]\n')
    settings = read_settings(home)
    with office_in(tmp_path) as office, offered(settings) as offers:
        said = [look(office, one.source) for one in offers]
        assert "不能从文件夹“Drafts”收信" in said[0]
        assert said[1] == ""
        assert stored(office) == [postman.mail(1)]
    with pytest.raises(MailboxError, match="的 folders 里删去它"):
        probe_mailbox(settings.mail[0], "Drafts", settings)
