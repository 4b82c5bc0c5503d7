"""The Drafts folder of a mail account: people look at what lies there, change it and send it."""

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from pipeline.errors import MailboxError
from pipeline.mailbox.account import Account
from pipeline.mailbox.faults import ConnectionLostError, RefusedError
from pipeline.mailbox.login import open_session
from pipeline.mailbox.session import Folder, Session

FLAGS = (b"\\Draft", b"\\Seen")
USUAL_NAMES = ("Drafts", "草稿箱", "草稿", "草稿夹", "Draft")
LISTED_AT_ONCE = 500


class ImapDrafts:
    """A `Drafts` in a mailbox.

    With `folder` None it is the folder that the server itself calls its drafts (RFC 6154),
    else one with a usual name, else a new one. One login serves many drafts; `close` ends it.
    """

    def __init__(
        self, account: Account, folder: str | None, now: Callable[[], dt.datetime]
    ) -> None:
        self._account = account
        self._folder = folder
        self._now = now
        self._found: str | None = None
        self._session: Session | None = None
        self._login = ExitStack()

    @property
    def name(self) -> str:
        """The folder as far as it is known: what it is really called, the first act finds out."""
        return f"{self._account.place}/{self._found or self._folder or USUAL_NAMES[0]}"

    def present(self) -> frozenset[str]:
        """Message-IDs that lie there now; all are listed, since some servers' SEARCH lies."""
        session = self._logged_in()
        folder = self._looked_up(session)
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
        session = self._logged_in()
        folder = self._looked_up(session) or self._made(session)
        try:
            uid = session.append(folder, data, FLAGS, self._now())
        except RefusedError as fault:
            raise MailboxError(
                f"草稿 {message_id} 放不进 {self._account.place} 的“{folder}”：{fault.what}",
                "请检查邮箱是否已满，以及这个文件夹是否可写；处理后再运行一次。",
            ) from fault
        return folder if uid is None else f"{folder} uid {uid}"

    def close(self) -> None:
        """Log out; the next act logs in again."""
        self._session = self._found = None
        self._login.close()

    def _logged_in(self) -> Session:
        if self._session is not None:
            try:
                self._session.noop()
            except ConnectionLostError:
                self.close()
            else:
                return self._session
        self._session = self._login.enter_context(open_session(self._account))
        return self._session

    def _looked_up(self, session: Session) -> str | None:
        if self._found is None:
            self._found = drafts_folder(session.folders(), self._folder)
        return self._found

    def _made(self, session: Session) -> str:
        folder = self._folder or USUAL_NAMES[0]
        try:
            session.create(folder)
        except RefusedError as fault:
            raise MailboxError(
                f"邮箱 {self._account.place} 里没有草稿箱，也不能新建“{folder}”：{fault.what}",
                "请在邮箱里建一个文件夹，并把它的名字写在 office.toml 的 [drafts] folder 里。",
            ) from fault
        return folder


def drafts_folder(folders: Sequence[Folder], wanted: str | None) -> str | None:
    """The folder `wanted`; without a wish the server's own Drafts, else one so named."""
    usable = [one for one in folders if not one.flags & {"\\noselect", "\\nonexistent"}]
    if wanted is not None:
        return next((one.name for one in usable if one.name == wanted), None)
    for one in usable:
        if "\\drafts" in one.flags:
            return one.name
    own = {_below_inbox(one).casefold(): one.name for one in usable}
    return next((own[name.casefold()] for name in USUAL_NAMES if name.casefold() in own), None)


def _below_inbox(folder: Folder) -> str:
    """Some servers keep every folder of a person below INBOX: ``INBOX.Drafts``."""
    return folder.name.removeprefix(f"INBOX{folder.delimiter}") if folder.delimiter else folder.name
