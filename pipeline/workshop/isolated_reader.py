"""Reading mailed-in files in a child process, so that no file can hang or end the office."""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import IO

from pipeline.domain.letters import LeafFile, Problem, ProblemCode
from pipeline.domain.papers import FileReading
from pipeline.errors import OfficeError
from pipeline.workshop.wire import (
    READY,
    leaf_to_messages,
    reading_from_message,
    receive,
    send,
)

SECONDS = 60.0
"""The longest that anybody waits for one file; the child's processor time is limited as well."""

START_SECONDS = 120.0

SAYS = "文件“{name}”无法读取：打开它时出错或耗时过久。请另存为新的 Word 文档（.docx）后重新发送。"


class IsolatedReader:
    """Reads one file at a time in a child that is started at the first file.

    A child that dies or takes too long is replaced, and the file tried once more, because an
    earlier file may be what wore the child out. Use it as a context manager.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "IsolatedReader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, leaf: LeafFile) -> FileReading:
        """The papers in a file; a problem when it cannot be read within the limits.

        Raises `OfficeError` when no child can be started at all.
        """
        worn = self._child is not None
        reading = self._answer(leaf)
        if reading is None and worn:
            reading = self._answer(leaf)
        if reading is not None:
            return reading
        says = SAYS.format(name=leaf.name)
        return FileReading((), Problem(ProblemCode.UNREADABLE, leaf.source, says))

    def _answer(self, leaf: LeafFile) -> FileReading | None:
        """None when the child died over the file; it is gone then."""
        child = self._child = self._child or _started()
        assert child.stdin is not None  # pipes were asked for
        assert child.stdout is not None
        try:
            with _Deadline(child, self._seconds):
                send(child.stdin, *leaf_to_messages(leaf))
                answer = receive(child.stdout)
            if answer is not None:
                return reading_from_message(answer)
        except (OSError, ValueError):
            pass
        self._end()
        return None

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            _close(child)


class _Deadline:
    """Kills the child when the time is up, which ends whatever waits for its answer."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self._timer = threading.Timer(seconds, child.kill)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _started() -> subprocess.Popen[bytes]:
    """A child that is ready; it gets none of our environment, where passwords may stand."""
    environment = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    child = subprocess.Popen(  # our own module
        [sys.executable, "-P", "-m", "pipeline.workshop.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment | {"LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    with _Deadline(child, START_SECONDS):
        ready = _first_message(child.stdout)
    if ready != READY:
        _close(child)
        raise OfficeError(
            "读取附件的子程序启动不了。",
            "请运行 deyu doctor 检查安装；内存不足时也会这样，请关闭其他程序后再试。",
        )
    return child


def _first_message(pipe: IO[bytes] | None) -> bytes | None:
    return receive(pipe) if pipe is not None else None


def _close(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):  # unsent bytes to a child that is gone
                pipe.close()
    child.wait()
