"""How files and mails go to the reading child and what it made of them comes back.

A question is two messages: what is asked (JSON), then the bytes. An answer is one: JSON, or for
what was taken apart or looked at JSON and the bytes of its leaves or pages one behind the other.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import TypeVar

from pydantic import TypeAdapter

from pipeline.domain.letters import LeafFile, Letter, Problem
from pipeline.domain.papers import FileReading
from pipeline.reading.appearance import Looked

_LEAF = TypeAdapter(LeafFile)
_READING = TypeAdapter(FileReading)
_Bare = TypeVar("_Bare")


@cache
def _looked() -> TypeAdapter[Looked]:
    return TypeAdapter(Looked)


Apart = tuple[tuple[LeafFile, ...], tuple[Problem, ...]]

_APART = TypeAdapter(Apart)
_LETTER = TypeAdapter(Letter)

_HEAD = 8


def leaf_to_question(leaf: LeafFile, **how: bool) -> tuple[bytes, bytes]:
    """`how` it is read: `looked` with its appearance, `beside_written` only pictures in a PDF."""
    asked = {"leaf": _LEAF.dump_python(replace(leaf, data=b""), mode="json"), **how}
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


def looked_to_answer(looked: Looked) -> bytes:
    pages = looked.appearance.pages
    bare = tuple(replace(page, image=b"") for page in pages)
    about = replace(looked, appearance=replace(looked.appearance, pages=bare))
    return _with_data(_looked().dump_python(about, mode="json"), [page.image for page in pages])


def looked_from_answer(answer: bytes) -> Looked:
    """Raises ValueError when the answer is none of this kind."""
    told, stream = _split(answer)
    looked = _looked().validate_python(told["about"])
    bare = looked.appearance.pages
    pages = (replace(page, image=data) for page, data in _with_parts(bare, told["sizes"], stream))
    return replace(looked, appearance=replace(looked.appearance, pages=tuple(pages)))


def letter_to_answer(letter: Letter) -> bytes:
    bare = replace(letter, files=_without_data(letter.files))
    return _with_data(_LETTER.dump_python(bare, mode="json"), [leaf.data for leaf in letter.files])


def letter_from_answer(answer: bytes) -> Letter:
    """Raises ValueError when the answer is no letter."""
    told, stream = _split(answer)
    letter = _LETTER.validate_python(told["about"])
    return replace(letter, files=_filled(letter.files, told["sizes"], stream))


def apart_to_answer(apart: Apart) -> bytes:
    leaves, problems = apart
    bare = _APART.dump_python((_without_data(leaves), problems), mode="json")
    return _with_data(bare, [leaf.data for leaf in leaves])


def apart_from_answer(answer: bytes) -> Apart:
    """Raises ValueError when the answer is none of this kind."""
    told, stream = _split(answer)
    leaves, problems = _APART.validate_python(told["about"])
    return _filled(leaves, told["sizes"], stream), problems


def _without_data(leaves: tuple[LeafFile, ...]) -> tuple[LeafFile, ...]:
    return tuple(replace(leaf, data=b"") for leaf in leaves)


def _with_data(about: object, parts: Sequence[bytes]) -> bytes:
    told = _json({"about": about, "sizes": [len(part) for part in parts]})
    return b"".join([len(told).to_bytes(_HEAD, "big"), told, *parts])


def _split(answer: bytes) -> tuple[dict[str, list[int]], memoryview]:
    end = _HEAD + int.from_bytes(answer[:_HEAD], "big")
    return json.loads(answer[_HEAD:end]), memoryview(answer)[end:]


def _filled(
    leaves: tuple[LeafFile, ...], sizes: list[int], stream: memoryview
) -> tuple[LeafFile, ...]:
    return tuple(replace(leaf, data=data) for leaf, data in _with_parts(leaves, sizes, stream))


def _with_parts(
    bare: Sequence[_Bare], sizes: list[int], stream: memoryview
) -> Iterator[tuple[_Bare, bytes]]:
    """Each with its own piece of the bytes that lie one behind the other."""
    starts = accumulate(sizes, initial=0)
    for one, size, start in zip(bare, sizes, starts, strict=False):
        yield one, bytes(stream[start : start + size])


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode(errors="replace")
