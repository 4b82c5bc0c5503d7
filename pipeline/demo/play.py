"""The demonstration: a day of the office, on the sample mails, by the code that real mail takes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.assembly import assembled, lying_drafts, offered, verified
from pipeline.demo.mail_server import MailServer, mail_server
from pipeline.dispatch.file_drafts import FileDrafts
from pipeline.documents.catalogue import DocumentKind
from pipeline.domain.findings import Advice
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.errors import OfficeError, reason_of
from pipeline.mailbox.account import Tls
from pipeline.office.decisions.deciding import decide
from pipeline.office.drawing.document_filing import DrawnDocument
from pipeline.office.drawing.drafting import DraftOrder, draft
from pipeline.office.house import Office
from pipeline.office.letters.releasing import release
from pipeline.office.mails.running import Progress, Round, run_once
from pipeline.office.orders import DecisionOrder
from pipeline.office.rows import ApplicationRow
from pipeline.reading.mail.letter import read_letter
from pipeline.settings import MailAccount, Password, Settings, read_settings
from pipeline.settings.home import DEMO_MARKER
from pipeline.settings.passwords import PasswordSource
from pipeline.shipped import shipped

FOLDER = "demo"
MARKER_TEXT = (
    "这个文件夹是 deyu demo 的演示，人物、数据均为虚构。deyu demo --fresh 会把它清空重来。\n"
)
USER = "yangongbu"
CLERK = "演示经办人"
APPROVED = 2
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""The samples bear dates of the past; all of them are answered."""


@dataclass(frozen=True, slots=True)
class Played:
    """What the demonstration did; the paths are folders and files to open."""

    home: Path
    samples: int
    round: Round
    approved: tuple[ApplicationRow, ...]
    documents: tuple[Path, ...]
    drafts: int
    sound: bool
    checked_files: int
    awaiting: int


def play(home: Path, fresh: bool, progress: Progress) -> Played:
    """Run the demonstration in ``<home>/demo``, an office of its own; nothing else is touched."""
    folder = home / FOLDER
    _prepare(folder, fresh)
    mails = [path.read_bytes() for path in sorted(shipped("inbox_samples").glob("*.eml"))]
    with mail_server(mails, USER) as server, _settings(folder, server) as settings:
        with assembled(settings) as office, office.ledger.at_work():
            with offered(settings) as offers:
                done = run_once(offers, office, progress)
            for trouble in done.troubles.values():
                raise trouble
            approved = _approve(office)
            done.notices_drafted += release(office, progress.laid)
            documents = _documents(office)
            waiting = office.ledger.counts().get(SubmissionState.TO_REVIEW, 0)
        drafts = _keep_drafts(settings, folder / "drafts")
    verification = verified(settings)
    return Played(
        home=folder,
        samples=len(mails),
        round=done,
        approved=approved,
        documents=documents,
        drafts=drafts,
        sound=verification.sound,
        checked_files=verification.checked.files,
        awaiting=waiting,
    )


def _prepare(folder: Path, fresh: bool) -> None:
    """Make the folder, or empty it; only a folder that bears our mark is ever emptied."""
    marker = folder / DEMO_MARKER
    if folder.exists() and any(folder.iterdir()) and not marker.exists():
        raise OfficeError(
            f"{folder} 里已有不是演示留下的东西，没有动它。",
            "请把它移走，或用 --home 另指一个目录。",
        )
    try:
        if fresh and folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        marker.write_text(MARKER_TEXT, encoding="utf-8")
    except OSError as fault:
        raise OfficeError(
            f"演示目录 {folder} 不能用（{reason_of(fault)}）。", "请检查磁盘空间和权限。"
        ) from fault


@contextmanager
def _settings(folder: Path, server: MailServer) -> Iterator[Settings]:
    """An office with one account on the embedded server; its password lies in a file meanwhile."""
    secret = folder / ".mail-password"
    secret.write_text(server.password, encoding="utf-8")
    secret.chmod(0o600)
    bare = read_settings(folder)
    account = MailAccount(
        name="mail",
        host=server.host,
        port=server.imap_port,
        tls=Tls.OFF,
        user=server.user,
        password=Password(PasswordSource.FILE, str(secret), "[mail]", folder),
        answer_since=BEGINNING,
    )
    try:
        yield Settings(
            home=folder,
            database=bare.database,
            store=bare.store,
            timezone=bare.timezone,
            mail=(account,),
        )
    finally:
        secret.unlink(missing_ok=True)


def _approve(office: Office) -> tuple[ApplicationRow, ...]:
    """Approve two applications without an obstacle, as staff would; not again in a second run."""
    everything = sorted(office.ledger.applications(), key=lambda one: one.id)
    standing = [one for one in everything if one.state is SubmissionState.APPROVED]
    adjusting = {case.application for case in office.ledger.lives.adjustments()}
    clear = [
        one
        for one in everything
        if one.state is SubmissionState.TO_REVIEW
        and one.advice is Advice.NO_OBSTACLE
        and one.id not in adjusting  # whose adjustment lacks papers is no case to show
    ]
    chosen = (standing + clear)[: max(APPROVED, len(standing))]
    for one in chosen:
        decide(one.id, DecisionOrder(Decision.APPROVE, CLERK, revision=one.revision), office)
    found = (office.ledger.application(one.id) for one in chosen)
    return tuple(one for one in found if one is not None)


def _documents(office: Office) -> tuple[Path, ...]:
    """The agreements of everybody approved, a roster and the statistics for each of their terms."""
    everything = office.ledger.applications()
    terms = {one.term for one in everything if one.state is SubmissionState.APPROVED}
    drawn = [
        document
        for term in sorted(terms)
        for kind in (DocumentKind.AGREEMENT, DocumentKind.ROSTER, DocumentKind.STATISTICS)
        for document in draft(DraftOrder(kind, term=term), office)
        if isinstance(document, DrawnDocument)
    ]
    return tuple(Path(document.path) for document in drawn)


def _keep_drafts(settings: Settings, folder: Path) -> int:
    """Copy what lies in the Drafts folder, since the embedded server forgets; answers the count."""
    kept = FileDrafts(folder)
    there = kept.present()
    for data in lying_drafts(settings):
        message_id = read_letter(data).message_id
        if message_id not in there:
            kept.lay(data, message_id)
    return len(kept.present())
