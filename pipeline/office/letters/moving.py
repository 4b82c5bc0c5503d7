"""Moving a notice from one state to the next: filed as an entry, then recorded."""

from pipeline.domain.dispatching import MOVES
from pipeline.domain.entries import FiledEntry, NoticeMoved
from pipeline.domain.plans import NOTICE_LABELS, NoticeState
from pipeline.errors import DecisionRefusedError
from pipeline.office.filing import file_entry
from pipeline.office.house import SOFTWARE, Office
from pipeline.office.rows import NoticeRow

MOVE = "move_notice"


def move(
    office: Office,
    notice: NoticeRow,
    state: NoticeState,
    where: str = "",
    says: str = "",
    by: str = SOFTWARE,
) -> NoticeRow:
    """File and record one move; answers the notice as it stands afterwards.

    When a killed attempt filed this move already, that one stands, whatever is asked now:
    the state of the answer tells. Must be called while the office is held.
    """
    filed = file_move(office, notice, state, where, says, by)
    office.ledger.record([filed], office.archive.read)
    return fresh(office, notice.id)


def file_move(
    office: Office,
    notice: NoticeRow,
    state: NoticeState,
    where: str = "",
    says: str = "",
    by: str = SOFTWARE,
) -> FiledEntry:
    """File one move without recording it. Its id is the notice's and counts its moves."""
    if state not in MOVES[notice.state]:
        raise DecisionRefusedError(
            f"通知 {notice.id} 现在是“{NOTICE_LABELS[notice.state]}”，"
            f"不能改为“{NOTICE_LABELS[state]}”。",
            f"请用 deyu outbox show {notice.id} 查看。",
        )
    moves = sum(row.act == MOVE for row in office.ledger.history(notice.id))
    about = (notice.id, notice.submission or notice.application, notice.application)
    return file_entry(
        office.archive,
        notice.object_id,
        f"move-{notice.id}-{moves + 1}",
        office.ledger.clock(office.now())(),
        by,
        tuple(id_ for id_ in about if id_),
        NoticeMoved(notice.id, state, where, says, "" if by == SOFTWARE else office.system_user),
    )


def fresh(office: Office, notice: str) -> NoticeRow:
    """The notice as it stands at this moment."""
    (row,) = office.ledger.notices(id=notice)
    return row
