"""Entries as JSON, exactly as they lie in the archive (UTF-8, one key a line)."""

import datetime as dt
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from pipeline.domain.entries import BODY_OF, Act, Entry
from pipeline.domain.registers import LINE_OF, RegisterKind, RegisterLine

_SHAPES: dict[Act, TypeAdapter[Any]] = {}


def _shape(act: Act) -> TypeAdapter[Any]:
    if act not in _SHAPES:
        _SHAPES[act] = TypeAdapter(BODY_OF[act])
    return _SHAPES[act]


def encode(entry: Entry) -> bytes:
    """The bytes of ``entries/<id>.json``; `decode` gives the same entry back."""
    document = {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "act": entry.act.value,
        "about": list(entry.about),
        "body": _shape(entry.act).dump_python(entry.body, mode="json"),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(
        errors="backslashreplace"
    )


def decode(data: bytes) -> Entry:
    """The entry that `encode` wrote; raises ValueError when it is none."""
    document = json.loads(data)
    act = Act(document["act"])
    return Entry(
        id=document["id"],
        at=dt.datetime.fromisoformat(document["at"]),
        by=document["by"],
        act=act,
        about=tuple(document["about"]),
        body=_shape(act).validate_python(document["body"]),
    )


def encode_lines(kind: RegisterKind, lines: Sequence[RegisterLine]) -> bytes:
    """A whole register as it lies beside its entry: one JSON object a line."""
    told = (json.dumps(line_json(kind, line), ensure_ascii=False) for line in lines)
    return ("[\n" + ",\n".join(told) + "\n]\n").encode()


def line_json(kind: RegisterKind, line: RegisterLine) -> dict[str, Any]:
    document: dict[str, Any] = _line_shape(kind).dump_python(line, mode="json")
    return document


def decode_line(kind: RegisterKind, line: object) -> RegisterLine:
    """One of the objects that `encode_lines` wrote."""
    decoded: RegisterLine = _line_shape(kind).validate_python(line)
    return decoded


@cache
def _line_shape(kind: RegisterKind) -> TypeAdapter[Any]:
    return TypeAdapter(LINE_OF[kind])
