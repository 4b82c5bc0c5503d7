"""A folder of 100,000 small mails: when the first one is handled, and how much memory it takes.

    python benchmarks/large_folder.py [MAILS] [TAKEN]

A real Dovecot on loopback holds MAILS mails. One `deyu run --once` begins its first poll in a
process of its own and is stopped, as by Ctrl-C, after TAKEN of them. Told are the seconds
until the first mail was handled, against the seconds that the bare listing (SEARCH) takes, and
the memory after the first batch, each time that twice as many are stored, and at the end.
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

from pipeline.mailbox.login import open_session

SMALL = 400


def memory_mib(pid: int) -> float:
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


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    taken = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
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
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run", "--once", "--home", str(home)],
            env=os.environ | {"BENCH_PASSWORD": PASSWORD},
            stdout=subprocess.DEVNULL,
        )
        first_stored = first_handled = early = 0.0
        told = 1_000
        while (found := counts(home))[0] < taken and process.poll() is None:
            passed = time.perf_counter() - begun
            if found[0] and not first_stored:
                first_stored, early = passed, memory_mib(process.pid)
            if found[1] and not first_handled:
                first_handled = passed
            if found[0] >= told:
                print(
                    f"  {found[0]} stored, {found[1]} handled after {passed:.0f} s: "
                    f"{memory_mib(process.pid):.0f} MiB",
                    flush=True,
                )
                told *= 2
            time.sleep(0.05 if passed < 60 else 1.0)
        late, passed = memory_mib(process.pid), time.perf_counter() - begun
        process.send_signal(signal.SIGINT)
        process.wait(60)
        stored, handled = counts(home)
        print(f"{count} mails; the bare listing takes {listing:.2f} s")
        print(f"first mail stored after {first_stored:.1f} s (the start of the program included)")
        print(f"first mail handled after {first_handled:.1f} s")
        print(f"after {passed:.1f} s: {stored} stored, {handled} handled, then stopped")
        print(f"memory: {early:.0f} MiB after the first batch, {late:.0f} MiB at the end")


if __name__ == "__main__":
    main()
