"""Offices for the tests: real archive, real SQLite, real reader; mail from folders of files."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from reading.word_files import form

from pipeline.assembly import assembled, offer_from
from pipeline.office.house import NO_CRASH, Office
from pipeline.office.mails.running import Round, run_once
from pipeline.settings import read_settings

DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
RECEIVED = dt.datetime(2026, 9, 3, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def mail(
    subject: str = "德育工作助理上岗申请",
    text: str = "老师好，材料见附件。",
    files: dict[str, bytes] | None = None,
    sender: str = "张喆 <zhang@bit.edu.cn>",
    at: dt.datetime = RECEIVED,
    message_id: str = "",
    **headers: str,
) -> bytes:
    letter = EmailMessage()
    letter["From"] = sender
    letter["To"] = "yangongbu@bit.edu.cn"
    letter["Subject"] = subject
    letter["Date"] = at
    letter["Message-ID"] = message_id or f"<{abs(hash((subject, text, sender, at)))}@bit.edu.cn>"
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    for name, data in (files or {}).items():
        letter.add_attachment(data, maintype=DOCX[0], subtype=DOCX[1], filename=name)
    return letter.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def application(at: dt.datetime = RECEIVED, message_id: str = "", **answers: str) -> bytes:
    """A mail with one application form; Chinese labels name the answers that differ."""
    return mail(files={"申请表.docx": form(**answers)}, at=at, message_id=message_id)


def put(folder: Path, *mails: bytes, start: int = 1) -> Path:
    """Lay mails into a folder as 001.eml, 002.eml and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(mails, start):
        (folder / f"{number:03}.eml").write_bytes(data)
    return folder


@contextmanager
def office_in(home: Path, crash: Callable[[str], None] = NO_CRASH) -> Iterator[Office]:
    with assembled(read_settings(home), crash=crash) as office:
        yield office


def run(office: Office, folder: Path, file_only: bool = False) -> Round:
    with office.ledger.at_work():
        return run_once([offer_from(folder, file_only)], office)


def drafts(home: Path) -> list[Path]:
    return sorted((home / "drafts").glob("*.eml"))
