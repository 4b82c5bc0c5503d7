"""Notices whose way out is set no more: the mailbox, or the server of their mailbox to send with.

Nobody else's name is put under them, and none waits in silence.
"""

from collections.abc import Sequence

from pipeline.domain.plans import NoticeState
from pipeline.errors import DecisionRefusedError
from pipeline.office.house import Mailbox, Office
from pipeline.office.letters.moving import fresh, move
from pipeline.office.letters.settling import SENDING_UNKNOWN
from pipeline.office.rows import NoticeRow

WAY_OUT = (
    "请把这个地址加回 office.toml 的 [mail] addresses；"
    "不再用它的，请用 deyu outbox cancel 撤销，再另行去信。"
)


UNSENDABLE = "已没有发信服务器（[smtp]），改由人发出"


def is_stray(notice: NoticeRow, office: Office) -> bool:
    """Whether it still has to go out, and no mailbox of the office has its sender's address."""
    waits = notice.unlaid or notice.state in (NoticeState.APPROVED, NoticeState.SENDING)
    return waits and office.mailbox_of(notice.sender) is None


def put_back_strays(office: Office) -> None:
    """They wait as drafts, and say why, until the address is back or a person cancels them.

    What was being sent just then is in doubt: there is no Sent to look it up in.
    """
    waiting = (NoticeState.DRAFT, NoticeState.APPROVED, NoticeState.SENDING)
    for listed in office.ledger.notices(states=waiting):
        if not is_stray(listed, office):
            continue
        with office.act():
            notice = fresh(office, listed.id)
            says = said_of(notice)
            if notice.state is NoticeState.SENDING:
                move(office, notice, NoticeState.IN_DOUBT, notice.where, SENDING_UNKNOWN)
            elif notice.state is NoticeState.APPROVED or (
                not notice.laying and notice.says != says
            ):
                move(office, notice, NoticeState.DRAFT, says=says)


def put_back_unsendable(office: Office, mailbox: Mailbox) -> None:
    """What was approved while there was a server to send with becomes a draft for people."""
    if mailbox.carrier is not None:
        return
    for listed in office.notices_of(mailbox, (NoticeState.APPROVED,)):
        with office.act():
            notice = fresh(office, listed.id)
            if notice.state is NoticeState.APPROVED:
                move(office, notice, NoticeState.DRAFT, says=UNSENDABLE)


def stray_alarms(notices: Sequence[NoticeRow], office: Office) -> tuple[str, ...]:
    strays = [one for one in notices if is_stray(one, office)]
    return tuple(f"{one.id} 没有发出：{said_of(one)}。{WAY_OUT}" for one in strays)


def said_of(notice: NoticeRow) -> str:
    return f"它应当从 {notice.sender} 发出，而现在设置的邮箱都没有这个地址"


def refuse_stray(notice: NoticeRow, verb: str, office: Office) -> None:
    """Raises `DecisionRefusedError` when a notice has no mailbox to go out from."""
    if office.mailbox_of(notice.sender) is None:
        raise DecisionRefusedError(f"没有{verb} {notice.id}：{said_of(notice)}。", WAY_OUT)
