"""A server to send through, on loopback: takes mail, refuses it, or dies at the wrong moment."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult


@dataclass(slots=True)
class Sink:
    """What it was given, and how it misbehaves; answers are whole SMTP replies."""

    port: int = 0
    taken: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    refuse_recipient: dict[str, str] = field(default_factory=dict)
    data_answer: str = "250 OK queued"
    thinks_for: float = 0.0  # seconds between a whole mail and the answer to it
    hangs_up_after_data: bool = False
    hang_ups_after_data: int = 0  # so often, then no more
    logins: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.refuse_recipient:
            return self.refuse_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data_answer.startswith("250"):
            self.taken.append(envelope.content)
            self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos)))
        await asyncio.sleep(self.thinks_for)
        self.hang_ups_after_data -= 1
        if self.hangs_up_after_data or self.hang_ups_after_data >= 0:
            server.transport.abort()
        return self.data_answer

    def authenticate(self, server, session, envelope, mechanism, given) -> AuthResult:
        self.logins.append(given.login.decode())
        return AuthResult(success=given.password == b"invented", handled=False)


@contextmanager
def running(
    implicit: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
) -> Iterator[Sink]:
    sink = Sink()
    up, loop = threading.Event(), asyncio.new_event_loop()

    async def serve() -> None:
        def protocol() -> SMTP:
            return SMTP(
                sink,
                hostname="127.0.0.1",
                loop=loop,
                authenticator=sink.authenticate,
                auth_require_tls=False,
                tls_context=starttls,
            )

        server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=implicit)
        sink.port = server.sockets[0].getsockname()[1]
        up.set()

    def run() -> None:
        loop.run_until_complete(serve())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    up.wait(20)
    try:
        yield sink
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
