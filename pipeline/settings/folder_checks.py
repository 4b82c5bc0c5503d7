"""Folders that get in each other's way: mails would be taken in again and again, or twice."""

from collections.abc import Iterator, Sequence

from pipeline.settings.mistakes import Mistake, key_of
from pipeline.settings.model import DraftsFolder, MailAccount, SmtpServer, server_for

Folder = tuple[str, int, str, str]
"""Host, port, user and name of a folder, so that one folder is equal to itself."""


def folder_mistakes(
    accounts: Sequence[MailAccount], drafts: DraftsFolder, smtp: Sequence[SmtpServer]
) -> Iterator[Mistake]:
    """No folder is watched twice, and nothing is put where mail is taken in."""
    watched: dict[Folder, str] = {}
    for account in accounts:
        for number, name in enumerate(account.folders):
            key = key_of(_section("mail", account.name), "folders", number)
            folder = _folder(account, name)
            if folder in watched:
                yield Mistake(
                    key,
                    f"“{name}”已经写在 {watched[folder]}",
                    "同一个文件夹只收一次，请删去一处。",
                )
            else:
                watched[folder] = key
    for key, account, name in _put_into(accounts, drafts, smtp):
        place = watched.get(_folder(account, name))
        if place is not None:
            yield Mistake(
                key,
                f"“{name}”同时是要收信的文件夹（{place}），放进去的信会被当作来信一收再收",
                "请换一个文件夹，或从 folders 里删去它。",
            )


def _put_into(
    accounts: Sequence[MailAccount], drafts: DraftsFolder, smtp: Sequence[SmtpServer]
) -> Iterator[tuple[str, MailAccount, str]]:
    """Key, account and name of each folder into which we put mails ourselves."""
    for account in accounts:
        if account.move_to is not None:
            yield key_of(_section("mail", account.name), "move_to"), account, account.move_to
    # Drafts and copies of what was sent lie in the account that they go out from.
    for account in accounts:
        if drafts.folder is not None:
            yield key_of("[drafts]", "folder"), account, drafts.folder
        server = server_for(account, smtp)
        if server is not None and server.sent_folder is not None:
            section = _section("smtp", server.name)
            yield key_of(section, "sent_folder"), account, server.sent_folder


def _section(top: str, name: str) -> str:
    return f"[{top}]" if name == top else f"[{top}.{name}]"


def _folder(account: MailAccount, name: str) -> Folder:
    # INBOX alone is the same in any case (RFC 9051 §5.1).
    told = "INBOX" if name.upper() == "INBOX" else name
    return account.host.lower(), account.port, account.user.lower(), told
