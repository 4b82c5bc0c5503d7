"""Folders that are taken in are never those into which mails are put."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import OFFICE_TOML, Settings, read_settings

MAIL = """
[mail]
host = "imap.example.edu.cn"
user = "yangongbu@bit.edu.cn"
password_env = "DEYU_TEST_PASSWORD"
"""
SMTP = '[smtp]\nhost = "smtp.example.edu.cn"\nuser = "x"\npassword_env = "X"\n'
OTHER = MAIL.replace("[mail]", "[mail.b]").replace("imap.example", "IMAP.example")


def settings_of(home: Path, text: str) -> Settings:
    (home / OFFICE_TOML).write_text(text, encoding="utf-8")
    return read_settings(home)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MAIL + 'mark = "move"\nmove_to = "inbox"', "[mail] move_to：“inbox”同时是要收信的"),
        (
            MAIL + 'folders = ["INBOX", "done"]\nmark = "move"\nmove_to = "done"',
            "[mail] move_to：“done”同时是要收信的文件夹（[mail] folders 第 2 项）",
        ),
        (MAIL + 'folders = ["INBOX", "inbox"]', "[mail] folders 第 2 项：“inbox”已经写在"),
        (MAIL + '[drafts]\nfolder = "INBOX"', "[drafts] folder：“INBOX”同时是要收信的"),
        (MAIL + SMTP + 'sent_folder = "INBOX"', "[smtp] sent_folder：“INBOX”同时是要收信的"),
        (
            MAIL.replace("[mail]", "[mail.a]") + OTHER,
            "[mail.b] folders 第 1 项：“INBOX”已经写在 [mail.a] folders 第 1 项",
        ),
        (
            MAIL.replace("[mail]", "[mail.a]")
            + OTHER
            + 'folders = ["申请"]\nmark = "move"\nmove_to = "INBOX"',
            "[mail.b] move_to：“INBOX”同时是要收信的文件夹（[mail.a] folders 第 1 项）",
        ),
    ],
)
def test_nothing_is_put_where_mail_is_taken_in(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(SettingsError) as raised:
        settings_of(tmp_path, text)
    assert f"有 1 处需要改正：\n  1. {expected}" in raised.value.what


def test_folders_of_different_mailboxes_may_have_the_same_name(tmp_path: Path) -> None:
    text = MAIL.replace("[mail]", "[mail.a]") + OTHER.replace("yangongbu@", "other@")
    assert [one.folders for one in settings_of(tmp_path, text).mail] == [("INBOX",), ("INBOX",)]
