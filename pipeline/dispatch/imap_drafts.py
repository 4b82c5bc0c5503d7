"""The Drafts folder of a mail account: people look at what lies there, change it and send it."""

import datetime as dt
from collections.abc import Callable

from pipeline.domain.arrivals import Arrivals
from pipeline.errors import MailboxError
from pipeline.mailbox.account import Account
from pipeline.mailbox.faults import RefusedError
from pipeline.mailbox.special_folder import DRAFTS, SpecialFolder

FLAGS = (b"\\Draft", b"\\Seen")
LISTED_AT_ONCE = 500
NOWHERE = "none"
"""The position in a folder that is not there yet."""


class ImapDrafts:
    """A `Drafts` in a mailbox; a folder that is not there is made for the first draft."""

    def __init__(
        self,
        account: Account,
        folder: str | None,
        now: Callable[[], dt.datetime],
        arrivals: Arrivals | None = None,
    ) -> None:
        self._folder = SpecialFolder(account, folder, DRAFTS, arrivals or Arrivals())
        self._now = now

    @property
    def name(self) -> str:
        """The folder as far as it is known: what it is really called, the first act finds out."""
        return f"{self._folder.place}/{self._folder.name}"

    def position(self) -> str:
        """UIDVALIDITY and the UID that the next draft gets: both stay while nothing is laid."""
        session = self._folder.session()
        folder = self._folder.found(session)
        if folder is None:
            return NOWHERE
        validity, following = session.next_uid(folder)
        if following is None:
            following = max(session.uids_above(0), default=0) + 1
        return f"{validity}:{following}"

    def present(self) -> frozenset[str]:
        """Message-IDs that lie there now; all are listed, since some servers' SEARCH lies."""
        session = self._folder.session()
        folder = self._folder.found(session)
        if folder is None:
            return frozenset()
        session.examine(folder)
        uids = session.uids_above(0)
        found: set[str] = set()
        for start in range(0, len(uids), LISTED_AT_ONCE):
            found |= session.message_ids(uids[start : start + LISTED_AT_ONCE])
        return frozenset(found)

    def lay(self, data: bytes, message_id: str) -> str:
        """Lay one draft and answer its folder and UID.

        Never tried twice: when the connection is lost meanwhile, the draft may lie there all
        the same, and only `present` can tell.
        """
        session = self._folder.session()
        folder = self._folder.found_or_made(session)
        try:
            uid = session.append(folder, data, FLAGS, self._now())
        except RefusedError as fault:
            raise MailboxError(
                f"草稿 {message_id} 放不进 {self._folder.place} 的“{folder}”：{fault.what}",
                "请检查邮箱是否已满，以及这个文件夹是否可写；处理后再运行一次。",
            ) from fault
        return folder if uid is None else f"{folder} uid {uid}"

    def close(self) -> None:
        """Log out; the next act logs in again."""
        self._folder.close()
