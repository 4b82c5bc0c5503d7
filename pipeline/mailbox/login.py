"""Logging in to a mail server (RFC 3501, 8314), and what may stand in the way."""

import imaplib
import logging
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    LoginError,
)

from pipeline import __version__
from pipeline.errors import LoginRefusedError, MailboxError, UnreachableError
from pipeline.mailbox.account import Account, Login, Tls
from pipeline.mailbox.faults import ConnectionLostError, lost_by, telling, words_of
from pipeline.mailbox.session import Session

# What the client finds odd about a server belongs into a log, where there is one, not on the screen.
logging.getLogger("imapclient").addHandler(logging.NullHandler())

# The answer to SEARCH is one line: a million octets are spent by a folder of 140,000 mails.
imaplib._MAXLINE = 20_000_000  # type: ignore[attr-defined]

CONNECT_SECONDS = 15.0
READ_SECONDS = 60.0

_FOR_NOW = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]", re.IGNORECASE)
"""Response codes that do not speak of the password (RFC 5530)."""

_OF_TOKENS = "请在终端里试运行取令牌的命令，看它给出的访问令牌是否有效、是否准许 IMAP。"

_LOGIN_ADVICE = {
    Login.PASSWORD: "请核对用户名和密码。很多邮箱（网易、QQ、腾讯企业邮等）要先在网页版设置里开启 IMAP，"
    "并用那里生成的“授权码”代替登录密码；授权码会过期，改过登录密码后也要重新生成。",
    Login.XOAUTH2: _OF_TOKENS,
    Login.OAUTHBEARER: _OF_TOKENS,
}

_PORT_AND_TLS = "请核对 host、port 和 tls：993 端口通常用 implicit，143 端口通常用 starttls。"


@contextmanager
def open_session(account: Account) -> Iterator[Session]:
    """A session that is logged in; it is left when the context ends.

    Raises `MailboxError` when the server cannot be reached or trusted or refuses the login,
    and whatever asking for the password raises.
    """
    password = account.password()
    client = _connect(account)
    try:
        _encrypt(client, account)
        _log_in(client, account, password)
        _introduce(client, account)
        yield Session(client, account.place)
    finally:
        _leave(client)


def _connect(account: Account) -> IMAPClient:
    implicit = account.tls is Tls.IMPLICIT
    context = trusting(account) if implicit else None
    with _telling_why_not(account):
        client = IMAPClient(
            account.host,
            account.port,
            ssl=implicit,
            ssl_context=context,
            timeout=SocketTimeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
        )
    # A draft goes out in two small pieces; without this the second waits 40 ms for the first.
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # imapclient asks imaplib to write out every literal for a log that nobody reads: measured,
    # fetching takes three to eight times as long.
    client._imap.debug = 0
    client.normalise_times = False
    return client


def _encrypt(client: IMAPClient, account: Account) -> None:
    if account.tls is not Tls.STARTTLS:
        return
    context = trusting(account)
    try:
        with _telling_why_not(account):
            client.starttls(context)
    except CapabilityError as fault:
        raise MailboxError(
            f"邮件服务器 {account.host}:{account.port} 不支持 STARTTLS。",
            "请把 tls 改为 implicit，端口改为 993。",
        ) from fault


def trusting(account: Account) -> ssl.SSLContext:
    """Whom to believe that a server is who it says; raises `MailboxError` over the file."""
    try:
        return ssl.create_default_context(cafile=account.ca_file)
    except (OSError, ValueError) as fault:
        raise MailboxError(
            f"证书文件读不出来：{account.ca_file}（{words_of(fault)}）。",
            "请核对 ca_file：应当是 PEM 格式的 CA 证书。",
        ) from fault


@contextmanager
def _telling_why_not(account: Account) -> Iterator[None]:
    where = f"{account.host}:{account.port}"
    try:
        yield
    except ssl.SSLCertVerificationError as fault:
        raise MailboxError(
            f"邮件服务器 {where} 的证书不可信：{words_of_certificate(fault)}。",
            "请核对 host；如果服务器用的是学校自签的证书，请向网络中心取得 CA 证书，"
            "把文件路径写在 ca_file 里。",
        ) from fault
    except ssl.SSLError as fault:
        raise MailboxError(
            f"与邮件服务器 {where} 建立不了加密连接：{words_of(fault)}。", _PORT_AND_TLS
        ) from fault
    except (socket.gaierror, UnicodeError) as fault:
        raise UnreachableError(
            f"找不到邮件服务器 {account.host}：{words_of(fault)}。",
            "请核对 host，并检查网络和域名解析。",
        ) from fault
    except OSError as fault:
        raise UnreachableError(
            f"连不上邮件服务器 {where}：{words_of(fault)}。",
            f"请检查网络和防火墙；{_PORT_AND_TLS}",
        ) from fault
    except CapabilityError:
        raise
    except IMAPClientError as fault:
        raise MailboxError(
            f"{where} 没有像 IMAP 服务器那样应答：{words_of(fault)}。", _PORT_AND_TLS
        ) from fault


def words_of_certificate(fault: ssl.SSLCertVerificationError) -> str:
    """Why a certificate is not trusted, without the library's file and line."""
    return fault.verify_message or words_of(fault)


def _log_in(client: IMAPClient, account: Account, secret: str) -> None:
    """Log in; a token that was refused is asked for once more, since it may just have run out."""
    try:
        _authenticate(client, account, secret)
    except LoginRefusedError:
        if account.login is Login.PASSWORD or (renewed := account.password()) == secret:
            raise
        _authenticate(client, account, renewed)


def _authenticate(client: IMAPClient, account: Account, secret: str) -> None:
    try:
        match account.login:
            case Login.PASSWORD:
                client.login(account.user, secret)
            case Login.XOAUTH2:
                client.oauth2_login(account.user, secret)
            case Login.OAUTHBEARER:
                client.oauthbearer_login(account.user, secret)
    except UnicodeError:
        # The fault itself would repeat the password in a traceback.
        raise LoginRefusedError(
            f"{account.place} 的用户名或密码里有 IMAP 登录不能用的字符。",
            "密码（授权码）只能含英文字母、数字和英文符号，请核对。",
        ) from None
    except LoginError as fault:
        if isinstance(fault.__context__, IMAPClientAbortError):
            raise ConnectionLostError(
                f"登录时邮件服务器断开了连接（{account.place}）：{words_of(fault)}。",
                "请稍后再试；登录过于频繁时，有的服务器会这样拒绝。",
            ) from fault
        if _FOR_NOW.search(str(fault)):
            raise ConnectionLostError(
                f"邮件服务器暂时不让登录（{account.place}）：{words_of(fault)}。", "请稍后再试。"
            ) from fault
        raise LoginRefusedError(
            f"邮件服务器拒绝登录（{account.place}）：{words_of(fault)}。",
            _LOGIN_ADVICE[account.login],
        ) from fault
    except OSError as fault:
        raise lost_by(fault)(
            f"登录时与邮件服务器的连接断开了（{account.place}）：{words_of(fault)}。",
            "请检查网络后再试。",
        ) from fault


def _introduce(client: IMAPClient, account: Account) -> None:
    """Say who we are (RFC 2971): NetEase refuses every SELECT of a client that did not.

    Only where the server offers it, since others hang up at a command they do not know.
    """
    with telling(account.place):
        offered = client.has_capability("ID")
    if offered:
        with suppress(IMAPClientError, ValueError), telling(account.place):
            client.id_({"name": "deyu", "version": __version__})


def _leave(client: IMAPClient) -> None:
    """Log out; of a connection that is broken nothing more is expected."""
    try:
        client.logout()
    except (IMAPClientError, OSError):
        with suppress(IMAPClientError, OSError):
            client.shutdown()
