"""LibreOffice kept alive: turns documents into other formats, for reading and for printing."""

import json
import shutil
import tempfile
import threading
from pathlib import Path

from pipeline.errors import OfficeError
from pipeline.workshop.child_process import ChildProcess
from pipeline.workshop.libreoffice_keeper import DIED, MADE, START_SECONDS

SECONDS = 60.0
"""For one document. A fresh LibreOffice may need as long again before it begins."""


class ConversionFailed(Exception):
    """LibreOffice is there but did not make the document: password, damage, or too long."""


class LibreOffice:
    """A LibreOffice of our own, started at the first document and ended with `close`.

    Each has a profile of its own: two that share one wait for each other or fail, and a
    person's own open LibreOffice must not be disturbed. Several threads may ask; one waits
    for the other.
    """

    def __init__(self, seconds: float = SECONDS, fonts: Path | None = None) -> None:
        """`fonts` is a fontconfig file for printing; without it the machine's own holds."""
        self._seconds = seconds
        self._fonts = fonts
        self._keeper: ChildProcess | None = None
        self._scratch: Path | None = None
        self._asked = threading.Lock()

    def __enter__(self) -> "LibreOffice":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @staticmethod
    def installed() -> bool:
        return _program() is not None

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        """A document of the format `ending` ("doc") in another: "docx", "pdf", "xlsx".

        Raises `ConversionFailed`, and `OfficeError` when LibreOffice is missing or cannot start.
        """
        words = json.dumps({"ending": ending, "target": target, "seconds": self._seconds})
        with self._asked:
            old = self._keeper is not None
            answer = self._answer(words.encode(), data)
            if answer is None and old:  # it may have been gone before it was asked
                answer = self._answer(words.encode(), data)
        outcome, _, made = (answer or DIED).partition(b"\n")
        if outcome != MADE:
            raise ConversionFailed(outcome.decode())
        return made

    def close(self) -> None:
        with self._asked:
            self._end()

    def _answer(self, words: bytes, data: bytes) -> bytes | None:
        keeper = self._keeper = self._keeper or self._started()
        answer = keeper.ask(words, data, seconds=4 * self._seconds + START_SECONDS)
        if answer is None:
            self._end()
        return answer

    def _started(self) -> ChildProcess:
        program = _program()
        if program is None:
            raise OfficeError("本机没有 LibreOffice。", "请安装 libreoffice-writer 后再试。")
        self._scratch = Path(tempfile.mkdtemp(prefix="deyu-libreoffice-"))
        return ChildProcess(
            "pipeline.workshop.libreoffice_keeper",
            str(program),
            str(self._scratch),
            str(self._fonts or ""),
            fault=OfficeError(
                "LibreOffice 启动不了。", "请运行 deyu doctor 检查安装，并看看磁盘和内存是否已满。"
            ),
        )

    def _end(self) -> None:
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.end()
        scratch, self._scratch = self._scratch, None
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)


def _program() -> Path | None:
    found = shutil.which("soffice")
    return Path(found).resolve() if found else None
