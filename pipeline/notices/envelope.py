"""The mail a notice travels in (RFC 5322): rendered once, the same bytes for ever.

A draft that a person will send carries no Auto-Submitted: the person answers, not a machine.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, unquote

from pipeline.domain.mail_domains import with_ascii_domain
from pipeline.domain.plans import NOTICE_HEADER

DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_REFERENCES = 20
_MSG_ID = re.compile(r"<[^<>\s\x00-\x20\x7f-\U0010ffff]{1,240}>")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_NOT_OF_A_DOMAIN = re.compile(r"[^\w.:\[\]-]+")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, about which mail."""

    number: str
    sender_name: str
    sender: str
    to: str
    subject: str
    date: dt.datetime
    message_id: str
    answers: str = ""
    references: tuple[str, ...] = ()
    automatic: bool = False


def message_id(number: str, identity: str, sender: str) -> str:
    """The fixed Message-ID of a notice: its number, the mail it answers, our own domain."""
    domain = sender.rpartition("@")[2] or "localhost"
    return f"<{number}.{identity[:16]}@{domain}>"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A Word document that goes with a letter."""

    name: str
    data: bytes


def seal(envelope: Envelope, body: str, enclosures: Sequence[Enclosure] = ()) -> bytes:
    """The bytes of the mail, CRLF line ends, UTF-8; the same input gives the same bytes."""
    reader = _mailbox("", with_ascii_domain(envelope.to))
    # A name before the @ that is not ASCII has no other writing than its own (RFC 6532).
    utf8 = not reader.username.isascii()
    mail = EmailMessage(policy=SMTP.clone(max_line_length=200, utf8=utf8))
    mail["From"] = _mailbox(envelope.sender_name, envelope.sender)
    mail["To"] = reader
    mail["Subject"] = _clean(envelope.subject)
    mail["Date"] = format_datetime(envelope.date.replace(microsecond=0))
    mail["Message-ID"] = envelope.message_id
    if _MSG_ID.fullmatch(envelope.answers):
        mail["In-Reply-To"] = envelope.answers
        known = [one for one in envelope.references if _MSG_ID.fullmatch(one)]
        chain = dict.fromkeys([*known, envelope.answers])
        mail["References"] = " ".join(list(chain)[-MAX_REFERENCES:])
    mail[NOTICE_HEADER] = envelope.number
    if envelope.automatic:
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(body, charset="utf-8", cte="base64")
    for one in enclosures:
        mail.add_attachment(one.data, maintype="application", subtype=DOCX, filename=one.name)
    if enclosures:
        # The library would draw lots for it; the number of the notice is as good a one.
        mail.set_boundary(f"=_{envelope.number}")
    return mail.as_bytes()


def _mailbox(name: str, address: str) -> Address:
    """One mailbox, whatever stands in the address: a comma never makes a second reader."""
    local, _, domain = _clean(address).rpartition("@")
    return Address(_clean(name), unquote(local), _NOT_OF_A_DOMAIN.sub("", domain))


def _clean(text: str) -> str:
    return _UNSAFE.sub(" ", text).strip()
