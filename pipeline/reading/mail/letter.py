"""Bytes of a mail to a `Letter`: headers decoded, the text of the body, all leaf files.

Nothing here raises, whatever the bytes: what is wrong with a mail is a `Problem`.
"""

import datetime as dt
from collections.abc import Collection

from pipeline.domain.identity import sha256_of
from pipeline.domain.letters import Address, LeafFile, Letter, Problem, SenderTrust
from pipeline.reading.mail.authentication import sender_trust
from pipeline.reading.mail.automatic import is_machine, why_automatic
from pipeline.reading.mail.leaves import Unpacking
from pipeline.reading.message.addresses import addresses_of
from pipeline.reading.message.dates import date_in_received, date_of
from pipeline.reading.message.headers import (
    Headers,
    first,
    message_id_of,
    references_of,
    split_head,
    text_of,
)
from pipeline.reading.message.mime import parse


def read_letter(
    data: bytes, own_addresses: Collection[str] = (), *, opens_archives: bool = True
) -> Letter:
    """A mail as understood. The sender of record is the outer From, even of a forwarded mail.

    `problems` are those of the mail itself; a file's problem is with the file. The text of
    forwarded mails follows the text of the mail, each after a line that names its subject.
    `reply_to` are those of them that a person reads: not the office itself, no machine.
    Where archives are not opened, each is a leaf that is `unreadable`.
    """
    mail = parse(data)
    headers = mail.headers
    subject = text_of(first(headers, "subject"))
    sender, reply_to = _sender(headers), _addresses(headers, "reply-to")
    ours = {address.casefold() for address in own_addresses}
    unpacking = Unpacking(opens_archives=opens_archives)
    unpacking.take_mail(mail, ())
    text = "\n\n".join(unpacking.texts)
    return Letter(
        sha256=sha256_of(data),
        message_id=message_id_of(headers),
        subject=subject,
        sender=sender,
        to=_addresses(headers, "to"),
        cc=_addresses(headers, "cc"),
        reply_to=tuple(
            one for one in reply_to if not is_machine(one) and one.address.casefold() not in ours
        ),
        references=references_of(headers),
        date=date_of(first(headers, "date")),
        automatic=why_automatic(
            mail, sender, subject, text, unpacking.files, own_addresses, reply_to
        ),
        text=text,
        files=tuple(unpacking.files),
        problems=tuple(unpacking.problems),
        page=unpacking.page,
    )


def read_file(
    name: str, data: bytes, *, opens_archives: bool = True
) -> tuple[tuple[LeafFile, ...], tuple[Problem, ...]]:
    """The leaves of a bare file: itself, or of a container all that it holds."""
    unpacking = Unpacking(opens_archives=opens_archives)
    unpacking.take_file(name, data, ())
    return tuple(unpacking.files), tuple(unpacking.problems)


def trust_of(data: bytes, gateways: Collection[str]) -> SenderTrust:
    """What the gateways of these names say about the sender of a mail."""
    headers, _ = split_head(data)
    return sender_trust(headers, _sender(headers).address, gateways)


def topmost_received(data: bytes) -> dt.datetime | None:
    """When the last server took the mail in, as its own Received field says."""
    return date_in_received(first(split_head(data)[0], "received"))


def date_header(data: bytes) -> dt.datetime | None:
    """The Date field: what the sender's clock said."""
    return date_of(first(split_head(data)[0], "date"))


def sender_and_subject(data: bytes) -> tuple[Address, str]:
    """Who wrote and about what, by the header alone, for a mail that could not be read whole."""
    headers, _ = split_head(data)
    return _sender(headers), text_of(first(headers, "subject"))


def _sender(headers: Headers) -> Address:
    """The first of From, where that is missing of Sender; both halves "" when neither tells."""
    for field in ("from", "sender"):
        found = addresses_of(first(headers, field), limit=1)
        if found:
            return found[0]
    return Address("", "")


def _addresses(headers: Headers, field: str) -> tuple[Address, ...]:
    """All addresses of a field, also where it stands several times."""
    return addresses_of(", ".join(value for name, value in headers if name == field))
