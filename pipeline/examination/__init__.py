"""Examining an office: every part is tried as the work itself would use it."""

import base64
import datetime as dt
import shutil
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pipeline.assembly import first_poll, office_at, probe_drafts, probe_mailbox, probe_marks
from pipeline.connections import ocr_installed, probe_smtp, reading
from pipeline.domain.identity import sha256_of
from pipeline.domain.letters import FileType, LeafFile
from pipeline.editions_in_force import editions_of
from pipeline.errors import OfficeError
from pipeline.examination import machine
from pipeline.examination.examined import Examined
from pipeline.ledger.owners import alive_at
from pipeline.mailbox.account import Mark
from pipeline.office.drawing.templates import refused_templates
from pipeline.office.letters.old_titles import old_titles
from pipeline.settings import OFFICE_TOML, MailAccount, Settings, read_settings


def examine(home: Path) -> tuple[Examined, ...]:
    """All parts, in the order in which the work meets them."""
    try:
        settings = read_settings(home)
    except OfficeError as fault:
        return (Examined("设置", usable=False, says=str(fault)),)
    return tuple(_parts(settings))


def _parts(settings: Settings) -> Iterator[Examined]:
    toml = settings.home / OFFICE_TOML
    said = f"{toml} 没有错误。" if toml.exists() else f"没有 {toml}，全部用默认值。"
    yield Examined("设置", usable=True, says=said)
    yield from _in_a_checkout(settings.home, bool(settings.mail))
    for place in dict.fromkeys((settings.home, settings.store)):
        yield machine.disk(place, settings.reserve_mb)
    if machine.MOUNTS.exists():
        database = Path(settings.database.removeprefix("sqlite:///")).resolve()
        yield machine.share(database, machine.MOUNTS.read_text(errors="replace"))
    yield machine.processes(alive_at(settings.home), socket.gethostname())
    newest: list[dt.datetime] = []
    yield _tried("档案、数据库、模板、条例", lambda: _open(settings.home))
    yield from _editions(settings)
    yield from _own_texts(settings.home)
    for account in settings.mail:
        for folder in account.folders:
            yield _tried(
                f"收信 {account.user}@{account.host}/{folder}",
                partial(_probed, account, folder, settings, newest),
            )
    yield _clock(settings.home, max(newest, default=None))
    for account in settings.mail:
        which = f" {account.user}@{account.host}" if len(settings.mail) > 1 else ""
        yield _tried(f"草稿箱{which}", partial(probe_drafts, account, settings))
        if account.mark is not Mark.NONE:
            yield _tried(f"收过的信的标记{which}", partial(probe_marks, account))
    if not settings.mail:
        yield Examined(
            "收信", usable=True, says="没有设置邮箱；可用 deyu run --from 读文件夹里的邮件。"
        )
    for server in settings.smtp:
        which = f" {server.user}@{server.host}" if len(settings.smtp) > 1 else ""
        yield _tried(f"发信{which}", partial(probe_smtp, server))
    yield _printer()
    yield _eyes(settings.ocr)


def _tried(name: str, attempt: Callable[[], str]) -> Examined:
    try:
        return Examined(name, usable=True, says=attempt())
    except OfficeError as fault:
        return Examined(name, usable=False, says=str(fault))


def _open(home: Path) -> str:
    with office_at(home) as office:
        return f"都能用；条例版本 {office.edition.id}（{office.edition.status}）。"


def _editions(settings: Settings) -> Iterator[Examined]:
    """What is wrong with the office's own editions, although the last good wording judges on."""
    try:
        warning = editions_of(settings).warning
    except OfficeError:
        return  # told above
    if warning:
        yield Examined("条例版本", usable=False, says=warning)


def _own_texts(home: Path) -> Iterator[Examined]:
    """Letters of the office's own that cite the regulation by an old title, broken templates."""
    try:
        with office_at(home) as office:
            titles, refused = old_titles(office), tuple(refused_templates(office))
    except OfficeError:
        return  # told above
    for says in titles:
        yield Examined("通知模板", usable=False, says=says)
    for says in refused:
        yield Examined("文书模板", usable=False, says=says)


def _in_a_checkout(home: Path, real: bool) -> Iterator[Examined]:
    """A home with real mail in a checkout may be published by mistake."""
    checkout = next((one for one in (home, *home.parents) if (one / ".git").exists()), None)
    if checkout is not None and real:
        yield Examined(
            "工作目录",
            usable=False,
            says=f"{home} 在代码仓库 {checkout} 里面，真实邮件可能被误传出去。"
            "请用 --home 或 DEYU_HOME 另指一个目录，把现有内容移过去。",
        )


def _probed(
    account: MailAccount, folder: str, settings: Settings, newest: list[dt.datetime]
) -> str:
    says, date = probe_mailbox(account, folder, settings)
    if date is not None:
        newest.append(date)
    with office_at(settings.home) as office:
        since = account.answer_since or first_poll(account, folder, office)
    if since is None:
        return f"{says}还没有收过信；第一次收信以前到达的邮件只归档不答复。"
    return f"{says}{since.astimezone(settings.timezone):%Y-%m-%d %H:%M} 起收到的邮件才答复。"


def _clock(home: Path, newest_mail: dt.datetime | None) -> Examined:
    now = dt.datetime.now(dt.UTC)
    try:
        with office_at(home) as office:
            newest_entry = office.ledger.clock(now)()
    except OfficeError:
        newest_entry = now
    return machine.clock(now, newest_entry, newest_mail)


def _eyes(wanted: bool) -> Examined:
    """Whether pictures are read is the office's choice; without it they are sorted by people."""
    name = "识别图片文字（OCR）"
    if wanted:
        return _tried(name, _look)
    installed = "已安装，" if ocr_installed() else ""
    return Examined(name, usable=True, says=f"{installed}没有启用；图片和扫描件由人分拣。")


def _look() -> str:
    with reading(ocr=True) as reader:
        reader.read(LeafFile("白.png", ("白.png",), FileType.IMAGE, _WHITE, sha256_of(_WHITE)))
    return "可用；识别出的都由人确认。"


_WHITE = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR4nGP8//8/AzbAhFV08EoAAGgLAwf8Q6FDAAAAAElFTkSuQmCC"
)
"""Eight white pixels, enough to start everything that looks at a picture."""


def _printer() -> Examined:
    """PDF is a convenience: without LibreOffice the office still works."""
    if shutil.which("soffice"):
        return Examined("PDF 输出", usable=True, says="可用（LibreOffice）。")
    return Examined("PDF 输出", usable=True, says="没有 LibreOffice，deyu draft --pdf 不能用。")
