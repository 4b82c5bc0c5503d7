"""Reading mailed-in files in a child process, so that no file can hang or end the office."""

from pipeline.domain.letters import LeafFile, Problem, ProblemCode
from pipeline.domain.papers import FileReading
from pipeline.errors import OfficeError
from pipeline.workshop.child_process import ChildProcess
from pipeline.workshop.wire import leaf_to_messages, reading_from_message

SECONDS = 60.0
"""The longest that anybody waits for one file; the child's processor time is limited as well."""

SAYS = "文件“{name}”无法读取：打开它时出错或耗时过久。请另存为新的 Word 文档（.docx）后重新发送。"


class IsolatedReader:
    """Reads one file at a time in a child that is started at the first file.

    A child that dies or takes too long is replaced, and the file tried once more, because an
    earlier file may be what wore the child out. Use it as a context manager.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: ChildProcess | None = None

    def __enter__(self) -> "IsolatedReader":
        return self

    def __exit__(self, *_: object) -> None:
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
        answer = child.ask(*leaf_to_messages(leaf), seconds=self._seconds)
        if answer is not None:
            try:
                return reading_from_message(answer)
            except ValueError:
                pass
        self._end()
        return None

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def _started() -> ChildProcess:
    return ChildProcess(
        "pipeline.workshop.child",
        fault=OfficeError(
            "读取附件的子程序启动不了。",
            "请运行 deyu doctor 检查安装；内存不足时也会这样，请关闭其他程序后再试。",
        ),
    )
