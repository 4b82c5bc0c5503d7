"""Reading mailed-in files in a child process, so that no file can hang or end the office."""

from dataclasses import replace

from pipeline.domain.letters import FileType, LeafFile, Problem, ProblemCode
from pipeline.domain.papers import FileReading
from pipeline.errors import OfficeError
from pipeline.workshop.child_process import ChildProcess
from pipeline.workshop.libreoffice import ConversionFailed, LibreOffice
from pipeline.workshop.wire import leaf_to_messages, reading_from_message

SECONDS = 60.0
"""The longest that anybody waits for one file; the child's processor time is limited as well."""

_BY_LIBREOFFICE = {FileType.DOC: "doc", FileType.WPS: "doc", FileType.RTF: "rtf"}

SAYS = "文件“{name}”无法读取：打开它时出错或耗时过久。请另存为新的 Word 文档（.docx）后重新发送。"


class IsolatedReader:
    """Reads one file at a time in a child that is started at the first file.

    A child that dies or takes too long is replaced, and the file tried once more, because an
    earlier file may be what wore the child out. What we have no reader for (RTF, Word 6, Works) goes
    through LibreOffice where it is installed, and what comes out of that is a stranger's file
    like any other. Use it as a context manager.
    """

    def __init__(self, libreoffice: LibreOffice | None = None, seconds: float = SECONDS) -> None:
        self._libreoffice = libreoffice
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
        reading = self._read(leaf)
        if reading.problem is not None and reading.problem.code is ProblemCode.UNSUPPORTED_TYPE:
            as_docx = self._as_docx(leaf)
            return reading if as_docx is None else self._read(as_docx)
        return reading

    def _read(self, leaf: LeafFile) -> FileReading:
        worn = self._child is not None
        reading = self._answer(leaf)
        if reading is None and worn:
            reading = self._answer(leaf)
        if reading is not None:
            return reading
        says = SAYS.format(name=leaf.name)
        return FileReading((), Problem(ProblemCode.UNREADABLE, leaf.source, says))

    def _as_docx(self, leaf: LeafFile) -> LeafFile | None:
        """What LibreOffice makes of a file that we cannot read, under its old name."""
        ending = _BY_LIBREOFFICE.get(leaf.type)
        if ending is None or self._libreoffice is None or not self._libreoffice.installed():
            return None
        try:
            made = self._libreoffice.convert(leaf.data, ending, "docx")
        except ConversionFailed:
            return None
        return replace(leaf, type=FileType.DOCX, data=made)

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
