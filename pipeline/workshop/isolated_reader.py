"""Reading mailed-in files in a child process, so that no file can hang or end the office."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from pipeline.domain.letters import FileType, LeafFile, Letter, Problem, ProblemCode
from pipeline.domain.papers import FileReading
from pipeline.errors import OfficeError
from pipeline.reading.appearance import Appearance, Looked
from pipeline.reading.files.rich_rings import with_rings_written
from pipeline.reading.mail.letter import read_file, read_letter
from pipeline.reading.paper_kinds.body import SOURCE
from pipeline.workshop.child_process import ChildProcess
from pipeline.workshop.libreoffice import ConversionFailed, LibreOffice
from pipeline.workshop.warm_child import WarmChild
from pipeline.workshop.wire import (
    Apart,
    apart_from_answer,
    body_to_question,
    file_to_question,
    leaf_to_question,
    letter_from_answer,
    looked_from_answer,
    mail_to_question,
    reading_from_answer,
)

SECONDS = 60.0
"""The longest that anybody waits for one file; the child's processor time is limited as well."""

SECONDS_OF_A_SCAN = 300.0
"""The same for a picture, which takes seconds a page."""

_Understood = Callable[[bytes], Looked]


class _Asks(Protocol):
    """How a question about a file is put; `beside_written`: pictures among written pages only."""

    def __call__(self, leaf: LeafFile, *, beside_written: bool = ...) -> tuple[bytes, bytes]: ...


_BY_LIBREOFFICE = {
    FileType.DOC: ("doc", FileType.DOCX),
    FileType.WPS: ("doc", FileType.DOCX),
    FileType.RTF: ("rtf", FileType.DOCX),
    FileType.ODT: ("odt", FileType.DOCX),
    FileType.ODS: ("ods", FileType.XLSX),
}
"""How a file that we cannot read is named to LibreOffice, and what it makes of it."""

SAYS_OF_BODY = "邮件正文无法读取：读它时出错或耗时过久。请把材料作为附件（.docx）重新发送。"
SAYS = "文件“{name}”无法读取：打开它时出错或耗时过久。请另存为新的 Word 文档（.docx）后重新发送。"


class IsolatedReader:
    """Reads one file at a time in a child that is started at the first file.

    What we have no reader for (RTF, OpenDocument, Word 6, Works) goes through LibreOffice where it is
    installed, and what comes out of that is a stranger's file like any other. With `sees_scans`
    what holds no text is looked at in a second child. Use it as a context manager.
    """

    def __init__(
        self,
        libreoffice: LibreOffice | None = None,
        seconds: float = SECONDS,
        sees_scans: bool = False,
    ) -> None:
        self._libreoffice = libreoffice
        self._child = WarmChild(_started, seconds)
        self._eyes = WarmChild(_eyes_opened, SECONDS_OF_A_SCAN) if sees_scans else None

    def __enter__(self) -> "IsolatedReader":
        return self

    def __exit__(self, *_: object) -> None:
        self._child.end()
        if self._eyes is not None:
            self._eyes.end()

    def read(self, leaf: LeafFile) -> FileReading:
        """The papers in a file; a problem when it cannot be read within the limits.

        Raises `OfficeError` when no child can be started at all.
        """
        return self._read(leaf, leaf_to_question, _read_alone).reading

    def look(self, leaf: LeafFile) -> Looked:
        """As `read`, and what the file looks like, unless that takes more than the limits."""
        looked = self._read(leaf, partial(leaf_to_question, looked=True), looked_from_answer)
        problem = looked.reading.problem
        overdone = problem is not None and problem.code is ProblemCode.UNREADABLE
        return Looked(self.read(leaf)) if overdone else looked

    def take_apart_mail(self, data: bytes, own_addresses: tuple[str, ...]) -> Letter:
        """A mail and its leaves; its archives, if any, are opened in the child.

        When that goes wrong each archive stays a leaf that is told as unreadable.
        """
        closed = read_letter(data, own_addresses, opens_archives=False)
        if not any(map(_is_unopened, closed.files)):
            return closed
        question = mail_to_question(data, own_addresses)
        return self._child.answered(question, letter_from_answer) or closed

    def take_apart_file(self, name: str, data: bytes) -> Apart:
        """A bare file's leaves, as `take_apart_mail` finds those of a mail."""
        closed = read_file(name, data, opens_archives=False)
        if not any(map(_is_unopened, closed[0])):
            return closed
        return self._child.answered(file_to_question(name, data), apart_from_answer) or closed

    def read_body(self, letter: Letter) -> FileReading:
        """The papers in a mail's own text; a problem when that cannot be read within the limits."""
        if not letter.text.strip() and not letter.page:
            return FileReading((), None)
        reading = self._child.answered(body_to_question(letter), reading_from_answer)
        if reading is not None:
            return reading
        return FileReading((), Problem(ProblemCode.UNREADABLE, SOURCE, SAYS_OF_BODY))

    def _read(self, leaf: LeafFile, asks: _Asks, understood: _Understood) -> Looked:
        looked = self._by_child(leaf, asks, understood)
        code = looked.reading.problem.code if looked.reading.problem is not None else None
        if code is ProblemCode.UNSUPPORTED_TYPE:
            made = self._made_readable(leaf)
            return looked if made is None else self._by_child(made, asks, understood)
        if code is not ProblemCode.NO_TEXT or self._eyes is None:
            return looked
        # What cannot be seen within the limits is what it was: pictures without text.
        if not looked.reading.papers:
            return self._eyes.answered(asks(leaf), understood) or looked
        seen = self._eyes.answered(asks(leaf, beside_written=True), understood)
        return looked if seen is None else _together(looked, seen)

    def _by_child(self, leaf: LeafFile, asks: _Asks, understood: _Understood) -> Looked:
        looked = self._child.answered(asks(leaf), understood)
        if looked is not None:
            return looked
        says = SAYS.format(name=leaf.name)
        return Looked(FileReading((), Problem(ProblemCode.UNREADABLE, leaf.source, says)))

    def _made_readable(self, leaf: LeafFile) -> LeafFile | None:
        """What LibreOffice makes of a file that we cannot read, under its old name."""
        known = _BY_LIBREOFFICE.get(leaf.type)
        if known is None or self._libreoffice is None or not self._libreoffice.installed():
            return None
        ending, target = known
        data = with_rings_written(leaf.data) if leaf.type is FileType.RTF else leaf.data
        try:
            made = self._libreoffice.convert(data, ending, target.value)
        except ConversionFailed:
            return None
        return replace(leaf, type=target, data=made)


def _read_alone(answer: bytes) -> Looked:
    return Looked(reading_from_answer(answer))


def _together(written: Looked, seen: Looked) -> Looked:
    """A PDF of written pages and pictures: the problem stays, for nothing seen is sure enough."""
    drawn = {page.number: page for page in written.appearance.pages}
    drawn |= {page.number: page for page in seen.appearance.pages}
    return Looked(
        FileReading(
            (*written.reading.papers, *seen.reading.papers),
            written.reading.problem,
            f"{written.reading.text}\n{seen.reading.text}".strip(),
        ),
        Appearance(
            (*written.appearance.blocks, *seen.appearance.blocks),
            tuple(drawn[number] for number in sorted(drawn)),
        ),
    )


def _is_unopened(leaf: LeafFile) -> bool:
    return leaf.problem is not None and leaf.problem.code is ProblemCode.UNREADABLE


def _started() -> ChildProcess:
    return ChildProcess(
        "pipeline.workshop.child",
        fault=OfficeError(
            "读取附件的子程序启动不了。",
            "请运行 deyu doctor 检查安装；内存不足时也会这样，请关闭其他程序后再试。",
        ),
    )


def _eyes_opened() -> ChildProcess:
    return ChildProcess(
        "pipeline.scanning.child",
        fault=OfficeError(
            "识别图片文字的子程序启动不了。",
            "请确认已安装 OCR 组件（在安装目录运行 make ocr），并有 4 GB 可用内存；"
            "暂时不用的话，请把 office.toml 里的 ocr 改为 false。",
        ),
    )
