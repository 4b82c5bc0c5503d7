"""A LibreOffice kept alive: quick, alone in its profile, and never left behind."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from pipeline.errors import OfficeError
from pipeline.workshop.libreoffice import ConversionFailed, LibreOffice

pytestmark = pytest.mark.libreoffice


@pytest.fixture
def libreoffice() -> Iterator[LibreOffice]:
    with LibreOffice() as one:
        yield one


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made now, in this process and those it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def document(text: str = "岗位责任书") -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text_of(data: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def processes_naming(word: str) -> list[int]:
    """Ids of the living processes in whose command line a word stands."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and word.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def gone(scratch: Path) -> bool:
    """Within ten seconds: no process works in the folder, and nothing lies in it."""
    for _ in range(100):
        if not processes_naming(str(scratch)) and not list(scratch.glob("deyu-libreoffice-*")):
            return True
        time.sleep(0.1)
    return False


def test_documents_go_to_the_old_format_and_back(libreoffice: LibreOffice) -> None:
    old = libreoffice.convert(document("研究生德育工作助理"), "docx", "doc")
    assert old.startswith(b"\xd0\xcf\x11\xe0")
    assert text_of(libreoffice.convert(old, "doc", "docx")) == "研究生德育工作助理"
    assert libreoffice.convert(old, "doc", "pdf").startswith(b"%PDF-")


def test_the_same_libreoffice_serves_one_document_after_the_other(
    libreoffice: LibreOffice, scratch: Path
) -> None:
    libreoffice.convert(document(), "docx", "pdf")
    first = processes_naming("soffice.bin")
    libreoffice.convert(document(), "docx", "pdf")
    assert set(first) & set(processes_naming(str(scratch)))


def test_what_it_cannot_open_fails_alone(libreoffice: LibreOffice) -> None:
    with pytest.raises(ConversionFailed):
        libreoffice.convert(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "doc", "docx")
    assert text_of(libreoffice.convert(document("下一份"), "docx", "docx")) == "下一份"


def test_one_that_was_killed_is_replaced(libreoffice: LibreOffice, scratch: Path) -> None:
    libreoffice.convert(document(), "docx", "pdf")
    for process in processes_naming(str(scratch)):
        os.kill(process, signal.SIGKILL)
    assert libreoffice.convert(document(), "docx", "pdf").startswith(b"%PDF-")


def test_a_document_that_takes_too_long_is_given_up(scratch: Path) -> None:
    with LibreOffice(seconds=0.001) as impatient, pytest.raises(ConversionFailed):
        impatient.convert(document("字" * 200_000), "docx", "pdf")
    assert gone(scratch)


def test_several_at_once_do_not_disturb_each_other() -> None:
    made: list[str] = []

    def work(word: str) -> None:
        with LibreOffice() as libreoffice:
            for number in range(3):
                text = f"{word}{number}"
                made.append(text_of(libreoffice.convert(document(text), "docx", "docx")))

    threads = [threading.Thread(target=work, args=(word,)) for word in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == sorted(f"{word}{number}" for word in "甲乙丙" for number in range(3))


def test_nothing_is_left_when_it_is_closed(scratch: Path) -> None:
    with LibreOffice() as libreoffice:
        libreoffice.convert(document(), "docx", "pdf")
        assert processes_naming(str(scratch))
    assert gone(scratch)


def test_nothing_is_left_when_the_office_is_killed(scratch: Path) -> None:
    office = subprocess.Popen([sys.executable, "-c", OFFICE], stdout=subprocess.PIPE, text=True)
    assert office.stdout is not None
    assert office.stdout.readline() == "converted\n"
    assert processes_naming(str(scratch))
    office.kill()
    office.wait()
    office.stdout.close()
    assert gone(scratch)


OFFICE = """
import time
from pathlib import Path
from pipeline.workshop.libreoffice import LibreOffice
libreoffice = LibreOffice()
libreoffice.convert("岗位".encode(), "txt", "pdf")
print("converted", flush=True)
time.sleep(600)
"""


def test_a_missing_libreoffice_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with LibreOffice() as libreoffice, pytest.raises(OfficeError, match="没有 LibreOffice"):
        libreoffice.convert(document(), "docx", "pdf")
