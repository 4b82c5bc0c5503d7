"""Fetching mails of one folder when the server hangs up over some of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from pipeline.errors import MailboxError
from pipeline.mailbox.account import Account
from pipeline.mailbox.faults import ConnectionLostError, RefusedError
from pipeline.mailbox.login import open_session
from pipeline.mailbox.session import Session

HANG_UPS = 3
"""So often in one pass a lost connection is made anew; more often it is the network's fault."""


class OpenFolder:
    """A folder opened for reading; `epoch` is its UIDVALIDITY."""

    def __init__(self, account: Account, folder: str, login: ExitStack) -> None:
        self._account = account
        self._folder = folder
        self._login = login
        self._hang_ups = 0
        self.session, self.epoch = self._opened()

    def _opened(self) -> tuple[Session, str]:
        session = self._login.enter_context(open_session(self._account))
        return session, session.examine(self._folder)

    def reopen(self, fault: ConnectionLostError) -> None:
        """Log in anew after the server hung up; raises `fault` when it does so all the time."""
        self._hang_ups += 1
        if self._hang_ups > HANG_UPS:
            raise fault
        self._login.close()
        self.session, epoch = self._opened()
        if epoch != self.epoch:
            raise MailboxError(
                f"邮件服务器刚刚给文件夹“{self._folder}”重新编了号（{self._account.place}）。",
                "请再运行一次；已经收下的邮件不会重复。",
            ) from fault

    def fetch(self, uids: Sequence[int]) -> tuple[Mapping[int, bytes], list[int]]:
        """The mails, and the UIDs of those that are there but do not come.

        A server may answer OK and leave out what another client has just removed; it may also
        leave out, refuse, answer with nonsense or hang up over what it cannot read. Asking
        again for one mail after the other tells which.
        """
        bodies = dict(self._asked(uids))
        missing = [uid for uid in uids if uid not in bodies]
        if not missing:
            return bodies, []
        refused = []
        for uid in sorted(self.session.still_there(missing)):
            alone = self._asked([uid])
            bodies.update(alone)
            if uid not in alone:
                refused.append(uid)
        return bodies, refused

    def _asked(self, uids: Sequence[int]) -> Mapping[int, bytes]:
        try:
            return self.session.bodies(uids)
        except RefusedError:
            return {}
        except ConnectionLostError as fault:
            self.reopen(fault)
            return {}


@contextmanager
def open_folder(account: Account, folder: str) -> Iterator[OpenFolder]:
    """Log in and open the folder so that nothing in it can change (EXAMINE)."""
    with ExitStack() as login:
        yield OpenFolder(account, folder, login)
