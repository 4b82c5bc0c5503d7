"""Which mail of ours came back for good, as the mail system that returns it says (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.plans import NOTICE_HEADER
from pipeline.reading.charsets import one_line
from pipeline.reading.mail.contents import parts_of
from pipeline.reading.mail.machine_words import BOUNCES, SENDERS, WEAK_BOUNCES
from pipeline.reading.message.body_text import markup_of, text_of_html, text_of_plain
from pipeline.reading.message.headers import Headers, first, split_head, text_of
from pipeline.reading.message.mime import Part, parse

MAX_TEXT = 200_000
MAX_SAYS = 200

_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,240}@[^<>\s@]{1,240}>")
_NOTICE = re.compile(
    rf"^{NOTICE_HEADER}:\s*(N-\d{{4}}-\d{{1,9}})\s*$", re.IGNORECASE | re.MULTILINE
)
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'，；：（）]{1,64}@[\w.-]{1,253}\w")
_FOR_GOOD = re.compile(r"\b5\d\d[ -]|\b5\.\d{1,3}\.\d{1,3}\b|permanent", re.IGNORECASE)
_FOR_NOW = re.compile(
    r"\bdelayed\b|warning only|will (?:be )?retr|still being|4\.\d\.\d|延迟|稍后重试|继续(?:尝试|投递)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Returned:
    """A mail that came back: its possible Message-IDs and notice numbers, whom it did not reach
    (addresses in lower case), and what the mail system said.
    """

    message_ids: frozenset[str]
    numbers: frozenset[str]
    addresses: frozenset[str]
    says: str


def returned_in(data: bytes, sender: str, subject: str) -> Returned | None:
    """What a mail that a machine wrote says of one of ours; None unless it came back for good.

    A report is believed by its fields; words only where sender or subject are those of a mail
    system, since answers of absent people may quote anything.
    """
    root = parse(data)
    parts = list(parts_of(root))
    text = "\n".join(_texts(parts))[:MAX_TEXT]
    told = list(_reports(parts))
    if told:
        failed = [one for one in told if first(one, "action").strip().lower() == "failed"]
        addresses = {_recipient(one) for one in failed}
        says = next((_said(one) for one in failed), "")
    elif _is_bounce(sender, subject):
        named = text_of(first(root.headers, "x-failed-recipients"))
        for_good = bool(named) or bool(_FOR_GOOD.search(text))
        if not for_good or _FOR_NOW.search(text):
            return None
        addresses = {one.lower() for one in _ADDRESS.findall(named or text)}
        found = re.search(r"[^\n]*(?:\b5\d\d[ -]|\b5\.\d{1,3}\.\d{1,3}\b)[^\n]*", text)
        says = one_line(found.group()[:MAX_SAYS]) if found else ""
    else:
        return None
    if not addresses:
        return None
    return Returned(
        frozenset(_MESSAGE_ID.findall(text)),
        frozenset(_NOTICE.findall(text)),
        frozenset(addresses),
        says,
    )


def _is_bounce(sender: str, subject: str) -> bool:
    local = sender.partition("@")[0][:200]
    return bool(SENDERS.fullmatch(local) or BOUNCES.match(subject) or WEAK_BOUNCES.match(subject))


def _texts(parts: list[Part]) -> Iterator[str]:
    """All that can be read, and the header blocks of what came back."""
    for part in parts:
        if part.parts:
            continue
        if part.media_type == "text/html":
            yield text_of_html(markup_of(part)[:MAX_TEXT])
        elif part.media_type == "text/plain":
            yield text_of_plain(part)
        elif part.media_type in ("message/rfc822", "text/rfc822-headers", "message/global"):
            yield part.content[:MAX_TEXT].decode("utf-8", "replace").replace("\r\n", "\n")
    yield "\n".join(value for part in parts[:1] for name, value in part.headers if name in _THREAD)


_THREAD = ("in-reply-to", "references")


def _reports(parts: list[Part]) -> Iterator[Headers]:
    """The groups of fields about one addressee each."""
    for part in parts:
        if part.media_type not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        for block in re.split(rb"\r?\n\r?\n", part.content[:MAX_TEXT]):
            fields, _ = split_head(block.strip() + b"\r\n\r\n")
            if first(fields, "action"):
                yield fields


def _recipient(fields: Headers) -> str:
    told = first(fields, "original-recipient") or first(fields, "final-recipient")
    return told.rpartition(";")[2].strip(" <>\t").lower()


def _said(fields: Headers) -> str:
    told = first(fields, "diagnostic-code") or first(fields, "status")
    return one_line(text_of(told)[:MAX_SAYS])
