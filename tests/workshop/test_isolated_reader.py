"""A file that crashes, hangs or eats memory costs one answer, and no other file its own."""

import hashlib
import io
import os
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.domain.letters import FileType, LeafFile, Problem, ProblemCode
from pipeline.domain.papers import FileReading
from pipeline.errors import OfficeError
from pipeline.office.understanding import Understood, understand_mail
from pipeline.reading.appearance import Appearance
from pipeline.reading.mail.letter import read_file, read_letter
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.workshop.isolated_reader import IsolatedReader

TROUBLE = """
import os, signal, sys, time
from pathlib import Path
from pipeline.domain.papers import FileReading
from pipeline.reading.paper_kinds import papers

honest = papers.read_papers
times = 0

def read_papers(leaf):
    global times
    times += 1
    match leaf.name:
        case "crash": os.kill(os.getpid(), signal.SIGSEGV)
        case "raise": raise RuntimeError("a defect in the reader")
        case "hang": time.sleep(600)
        case "memory": bytearray(8 << 30)
        case "exit": sys.exit(0)
        case "told to end": os.kill(os.getpid(), signal.SIGTERM)
        case "print": print("noise from a library", flush=True)
        case "write": Path(os.environ["PYTHONPATH"], "written").write_bytes(b"x" * 10)
        case "network":
            import socket
            try:
                socket.create_connection(("127.0.0.1", 9)).close()
            except OSError as fault:
                return FileReading((), None, type(fault).__name__)
        case "environment": return FileReading((), None, " ".join(sorted(os.environ)))
        case "worn":
            if times > 1: os.kill(os.getpid(), signal.SIGKILL)
    return honest(leaf)

papers.read_papers = read_papers

from pipeline.reading.paper_kinds import looking

honest_look = looking.look_at

def look_at(leaf):
    if leaf.name == "drawing": os.kill(os.getpid(), signal.SIGKILL)
    return honest_look(leaf)

looking.look_at = look_at

from pipeline.reading.paper_kinds import body

honest_body = body.read_body

def read_body(text, page="", subject=""):
    if "crash" in text: os.kill(os.getpid(), signal.SIGSEGV)
    return honest_body(text, page, subject)

body.read_body = read_body

from pipeline.reading.containers import zips

opened = zips.members_of

def members_of(data, room):
    if b"bomb" in data: os.kill(os.getpid(), signal.SIGKILL)
    return opened(data, room)

zips.members_of = members_of
"""


def leaf(name: str, data: bytes = "你好，世界".encode()) -> LeafFile:
    return LeafFile(name, (name,), FileType.TEXT, data, hashlib.sha256(data).hexdigest())


@pytest.fixture
def trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of certain names now do to the child what a hostile file would."""
    (tmp_path / "sitecustomize.py").write_text(TROUBLE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def test_a_reading_comes_back_as_it_is_without_a_child() -> None:
    with IsolatedReader() as reader:
        for one in (leaf("a.txt"), leaf("empty.txt", b""), leaf("b.txt", b"\xff\x00" * 50)):
            assert reader.read(one) == read_papers(one)


@pytest.mark.parametrize("name", ["crash", "raise", "memory", "exit", "write"])
def test_a_file_that_ends_the_child_is_told_and_the_next_is_read(trouble: Path, name: str) -> None:
    with IsolatedReader() as reader:
        assert reader.read(leaf("before")) == read_papers(leaf("before"))
        found = reader.read(leaf(name))
        assert found.problem is not None
        assert found.problem.code is ProblemCode.UNREADABLE
        assert found.problem.source == name
        assert "请另存为新的 Word 文档" in found.problem.says
        assert reader.read(leaf("after")) == read_papers(leaf("after"))
    assert not (trouble / "written").exists() or not (trouble / "written").stat().st_size


def test_a_file_that_hangs_is_given_up(trouble: Path) -> None:
    with IsolatedReader(seconds=3) as reader:
        started = time.monotonic()
        found = reader.read(leaf("hang"))
        assert isinstance(found.problem, Problem)
        assert time.monotonic() - started < 60
        assert reader.read(leaf("after")).problem is None


def test_a_page_that_cannot_be_drawn_within_the_limits_costs_its_picture_only(
    trouble: Path,
) -> None:
    with IsolatedReader() as reader:
        looked = reader.look(leaf("drawing"))
        assert looked.reading == read_papers(leaf("drawing"))
        assert looked.appearance == Appearance()
        after = reader.look(leaf("after"))
    assert [block.text for block in after.appearance.blocks] == ["你好，世界"]


def test_a_file_is_not_blamed_for_a_child_that_others_wore_out(trouble: Path) -> None:
    with IsolatedReader() as reader:
        reader.read(leaf("first"))
        assert reader.read(leaf("worn")).problem is None


def test_what_a_library_prints_does_not_garble_the_answer(trouble: Path) -> None:
    with IsolatedReader() as reader:
        assert reader.read(leaf("print")) == read_papers(leaf("print"))


def test_the_child_gets_no_password(trouble: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEYU_MAIL_PASSWORD", "secret")
    with IsolatedReader() as reader:
        assert "PASSWORD" not in reader.read(leaf("environment")).text
        assert isinstance(reader.read(leaf("environment")), FileReading)


def test_the_child_cannot_open_a_connection(trouble: Path) -> None:
    with IsolatedReader() as reader:
        assert reader.read(leaf("network")).text == "PermissionError"


def test_a_signal_to_the_whole_service_is_not_blamed_on_the_file(trouble: Path) -> None:
    with IsolatedReader() as reader:
        assert reader.read(leaf("told to end")).problem is None


def zipped(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.txt", text)
    return stream.getvalue()


def mailed(**files: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@bit.edu.cn", "申请"
    mail.set_content("请审核。")
    for name, data in files.items():
        mail.add_attachment(data, "application", "octet-stream", filename=f"{name}.bin")
    return mail.as_bytes()


def test_a_mail_is_taken_apart_as_it_is_without_a_child() -> None:
    data = mailed(a=zipped(b="你好", c=""), d=b"\xff\x00", e=zipped()[:-3])
    with IsolatedReader() as reader:
        assert reader.take_apart_mail(data, ()) == read_letter(data)
        assert reader.take_apart_file("a.zip", zipped(b="你好")) == read_file(
            "a.zip", zipped(b="你好")
        )


def test_an_archive_that_ends_the_child_costs_nothing_but_itself(trouble: Path) -> None:
    with IsolatedReader() as reader:
        letter = reader.take_apart_mail(mailed(first=zipped(bomb="x"), second="你好".encode()), ())
        first, second = letter.files
        assert first.problem is not None
        assert first.problem.code is ProblemCode.UNREADABLE
        assert "压缩包“first.bin”无法打开" in first.problem.says
        assert reader.read(second).text == "你好"


def test_a_mail_text_that_ends_the_child_is_told_and_keeps_its_files(trouble: Path) -> None:
    def written(text: str) -> Understood:
        mail = EmailMessage()
        mail["Subject"], mail["From"] = "材料", "a@bit.edu.cn"
        mail.set_content(text)
        mail.add_attachment("你好", filename="附件.txt")
        return understand_mail(mail.as_bytes(), reader, ())

    with IsolatedReader() as reader:
        found = written("crash")
        assert [(one.code, one.source) for one in found.problems] == [("unreadable", "正文")]
        assert "请把材料作为附件" in found.problems[0].says
        assert [one.problem for one in found.files] == [None]
        assert written("老师好").problems == ()


def test_a_child_that_cannot_start_stops_the_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os; os._exit(3)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with IsolatedReader() as reader, pytest.raises(OfficeError, match="启动不了"):
        reader.read(leaf("any"))


def test_no_child_is_left_when_the_office_closes() -> None:
    before = children_of(os.getpid())
    with IsolatedReader() as reader:
        reader.read(leaf("a.txt"))
        assert children_of(os.getpid()) > before
    assert children_of(os.getpid()) == before


def children_of(process: int) -> set[str]:
    told = Path(f"/proc/{process}/task").glob("*/children")
    return {one for path in told for one in path.read_text().split()}
