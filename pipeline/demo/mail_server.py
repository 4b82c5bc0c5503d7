"""A mail server for the demonstration: real IMAP and SMTP, on this machine, in memory only."""

import asyncio
import datetime as dt
import secrets
import threading
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from pipeline.domain.letters import Sighting
from pipeline.errors import OfficeError
from pipeline.intake.arrival import arrived

HOST = "127.0.0.1"
PACKAGES = ("pymap", "aiosmtpd")
START_SECONDS = 30.0
HASH_ROUNDS = 1000
"""Few: the password is made up and guards nothing but invented mail."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where the server listens and who may log in; `sent` is what SMTP was given to send."""

    imap_port: int
    smtp_port: int
    user: str
    password: str = field(repr=False)
    host: str = HOST
    sent: list[bytes] = field(default_factory=list)


@contextmanager
def mail_server(mails: Sequence[bytes], user: str) -> Iterator[MailServer]:
    """A server whose INBOX holds these mails, received when they themselves say.

    It ends with the context, and everything in it is gone. Raises `OfficeError` when the
    packages of ``deyu[demo]`` are missing.
    """
    _require_packages()
    running = _Running(mails, user)
    thread = threading.Thread(target=running.run, name="demo mail server", daemon=True)
    thread.start()
    try:
        yield running.started()
    finally:
        running.stop()
        thread.join(START_SECONDS)


def _require_packages() -> None:
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise OfficeError(
            f"演示用的邮件服务器没有安装（缺少软件包 {'、'.join(missing)}）。",
            '请安装演示所需的软件包：pip install "deyu[demo]"；'
            "也可以用 deyu run --from 指定一个装有邮件的文件夹，不需要服务器。",
        )


class _Running:
    """The server's own thread, and how the others know that it is up or has failed."""

    def __init__(self, mails: Sequence[bytes], user: str) -> None:
        self._mails = mails
        self._user = user
        self._up = threading.Event()
        self._server: MailServer | None = None
        self._fault: Exception | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Event | None = None

    def run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as fault:  # noqa: BLE001  # the thread's edge; told in the other thread
            self._fault = fault
        finally:
            self._up.set()

    def started(self) -> MailServer:
        self._up.wait(START_SECONDS)
        if self._server is None:
            raise OfficeError(
                f"演示用的邮件服务器启动不了：{self._fault or '超过时限'}。",
                "请检查本机是否允许程序在 127.0.0.1 上监听端口，然后再试一次。",
            ) from self._fault
        return self._server

    def stop(self) -> None:
        if self._loop is not None and self._over is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._over.set)

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        password = secrets.token_urlsafe(12)
        sent: list[bytes] = []
        imap = await _imap(self._mails, self._user, password)
        smtp = await _smtp(sent)
        async with imap, smtp:
            self._server = MailServer(_port(imap), _port(smtp), self._user, password, HOST, sent)
            self._up.set()
            await self._over.wait()


async def _imap(mails: Sequence[bytes], user: str, password: str) -> asyncio.Server:
    from proxyprotocol.reader import ProxyProtocolReader
    from pymap.backend.dict import DictBackend
    from pymap.concurrent import Subsystem
    from pymap.imap import IMAPServer
    from pysasl.hashing import BuiltinHash

    backend, config = await DictBackend.init(
        _arguments(user, password),
        hash_context=BuiltinHash(rounds=HASH_ROUNDS),
        cpu_subsystem=Subsystem.for_asyncio(),
    )
    config.apply_context()
    await _deliver(backend, user, mails)
    reader = ProxyProtocolReader(config.proxy_protocol)
    return await asyncio.start_server(
        reader.get_callback(IMAPServer(backend.login, config)), HOST, 0
    )


def _arguments(user: str, password: str) -> Namespace:
    return Namespace(
        host=HOST,
        port=0,
        debug=False,
        cert=None,
        key=None,
        tls=False,
        proxy_protocol=None,
        passlib_cfg=None,
        demo_data=False,
        demo_user=user,
        demo_password=password,
    )


async def _deliver(backend: Any, user: str, mails: Sequence[bytes]) -> None:
    from pymap.backend.dict import Identity
    from pymap.parsing.message import AppendMessage

    identity = Identity(user, backend.login, None, frozenset())
    async with identity.new_session() as session:
        inbox = await session.mailbox_set.get_mailbox("INBOX")
        # A mail without a byte is none that IMAP could deliver.
        for data in filter(None, mails):
            mail = arrived(data, Sighting("", "", ""), lambda: dt.datetime.now(dt.UTC))
            await inbox.append(AppendMessage(data, mail.received_at), recent=True)


async def _smtp(sent: list[bytes]) -> asyncio.Server:
    from aiosmtpd.smtp import SMTP

    class Sink:
        """Keeps what it is given; nothing leaves this machine."""

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            sent.append(envelope.content)
            return "250 OK"

    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: SMTP(Sink(), hostname=HOST, loop=loop), HOST, 0)


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])
