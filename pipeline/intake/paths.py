"""What lies at a path that a person names: told by its content."""

from pathlib import Path

from pipeline.errors import MailboxError, reason_of
from pipeline.intake.arrival import Clock
from pipeline.intake.files import Found, MailFiles, printable
from pipeline.intake.folder import folder_of_mails
from pipeline.intake.maildir import is_maildir, maildir
from pipeline.intake.mbox import SEPARATOR, MboxFile

_ENDING = ".eml"


def open_path(path: Path, now: Clock) -> MailFiles | MboxFile:
    """A Maildir, a folder of mails, an mbox file, or a single mail.

    A file is an mbox file when it begins as one, or is empty and not named ``.eml``. Raises
    `MailboxError` when the path is missing or cannot be read.
    """
    path = path.absolute()
    try:
        if path.is_dir():
            return maildir(path, now) if is_maildir(path) else folder_of_mails(path, now)
        with path.open("rb") as file:
            beginning = file.read(len(SEPARATOR))
    except FileNotFoundError:
        raise MailboxError(
            f"找不到 {printable(path)}。",
            "请核对路径：应当是一个装有邮件（.eml）的文件夹、一个 mbox 文件或一个 Maildir。",
        ) from None
    except OSError as fault:
        raise MailboxError(
            f"{printable(path)} 读不出来（{reason_of(fault)}）。", "请检查它的权限和磁盘。"
        ) from fault
    if beginning == SEPARATOR or (not beginning and path.suffix.lower() != _ENDING):
        return MboxFile(path, now)
    alone = Found([(printable(path.name), path)])
    return MailFiles(path.parent, lambda: alone, now)
