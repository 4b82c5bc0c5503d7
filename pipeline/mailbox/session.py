"""What the office says to a mail server once it is logged in (RFC 3501, 4315, 6154, 6851).

Only commands that the servers of Chinese providers answer rightly: no SEARCH but by UID, no
fetching but BODY.PEEK[], nothing by sequence number.
"""

import datetime as dt
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from imapclient import IMAPClient

from pipeline.domain.arrivals import Arrivals
from pipeline.errors import MailboxError
from pipeline.mailbox.arrivals import tell_arrivals
from pipeline.mailbox.faults import RefusedError, telling, words_of
from pipeline.mailbox.literals import bodies_in
from pipeline.mailbox.weights import Weight, weight_of

LAST_UID = 2**32 - 1
UID_DIGITS = 10

_APPENDED = re.compile(rb"\[APPENDUID \d+ (\d+)\]", re.IGNORECASE)
_MESSAGE_ID = re.compile(rb"<[^<>\r\n]{1,1000}>")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as LIST shows it; `flags` such as ``\\Drafts`` in lower case."""

    name: str
    delimiter: str
    flags: frozenset[str]


class Session:
    """One connection, logged in. Every method raises `MailboxError` when the server fails."""

    def __init__(self, client: IMAPClient, place: str) -> None:
        self._client = client
        self._place = place
        self._lasting_flags: frozenset[bytes] = frozenset()
        self._is_empty = False

    def tell_arrivals(self, arrivals: Arrivals) -> None:
        """From now on they are told while the server's answers come in, however slowly."""
        tell_arrivals(self._client._imap, arrivals)

    def examine(self, folder: str, readonly: bool = True) -> str:
        """Open a folder, answering its UIDVALIDITY ("0" when the server has none)."""
        try:
            with telling(self._place):
                answer = self._client.select_folder(folder, readonly=readonly)
        except RefusedError as fault:
            raise self._closed(folder, fault) from fault
        kept = answer.get(b"PERMANENTFLAGS", ())
        self._lasting_flags = frozenset(kept if isinstance(kept, tuple | list) else ())
        self._is_empty = answer.get(b"EXISTS") == 0
        return str(answer.get(b"UIDVALIDITY", 0))

    def _closed(self, folder: str, fault: RefusedError) -> MailboxError:
        if "unsafe login" in fault.what.lower():
            return MailboxError(
                f"邮件服务器不让本软件打开文件夹（{self._place}）：它认为登录不安全。",
                "请在邮箱网页版的设置里开启 IMAP，并使用授权码登录；仍不行时请联系邮箱客服。",
            )
        names = [one.name for one in self.folders()]
        if folder in names:
            return fault
        return MailboxError(
            f"邮箱 {self._place} 里没有文件夹“{folder}”。",
            f"请核对名字；现有的文件夹：{'、'.join(names[:30]) or '（一个也没有）'}。",
        )

    def next_uid(self, folder: str) -> tuple[str, int | None]:
        """Open a folder; its UIDVALIDITY and the UID the next mail gets, where it tells that."""
        try:
            with telling(self._place):
                answer = self._client.select_folder(folder, readonly=True)
        except RefusedError as fault:
            raise self._closed(folder, fault) from fault
        self._is_empty = answer.get(b"EXISTS") == 0
        following = answer.get(b"UIDNEXT")
        return str(answer.get(b"UIDVALIDITY", 0)), following if isinstance(following, int) else None

    def uids_above(self, position: int) -> tuple[int, ...]:
        """UIDs greater than `position`, ascending."""
        if self._is_empty:  # some servers answer BAD to a search in a folder without mails
            return ()
        found = self._searched(f"{position + 1}:*")
        # `*` is the last mail, and a range has no order: an old mail comes back as well.
        return tuple(sorted({uid for uid in found if uid > position}))

    def still_there(self, uids: Sequence[int]) -> frozenset[int]:
        """Which of these mails nobody has removed meanwhile."""
        with telling(self._place):
            # Without NOOP the server may go on counting mails that another client removed.
            self._client.noop()
        found = self._searched(",".join(str(uid) for uid in uids))
        return frozenset(found) & frozenset(uids)

    def _searched(self, uids: str) -> tuple[int, ...]:
        """Which UIDs there are; an answer in several lines counts, and no number that is none.

        The client library gives up at both.
        """
        with telling(self._place):
            kind, answer = self._client._imap.uid("SEARCH", "UID", uids)
            if kind != "OK":
                raise RefusedError(
                    f"邮件服务器没有列出邮件（{self._place}）：{words_of(answer)}。",
                    "请稍后再运行一次。",
                )
        words = [word for line in answer if isinstance(line, bytes) for word in line.split()]
        found = (int(word) for word in words if word.isdigit() and len(word) <= UID_DIGITS)
        return tuple(uid for uid in found if uid <= LAST_UID)

    def weights(self, uids: Sequence[int]) -> Mapping[int, Weight]:
        """Size and date of mails; one that vanished may be absent."""
        with telling(self._place):
            found = self._client.fetch(list(uids), ["RFC822.SIZE", "INTERNALDATE"])
        return {uid: weight_of(answer) for uid, answer in found.items()}

    def bodies(self, uids: Sequence[int]) -> Mapping[int, bytes]:
        """Mails byte for byte; one that vanished or that the server gave empty is absent."""
        return self._fetched(uids, "BODY.PEEK[]")

    def piece(self, uid: int, start: int, length: int) -> bytes:
        """Octets of one mail from `start`; fewer than `length` at its end, none beyond it."""
        return self._fetched([uid], f"BODY.PEEK[]<{start}.{length}>").get(uid, b"")

    def _fetched(self, uids: Sequence[int], what: str) -> Mapping[int, bytes]:
        line = self._client._imap
        with telling(self._place):
            kind, answer = line.uid("FETCH", ",".join(map(str, uids)), f"({what})")
            if kind != "OK":
                raise RefusedError(
                    f"邮件服务器没有给出邮件（{self._place}）：{words_of(answer)}。",
                    "请稍后再运行一次。",
                )
        wanted = frozenset(uids)
        return {uid: data for uid, data in bodies_in(answer).items() if uid in wanted}

    def heads(self, uids: Sequence[int]) -> Mapping[int, bytes]:
        """The header blocks of mails; one that is gone is absent."""
        with telling(self._place):
            found = self._client.fetch(list(uids), ["BODY.PEEK[HEADER]"])
        heads = {uid: answer.get(b"BODY[HEADER]") for uid, answer in found.items()}
        return {uid: head for uid, head in heads.items() if isinstance(head, bytes) and head}

    def message_ids(self, uids: Sequence[int]) -> frozenset[str]:
        """The Message-IDs of mails, with their angle brackets."""
        with telling(self._place):
            found = self._client.fetch(list(uids), ["BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"])
        fields = [
            value
            for answer in found.values()
            for key, value in answer.items()
            if key.startswith(b"BODY[") and isinstance(value, bytes)
        ]
        return frozenset(
            one.decode("ascii", "replace") for field in fields for one in _MESSAGE_ID.findall(field)
        )

    def fields(self, uids: Sequence[int], names: Sequence[str]) -> Mapping[int, bytes]:
        """Chosen header fields of mails, as one block each."""
        with telling(self._place):
            asked = f"BODY.PEEK[HEADER.FIELDS ({' '.join(names).upper()})]"
            found = self._client.fetch(list(uids), [asked])
        return {
            uid: value
            for uid, answer in found.items()
            for key, value in answer.items()
            if key.startswith(b"BODY[") and isinstance(value, bytes)
        }

    def folders(self) -> tuple[Folder, ...]:
        """All folders; servers from before RFC 6154 tell the Drafts folder by XLIST only."""
        with telling(self._place):
            ask = (
                self._client.xlist_folders
                if self._client.has_capability("XLIST")
                and not self._client.has_capability("SPECIAL-USE")
                else self._client.list_folders
            )
            return tuple(
                Folder(
                    str(name),
                    (delimiter or b"").decode("ascii", "replace"),
                    frozenset(flag.decode("ascii", "replace").lower() for flag in flags),
                )
                for flags, delimiter, name in ask()
            )

    def create(self, folder: str) -> None:
        with telling(self._place):
            self._client.create_folder(folder)
            self._client.subscribe_folder(folder)

    def append(
        self, folder: str, data: bytes, flags: Sequence[bytes], at: dt.datetime
    ) -> int | None:
        """Lay a mail into a folder; its UID where the server has UIDPLUS (RFC 4315)."""
        with telling(self._place):
            answer = self._client.append(folder, data, flags, at)
        told = _APPENDED.search(answer if isinstance(answer, bytes) else b"")
        return int(told[1]) if told else None

    def noop(self) -> None:
        with telling(self._place):
            self._client.noop()

    def require_keyword(self, keyword: bytes) -> None:
        """Raises `MailboxError` when the folder opened for writing keeps no such flag."""
        if not self._lasting_flags & {keyword, b"\\*"}:
            raise MailboxError(
                f"邮件服务器不保存自定义标记（{self._place}）。",
                '请把 mark 改为 "move" 或 "none"。',
            )

    def add_keyword(self, uids: Sequence[int], keyword: bytes) -> None:
        """Flag mails of the folder opened for writing; repeating it changes nothing."""
        self.require_keyword(keyword)
        with telling(self._place):
            self._client.add_flags(list(uids), [keyword], silent=True)

    @property
    def can_move(self) -> bool:
        return self._can("MOVE")

    @property
    def can_remove(self) -> bool:
        """Whether some mails can be removed without those that people have marked (RFC 4315)."""
        return self._can("UIDPLUS")

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Move mails (RFC 6851); of mails that are gone already nothing is moved."""
        with telling(self._place):
            self._client.move(list(uids), folder)

    def copy(self, uids: Sequence[int], folder: str) -> None:
        with telling(self._place):
            self._client.copy(list(uids), folder)

    def remove(self, uids: Sequence[int]) -> None:
        with telling(self._place):
            self._client.add_flags(list(uids), [b"\\Deleted"], silent=True)
            self._client.uid_expunge(list(uids))

    @property
    def place(self) -> str:
        return self._place

    @property
    def can_idle(self) -> bool:
        return self._can("IDLE")

    def idle(self, seconds: float, ended: Callable[[], bool]) -> bool:
        """Wait until the server tells of something new, or the time is up (RFC 2177).

        `ended` is asked every second whether to stop.
        """
        until = time.monotonic() + seconds
        told: list[tuple[object, ...]] = []
        with telling(self._place):
            self._client.idle()
            while not _is_news(told) and not ended() and time.monotonic() < until:
                told += self._client.idle_check(1.0)
            # What came between the last look and DONE counts as well.
            _, also = self._client.idle_done()
        return _is_news([*told, *also])

    def _can(self, capability: str) -> bool:
        with telling(self._place):
            return bool(self._client.has_capability(capability))


def _is_news(told: Sequence[Sequence[object]]) -> bool:
    return any(b"EXISTS" in one or b"RECENT" in one for one in told)
