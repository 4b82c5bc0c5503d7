"""Puts mail into mailboxes and takes it out again, not by the product's own hand."""

import datetime as dt
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from imapclient import IMAPClient

from pipeline.mailbox.account import Account, Tls

RECEIVED = dt.datetime(2026, 9, 3, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@contextmanager
def client(account: Account) -> Iterator[IMAPClient]:
    implicit = account.tls is Tls.IMPLICIT
    context = ssl.create_default_context(cafile=account.ca_file) if implicit else None
    with IMAPClient(account.host, account.port, ssl=implicit, ssl_context=context) as line:
        line.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.login(account.user, account.password())
        yield line


def deliver(
    account: Account, *mails: bytes, folder: str = "INBOX", at: dt.datetime = RECEIVED
) -> None:
    with client(account) as line:
        if not line.folder_exists(folder):
            line.create_folder(folder)
        for data in mails:
            line.append(folder, data, msg_time=at)


def remove(account: Account, uids: Sequence[int], folder: str = "INBOX") -> None:
    with client(account) as line:
        line.select_folder(folder)
        line.delete_messages(list(uids))
        line.expunge()


def flag(account: Account, uids: Sequence[int], mark: bytes, folder: str = "INBOX") -> None:
    with client(account) as imap:
        imap.select_folder(folder)
        imap.add_flags(uids, [mark])


def flags(account: Account, folder: str = "INBOX") -> dict[int, set[bytes]]:
    with client(account) as line:
        line.select_folder(folder, readonly=True)
        return {uid: set(found) for uid, found in line.get_flags(line.search("ALL")).items()}


def contents(account: Account, folder: str) -> list[bytes]:
    with client(account) as line:
        line.select_folder(folder, readonly=True)
        found = line.fetch(line.search("ALL"), ["BODY.PEEK[]"])
        return [answer[b"BODY[]"] for _, answer in sorted(found.items())]


def mail(number: int, size: int = 0) -> bytes:
    head = f"Subject: mail {number}\r\nMessage-ID: <m{number}@example.invalid>\r\n\r\n"
    return head.encode() + b"x" * size + b"\r\n"
