"""The office's mail servers and child processes as its settings name them."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from importlib.util import find_spec

from pipeline.dispatch.file_drafts import FileDrafts
from pipeline.dispatch.imap_drafts import ImapDrafts
from pipeline.dispatch.imap_sent import ImapSent
from pipeline.dispatch.smtp import SmtpCarrier
from pipeline.errors import OfficeError, SettingsError
from pipeline.mailbox.account import Account, Login
from pipeline.office.outbox_ports import Carrier, SentMails
from pipeline.office.ports import Drafts, Reader
from pipeline.settings import MailAccount, Settings
from pipeline.workshop.isolated_reader import IsolatedReader
from pipeline.workshop.libreoffice import LibreOffice


def account_of(account: MailAccount) -> Account:
    return Account(
        host=account.host,
        port=account.port,
        user=account.user,
        password=account.password.read,
        login=account.login,
        tls=account.tls,
        ca_file=account.ca_file,
    )


def passwords_of(settings: Settings) -> str:
    """A text that changes whenever a password does; tokens, new at each look, are left out."""
    logins = [one.password for one in settings.mail if one.login is Login.PASSWORD]
    logins += [settings.smtp.password] if settings.smtp else []
    told = hashlib.sha256()
    for one in logins:
        with suppress(SettingsError):
            told.update(one.read().encode(errors="backslashreplace"))
        told.update(b"\0")
    return told.hexdigest()


@contextmanager
def drafts_of(settings: Settings, now: Callable[[], dt.datetime]) -> Iterator[Drafts]:
    """The Drafts folder of the first account; files in the home when there is no server."""
    if settings.mail:
        with closing(
            ImapDrafts(account_of(settings.mail[0]), settings.drafts.folder, now)
        ) as in_mailbox:
            yield in_mailbox
    else:
        yield FileDrafts(settings.home / "drafts")


@contextmanager
def sent_of(settings: Settings, now: Callable[[], dt.datetime]) -> Iterator[SentMails | None]:
    """The Sent folder of the first account; nobody can look into it when there is no server."""
    if not settings.mail:
        yield None
        return
    folder = settings.smtp.sent_folder if settings.smtp else None
    with closing(ImapSent(account_of(settings.mail[0]), folder, now)) as in_mailbox:
        yield in_mailbox


@contextmanager
def carrier_of(settings: Settings) -> Iterator[Carrier | None]:
    if settings.smtp is None:
        yield None
        return
    server = settings.smtp
    account = Account(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password.read,
        tls=server.tls,
        ca_file=server.ca_file,
    )
    with closing(SmtpCarrier(account)) as carrier:
        yield carrier


def probe_smtp(settings: Settings) -> str:
    """Log in where notices are sent through, sending nothing; raises `MailboxError`."""
    with carrier_of(settings) as carrier:
        if carrier is None:
            return "没有设置。"
        carrier.ready()
        return f"{carrier.name}，能登录。"


@contextmanager
def reading(ocr: bool) -> Iterator[Reader]:
    """The reader in its child processes; with `ocr` it recognises text in pictures.

    Raises `OfficeError` when that is wanted and not installed.
    """
    if ocr and not ocr_installed():
        raise OfficeError(
            "office.toml 写了 ocr = true，而本机没有安装 OCR 组件。",
            "请在安装目录运行 make ocr（或 pip install 'deyu[ocr]'）；不用的话，请改为 ocr = false。",
        )
    with LibreOffice() as libreoffice, IsolatedReader(libreoffice, sees_scans=ocr) as reader:
        yield reader


def ocr_installed() -> bool:
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))
