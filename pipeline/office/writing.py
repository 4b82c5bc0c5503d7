"""Writing a notice: wording, envelope, and the line that the archive keeps of it."""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.plans import Notice, NoticeKind
from pipeline.notices.envelope import Enclosure, Envelope, message_id, seal
from pipeline.notices.wording import NoticeWords
from pipeline.office.filing import taken_in
from pipeline.office.house import Office, mail_object

SUBJECT_SHOWN = 80
"""As many characters of an answered mail's subject a letter repeats."""


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """To whom a notice goes and which mail it answers; `identity` names that mail.

    The answer comes from the account that the mail came to; what answers no mail, from the first.
    """

    kind: NoticeKind
    to: str
    submission: str
    application: str
    identity: str
    answers: str
    references: tuple[str, ...]
    automatic: bool = False
    enclosures: tuple[Enclosure, ...] = ()


def letter_head(
    office: Office, number: str, received_on: dt.date | None, subject: str, cited: str = ""
) -> NoticeWords:
    """What every letter begins with; `received_on` and `subject` are the answered mail's, `cited`
    the edition where it is not the one of that day.
    """
    edition = office.editions.on(received_on) if received_on else office.edition
    return NoticeWords(
        number=number,
        office=office.house.name,
        demo=office.house.demo,
        edition=cited or edition.cited,
        received_on=chinese_day(received_on) if received_on else "",
        original_subject=subject[:SUBJECT_SHOWN],
    )


def write_notice(
    office: Office, draft: NoticeDraft, words: NoticeWords, at: dt.datetime
) -> tuple[Notice, bytes]:
    """The notice and its bytes, rendered once; they never change afterwards."""
    subject, body = office.wording.write(draft.kind, words)
    sender = office.house.address_answering(_sources(draft.identity, office))
    own_id = message_id(words.number, draft.identity, sender)
    envelope = Envelope(
        number=words.number,
        sender_name=office.house.name,
        sender=sender,
        to=draft.to,
        subject=subject,
        date=at.astimezone(office.house.timezone),
        message_id=own_id,
        answers=draft.answers,
        references=draft.references,
        automatic=draft.automatic,
    )
    notice = Notice(
        id=words.number,
        kind=draft.kind,
        to=(draft.to,),
        subject=subject,
        message_id=own_id,
        submission=draft.submission,
        application=draft.application,
        file=f"notices/{words.number}.eml",
        created_at=at,
        automatic=draft.automatic,
        sender=sender,
    )
    return notice, seal(envelope, body, draft.enclosures)


def _sources(identity: str, office: Office) -> list[str]:
    """Where a mail came from, first where it was taken in; nothing of what is no mail."""
    if office.archive.head(mail_object(identity)) is None:
        return []
    seen = [one.source for one in office.ledger.sightings(identity)]
    return [taken_in(office.archive, identity).sighting.source, *seen]


def chinese_day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
