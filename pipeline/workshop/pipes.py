"""Messages over a pipe between us and a child process.

A message is its length in 8 bytes (big-endian), then the bytes. Nothing is ever unpickled: a
child handles what strangers sent, and is not trusted either.
"""

import os
import select
import time
from typing import IO, Final

READY: Final = b"ready"
"""A child's first message: everything that it needs could be loaded."""

_LENGTH = 8
_MOST = 1 << 30
_PIPE = 1 << 16


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


def exchange(
    write_to: int, read_from: int, messages: tuple[bytes, ...], seconds: float
) -> bytes | None:
    """Send messages and wait for one answer, on bare descriptors; None when there is none in time.

    Neither end can make the other wait for ever: writing and reading go on side by side. The
    descriptor written to must not block.
    """
    until = time.monotonic() + seconds
    waiting = [
        part for one in messages for part in (len(one).to_bytes(_LENGTH, "big"), one) if part
    ]
    unsent = [memoryview(part) for part in reversed(waiting)]
    answer = bytearray()
    wanted = _LENGTH
    poll = select.poll()
    poll.register(read_from, select.POLLIN)
    poll.register(write_to, select.POLLOUT)
    while len(answer) < wanted:
        if not unsent:
            poll.modify(write_to, 0)
        told = dict(poll.poll(max(until - time.monotonic(), 0) * 1000))
        if not told:
            return None
        if unsent and write_to in told:
            part = unsent.pop()
            sent = os.write(write_to, part[:_PIPE])
            if sent < len(part):
                unsent.append(part[sent:])
        if read_from in told:
            piece = os.read(read_from, max(wanted - len(answer), _PIPE))
            answer += piece
            wanted = _LENGTH + int.from_bytes(answer[:_LENGTH], "big")
            if not piece or wanted > _MOST:
                return None
    return bytes(answer[_LENGTH:])
