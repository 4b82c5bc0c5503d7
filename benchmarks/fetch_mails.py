"""Fetching 2,000 mails of 60 KB, against a raw socket that reads the same batches.

    python benchmarks/fetch_mails.py [MAILS]

Both ask one Dovecot on loopback for the same UIDs in the same batches of 50 and hold the mails
in memory; nothing is stored. The raw reader takes the octets and looks at nothing.
The client library as it comes is measured beside them. Each round all three, in turn.
"""

import os
import socket
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from imapclient import IMAPClient
from servers import dovecot
from servers.dovecot import PASSWORD

from pipeline.domain.arrivals import Arrivals
from pipeline.intake.portions import MAX_MAILS
from pipeline.mailbox.account import Account
from pipeline.mailbox.login import open_session

ROUNDS = 5
SIZE = 60_000
USER = "many"


def fill(server: dovecot.Dovecot, count: int, size: int) -> None:
    """Lay mails into the Maildir as a delivery would."""
    folder = server.maildir(USER) / "new"
    for name in ("cur", "new", "tmp"):
        (folder.parent / name).mkdir(parents=True, exist_ok=True)
    line = b"x" * 76 + b"\r\n"
    for number in range(count):
        head = b"Subject: mail %d\r\nMessage-ID: <m%d@example.invalid>\r\n\r\n" % (number, number)
        body = head + line * ((size - len(head)) // len(line))
        (folder / f"{1_700_000_000 + number}.M{number}.host").write_bytes(body)
    owner = (server.base / "mail").stat()
    for path in (folder.parent, *folder.parent.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid)


def batches(count: int) -> Iterator[Sequence[int]]:
    for start in range(1, count + 1, MAX_MAILS):
        yield range(start, min(start + MAX_MAILS, count + 1))


def by_socket(server: dovecot.Dovecot, count: int) -> tuple[float, int]:
    """Takes whatever comes until the tagged answer; looks at nothing else."""
    with socket.create_connection(("127.0.0.1", server.port)) as line:

        def ask(command: str) -> int:
            line.sendall(f"a1 {command}\r\n".encode())
            octets, end = 0, b"\r\n"
            while not (b"\r\na1 OK" in end and end.endswith(b"\r\n")):
                data = line.recv(1 << 18)
                octets += len(data)
                end = end[-1000:] + data[-1000:]
            return octets

        line.recv(1 << 16)
        ask(f"LOGIN {USER} {PASSWORD}")
        ask("EXAMINE INBOX")
        begun = time.perf_counter()
        octets = sum(
            ask(f"UID FETCH {','.join(map(str, uids))} (BODY.PEEK[])") for uids in batches(count)
        )
        return time.perf_counter() - begun, octets


def by_us(account: Account, count: int) -> tuple[float, int]:
    with open_session(account) as session:
        session.tell_arrivals(Arrivals())
        session.examine("INBOX")
        begun, octets = time.perf_counter(), 0
        for uids in batches(count):
            octets += sum(map(len, session.bodies(uids).values()))
        return time.perf_counter() - begun, octets


def by_library(server: dovecot.Dovecot, count: int) -> tuple[float, int]:
    with IMAPClient("127.0.0.1", server.port, ssl=False) as client:
        client.login(USER, PASSWORD)
        client.select_folder("INBOX", readonly=True)
        begun, octets = time.perf_counter(), 0
        for uids in batches(count):
            found = client.fetch(list(uids), ["BODY.PEEK[]"])
            octets += sum(len(one[b"BODY[]"]) for one in found.values())
        return time.perf_counter() - begun, octets


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with dovecot.running() as server:
        fill(server, count, SIZE)
        account = server.account(USER)
        by_us(account, count)  # the server makes its index, the system reads the files
        ours, stock = [], []
        for _ in range(ROUNDS):
            raw, octets = by_socket(server, count)
            own, got = by_us(account, count)
            library, also = by_library(server, count)
            assert got == also < octets
            ours.append(own / raw)
            stock.append(library / raw)
    print(f"{count} mails of {SIZE} octets in batches of {MAX_MAILS}, {ROUNDS} rounds")
    print(f"our session: {statistics.median(ours):.2f} x the raw socket reader")
    print(f"the client library as it comes: {statistics.median(stock):.2f} x")


if __name__ == "__main__":
    main()
