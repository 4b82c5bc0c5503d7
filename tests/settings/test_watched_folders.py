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


BOTH = MAIL.replace("[mail]", "[mail.a]") + OTHER.replace("yangongbu@", "other@")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOTH + '[drafts]\nfolder = "INBOX"', ["[drafts] folder：", "[drafts] folder："]),
        (
            BOTH.replace("[mail.b]", '[mail.b]\nfolders = ["sent"]')
            + SMTP
            + 'sent_folder = "sent"',
            ["[smtp] sent_folder：“sent”同时是要收信的文件夹（[mail.b] folders 第 1 项）"],
        ),
        (
            BOTH
            + SMTP.replace("[smtp]", "[smtp.a]")
            + SMTP.replace("[smtp]", "[smtp.b]")
            + 'sent_folder = "INBOX"',
            ["[smtp.b] sent_folder：“INBOX”同时是要收信的文件夹（[mail.b] folders 第 1 项）"],
        ),
        (
            BOTH + SMTP.replace("[smtp]", "[smtp.c]"),
            [
                "[smtp.c]：没有名字相同的收信邮箱 [mail.c]",
                "[mail.a]：没有配对的发信服务器",
                "[mail.b]：没有配对的发信服务器",
            ],
        ),
        (MAIL + SMTP.replace("[smtp]", "[smtp.mail]"), ["[smtp.mail]：没有名字相同的"]),
    ],
)
def test_each_account_keeps_its_own_drafts_and_copies_apart_from_what_it_takes_in(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    with pytest.raises(SettingsError) as raised:
        settings_of(tmp_path, text)
    said = raised.value.what.splitlines()[1:]
    assert len(said) == len(expected)
    for line, start in zip(said, expected, strict=True):
        assert line.partition(". ")[2].startswith(start)


def test_servers_to_send_with_serve_the_accounts_of_their_names_or_all(tmp_path: Path) -> None:
    own = [SMTP.replace("[smtp]", f"[smtp.{name}]").replace('"x"', f'"{name}"') for name in "ba"]
    settings = settings_of(tmp_path, BOTH + "".join(own))
    assert [settings.smtp_of(one).user for one in settings.mail] == ["a", "b"]
    settings = settings_of(tmp_path, BOTH + SMTP)
    assert [settings.smtp_of(one).user for one in settings.mail] == ["x", "x"]
