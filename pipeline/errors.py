"""What is wrong with *our* world: server, disk, template, settings.

What is wrong with what a person sent is never an exception but a value
(`pipeline.domain.letters.Problem`, `pipeline.domain.findings.Finding`).
"""

import errno
import os
import socket
from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of the command ``deyu``."""

    DONE = 0
    FOUND = 1  # what the command looks for: damage, a rule that fails its test, an alarm
    COULD_NOT = 2
    USAGE = 64


class OfficeError(Exception):
    """The office cannot do its work; never thrown directly.

    `what` says what is wrong and where, `way_out` what to do about it; both are
    Chinese sentences for the person in front of the screen.
    """

    exit_code = ExitCode.COULD_NOT

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(what, way_out)
        self.what = what
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.what} {self.way_out}"


class SettingsError(OfficeError):
    """``office.toml`` cannot be used as it is; all mistakes are told at once."""


class RegulationError(OfficeError):
    """An edition of the regulation cannot be used as it is."""


class RegisterError(OfficeError):
    """A file cannot be taken for a register; all mistakes are told at once."""


class TemplateError(OfficeError):
    """A Word or notice template cannot be used as it is."""


class MailboxError(OfficeError):
    """The mail server cannot be reached or refuses."""


class UnreachableError(MailboxError):
    """The mail server does not answer: it is not worth asking it for the next folder at once."""


class NotGivenError(MailboxError):
    """The server lists some mails and does not give them out; all others are stored."""


class NotMarkedError(MailboxError):
    """What was taken in could not be marked in the mailbox; the mails themselves are stored."""


class ArchiveError(OfficeError):
    """The archive cannot be read or written."""


class NoRoomError(OfficeError):
    """The disk is so full that taking in mail stops; it goes on when there is room."""


class LedgerError(OfficeError):
    """The database cannot be read or written."""


class LeaseLostError(LedgerError):
    """Another took over what this process was doing; it goes on elsewhere."""


class LoginRefusedError(MailboxError):
    """The mail server refuses the login: trying again soon may lock the account."""


class StillFailingError(OfficeError):
    """A mail that our own code could not handle cannot be handled this time either."""


class NotFoundError(OfficeError):
    """There is nothing with this number."""


class DecisionRefusedError(OfficeError):
    """A decision that may not be taken like this: no reason, an old revision, a wrong state."""


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样做",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已经有同名的文件或文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超出了磁盘限额",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被占用",
    errno.ETXTBSY: "正被占用",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.ECONNREFUSED: "对方拒绝连接",
    errno.ECONNRESET: "连接被对方断开",
    errno.ETIMEDOUT: "连接超时",
    errno.EHOSTUNREACH: "找不到通往对方的线路",
    errno.ENETUNREACH: "网络不通",
    errno.EPIPE: "连接已断",
}


def reason_of(fault: OSError) -> str:
    """Why the system could not, in Chinese where it is a common reason, else in its own words."""
    if isinstance(fault, socket.gaierror):
        return "查不到这个主机名"
    # Errors of TLS count from 1 as well; theirs are other words.
    of_the_system = fault.errno is not None and fault.strerror == os.strerror(fault.errno)
    told = _REASONS.get(fault.errno or 0) if of_the_system else None
    return told or fault.strerror or str(fault)
