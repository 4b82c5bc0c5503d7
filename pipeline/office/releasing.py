"""Laying notices where people send them from: never twice, whatever the server forgot."""

from collections.abc import Callable

from pipeline.domain.entries import NoticeMoved
from pipeline.domain.plans import NoticeKind, NoticeState, SubmissionState
from pipeline.office.filing import file_entry
from pipeline.office.house import SOFTWARE, Office
from pipeline.office.rows import NoticeRow


def lay_drafts(office: Office, progress: Callable[[str], None] = lambda notice: None) -> int:
    """Lay every notice that was not laid before; answers how many drafts are new.

    What was laid stands in the ledger and the archive, not in the mailbox: a draft that a
    person sent or threw away is not laid again.
    """
    waiting = [one for one in office.ledger.notices() if _waits(one)]
    if not waiting:
        return 0
    present = office.drafts.present()
    laid = 0
    for notice in waiting:
        with office.ledger.act():
            if _outdated(notice, office):
                _move(office, notice, NoticeState.CANCELLED, "")
                continue
            if notice.message_id in present:
                where = office.drafts.name
            else:
                data = office.archive.read(notice.object_id, notice.file)
                where = office.drafts.lay(data, notice.message_id)
                laid += 1
            office.crash("laid")
            _move(office, notice, NoticeState.DRAFT, where)
        progress(notice.id)
    return laid


def _waits(notice: NoticeRow) -> bool:
    return notice.state is NoticeState.DRAFT and not notice.where


def _outdated(notice: NoticeRow, office: Office) -> bool:
    """A request to complete what has meanwhile been completed would only confuse."""
    if notice.kind is not NoticeKind.COMPLETION or notice.application:
        return False
    row = office.ledger.submission(notice.submission)
    return row is not None and row.state is SubmissionState.SUPERSEDED


def _move(office: Office, notice: NoticeRow, state: NoticeState, where: str) -> None:
    about = (notice.id, notice.submission or notice.application, notice.application)
    tick = office.ledger.clock(office.now())
    filed = file_entry(
        office.archive,
        notice.object_id,
        f"{'lay' if where else 'cancel'}-{notice.id}",
        tick(),
        SOFTWARE,
        tuple(id_ for id_ in about if id_),
        NoticeMoved(notice.id, state, where),
    )
    office.ledger.record([filed], office.archive.read)
