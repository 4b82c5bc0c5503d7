"""Messages over a pipe between us and a child process.

A message is its length in 8 bytes (big-endian), then the bytes. Nothing is ever unpickled: a
child handles what strangers sent, and is not trusted either.
"""

from typing import IO, Final

READY: Final = b"ready"
"""A child's first message: everything that it needs could be loaded."""

_LENGTH = 8
_MOST = 1 << 30


def send(pipe: IO[bytes], *messages: bytes) -> None:
    """Raises OSError when nobody listens."""
    for message in messages:
        pipe.write(len(message).to_bytes(_LENGTH, "big"))
        pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next message, None when the other end is gone or talks nonsense."""
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH or length > _MOST:
        return None
    message = pipe.read(length)
    return message if len(message) == length else None
