"""A folder on a mail server. Nothing in it is changed by fetching, not even the \\Seen flag."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from pipeline.domain.folders import Known, Place
from pipeline.domain.identity import head_of, identity_of
from pipeline.domain.letters import Batch, RawMail, Sighting
from pipeline.errors import MailboxError, NotGivenError
from pipeline.intake.arrival import Clock, arrived
from pipeline.intake.fetching import OpenFolder
from pipeline.intake.portions import portions
from pipeline.mailbox.account import Account, Mark
from pipeline.mailbox.moving import move
from pipeline.mailbox.special_folder import refuse_special
from pipeline.mailbox.weights import Weight

KEYWORD = b"$DeyuFiled"
WEIGHED_AT_ONCE = 500
LISTEN_SECONDS = 300.0
"""How long one IDLE lasts; a server may hang up after half an hour (RFC 2177)."""

_PASSED_ON = re.compile(rb"^received:", re.IGNORECASE | re.MULTILINE)

ANCHORS = 3
"""Stored mails looked at, the newest first, until one that is still there tells the numbering."""


class ImapFolder:
    """A `Source`: every mail that lies there and is not known to be stored.

    A UID counts as stored only when its mail was, so a hole is found whatever made it. A mail
    that is there and that the server does not deliver holds up no other; `MailboxError` names
    it at the end, and it is asked for again at later passes, after all others. One login
    serves many passes; `close` ends it.
    """

    on_server = True

    def __init__(
        self,
        account: Account,
        folder: str,
        now: Clock,
        mark: Mark = Mark.NONE,
        move_to: str = "",
        drafts: str | None = None,
        sent: str | None = None,
    ) -> None:
        """`drafts` and `sent` are those that are set, None for those that the server means."""
        self._account = account
        self._folder = folder
        self._now = now
        self._mark = mark
        self._move_to = move_to
        self._drafts, self._sent = drafts, sent
        self._is_fit = folder.upper() == "INBOX"
        self._open = OpenFolder(account, folder)
        self._listening = OpenFolder(account, folder)

    @property
    def name(self) -> str:
        return f"{self._account.place}/{self._folder}"

    @property
    def marks(self) -> bool:
        return self._mark is not Mark.NONE

    def tell_arrivals(self, arriving: Callable[[], None]) -> None:
        self._open.arrivals.tell = arriving

    def close(self) -> None:
        self._open.close()

    def await_news(self, ended: Callable[[], bool]) -> bool | None:
        """None when the server cannot tell; on a connection of its own, so from any thread."""
        self._listening.look()
        if not self._listening.session.can_idle:
            self._listening.close()
            return None
        return self._listening.session.idle(LISTEN_SECONDS, ended)

    def stop_listening(self) -> None:
        self._listening.close()

    def _look(self) -> None:
        """Open the folder, once it is sure that it is none of those into which we put mails."""
        self._open.look()
        if not self._is_fit:
            refuse_special(
                self._folder, self._account.place, self._open.folders(), self._drafts, self._sent
            )
            self._is_fit = True

    def batches(self, known: Known) -> Iterator[Batch]:
        self._look()
        listed = self._open.session.uids_above(0)
        known = self._numbered(known, listed)
        fresh = [uid for uid in listed if uid not in known.stored and uid not in known.undelivered]
        again = [uid for uid in listed if uid in known.undelivered - known.resting]
        gone = tuple(sorted(known.undelivered.difference(listed)))
        left = len(fresh) + len(again)
        # Always, even with nothing new: now the numbering is proved.
        yield Batch((), left, known.epoch, vanished=gone)
        undelivered: list[int] = []
        for portion in chain(
            portions(self._weighed(fresh)),
            ((one,) for one, _ in self._weighed(again)),
        ):
            sizes = {uid: weight.size for uid, weight in portion}
            recognised = self._recognised(sizes, known)
            got = self._open.fetch({u: n for u, n in sizes.items() if u not in recognised})
            left -= len(portion)
            undelivered += got.undelivered
            mails = tuple(
                self._arrived(got.bodies[uid], weight, known.epoch, uid)
                for uid, weight in portion
                if uid in got.bodies
            )
            yield Batch(
                mails,
                left,
                known.epoch,
                tuple(got.undelivered),
                tuple(got.vanished),
                tuple(recognised.values()),
            )
            if got.fault is not None:
                raise got.fault
        if undelivered:
            raise _not_delivered(self.name, undelivered)

    def _numbered(self, known: Known, listed: Sequence[int]) -> Known:
        """What is known under the numbering of now; nothing, when the folder was renumbered.

        UIDVALIDITY alone is no proof: some servers give the same one, or none, whatever they
        do. So the newest stored mail that is still there must be the mail that was stored.
        """
        validity = self._open.validity
        base, _, count = known.epoch.partition("/")
        if base == validity and self._is_unchanged(known, listed):
            return known
        anew = validity if base != validity else f"{validity}/{int(count or 1) + 1}"
        return Known(anew, recall=known.recall, renumbered=bool(known.epoch))

    def _is_unchanged(self, known: Known, listed: Sequence[int]) -> bool:
        stored = (uid for uid in reversed(listed) if uid in known.stored)
        for _, uid in zip(range(ANCHORS), stored, strict=False):
            place = known.place(uid)
            told = self._is_at(place) if place is not None else None
            if told is not None:
                return told
        return True

    def _is_at(self, place: Place) -> bool | None:
        """Whether the mail that lies there is the one that was stored; None: not to be told."""
        head = self._open.heads([place.position]).get(place.position)
        if head is None:
            return None
        if head_of(head) == place.head:
            return True
        # Some servers write the header block anew; the whole mail decides.
        got = self._open.fetch({place.position: place.size})
        body = got.bodies.get(place.position)
        return None if body is None else identity_of(body) == place.identity

    def _recognised(self, sizes: Mapping[int, int], known: Known) -> Mapping[int, Place]:
        """Mails that are stored and only got another UID (sizes in octets by UID).

        Certain are the whole header block, of a mail that servers passed on and so marked with
        their numbers and seconds, and the size, if one stored mail alone has them.
        """
        if not known.renumbered:
            return {}
        heads = self._open.heads(list(sizes))
        told = {uid: head_of(head) for uid, head in heads.items() if _PASSED_ON.search(head)}
        stored: dict[tuple[str, int], set[str]] = {}
        for one in known.recall(list(told.values())):
            stored.setdefault((one.head, one.size), set()).add(one.identity)
        found = {}
        for uid, head in told.items():
            identities = stored.get((head, sizes[uid]), set())
            if len(identities) == 1:
                found[uid] = Place(uid, min(identities), head, sizes[uid])
        return found

    def _arrived(self, data: bytes, weight: Weight, epoch: str, uid: int) -> RawMail:
        sighting = Sighting(self.name, epoch, str(uid))
        return arrived(data, sighting, self._now, weight.date)

    def _weighed(self, uids: Sequence[int]) -> Iterator[tuple[tuple[int, Weight], int]]:
        for start in range(0, len(uids), WEIGHED_AT_ONCE):
            asked = uids[start : start + WEIGHED_AT_ONCE]
            weights = self._open.weights(asked)
            for uid in asked:
                weight = weights.get(uid, Weight(0, None))
                yield (uid, weight), weight.size

    def oldest_new(self, known: Known) -> dt.datetime | None:
        self._look()
        listed = self._open.session.uids_above(0)
        known = self._numbered(known, listed)
        fresh = [uid for uid in listed if uid not in known.stored and uid not in known.undelivered]
        dates = [weight.date for (_, weight), _ in self._weighed(fresh)]
        # One that nobody dates may be the oldest.
        oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
        return min((date or oldest for date in dates), default=None)

    def listed(self) -> tuple[int, ...] | None:
        self._open.look()
        return self._open.session.uids_above(0)

    def mark(self, epoch: str, places: Sequence[Place]) -> None:
        self._open.look(writing=True)
        if epoch.partition("/")[0] != self._open.validity:
            return
        positions = [one.position for one in places]
        heads = self._open.session.heads(positions)
        others = [
            one
            for one in places
            if one.position in heads and head_of(heads[one.position]) != one.head
        ]
        # Numbered anew since it was proved: a mail that nobody stored must not be moved away.
        if any(self._is_at(one) is not True for one in others):
            raise MailboxError(
                f"邮件服务器刚刚给文件夹重新编了号（{self.name}）。", "不用处理，下一次会重新核对。"
            )
        if self._mark is Mark.KEYWORD:
            self._open.session.add_keyword(positions, KEYWORD)
        else:
            session, validity = self._open.session, self._open.validity
            move(session, self._folder, validity, positions, self._move_to)


def _not_delivered(name: str, uids: Sequence[int]) -> NotGivenError:
    shown = "、".join(str(uid) for uid in uids[:10]) + (" 等" if len(uids) > 10 else "")
    return NotGivenError(
        f"{name} 里有 {len(uids)} 封邮件，服务器没有给出内容（UID {shown}）；其余邮件都已收下。",
        "请在邮箱网页版里查看这些邮件：打得开的，转发给本邮箱；打不开的，移出这个文件夹。",
    )
