"""Starting, asking and ending one of our child processes."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import IO

from pipeline.errors import OfficeError
from pipeline.workshop.pipes import READY, exchange

START_SECONDS = 120.0


class ChildProcess:
    """A module of ours in a process and a session of its own, asked over its two pipes.

    It gets none of our environment, where passwords may stand. Whatever it starts itself belongs
    to its session and ends with it.
    """

    def __init__(self, module: str, *words: str, fault: OfficeError) -> None:
        """Raises `fault` when the module does not say that it is ready."""
        environment = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-P", "-m", module, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=environment | {"LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        os.set_blocking(self._input.fileno(), False)
        if self.ask(seconds=START_SECONDS) != READY:
            self.end()
            raise fault

    def ask(self, *messages: bytes, seconds: float) -> bytes | None:
        """The answer; None when it died or did not answer in time, and then it is gone."""
        try:
            answer = exchange(self._input.fileno(), self._output.fileno(), messages, seconds)
        except (OSError, ValueError):  # it closed its end, or we ours
            answer = None
        if answer is None:
            self.end()
        return answer

    def end(self) -> None:
        self.kill()
        for pipe in (self._input, self._output):
            with suppress(OSError):  # unsent bytes to a child that is gone
                pipe.close()
        self._process.wait()

    def kill(self) -> None:
        """It and all that it started."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None  # pipes were asked for
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout
