"""The office's mail servers, child processes and registers as its settings name them."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from pipeline.dispatch.file_drafts import FileDrafts
from pipeline.dispatch.imap_drafts import ImapDrafts
from pipeline.dispatch.imap_sent import ImapSent
from pipeline.dispatch.smtp import SmtpCarrier
from pipeline.domain.arrivals import Arrivals
from pipeline.domain.extracts import NO_EXTRACT
from pipeline.errors import OfficeError, SettingsError
from pipeline.mailbox.account import Account, Login
from pipeline.office.house import Mailbox
from pipeline.office.outbox_ports import NOTHING_SENT, Allowance
from pipeline.office.ports import LookingReader
from pipeline.office.registered import extracts_of
from pipeline.office.understanding import ExtractOf
from pipeline.settings import MailAccount, Settings, SmtpServer
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
    logins += [one.password for one in settings.smtp]
    told = hashlib.sha256()
    for one in logins:
        with suppress(SettingsError):
            told.update(one.read().encode(errors="backslashreplace"))
        told.update(b"\0")
    return told.hexdigest()


def login_of(account: MailAccount) -> str:
    """The same for all that logs in as the same person at the same server."""
    return f"{account.user}@{account.host}:{account.port}"


@contextmanager
def mailboxes_of(
    settings: Settings, now: Callable[[], dt.datetime]
) -> Iterator[tuple[Mailbox, ...]]:
    """From where notices go out: one mailbox for each account, the first account's first.

    Of accounts with the same first address the first is meant. Without any account notices
    are files in the home.
    """
    with ExitStack() as open_ones:
        if not settings.mail:
            server = settings.smtp[0] if settings.smtp else None
            yield (_without_account(settings, server, open_ones),)
            return
        carriers = {one.name: _carrier(one, open_ones) for one in settings.smtp}
        answering: dict[str, MailAccount] = {}
        for account in settings.mail:
            answering.setdefault(account.addresses[0].casefold(), account)
        yield tuple(
            _mailbox(account, settings, now, carriers, open_ones) for account in answering.values()
        )


def _mailbox(
    account: MailAccount,
    settings: Settings,
    now: Callable[[], dt.datetime],
    carriers: Mapping[str, SmtpCarrier],
    open_ones: ExitStack,
) -> Mailbox:
    server, login = settings.smtp_of(account), account_of(account)
    arrivals = Arrivals()
    drafts = ImapDrafts(login, settings.drafts.folder, now, arrivals)
    sent = ImapSent(login, settings.sent_folder_of(account), now, arrivals)
    return Mailbox(
        addresses=account.addresses,
        drafts=open_ones.enter_context(closing(drafts)),
        sent=open_ones.enter_context(closing(sent)),
        carrier=carriers[server.name] if server else None,
        allowance=_allowance(server),
        login=login_of(account),
        arrivals=arrivals,
    )


def _without_account(
    settings: Settings, server: SmtpServer | None, open_ones: ExitStack
) -> Mailbox:
    return Mailbox(
        addresses=settings.addresses,
        drafts=FileDrafts(settings.home / "drafts"),
        carrier=_carrier(server, open_ones) if server else None,
        allowance=_allowance(server),
    )


def _allowance(server: SmtpServer | None) -> Allowance:
    """How fast a server may be used: one bucket for each server."""
    if server is None:
        return NOTHING_SENT
    name = "smtp" if server.name == "smtp" else f"smtp {server.name}"
    return Allowance(name, server.per_minute, 60.0)


def _carrier(server: SmtpServer, open_ones: ExitStack) -> SmtpCarrier:
    account = Account(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password.read,
        tls=server.tls,
        ca_file=server.ca_file,
    )
    return open_ones.enter_context(closing(SmtpCarrier(account)))


def probe_smtp(server: SmtpServer) -> str:
    """Log in where notices are sent through, sending nothing; raises `MailboxError`."""
    with ExitStack() as open_ones:
        carrier = _carrier(server, open_ones)
        carrier.ready()
        return f"{carrier.name}，能登录。"


@contextmanager
def reading(ocr: bool) -> Iterator[LookingReader]:
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


@contextmanager
def extracts_at(settings: Settings) -> Iterator[ExtractOf]:
    """What the office's registers hold; nothing in a home that has no database yet."""
    if not Path(settings.database.removeprefix("sqlite:///")).exists():
        yield lambda student_no: NO_EXTRACT
        return
    from pipeline.ledger.sql_ledger import SqlLedger  # a tenth of a second, in vain without one

    with closing(SqlLedger(settings.database, settings.home)) as ledger:
        yield extracts_of(ledger)
