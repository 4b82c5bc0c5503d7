"""Putting an office together: the only module that names concrete adapters."""

import datetime as dt
import getpass
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.archive import OcflArchive, Verification, room_above, verify
from pipeline.connections import account_of, login_of, mailboxes_of, reading
from pipeline.dispatch.documents_folder import DocumentsFolder
from pipeline.dispatch.template_folder import TemplateFolder
from pipeline.domain.plans import NoticeKind
from pipeline.editions_in_force import editions_of
from pipeline.errors import LedgerError, OfficeError, reason_of
from pipeline.intake.imap import KEYWORD, ImapFolder
from pipeline.intake.paths import open_path
from pipeline.ledger.sql_ledger import SqlLedger
from pipeline.mailbox.account import Mark
from pipeline.mailbox.login import open_session
from pipeline.mailbox.moving import lacks, require_moving
from pipeline.mailbox.special_folder import DRAFTS, folder_meant, refuse_special
from pipeline.notices.wording import Wording
from pipeline.office.house import NO_CRASH, OFFICE_OBJECT, House, Office, PolledAccount
from pipeline.office.intake_ports import Source
from pipeline.office.mails.running import Offer
from pipeline.regulation.lint import require_sound
from pipeline.settings import MailAccount, Settings, read_settings
from pipeline.settings.home import DEMO_MARKER
from pipeline.shipped import shipped
from pipeline.workshop.printing import PdfPrinter

LOG = logging.getLogger("deyu")
OFFICE_NAME = "党委研究生工作部"
TEMPLATES = "templates"
FONTS = "fonts"
"""The folder of a home in which an office lays its licensed fonts for printing."""


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@contextmanager
def office_at(home: Path, to_rebuild: bool = False) -> Iterator[Office]:
    """The office of a home, as its ``office.toml`` says. Raises `OfficeError`."""
    with assembled(read_settings(home), to_rebuild=to_rebuild) as office:
        yield office


@contextmanager
def assembled(
    settings: Settings,
    to_rebuild: bool = False,
    crash: Callable[[str], None] = NO_CRASH,
    doing: str = "",
) -> Iterator[Office]:
    """An office that runs on these settings; `to_rebuild` lets it have an archive and no ledger.

    `doing` is what other processes are told that this one does.
    """
    editions = editions_of(settings)
    require_sound(editions.base)
    archive = OcflArchive(settings.store, crash)
    ledger = SqlLedger(settings.database, settings.home, crash, doing)
    try:
        if not to_rebuild:
            _refuse_forgetful(archive, ledger)
        with (
            reading(settings.ocr) as reader,
            mailboxes_of(settings, now) as mailboxes,
        ):
            yield Office(
                house=_house(settings),
                archive=archive,
                ledger=ledger,
                reader=reader,
                mailboxes=mailboxes,
                documents=DocumentsFolder(settings.home / "documents"),
                edition=editions.on(now().astimezone(settings.timezone).date()),
                editions=editions,
                wording=_wording(settings.home),
                templates=templates_of(settings.home),
                now=now,
                system_user=_system_user(),
                crash=crash,
                room=lambda: room_above(settings.reserve_mb, settings.store, settings.home),
            )
    finally:
        ledger.close()


def _house(settings: Settings) -> House:
    return House(
        name=OFFICE_NAME,
        address=settings.addresses[0],
        addresses=settings.addresses,
        timezone=settings.timezone,
        basis=settings.agreement.basis,
        notes=settings.agreement.notes,
        four_eyes=settings.people.four_eyes,
        demo=(settings.home / DEMO_MARKER).exists(),
        release=settings.release,
        automatic=frozenset(settings.notices.automatic) if settings.smtp else frozenset(),
        accounts=tuple(
            PolledAccount(account_of(one).place, one.addresses[0], one.authserv_id or "")
            for one in settings.mail
        ),
        urgent_words=settings.notices.urgent_words,
        per_address=settings.notices.per_address,
        per_day=settings.notices.per_day,
        counting=settings.regulation.counting,
    )


def _refuse_forgetful(archive: OcflArchive, ledger: SqlLedger) -> None:
    """A lost database must not make the office start again and answer everything twice.

    An archive that holds nothing but the office's own object is a first run that was killed.
    """
    if not ledger.heads() and any(one != OFFICE_OBJECT for one in archive.objects()):
        raise LedgerError(
            "数据库是空的，而档案里已有材料；数据库可能丢失或被移走了。",
            "请运行 deyu rebuild，由档案重建数据库，然后再继续。",
        )


@contextmanager
def offered(settings: Settings) -> Iterator[tuple[Offer, ...]]:
    """Every folder of every account that the office has set; logged out at the end."""
    offers = tuple(
        Offer(
            _folder(account, folder, settings),
            account.answer_since,
            login=login_of(account),
        )
        for account in settings.mail
        for folder in account.folders
    )
    with ExitStack() as open_ones:
        for offer in offers:
            open_ones.callback(offer.source.close)
        yield offers


def pauses_of(settings: Settings) -> tuple[int, ...]:
    """How long to wait between two looks at each of the folders `offered`, in seconds."""
    return tuple(account.poll_seconds for account in settings.mail for _ in account.folders)


def _folder(account: MailAccount, folder: str, settings: Settings) -> ImapFolder:
    return ImapFolder(
        account_of(account),
        folder,
        now,
        account.mark,
        account.move_to or "",
        settings.drafts.folder,
        settings.sent_folder_of(account),
    )


def probe_mailbox(
    account: MailAccount, folder: str, settings: Settings
) -> tuple[str, dt.datetime | None]:
    """Log in and look at a folder, changing nothing; how it is, and when its newest mail came.

    Raises `MailboxError`.
    """
    with open_session(account_of(account)) as session:
        session.examine(folder)
        drafts, sent = settings.drafts.folder, settings.sent_folder_of(account)
        refuse_special(folder, account_of(account).place, session.folders(), drafts, sent)
        uids = session.uids_above(0)
        dates = [one.date for one in session.weights(uids[-1:]).values()] if uids else []
        return f"能登录，能读；里面有 {len(uids)} 封邮件。", next(iter(dates), None)


def first_poll(account: MailAccount, folder: str, office: Office) -> dt.datetime | None:
    """When this folder was polled for the first time, None before it."""
    return office.ledger.answer_since(
        office.house.lasting_name(f"{account_of(account).place}/{folder}")
    )


def probe_marks(account: MailAccount) -> str:
    """Whether mails that were taken in can be marked as set; raises `MailboxError`."""
    with open_session(account_of(account)) as session:
        for folder in account.folders:
            session.examine(folder, readonly=False)
            if account.mark is Mark.KEYWORD:
                session.require_keyword(KEYWORD)
        if account.mark is Mark.KEYWORD:
            return "能加标记。"
        require_moving(session)
        target = account.move_to or ""
        if lacks(session, target):
            return f"能移动；“{target}”还没有，第一次移动时会新建。"
        return f"能移动到“{target}”。"


def probe_drafts(account: MailAccount, settings: Settings) -> str:
    """Find the Drafts folder of an account, changing nothing; raises `MailboxError`."""
    with open_session(account_of(account)) as session:
        found = folder_meant(session.folders(), settings.drafts.folder, DRAFTS)
    if found is None:
        return "邮箱里还没有草稿箱，第一次放通知时会新建。"
    return f"“{found}”，能用。"


def lying_drafts(settings: Settings) -> tuple[bytes, ...]:
    """The mails in the Drafts folder as they lie there; raises `MailboxError`."""
    with open_session(account_of(settings.mail[0])) as session:
        found = folder_meant(session.folders(), settings.drafts.folder, DRAFTS)
        if found is None:
            return ()
        session.examine(found)
        return tuple(session.bodies(session.uids_above(0)).values())


def offer_from(path: Path, file_only: bool) -> Offer:
    """A folder of mails, an mbox file or a Maildir; raises `OfficeError` when it is none."""
    source: Source = open_path(path, now)
    return Offer(source, file_only=file_only)


def laid_out_in(office: Office, folder: Path) -> Office:
    """The same office, putting its documents into another folder."""
    return replace(office, documents=DocumentsFolder(folder.absolute()))


def verified(settings: Settings) -> Verification:
    """The integrity of the archive, and of each object as the ledger knows it.

    What is being written at this moment looks unsound; so a fault is only told when it is still
    there while the office stands still.
    """
    ledger = SqlLedger(settings.database, settings.home)
    try:
        found = verify(settings.store, ledger.heads())
        if not found.sound:
            with ledger.act():
                found = verify(settings.store, ledger.heads())
        return found
    finally:
        ledger.close()


def printer(home: Path, archival: bool = False) -> PdfPrinter:
    """What makes PDF, the first slowly, each further one in no time; to be used as a context."""
    return PdfPrinter(home / FONTS, archival)


def _wording(home: Path) -> Wording:
    return Wording(
        {
            kind: _template(home, f"notices/{kind.value}.txt").decode("utf-8-sig")
            for kind in NoticeKind
        }
    )


def templates_of(home: Path) -> TemplateFolder:
    """The Word templates of the office at this home: its own and the shipped ones."""
    return TemplateFolder(home / TEMPLATES, shipped(TEMPLATES))


def _template(home: Path, name: str) -> bytes:
    """The office's own version of a template, else the shipped one."""
    own = home / TEMPLATES / name
    path = own if own.exists() else shipped(TEMPLATES) / name
    try:
        return path.read_bytes()
    except OSError as fault:
        raise OfficeError(
            f"模板 {path} 读不出来（{reason_of(fault)}）。", "请检查该文件和它的权限。"
        ) from fault


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user id, as in some containers
        return ""
