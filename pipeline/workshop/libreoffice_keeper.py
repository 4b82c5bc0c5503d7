"""The process that keeps a LibreOffice alive: ``python -m pipeline.workshop.libreoffice_keeper``.

A LibreOffice that has a document open stays; a second one started on the same profile hands its
conversion over to it and waits, which takes a thirtieth of the time of a fresh start and needs no
bridge to another Python. This process dies with whoever asks it, and takes both along.
"""

import contextlib
import ctypes
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from pipeline.workshop.libreoffice_profile import write_profile
from pipeline.workshop.no_network import give_up_network
from pipeline.workshop.pipes import READY, receive, send

MEMORY = 4 << 30
"""Bytes of address space of LibreOffice; it maps about 1.5 GB before it does anything."""

FILE_SIZE = 512 << 20
CONVERSIONS = 200
"""So many by one LibreOffice; it grows (190 MB after 1, 420 after 160), a fresh one costs 1.5 s."""

START_SECONDS = 60.0
RESTART_WANTED = 81
"""LibreOffice's exit code after it has set up a new profile."""

MADE, REFUSED, DIED = b"made", b"refused", b"died"


class Keeper:
    """One LibreOffice with its profile in `scratch`, started when there is something to do."""

    def __init__(self, program: Path, scratch: Path, fonts: str = "") -> None:
        self._program = program
        self._scratch = scratch
        self._fonts = {"FONTCONFIG_FILE": fonts} if fonts else {}
        self._host: subprocess.Popen[bytes] | None = None
        self._converted = 0

    def convert(self, data: bytes, ending: str, target: str, seconds: float) -> tuple[bytes, bytes]:
        """MADE and the new document; REFUSED or DIED and nothing.

        When it dies, an earlier document may be what wore it out, so it is tried once more.
        """
        if self._converted >= CONVERSIONS:
            self.end()
        worn = self._converted > 0
        made = self._converted_once(data, ending, target, seconds)
        if made[0] == DIED and worn:
            made = self._converted_once(data, ending, target, seconds)
        return made

    def _converted_once(
        self, data: bytes, ending: str, target: str, seconds: float
    ) -> tuple[bytes, bytes]:
        if self._host is None or self._host.poll() is not None:
            self._start()
        self._converted += 1
        source = self._scratch / f"document.{ending}"
        made = self._scratch / "made" / f"document.{target.partition(':')[0]}"
        source.write_bytes(data)
        try:
            alive = self._hand_over(source, made.parent, target, seconds)
            if made.is_file() and made.stat().st_size:
                return MADE, made.read_bytes()
            return (REFUSED if alive else DIED), b""
        finally:
            source.unlink(missing_ok=True)
            shutil.rmtree(made.parent, ignore_errors=True)

    def _hand_over(self, source: Path, folder: Path, target: str, seconds: float) -> bool:
        """Whether LibreOffice lives after it; False also when the time ran out."""
        words = ["--convert-to", target, "--outdir", str(folder), str(source)]
        client = self._run("oosplash", words)
        assert client.stdout is not None
        ended = _ended_within(client.stdout, seconds)
        if not ended or self._host is None or self._host.poll() is not None:
            _end(client)
            self.end()
            return False
        client.wait()
        client.stdout.close()
        return True

    def _start(self) -> None:
        """The first run only sets up the profile and asks to be started again."""
        kept_open = self._scratch / "open.txt"
        kept_open.write_text("kept open")
        for _ in range(3):
            host = self._host = self._run("soffice.bin", ["--nodefault", str(kept_open)])
            if self._waits(host):
                return
            if host.returncode != RESTART_WANTED:
                break

    def _waits(self, host: subprocess.Popen[bytes]) -> bool:
        """Whether LibreOffice listens: its lock appears, and a moment later its pipe."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and host.poll() is None:
            if any(self._scratch.glob(".~lock.open.txt#")):
                return True
            time.sleep(0.02)
        return False

    def _run(self, name: str, words: list[str]) -> subprocess.Popen[bytes]:
        program = self._program.with_name(name)
        profile = f"-env:UserInstallation={(self._scratch / 'profile').as_uri()}"
        return subprocess.Popen(  # noqa: S603  # LibreOffice, with our own words
            [
                str(program if program.exists() else self._program),
                *("--headless", "--norestore", "--nologo", "--nofirststartwizard"),
                profile,
                *words,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._scratch,
            env={
                "PATH": os.defpath,
                "HOME": str(self._scratch),
                "TMPDIR": str(self._scratch),
                "LC_ALL": "C.UTF-8",
                **self._fonts,
            },
            preexec_fn=_limited,
        )

    def end(self) -> None:
        host, self._host = self._host, None
        self._converted = 0
        if host is not None:
            _end(host)


def _limited() -> None:
    """In the new process, before it becomes LibreOffice."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    give_up_network()
    with contextlib.suppress(AttributeError, OSError):  # Linux only: die with this process
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _ended_within(output: IO[bytes], seconds: float) -> bool:
    """Wait for the end of a program's output; leave at once when nobody asks us any more."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        readable, _, _ = select.select([output, sys.stdin], [], [], left)
        if sys.stdin in readable:
            return False
        if output in readable and not os.read(output.fileno(), 1 << 16):
            return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def main() -> None:
    """Answer until the asking end is closed: words ``{ending, target, seconds}``, then bytes."""
    program, scratch = Path(sys.argv[1]), Path(sys.argv[2])
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    write_profile(scratch / "profile")
    keeper = Keeper(program, scratch, sys.argv[3])
    questions = os.fdopen(sys.stdin.fileno(), "rb", closefd=False)
    try:
        send(answers, READY)
        while (words := receive(questions)) is not None:
            data = receive(questions)
            if data is None:
                return
            wanted = json.loads(words)
            made = keeper.convert(data, wanted["ending"], wanted["target"], wanted["seconds"])
            send(answers, b"\n".join(made))
    finally:
        keeper.end()
        shutil.rmtree(scratch, ignore_errors=True)
        os.killpg(0, signal.SIGKILL)  # whatever LibreOffice may have left in this session


if __name__ == "__main__":
    main()
