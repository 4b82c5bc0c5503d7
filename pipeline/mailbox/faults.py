"""What a mail server does wrong, told to the person in front of the screen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from pipeline.errors import MailboxError, UnreachableError, reason_of

_UNPRINTABLE = re.compile(r"[^\x20-\x7e\u4e00-\u9fff，。：；]+")
_PRINTED_BYTES = re.compile(r"\bb(['\"])(.*?)\1")


class ConnectionLostError(MailboxError):
    """The server hung up or fell silent."""


class SilentError(ConnectionLostError, UnreachableError):
    """The server fell silent, and whoever asks next would wait as long."""


class RefusedError(MailboxError):
    """The server answered NO, BAD or something that is no IMAP; the connection still lives."""


@contextmanager
def telling(place: str) -> Iterator[None]:
    """Turns what the IMAP client raises into `ConnectionLostError` and `RefusedError`."""
    try:
        yield
    except MailboxError:
        raise
    except (IMAPClientAbortError, OSError) as fault:
        raise lost_by(fault)(
            f"与邮件服务器的连接断开了（{place}）：{words_of(fault)}。",
            "请检查网络，稍后再运行一次；已经收下的邮件不会丢失，也不会重复。",
        ) from fault
    # A malformed answer surfaces as ValueError where the client takes it for a number or a date,
    # and as AttributeError where it takes for given that there is one.
    except (IMAPClientError, ValueError, AttributeError) as fault:
        raise RefusedError(
            f"邮件服务器没有照办（{place}）：{words_of(fault)}。",
            "请稍后再运行一次；如果一直如此，请把这句话转告邮箱管理员。",
        ) from fault


def lost_by(fault: object) -> type[ConnectionLostError]:
    """A server that hung up may answer the next moment; one that says nothing will not."""
    return SilentError if isinstance(fault, TimeoutError) else ConnectionLostError


def words_of(fault: object) -> str:
    """What the server or the system said, in one line that is safe to print."""
    said = reason_of(fault) if isinstance(fault, OSError) else str(fault)
    # The IMAP client passes some answers on as bytes that were printed.
    said = _PRINTED_BYTES.sub(r"\2", said)
    return _UNPRINTABLE.sub(" ", said).strip()[:200] or type(fault).__name__
