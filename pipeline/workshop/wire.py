"""How files and mails go to the reading child and what it made of them comes back.

A question is two messages: what is asked (JSON), then the bytes. An answer is one: JSON, or for
what was taken apart JSON and the bytes of its leaves one behind the other.
"""

import json
from dataclasses import replace
from itertools import accumulate

from pydantic import TypeAdapter

from pipeline.domain.letters import LeafFile, Letter, Problem
from pipeline.domain.papers import FileReading

_LEAF = TypeAdapter(LeafFile)
_READING = TypeAdapter(FileReading)


Apart = tuple[tuple[LeafFile, ...], tuple[Problem, ...]]

_APART = TypeAdapter(Apart)
_LETTER = TypeAdapter(Letter)

_HEAD = 8


def leaf_to_question(leaf: LeafFile) -> tuple[bytes, bytes]:
    asked = {"leaf": _LEAF.dump_python(replace(leaf, data=b""), mode="json")}
    return _json(asked), leaf.data


def mail_to_question(data: bytes, own_addresses: tuple[str, ...]) -> tuple[bytes, bytes]:
    return _json({"mail": own_addresses}), data


def body_to_question(letter: Letter) -> tuple[bytes, bytes]:
    return _json({"body": [letter.text, letter.page, letter.subject]}), b""


def file_to_question(name: str, data: bytes) -> tuple[bytes, bytes]:
    return _json({"file": name}), data


def leaf_from_question(asked: object, data: bytes) -> LeafFile:
    return replace(_LEAF.validate_python(asked), data=data)


def reading_to_answer(reading: FileReading) -> bytes:
    return _json(_READING.dump_python(reading, mode="json"))


def reading_from_answer(answer: bytes) -> FileReading:
    """Raises ValueError when the answer is no reading."""
    return _READING.validate_python(json.loads(answer))


def letter_to_answer(letter: Letter) -> bytes:
    bare = replace(letter, files=_without_data(letter.files))
    return _with_data(_LETTER.dump_python(bare, mode="json"), letter.files)


def letter_from_answer(answer: bytes) -> Letter:
    """Raises ValueError when the answer is no letter."""
    told, stream = _split(answer)
    letter = _LETTER.validate_python(told["about"])
    return replace(letter, files=_filled(letter.files, told["sizes"], stream))


def apart_to_answer(apart: Apart) -> bytes:
    leaves, problems = apart
    bare = _APART.dump_python((_without_data(leaves), problems), mode="json")
    return _with_data(bare, leaves)


def apart_from_answer(answer: bytes) -> Apart:
    """Raises ValueError when the answer is none of this kind."""
    told, stream = _split(answer)
    leaves, problems = _APART.validate_python(told["about"])
    return _filled(leaves, told["sizes"], stream), problems


def _without_data(leaves: tuple[LeafFile, ...]) -> tuple[LeafFile, ...]:
    return tuple(replace(leaf, data=b"") for leaf in leaves)


def _with_data(about: object, leaves: tuple[LeafFile, ...]) -> bytes:
    told = _json({"about": about, "sizes": [len(leaf.data) for leaf in leaves]})
    return b"".join([len(told).to_bytes(_HEAD, "big"), told, *(leaf.data for leaf in leaves)])


def _split(answer: bytes) -> tuple[dict[str, list[int]], memoryview]:
    end = _HEAD + int.from_bytes(answer[:_HEAD], "big")
    return json.loads(answer[_HEAD:end]), memoryview(answer)[end:]


def _filled(
    leaves: tuple[LeafFile, ...], sizes: list[int], stream: memoryview
) -> tuple[LeafFile, ...]:
    starts = accumulate(sizes, initial=0)
    return tuple(
        replace(leaf, data=bytes(stream[start : start + size]))
        for leaf, size, start in zip(leaves, sizes, starts, strict=False)
    )


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode(errors="replace")
