"""One message that reached the office by two routes, which differ in trace fields only."""

from pipeline.domain.letters import Letter
from pipeline.domain.plans import SubmissionState
from pipeline.office.house import Office, mail_object
from pipeline.office.intake_ports import WorkItem
from pipeline.office.queries import ListQuery
from pipeline.office.rows import SubmissionRow
from pipeline.reading.mail.authorship import digest_as_written

MOST_COMPARED = 20
"""A sender may use one Message-ID for thousands of mails."""

_UNHANDLED = (SubmissionState.RECEIVED, SubmissionState.QUARANTINED)


def original_of(item: WorkItem, letter: Letter, office: Office) -> str:
    """The submission that was handled already and is the same message, "" for none."""
    if not letter.message_id or not letter.sender.address:
        return ""
    query = ListQuery(message_id=letter.message_id, limit=MOST_COMPARED)
    alike = [
        row
        for row in office.ledger.submissions(query)[0]
        if row.id != item.submission and _answers_for(row)
    ]
    if not alike:
        return ""
    own = digest_as_written(office.archive.read(mail_object(item.identity), "message.eml"))
    for row in alike:
        identity = office.ledger.identity_of(row.id)
        if own == digest_as_written(office.archive.read(mail_object(identity), "message.eml")):
            return row.id
    return ""


def _answers_for(row: SubmissionRow) -> bool:
    """Whether the mail was handled as a person's: what was kept in silence answers for none."""
    handled = row.state not in _UNHANDLED and row.own_state is not SubmissionState.SET_ASIDE
    return handled and not row.silent
