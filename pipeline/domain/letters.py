"""Mail as it came, and mail as it was understood."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.folders import Place


class ReceivedBy(StrEnum):
    """Which clock says when a mail was received."""

    SERVER = "server"  # INTERNALDATE
    RECEIVED_HEADER = "received_header"
    DATE_HEADER = "date_header"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a mail was seen: for IMAP account/folder, UIDVALIDITY and UID; else path and "" ."""

    source: str
    epoch: str
    position: str


@dataclass(frozen=True, slots=True)
class RawMail:
    """One mail, byte for byte.

    `sha256` is of the bytes as given, `identity` of the bytes with every line end CRLF;
    both hexadecimal. The same identity from any source is the same mail.
    """

    data: bytes
    sha256: str
    identity: str
    received_at: dt.datetime
    received_by: ReceivedBy
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    address: str


class SenderTrust(StrEnum):
    """What our own mail gateway found out about a sender (RFC 8601)."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"  # it looked and did not find the sender's domain behind the mail
    UNKNOWN = "unknown"  # it said nothing, or nobody told us its name


class FileType(StrEnum):
    """What a file is, told by its content and never by the ending of its name."""

    DOCX = "docx"
    DOC = "doc"
    WPS = "wps"
    XLSX = "xlsx"
    XLS = "xls"
    ODT = "odt"
    ODS = "ods"
    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    HTML = "html"
    RTF = "rtf"
    EML = "eml"
    ZIP = "zip"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    TNEF = "tnef"
    OTHER = "other"


class ProblemCode(StrEnum):
    PASSWORD_PROTECTED = "password_protected"  # noqa: S105  # a code, no password
    DAMAGED = "damaged"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    UNSAFE_ARCHIVE = "unsafe_archive"
    MACRO = "macro"
    UNSUPPORTED_TYPE = "unsupported_type"
    WRONG_TYPE = "wrong_type"
    NO_TEXT = "no_text"
    LINK_INSTEAD_OF_FILE = "link_instead_of_file"
    INFECTED = "infected"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with something a person sent; `says` is a Chinese sentence for the sender."""

    code: ProblemCode
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class LeafFile:
    """A file that holds no others; `path` leads to it through its containers, itself last."""

    name: str
    path: tuple[str, ...]
    type: FileType
    data: bytes
    sha256: str
    problem: Problem | None = None

    @property
    def source(self) -> str:
        return "/".join(self.path)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as understood: decoded headers, the text of its body and all its leaf files.

    `automatic` says why the mail must never be answered (the header that told), "" if a
    person wrote it. `date` is None when the header is absent or unreadable. `page` is the body's
    HTML where that holds a table, else "".
    """

    sha256: str
    message_id: str
    subject: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    references: tuple[str, ...]
    date: dt.datetime | None
    automatic: str
    text: str
    files: tuple[LeafFile, ...]
    problems: tuple[Problem, ...]
    page: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some mails a source offers; `left` counts those still offered after this batch.

    `epoch` is the numbering of an IMAP folder, "" for files; `undelivered` are UIDs that lie
    there and did not come, `vanished` those that came to be gone before they were fetched,
    `recognised` mails that are stored and only got another UID.
    """

    mails: tuple[RawMail, ...]
    left: int
    epoch: str = ""
    undelivered: tuple[int, ...] = ()
    vanished: tuple[int, ...] = ()
    recognised: tuple[Place, ...] = ()
