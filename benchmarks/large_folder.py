"""A folder of 100,000 small mails: when the first one is handled, and how much memory it takes.

    python benchmarks/large_folder.py [MAILS] [TAKEN] [STOPPED]

A real Dovecot on loopback holds MAILS mails. One `deyu run --once` begins its first poll in a
process of its own and is stopped, as by Ctrl-C, after TAKEN of them; when that is all of them,
it goes on to its end. With STOPPED it is also ended by SIGTERM after so many, and begun anew.
Told are the seconds until the first mail was handled, against the seconds that the bare listing
(SEARCH) takes, and the memory after the first batch, at each 1,000 up to 10,000 and each 10,000
beyond, and at the end; then whether what is stored is what was delivered.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from fetch_mails import USER, fill
from servers import dovecot
from servers.dovecot import PASSWORD

from pipeline.domain.identity import identity_of
from pipeline.mailbox.login import open_session

SMALL = 400
STEP = 1_000


def memory_mib(pid: int) -> float:
    """Resident memory; 0 when the process has just ended."""
    fields = Path(f"/proc/{pid}/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def counts(home: Path) -> tuple[int, int]:
    """Mails stored, and those of them that are handled."""
    try:
        with sqlite3.connect(f"file:{home / 'ledger.sqlite3'}?mode=ro", uri=True) as ledger:
            stored = ledger.execute("SELECT count(*) FROM submission").fetchone()[0]
            return stored, stored - ledger.execute("SELECT count(*) FROM work").fetchone()[0]
    except sqlite3.Error:
        return 0, 0


class Poll:
    """One `deyu run --once` in a process of its own, watched from outside."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.begun = time.perf_counter()
        self.first_stored = self.first_handled = self.early = self.late = 0.0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run", "--once", "--home", str(home)],
            env=os.environ | {"BENCH_PASSWORD": PASSWORD},
            stdout=subprocess.DEVNULL,
        )

    def watch(self, taken: int, ending: signal.Signals | None) -> None:
        """Until so many mails are stored, then end it; without `ending` until its own end."""
        told = counts(self.home)[0] // STEP * STEP + STEP
        while self._process.poll() is None:
            stored, handled = counts(self.home)
            passed = time.perf_counter() - self.begun
            memory = memory_mib(self._process.pid)
            self.late = memory or self.late
            if stored and not self.first_stored:
                self.first_stored, self.early = passed, memory
            if handled and not self.first_handled:
                self.first_handled = passed
            if stored >= told:
                print(
                    f"  {stored} stored, {handled} handled after {passed:.0f} s: {memory:.0f} MiB",
                    flush=True,
                )
                told = (stored // STEP + 1) * STEP if stored < 10 * STEP else told + 10 * STEP
            if ending is not None and stored >= taken:
                self._process.send_signal(ending)
                self._process.wait(120)
            time.sleep(0.05 if passed < 60 else 1.0)
        stored, handled = counts(self.home)
        print(
            f"after {time.perf_counter() - self.begun:.1f} s: {stored} stored, {handled} handled,"
            f" exit code {self._process.returncode}",
            flush=True,
        )


def kept_as_delivered(server: dovecot.Dovecot, home: Path) -> bool:
    """Whether each delivered mail is stored once, under its own identity, and nothing else."""
    lying = sorted(
        identity_of(path.read_bytes())
        for path in server.maildir(USER).rglob("*.host*")
        if path.is_file()
    )
    with sqlite3.connect(home / "ledger.sqlite3") as ledger:
        stored = sorted(row[0] for row in ledger.execute("SELECT identity FROM submission"))
    return lying == stored


def main() -> None:
    count, taken, stopped, *_ = [*map(int, sys.argv[1:]), *(100_000, 1_000, 0)[len(sys.argv) - 1 :]]
    with dovecot.running() as server, tempfile.TemporaryDirectory() as scratch:
        fill(server, count, SMALL)
        with open_session(server.account(USER)) as session:
            session.examine("INBOX")
            begun = time.perf_counter()
            assert len(session.uids_above(0)) == count
            listing = time.perf_counter() - begun
        home = Path(scratch)
        (home / "office.toml").write_text(
            f'[mail]\nhost = "127.0.0.1"\nport = {server.port}\ntls = "off"\nuser = "{USER}"\n'
            'password_env = "BENCH_PASSWORD"\n'
        )
        poll = first = Poll(home)
        if stopped:
            poll.watch(stopped, signal.SIGTERM)
            poll = Poll(home)
        poll.watch(taken, signal.SIGINT if taken < count else None)
        print(f"{count} mails; the bare listing takes {listing:.2f} s")
        print(f"first mail stored after {first.first_stored:.1f} s (the program's start included)")
        print(f"first mail handled after {first.first_handled:.1f} s")
        print(
            f"memory: {first.early:.0f} MiB after the first batch, {poll.late:.0f} MiB at the end"
        )
        if taken >= count:
            print(f"stored as delivered, once each: {kept_as_delivered(server, home)}")


if __name__ == "__main__":
    main()
