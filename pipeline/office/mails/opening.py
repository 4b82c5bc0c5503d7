"""From when on mail is answered: from the first poll of its folder, unless the settings say when.

A folder that is added later was looked after by people before, as the first one was.
"""

import datetime as dt
import hashlib

from pipeline.domain.entries import Opened
from pipeline.domain.letters import RawMail
from pipeline.office.filing import file_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office


def open_office(office: Office) -> None:
    """Keep the moment of the office's first run in the archive."""
    if office.ledger.answer_since() is None:
        with office.act():
            at = office.ledger.clock(office.now())()
            _keep("open", Opened(at), at, office)


def opened_at(source: str, office: Office) -> dt.datetime:
    """The moment of the first poll of a folder, kept in the archive.

    Mail that a server received before it is filed and not answered. A folder from which mail was
    taken in before its moment was kept is as old as the office.
    """
    name = office.house.lasting_name(source)
    since = office.ledger.answer_since(name)
    if since is not None:
        return since
    with office.act():
        at = office.ledger.clock(office.now())()
        first = office.ledger.answer_since() if office.ledger.folders.seen(source) else None
        id_ = f"open-{hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:32]}"
        return _keep(id_, Opened(first or at, name), at, office)


def _keep(id_: str, body: Opened, at: dt.datetime, office: Office) -> dt.datetime:
    filed = file_entry(office.archive, OFFICE_OBJECT, id_, at, SOFTWARE, (OFFICE_OBJECT,), body)
    office.ledger.record([filed], office.archive.read)
    kept = filed.entry.body
    return kept.answer_since if isinstance(kept, Opened) else at


def is_old(mail: RawMail, since: dt.datetime) -> bool:
    """Whether a mail of a mailbox was received before the office began to answer.

    A server that does not say when is believed by the mail's own fields; none tells more than
    the second.
    """
    return mail.received_at < since.replace(microsecond=0)
