"""The mail a notice travels in (RFC 5322): rendered once, the same bytes for ever.

A draft that a person will send carries no Auto-Submitted: the person answers, not a machine.
"""

import datetime as dt
import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from pipeline.domain.plans import NOTICE_HEADER

MAX_REFERENCES = 20
_MSG_ID = re.compile(r"^<[^<>\s\x00-\x20\x7f-\U0010ffff]{1,240}>$")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]+")


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


def message_id(number: str, identity: str, sender: str) -> str:
    """The fixed Message-ID of a notice: its number, the mail it answers, our own domain."""
    domain = sender.rpartition("@")[2] or "localhost"
    return f"<{number}.{identity[:16]}@{domain}>"


def seal(envelope: Envelope, body: str) -> bytes:
    """The bytes of the mail, CRLF line ends, UTF-8; the same input gives the same bytes."""
    mail = EmailMessage(policy=SMTP.clone(max_line_length=200))
    local, _, domain = envelope.sender.rpartition("@")
    mail["From"] = Address(envelope.sender_name, local, domain)
    mail["To"] = _clean(envelope.to)
    mail["Subject"] = _clean(envelope.subject)
    mail["Date"] = format_datetime(envelope.date.replace(microsecond=0))
    mail["Message-ID"] = envelope.message_id
    if _MSG_ID.match(envelope.answers):
        mail["In-Reply-To"] = envelope.answers
        known = [one for one in envelope.references if _MSG_ID.match(one)]
        chain = dict.fromkeys([*known, envelope.answers])
        mail["References"] = " ".join(list(chain)[-MAX_REFERENCES:])
    mail[NOTICE_HEADER] = envelope.number
    mail.set_content(body, charset="utf-8", cte="base64")
    return mail.as_bytes()


def _clean(text: str) -> str:
    return _UNSAFE.sub(" ", text).strip()
