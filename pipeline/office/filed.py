"""What the archive holds of a mail or an application, as it was filed."""

import json
from typing import Any

from pipeline.domain.entries import Handled, Revised
from pipeline.domain.letters import Letter
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, application_object, mail_object, not_found
from pipeline.office.rows import ApplicationRow
from pipeline.reading.mail.letter import read_letter

Json = dict[str, Any]


def newest_revision(office: Office, application: ApplicationRow) -> Revised:
    """The application's current revision as it was filed, and judged last."""
    found = entries_of(office.archive, application_object(application.id))
    for filed in sorted(found, key=lambda one: one.entry.at, reverse=True):
        body = filed.entry.body
        if isinstance(body, Revised) and body.revision == application.revision:
            return body
    raise not_found(application.id)


def letter_of(identity: str, office: Office) -> Letter:
    """A stored mail as understood, without its attachments."""
    data = office.archive.read(mail_object(identity), "message.eml")
    return read_letter(data, office.house.addresses)


def thread_of(office: Office, identity: str) -> tuple[str, tuple[str, ...]]:
    """Message-ID and References of the mail that brought the current revision."""
    for filed in entries_of(office.archive, mail_object(identity)):
        body = filed.entry.body
        if isinstance(body, Handled):
            return body.message_id, body.references
    return "", ()


def reading_of(submission: str, office: Office) -> Json | None:
    """What was understood of a mail, as it was filed; None before it was handled."""
    object_id = mail_object(office.ledger.identity_of(submission))
    if "reading.json" not in office.archive.paths(object_id):
        return None
    document: Json = json.loads(office.archive.read(object_id, "reading.json"))
    return document
