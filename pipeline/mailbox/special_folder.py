"""A folder of a mail account that has a meaning of its own: Drafts, Sent (RFC 6154)."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from pipeline.domain.arrivals import Arrivals
from pipeline.errors import MailboxError
from pipeline.mailbox.account import Account
from pipeline.mailbox.faults import ConnectionLostError, RefusedError
from pipeline.mailbox.login import open_session
from pipeline.mailbox.session import Folder, Session


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a server marks the folder, and what it is called where no server marks it.

    `label` is its Chinese name, `setting` where the office may set another.
    """

    flag: str
    label: str
    setting: str
    usual_names: tuple[str, ...]


DRAFTS = Meaning(
    "\\drafts", "草稿箱", "[drafts] folder", ("Drafts", "草稿箱", "草稿", "草稿夹", "Draft")
)
SENT = Meaning(
    "\\sent",
    "“已发送”",
    "[smtp] sent_folder",
    ("Sent", "Sent Messages", "Sent Items", "已发送", "已发送邮件", "发件箱", "Sent Mail"),
)


class SpecialFolder:
    """Finds the folder and keeps one login for many acts; `close` ends it.

    `arrivals` are told while answers come in. With `wanted` None it is the folder that the server itself marks, else one with a usual
    name.
    """

    def __init__(
        self, account: Account, wanted: str | None, meaning: Meaning, arrivals: Arrivals
    ) -> None:
        self._account = account
        self._arrivals = arrivals
        self._wanted = wanted
        self._meaning = meaning
        self._found: str | None = None
        self._session: Session | None = None
        self._login = ExitStack()

    @property
    def place(self) -> str:
        return self._account.place

    @property
    def name(self) -> str:
        """What it is called as far as is known: the first act finds out."""
        return self._found or self._wanted or self._meaning.usual_names[0]

    def session(self) -> Session:
        """A session that is logged in and alive. Raises `MailboxError`."""
        if self._session is not None:
            try:
                self._session.noop()
            except ConnectionLostError:
                self.close()
            else:
                return self._session
        self._session = self._login.enter_context(open_session(self._account))
        self._session.tell_arrivals(self._arrivals)
        return self._session

    def found(self, session: Session) -> str | None:
        """The folder's name on the server, None when there is none."""
        if self._found is None:
            self._found = folder_meant(session.folders(), self._wanted, self._meaning)
        return self._found

    def found_or_made(self, session: Session) -> str:
        """The folder's name; one is made where there is none. Raises `MailboxError`."""
        folder = self.found(session)
        if folder is not None:
            return folder
        try:
            session.create(self.name)
        except RefusedError as fault:
            raise MailboxError(
                f"邮箱 {self.place} 里没有{self._meaning.label}，也不能新建“{self.name}”：{fault.what}",
                f"请在邮箱里建一个文件夹，并把它的名字写在 office.toml 的 {self._meaning.setting} 里。",
            ) from fault
        return self.name

    def close(self) -> None:
        """Log out; the next act logs in again."""
        self._session = self._found = None
        self._login.close()


def folder_meant(folders: Sequence[Folder], wanted: str | None, meaning: Meaning) -> str | None:
    """The folder `wanted`; without a wish the one the server marks, else one so named."""
    usable = [one for one in folders if not one.flags & {"\\noselect", "\\nonexistent"}]
    if wanted is not None:
        return next((one.name for one in usable if one.name == wanted), None)
    for one in usable:
        if meaning.flag in one.flags:
            return one.name
    own = {_below_inbox(one).casefold(): one.name for one in usable}
    names = (name.casefold() for name in meaning.usual_names)
    return next((own[name] for name in names if name in own), None)


def _below_inbox(folder: Folder) -> str:
    """Some servers keep every folder of a person below INBOX: ``INBOX.Drafts``."""
    return folder.name.removeprefix(f"INBOX{folder.delimiter}") if folder.delimiter else folder.name


NOT_TO_TAKE_IN = {
    DRAFTS.flag: DRAFTS.label,
    SENT.flag: SENT.label,
    "\\trash": "废纸篓",
    "\\all": "“所有邮件”",
    "\\allmail": "“所有邮件”",
}
"""What a server says a folder is that holds our own drafts and copies, or what people threw away.

Junk is no such folder: what lies there was sent by others, and an office may want to look.
"""


def refuse_special(
    folder: str, place: str, folders: Sequence[Folder], drafts: str | None, sent: str | None
) -> None:
    """Raises `MailboxError` when mail must not be taken in from a folder of a mailbox.

    `drafts` and `sent` are the folders that are set, None for those that the server means.
    """
    flags = next((one.flags for one in folders if one.name == folder), frozenset())
    is_what = next((says for flag, says in NOT_TO_TAKE_IN.items() if flag in flags), "")
    for wanted, meaning in ((drafts, DRAFTS), (sent, SENT)):
        if not is_what and folder_meant(folders, wanted, meaning) == folder:
            is_what = NOT_TO_TAKE_IN[meaning.flag]
    if is_what:
        raise MailboxError(
            f"不能从文件夹“{folder}”收信：它是 {place} 的{is_what}，"
            "本单位自己写的、删去的信会被当作来信，甚至被答复。",
            "请从 office.toml 的 folders 里删去它。",
        )
