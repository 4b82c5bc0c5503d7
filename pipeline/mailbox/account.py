"""An account on a mail server."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Tls(StrEnum):
    """How the connection is encrypted; OFF is for a server on this machine."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    OFF = "off"


class Login(StrEnum):
    """What proves who logs in: a password, or a token that a command gives (RFC 7628)."""

    PASSWORD = "password"  # noqa: S105  # a way to log in, no password
    XOAUTH2 = "xoauth2"
    OAUTHBEARER = "oauthbearer"


class Mark(StrEnum):
    """How a mail that was taken in is shown in the mailbox."""

    NONE = "none"
    KEYWORD = "keyword"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whom to log in as, and where.

    `password` is asked anew at each login, so that a changed one needs no restart; for the other kinds of `login` it is the token. With a
    `ca_file` only the authorities named in it are trusted.
    """

    host: str
    port: int
    user: str
    password: Callable[[], str] = field(repr=False)
    login: Login = Login.PASSWORD
    tls: Tls = Tls.IMPLICIT
    ca_file: Path | None = None

    @property
    def place(self) -> str:
        return f"{self.user}@{self.host}"
