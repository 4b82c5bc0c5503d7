"""A folder on a mail server. Nothing in it is changed by fetching, not even the \\Seen flag."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from pipeline.domain.letters import Batch, Checkpoint, RawMail, Sighting
from pipeline.errors import MailboxError
from pipeline.intake.arrival import Clock, arrived
from pipeline.intake.portions import portions
from pipeline.mailbox.account import Account
from pipeline.mailbox.faults import RefusedError
from pipeline.mailbox.login import open_session
from pipeline.mailbox.session import Session, Weight

KEYWORD = b"$DeyuFiled"
WEIGHED_AT_ONCE = 500


class Mark(StrEnum):
    """How a mail that was taken in is shown in the mailbox."""

    NONE = "none"
    KEYWORD = "keyword"
    MOVE = "move"


class ImapFolder:
    """A `Source`: mails above the checkpoint, all mails under a new UIDVALIDITY.

    A UID is passed only when its mail was offered or is gone. A mail that is there and that
    the server does not deliver holds the checkpoint where it is; the others are offered all
    the same, and `MailboxError` names it at the end.
    """

    def __init__(
        self,
        account: Account,
        folder: str,
        now: Clock,
        mark: Mark = Mark.NONE,
        move_to: str = "",
    ) -> None:
        self._account = account
        self._folder = folder
        self._now = now
        self._mark = mark
        self._move_to = move_to
        # Mails beyond one that cannot be fetched: stored, so not fetched again at each poll.
        self._beyond: set[tuple[str, int]] = set()

    @property
    def name(self) -> str:
        return f"{self._account.place}/{self._folder}"

    def batches(self, since: Checkpoint | None) -> Iterator[Batch]:
        with open_session(self._account) as session:
            epoch = session.examine(self._folder)
            position = since.position if since is not None and since.epoch == epoch else 0
            waiting = [
                uid for uid in session.uids_above(position) if (epoch, uid) not in self._beyond
            ]
            left = len(waiting)
            kept_back: list[int] = []
            for portion in portions(_weighed(session, waiting)):
                bodies, refused = _fetched(session, [uid for uid, _ in portion])
                kept_back += refused
                left -= len(portion)
                position = min(kept_back) - 1 if kept_back else portion[-1][0]
                yield Batch(
                    tuple(
                        self._arrived(bodies[uid], weight, epoch, uid)
                        for uid, weight in portion
                        if uid in bodies
                    ),
                    Checkpoint(self.name, epoch, position),
                    left,
                )
                if kept_back:
                    self._beyond.update((epoch, uid) for uid in bodies)
        if kept_back:
            raise _not_delivered(self.name, kept_back)

    def _arrived(self, data: bytes, weight: Weight, epoch: str, uid: int) -> RawMail:
        sighting = Sighting(self.name, epoch, str(uid))
        return arrived(data, sighting, self._now, weight.date)

    def mark(self, sightings: Sequence[Sighting]) -> None:
        uids = [int(one.position) for one in sightings]
        if self._mark is Mark.NONE or not uids:
            return
        with open_session(self._account) as session:
            epoch = session.examine(self._folder, readonly=False)
            if any(one.epoch != epoch for one in sightings):
                return
            if self._mark is Mark.KEYWORD:
                session.add_keyword(uids, KEYWORD)
            else:
                session.move(uids, self._move_to)


def _weighed(session: Session, uids: Sequence[int]) -> Iterator[tuple[tuple[int, Weight], int]]:
    for start in range(0, len(uids), WEIGHED_AT_ONCE):
        asked = uids[start : start + WEIGHED_AT_ONCE]
        weights = session.weights(asked)
        for uid in asked:
            weight = weights.get(uid, Weight(0, None))
            yield (uid, weight), weight.size


def _fetched(session: Session, uids: Sequence[int]) -> tuple[Mapping[int, bytes], list[int]]:
    """The mails, and the UIDs of those that are there but do not come.

    A server may answer OK and leave out what another client has just removed; it may also
    leave out, or answer with nonsense, what it cannot read. Asking again tells which.
    """
    try:
        bodies = dict(session.bodies(uids))
    except RefusedError:
        bodies = {}
    missing = [uid for uid in uids if uid not in bodies]
    if not missing:
        return bodies, []
    refused = []
    for uid in sorted(session.still_there(missing)):
        try:
            alone = session.bodies([uid])
        except RefusedError:
            alone = {}
        bodies.update(alone)
        if uid not in alone:
            refused.append(uid)
    return bodies, refused


def _not_delivered(name: str, uids: Sequence[int]) -> MailboxError:
    shown = "、".join(str(uid) for uid in uids[:10]) + (" 等" if len(uids) > 10 else "")
    return MailboxError(
        f"{name} 里有 {len(uids)} 封邮件，服务器没有给出内容（UID {shown}）；其余邮件都已收下。",
        "请在邮箱网页版里查看这些邮件：打得开的，转发给本邮箱；打不开的，移出这个文件夹。",
    )
