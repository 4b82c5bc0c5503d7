"""Moving mails into another folder, also where a server has no MOVE (RFC 6851).

There they are copied and then removed by their UIDs (RFC 4315). Whatever cuts that off, they
are copied once: what lies among the newest of the other folder already, header block and size
alike, is only removed.
"""

from collections import Counter
from collections.abc import Sequence

from pipeline.domain.identity import head_of
from pipeline.errors import MailboxError
from pipeline.mailbox.faults import RefusedError
from pipeline.mailbox.session import Session

NEWEST = 1000
"""Among so many of the last mails a copy is looked for that an attempt before has made."""


def move(session: Session, source: str, validity: str, uids: Sequence[int], target: str) -> None:
    """Move mails of the folder `source`, which is open for writing with this UIDVALIDITY.

    The other folder is made when it is not there. Those that are gone are gone. Raises
    `MailboxError`.
    """
    require_moving(session)
    if lacks(session, target):
        session.create(target)
    if session.can_move:
        session.move(uids, target)
        return
    try:
        copied = _copied_before(session, uids, target)
    except RefusedError:  # a second copy is better than a mail that is never moved
        copied = frozenset()
    if session.examine(source, readonly=False) != validity:
        raise MailboxError(
            f"邮件服务器刚刚给文件夹“{source}”重新编了号（{session.place}）。",
            "不用处理，下一次会重新核对。",
        )
    left = [uid for uid in uids if uid not in copied]
    if left:
        session.copy(left, target)
    session.remove(uids)


def require_moving(session: Session) -> None:
    """Raises `MailboxError` without MOVE and UIDPLUS: a plain EXPUNGE would also remove what people
    have marked.
    """
    if not (session.can_move or session.can_remove):
        raise MailboxError(
            f"邮件服务器不支持移动邮件（{session.place}）。", '请把 mark 改为 "none"。'
        )


def lacks(session: Session, target: str) -> bool:
    """Whether there is no such folder yet, as far as the server lists its folders."""
    try:
        names = [one.name for one in session.folders()]
    except RefusedError:
        return False
    return bool(names) and target not in names


def _copied_before(session: Session, uids: Sequence[int], target: str) -> frozenset[int]:
    """Those of which a copy lies in the other folder: one copy stands for one mail."""
    sizes = {uid: weight.size for uid, weight in session.weights(uids).items()}
    own = {uid: (head_of(head), sizes.get(uid, 0)) for uid, head in session.heads(uids).items()}
    lying = _newest_of_size(session, target, set(sizes.values()))
    copied = set()
    for uid, alike in own.items():
        if lying[alike] > 0:
            lying[alike] -= 1
            copied.add(uid)
    return frozenset(copied)


def _newest_of_size(session: Session, target: str, sizes: set[int]) -> Counter[tuple[str, int]]:
    """Header blocks and sizes of the newest mails of a folder that have one of these sizes."""
    _, following = session.next_uid(target)
    newest = session.uids_above(max(following - 1 - NEWEST, 0) if following else 0)[-NEWEST:]
    weights = session.weights(newest) if newest else {}
    chosen = {uid: one.size for uid, one in weights.items() if one.size in sizes}
    heads = session.heads(list(chosen)) if chosen else {}
    return Counter((head_of(head), chosen[uid]) for uid, head in heads.items())
