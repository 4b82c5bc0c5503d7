"""What people do with notices: read, approve, send, cancel, tick off, let answers go again."""

from collections.abc import Sequence

from pipeline.domain.dispatching import Release
from pipeline.domain.plans import NOTICE_LABELS, NoticeState
from pipeline.errors import DecisionRefusedError, NotFoundError
from pipeline.office.house import SOFTWARE, Office
from pipeline.office.letters.allowing import hold
from pipeline.office.letters.moving import fresh, move
from pipeline.office.letters.releasing import release
from pipeline.office.letters.strays import refuse_stray
from pipeline.office.rows import NoticeRow
from pipeline.reading.mail.letter import read_letter

BY_HAND = "经办人勾记"


def notice_text(id_: str, office: Office) -> tuple[NoticeRow, str, tuple[str, ...]]:
    """A notice, its text as it was filed, and the names of its attachments.

    Raises `NotFoundError`.
    """
    (notice,) = _found([id_], office)
    letter = read_letter(office.archive.read(notice.object_id, notice.file))
    return notice, letter.text, tuple(file.name for file in letter.files)


def approve(ids: Sequence[str], by: str, office: Office) -> tuple[NoticeRow, ...]:
    """Release drafts: they go out in the next round. Who is approved already stays so."""
    _need_console(ids, "核准", office)
    notices = _found(ids, office)
    open_states = (NoticeState.DRAFT, NoticeState.FAILED, NoticeState.APPROVED)
    _need_states(notices, open_states, "核准")
    for notice in notices:
        refuse_stray(notice, "核准", office)
    return _moved(notices, NoticeState.APPROVED, by, "", office)


def send(ids: Sequence[str], by: str, office: Office) -> tuple[NoticeRow, ...]:
    """Approve these and send everything that is approved; answers how these stand.

    Without ids all that is approved. What the provider's limit keeps back stays approved.
    """
    _need_console(ids, "发出", office)
    chosen = list(ids) or [one.id for one in office.ledger.notices(states=(NoticeState.APPROVED,))]
    left = [one.id for one in _found(chosen, office) if one.state is not NoticeState.SENT]
    approve(left, by, office)
    release(office)
    return _found(chosen, office)


def cancel(ids: Sequence[str], by: str, reason: str, office: Office) -> tuple[NoticeRow, ...]:
    """Never send these; what a person may have sent already cannot be cancelled."""
    notices = _found(ids, office)
    for notice in notices:
        if notice.state is NoticeState.DRAFT and notice.reached:
            raise DecisionRefusedError(
                f"{notice.id} 的草稿已经放在 {notice.where or '草稿箱'}，由您在那里处理。",
                "请在那里删去这份草稿；下次 deyu run 会记为“已移交邮箱”，不会再放。",
            )
    open_states = (
        *(NoticeState.DRAFT, NoticeState.APPROVED, NoticeState.FAILED),
        *(NoticeState.IN_DOUBT, NoticeState.HANDED_OVER, NoticeState.CANCELLED),
    )
    _need_states(notices, open_states, "撤销")
    return _moved(notices, NoticeState.CANCELLED, by, reason, office)


def tick(ids: Sequence[str], by: str, sent: bool, office: Office) -> tuple[NoticeRow, ...]:
    """A person has looked: it was sent, or it was not and waits to be released again."""
    notices = _found(ids, office)
    unsettled = (NoticeState.IN_DOUBT, NoticeState.HANDED_OVER)
    if sent:
        settled = (NoticeState.DRAFT, NoticeState.FAILED, NoticeState.SENT)
        _need_states(notices, (*unsettled, *settled), "记为已发出")
        return _moved(notices, NoticeState.SENT, by, BY_HAND, office)
    _need_states(notices, unsettled, "记为未发出")
    return _moved(notices, NoticeState.DRAFT, by, BY_HAND, office)


def resume(by: str, office: Office) -> bool:
    """Let receipts go out by themselves again; False when nothing had stopped them."""
    with office.act():
        if office.ledger.outbox.breaker() is None:
            return False
        hold(office, held=False, says=BY_HAND, by=_who(by, office))
        return True


def _found(ids: Sequence[str], office: Office) -> tuple[NoticeRow, ...]:
    found: dict[str, NoticeRow] = {}
    for id_ in ids:
        rows = office.ledger.notices(id=id_) if id_ else ()
        if not rows:
            raise NotFoundError(f"没有编号为“{id_}”的通知。", "请用 deyu outbox list 查看编号。")
        found[id_] = rows[0]
    return tuple(found.values())


def _need_console(ids: Sequence[str], verb: str, office: Office) -> None:
    if office.house.release is Release.CONSOLE:
        return
    named = "、".join(ids)
    raise DecisionRefusedError(
        f"没有{verb}{f' {named}' if named else ''}：通知的出口是邮箱（[notices] release = mailbox）。",
        f"请在邮箱的草稿箱里{verb}；没有邮箱时，草稿在工作目录的 drafts 文件夹。",
    )


def _need_states(notices: Sequence[NoticeRow], states: Sequence[NoticeState], verb: str) -> None:
    """All are looked at before any is touched."""
    for notice in notices:
        if notice.state not in states:
            raise DecisionRefusedError(
                f"{notice.id} 现在是“{NOTICE_LABELS[notice.state]}”，不能{verb}。",
                f"请用 deyu outbox show {notice.id} 查看。",
            )


def _moved(
    notices: Sequence[NoticeRow], state: NoticeState, by: str, says: str, office: Office
) -> tuple[NoticeRow, ...]:
    who = _who(by, office)
    for notice in notices:
        with office.act():
            now = fresh(office, notice.id)
            unchanged = now.state is state and not (state is NoticeState.DRAFT and now.where)
            if not unchanged:
                move(office, now, state, says=says, by=who)
    return tuple(fresh(office, notice.id) for notice in notices)


def _who(by: str, office: Office) -> str:
    return by or office.system_user or SOFTWARE
