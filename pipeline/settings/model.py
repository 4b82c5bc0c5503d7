"""The settings of an office as values: one field for each key of ``office.toml``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

from pydantic import ConfigDict

from pipeline.domain.dispatching import Release
from pipeline.domain.lengths import Counting
from pipeline.domain.plans import NoticeKind
from pipeline.mailbox.account import Login, Mark, Tls
from pipeline.settings.passwords import Password
from pipeline.settings.words import (
    Addresses,
    Automatic,
    Count,
    FilePath,
    Flag,
    Folders,
    Host,
    Moment,
    OneLine,
    Port,
    Seconds,
)

DEFAULT_ADDRESSES = ("yangongbu@bit.edu.cn",)
DEFAULT_TIMEZONE = "Asia/Shanghai"

DEFAULT_RESERVE_MB = 500
"""What is left of the disk for decisions, drafts and the database when taking in mail stops."""

URGENT_WORDS = (
    "紧急",
    "加急",
    "急件",
    "急需",
    "十万火急",
    "轻生",
    "自杀",
    "自残",
    "失联",
    "走失",
    "人身安全",
    "urgent",
)

_ONLY_KNOWN_KEYS = ConfigDict(extra="forbid")


NAMELESS_SMTP = "smtp"
"""The name of the server of a plain ``[smtp]``."""

IMAP_PORTS = {Tls.IMPLICIT: 993, Tls.STARTTLS: 143, Tls.OFF: 143}
SMTP_PORTS = {Tls.IMPLICIT: 465, Tls.STARTTLS: 587, Tls.OFF: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccount:
    """One IMAP account; `name` is what follows ``mail.`` in the file, ``mail`` without a name.

    `answer_since` None stands for the moment of the first poll.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _ONLY_KNOWN_KEYS

    name: str
    host: Host
    port: Port
    tls: Tls = Tls.IMPLICIT
    ca_file: FilePath | None = None
    user: OneLine
    login: Login = Login.PASSWORD
    password: Password
    folders: Folders = ("INBOX",)
    addresses: Addresses = DEFAULT_ADDRESSES
    answer_since: Moment | None = None
    poll_seconds: Seconds = 60
    mark: Mark = Mark.NONE
    move_to: OneLine | None = None
    authserv_id: OneLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsFolder:
    """Where drafts are laid; None: the folder that the server itself calls its drafts."""

    __pydantic_config__: ClassVar[ConfigDict] = _ONLY_KNOWN_KEYS

    folder: OneLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Through whom notices are sent; `name` is what follows ``smtp.``, ``smtp`` without a name.

    One without a name serves every account, one with a name the account of that name.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _ONLY_KNOWN_KEYS

    name: str
    host: Host
    port: Port
    tls: Tls = Tls.IMPLICIT
    ca_file: FilePath | None = None
    user: OneLine
    password: Password
    sent_folder: OneLine | None = None
    per_minute: Count = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """The door for notices, which kinds may go without a person, and how many.

    `release` None stands for the console where there is a server to send with, else the
    mailbox. `per_address` and `per_day` bound what goes out by itself in one day.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _ONLY_KNOWN_KEYS

    release: Release | None = None
    automatic: Automatic = (NoticeKind.RECEIPT,)
    per_address: Count = 20
    per_day: Count = 200
    urgent_words: tuple[OneLine, ...] = URGENT_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What the department itself writes into the agreement; "" where it has not yet."""

    __pydantic_config__: ClassVar[ConfigDict] = _ONLY_KNOWN_KEYS

    basis_1: str = ""
    basis_2: str = ""
    note_1: str = ""
    note_2: str = ""
    note_3: str = ""

    @property
    def basis(self) -> tuple[str, str]:
        return self.basis_1, self.basis_2

    @property
    def notes(self) -> tuple[str, str, str]:
        return self.note_1, self.note_2, self.note_3


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationInForce:
    """The edition that new applications are judged by, and how days are counted."""

    __pydantic_config__: ClassVar[ConfigDict] = _ONLY_KNOWN_KEYS

    edition: OneLine = "2014-draft"
    counting: Counting = Counting.CIVIL_CODE


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Whether a decision needs a second person."""

    __pydantic_config__: ClassVar[ConfigDict] = _ONLY_KNOWN_KEYS

    four_eyes: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an office has set; made by `pipeline.settings.office_toml.read_settings`."""

    home: Path
    database: str
    store: Path
    timezone: ZoneInfo
    reserve_mb: int = DEFAULT_RESERVE_MB
    ocr: bool = False
    mail: tuple[MailAccount, ...] = ()
    drafts: DraftsFolder = field(default_factory=DraftsFolder)
    smtp: tuple[SmtpServer, ...] = ()
    notices: Notices = field(default_factory=Notices)
    agreement: Agreement = field(default_factory=Agreement)
    regulation: RegulationInForce = field(default_factory=RegulationInForce)
    people: People = field(default_factory=People)

    @property
    def release(self) -> Release:
        """The door that is set, else the one that fits the servers there are."""
        by_itself = Release.CONSOLE if self.smtp else Release.MAILBOX
        return self.notices.release or by_itself

    @property
    def addresses(self) -> tuple[str, ...]:
        """The office's own addresses; the first one is what notices are sent from.

        Who logs in by an address receives and sends under it as well.
        """
        own = [address for account in self.mail for address in account.addresses]
        users = [*(one.user for one in self.mail), *(one.user for one in self.smtp)]
        logins = (user for user in users if "@" in user)
        return tuple(dict.fromkeys([*(own or DEFAULT_ADDRESSES), *logins]))

    def smtp_of(self, account: MailAccount) -> SmtpServer | None:
        """Through whom notices of an account are sent, None where they are not."""
        return server_for(account, self.smtp)

    def sent_folder_of(self, account: MailAccount) -> str | None:
        """Where copies of an account's notices lie; None for the folder that the server means."""
        server = self.smtp_of(account)
        return server.sent_folder if server else None


def server_for(account: MailAccount, servers: Sequence[SmtpServer]) -> SmtpServer | None:
    """The server that bears the account's name, else the one without a name."""
    named = {one.name: one for one in servers}
    return named.get(account.name) or named.get(NAMELESS_SMTP)
