"""How a file goes to the reading child and its reading comes back.

A question is two messages: what is known of the file (JSON), then its bytes. An answer is one
(JSON).
"""

import json
from dataclasses import replace

from pydantic import TypeAdapter

from pipeline.domain.letters import LeafFile
from pipeline.domain.papers import FileReading

_LEAF = TypeAdapter(LeafFile)
_READING = TypeAdapter(FileReading)


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
