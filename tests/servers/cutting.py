"""A wire that is cut after so many octets: the first connection only, later ones hold."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from pipeline.mailbox.account import Account


@dataclass(slots=True)
class Cut:
    """Where the next connection breaks: octets to the client, octets to the server; None holds.

    `to_client` and `to_server` count what went over the wire since they were set to 0.
    """

    after_to_client: int | None = None
    after_to_server: int | None = None
    to_client: int = 0
    to_server: int = 0


@contextmanager
def wire(account: Account, cut: Cut) -> Iterator[Account]:
    """The same account, reached over the wire."""
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_accept, args=(listener, account, cut), daemon=True)
    thread.start()
    try:
        yield replace(account, port=listener.getsockname()[1])
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _accept(listener: socket.socket, account: Account, cut: Cut) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            server = socket.create_connection((account.host, account.port))
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            limits = cut.after_to_client, cut.after_to_server
            cut.after_to_client = cut.after_to_server = None
            _carry(server, client, "to_client", limits[0], cut)
            _carry(client, server, "to_server", limits[1], cut)


def _carry(
    source: socket.socket, sink: socket.socket, way: str, limit: int | None, cut: Cut
) -> None:
    def carry() -> None:
        left = limit
        with suppress(OSError):
            while data := source.recv(65536):
                if left is not None:
                    data = data[:left]
                    left -= len(data)
                setattr(cut, way, getattr(cut, way) + len(data))
                sink.sendall(data)
                if left == 0:
                    break
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    threading.Thread(target=carry, daemon=True).start()
