"""A folder on a mail server. Nothing in it is changed by fetching, not even the \\Seen flag."""

from collections.abc import Iterator, Sequence

from pipeline.domain.letters import Batch, Checkpoint, RawMail, Sighting
from pipeline.errors import MailboxError
from pipeline.intake.arrival import Clock, arrived
from pipeline.intake.fetching import OpenFolder, open_folder
from pipeline.intake.portions import portions
from pipeline.mailbox.account import Account, Mark
from pipeline.mailbox.login import open_session
from pipeline.mailbox.session import Weight

KEYWORD = b"$DeyuFiled"
WEIGHED_AT_ONCE = 500


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
        self._unmarked: MailboxError | None = None

    @property
    def name(self) -> str:
        return f"{self._account.place}/{self._folder}"

    def batches(self, since: Checkpoint | None) -> Iterator[Batch]:
        kept_back: list[int] = []
        self._unmarked = None
        with open_folder(self._account, self._folder) as opened:
            epoch = opened.epoch
            position = since.position if since is not None and since.epoch == epoch else 0
            above = opened.session.uids_above(position)
            waiting = [uid for uid in above if (epoch, uid) not in self._beyond]
            left = len(waiting)
            for portion in portions(_weighed(opened, waiting)):
                bodies, refused = opened.fetch([uid for uid, _ in portion])
                kept_back += refused
                left -= len(portion)
                mails = tuple(
                    self._arrived(bodies[uid], weight, epoch, uid)
                    for uid, weight in portion
                    if uid in bodies
                )
                position = kept_back[0] - 1 if kept_back else portion[-1][0]
                yield Batch(mails, Checkpoint(self.name, epoch, position), left)
                if kept_back:
                    self._beyond.update((epoch, uid) for uid in bodies)
        if kept_back:
            raise _not_delivered(self.name, kept_back)
        if self._unmarked is not None:
            raise self._unmarked

    def _arrived(self, data: bytes, weight: Weight, epoch: str, uid: int) -> RawMail:
        sighting = Sighting(self.name, epoch, str(uid))
        return arrived(data, sighting, self._now, weight.date)

    def mark(self, sightings: Sequence[Sighting]) -> None:
        """A mark is cosmetic: what hinders it holds up no mail and is told after the last."""
        if self._mark is Mark.NONE or not sightings:
            return
        try:
            self._marked(sightings)
        except MailboxError as fault:
            self._unmarked = MailboxError(
                f"收下的邮件在 {self.name} 里没有标记好：{fault.what}",
                f'{fault.way_out}不需要标记时，请把 mark 改为 "{Mark.NONE}"；邮件本身都已收下。',
            )

    def _marked(self, sightings: Sequence[Sighting]) -> None:
        with open_session(self._account) as session:
            epoch = session.examine(self._folder, readonly=False)
            uids = [int(one.position) for one in sightings if one.epoch == epoch]
            if not uids:
                return
            if self._mark is Mark.KEYWORD:
                session.add_keyword(uids, KEYWORD)
            else:
                session.move(uids, self._move_to)


def _weighed(opened: OpenFolder, uids: Sequence[int]) -> Iterator[tuple[tuple[int, Weight], int]]:
    for start in range(0, len(uids), WEIGHED_AT_ONCE):
        asked = uids[start : start + WEIGHED_AT_ONCE]
        weights = opened.session.weights(asked)
        for uid in asked:
            weight = weights.get(uid, Weight(0, None))
            yield (uid, weight), weight.size


def _not_delivered(name: str, uids: Sequence[int]) -> MailboxError:
    shown = "、".join(str(uid) for uid in uids[:10]) + (" 等" if len(uids) > 10 else "")
    return MailboxError(
        f"{name} 里有 {len(uids)} 封邮件，服务器没有给出内容（UID {shown}）；其余邮件都已收下。",
        "请在邮箱网页版里查看这些邮件：打得开的，转发给本邮箱；打不开的，移出这个文件夹。",
    )
