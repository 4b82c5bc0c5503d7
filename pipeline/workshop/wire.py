"""How a file goes to the reading child and its reading comes back, over two pipes.

A message is its length in 8 bytes (big-endian), then the bytes. A question is two messages: what
is known of the file (JSON), then its bytes. An answer is one (JSON). Nothing is ever unpickled:
the child handles what strangers sent, and is not trusted either.
"""

import json
from dataclasses import replace
from typing import IO, Final

from pydantic import TypeAdapter

from pipeline.domain.letters import LeafFile
from pipeline.domain.papers import FileReading

READY: Final = b"ready"
"""The child's first message: everything that it needs could be loaded."""

_LENGTH = 8
_MOST = 1 << 30

_LEAF = TypeAdapter(LeafFile)
_READING = TypeAdapter(FileReading)


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


def leaf_to_messages(leaf: LeafFile) -> tuple[bytes, bytes]:
    return _json(_LEAF.dump_python(replace(leaf, data=b""), mode="json")), leaf.data


def leaf_from_messages(about: bytes, data: bytes) -> LeafFile:
    return replace(_LEAF.validate_python(json.loads(about)), data=data)


def reading_to_message(reading: FileReading) -> bytes:
    return _json(_READING.dump_python(reading, mode="json"))


def reading_from_message(message: bytes) -> FileReading:
    """Raises ValueError when the message is no reading."""
    return _READING.validate_python(json.loads(message))


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode(errors="replace")
