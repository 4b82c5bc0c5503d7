"""Fetching mails of one folder when the server hangs up over some of them."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from pipeline.domain.arrivals import Arrivals
from pipeline.errors import MailboxError
from pipeline.intake.portions import MAX_BYTES
from pipeline.mailbox.account import Account
from pipeline.mailbox.faults import ConnectionLostError, RefusedError
from pipeline.mailbox.login import open_session
from pipeline.mailbox.session import Folder, Session
from pipeline.mailbox.weights import Weight

HANG_UPS_IN_A_ROW = 3
HANG_UPS = 20
"""So often in one pass a lost connection is made anew; more often it is the network's fault."""

PIECE = 4 * 1024 * 1024
"""Octets asked for at once of a mail that is larger than a whole batch."""


@dataclass(slots=True)
class Fetched:
    """What became of some UIDs; `fault` is what ended the pass before all of them were tried."""

    bodies: dict[int, bytes] = field(default_factory=dict)
    undelivered: list[int] = field(default_factory=list)
    vanished: list[int] = field(default_factory=list)
    fault: MailboxError | None = None


class OpenFolder:
    """A folder on a server, opened when it is first needed; `validity` is its UIDVALIDITY.

    `arrivals` are told while answers come in.
    """

    def __init__(self, account: Account, folder: str) -> None:
        self._account = account
        self._folder = folder
        self._login = ExitStack()
        self._session: Session | None = None
        self._hang_ups = self._in_a_row = 0
        self.validity = ""
        self.arrivals = Arrivals()

    @property
    def session(self) -> Session:
        assert self._session is not None  # `look` comes first
        return self._session

    def look(self, writing: bool = False) -> None:
        """Open the folder as it is now: a new pass, which may find the connection gone."""
        self._hang_ups = self._in_a_row = 0
        if self._session is not None:
            try:
                self.validity = self._session.examine(self._folder, readonly=not writing)
            except MailboxError:  # whatever an old connection says, a new one is asked
                self.close()
            else:
                return
        self._log_in(writing)

    def folders(self) -> tuple[Folder, ...]:
        """All folders of the account; none when the server does not list them."""
        try:
            return self.session.folders()
        except RefusedError:
            return ()

    def close(self) -> None:
        self._session = None
        self._login.close()

    def _log_in(self, writing: bool = False) -> None:
        try:
            self._session = self._login.enter_context(open_session(self._account))
            self._session.tell_arrivals(self.arrivals)
            self.validity = self._session.examine(self._folder, readonly=not writing)
        except MailboxError:
            self.close()
            raise

    def _reopen(self, fault: ConnectionLostError) -> None:
        """Log in anew after the server hung up; raises `fault` when it does so all the time."""
        self._hang_ups += 1
        self._in_a_row += 1
        self.close()
        if self._in_a_row > HANG_UPS_IN_A_ROW or self._hang_ups > HANG_UPS:
            raise fault
        before = self.validity
        self._log_in()
        if self.validity != before:
            raise MailboxError(
                f"邮件服务器刚刚给文件夹“{self._folder}”重新编了号（{self._account.place}）。",
                "请再运行一次；已经收下的邮件不会重复。",
            ) from fault

    def fetch(self, sizes: Mapping[int, int]) -> Fetched:
        """The mails with these UIDs (octets as the server tells them).

        A server may answer OK and leave out what another client has just removed; it may also
        leave out, refuse, answer with nonsense or hang up over what it cannot read. Asking
        again for one mail after the other tells which.
        """
        got = Fetched()
        try:
            self._fetch(sizes, got)
        except MailboxError as fault:
            got.fault = fault
        return got

    def _fetch(self, sizes: Mapping[int, int], got: Fetched) -> None:
        uids = list(sizes)
        if not uids:
            return
        if len(uids) > 1 or sizes[uids[0]] <= MAX_BYTES:
            got.bodies.update(self._asked(uids))
        missing = [uid for uid in uids if uid not in got.bodies]
        if not missing:
            return
        there = self._still_there(missing)
        got.vanished += [uid for uid in missing if uid not in there]
        for uid in sorted(there):
            try:
                alone = self._alone(uid, sizes[uid])
            except ConnectionLostError as fault:
                got.undelivered.append(uid)
                self._reopen(fault)
                continue
            if alone:
                got.bodies[uid] = alone
                self._in_a_row = 0
            elif uid in self._still_there([uid]):
                got.undelivered.append(uid)
            else:
                got.vanished.append(uid)

    def weights(self, uids: Sequence[int]) -> Mapping[int, Weight]:
        """Sizes and dates; a mail of which the server cannot tell them is absent."""
        try:
            return self.session.weights(uids)
        except ConnectionLostError as fault:
            self._reopen(fault)
            return {}
        except RefusedError:
            if len(uids) == 1:
                return {}
        middle = len(uids) // 2
        return {**self.weights(uids[:middle]), **self.weights(uids[middle:])}

    def heads(self, uids: Sequence[int]) -> Mapping[int, bytes]:
        """The header blocks of mails; none when the server does not give them all."""
        try:
            return self.session.heads(uids)
        except RefusedError:
            return {}
        except ConnectionLostError as fault:
            self._reopen(fault)
            return {}

    def _still_there(self, uids: Sequence[int]) -> frozenset[int]:
        try:
            return self.session.still_there(uids)
        except ConnectionLostError as fault:
            self._reopen(fault)
            return self.session.still_there(uids)

    def _alone(self, uid: int, size: int) -> bytes:
        """One mail, b"" when it does not come; raises `ConnectionLostError`."""
        try:
            if size > MAX_BYTES and (whole := self._in_pieces(uid, size)):
                return whole
            return self.session.bodies([uid]).get(uid, b"")
        except RefusedError:
            return b""

    def _in_pieces(self, uid: int, size: int) -> bytes:
        """A huge mail piece by piece, going on where a lost connection left it.

        Its end is an empty piece behind as many octets as the server told; one before that
        ("fewer than told", "removed meanwhile") proves nothing, and nothing is answered.
        """
        data = bytearray()
        while True:
            try:
                piece = self.session.piece(uid, len(data), PIECE)
            except ConnectionLostError as fault:
                if not data:
                    raise
                self._reopen(fault)
                continue
            self._in_a_row = 0
            # A server that knows no parts gives the whole mail at once.
            if len(piece) > PIECE:
                return piece
            if not piece:
                return bytes(data) if len(data) >= size else b""
            data += piece

    def _asked(self, uids: Sequence[int]) -> Mapping[int, bytes]:
        try:
            bodies = self.session.bodies(uids)
        except RefusedError:
            return {}
        except ConnectionLostError as fault:
            self._reopen(fault)
            return {}
        self._in_a_row = 0
        return bodies
