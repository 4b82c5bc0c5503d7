"""The process in which mailed-in files are read: ``python -m pipeline.workshop.child``."""

from typing import Any

from pipeline.domain.papers import FileReading
from pipeline.reading.mail.letter import read_file, read_letter
from pipeline.reading.paper_kinds.body import read_body
from pipeline.reading.paper_kinds.papers import read_papers
from pipeline.workshop.serving import serve
from pipeline.workshop.wire import (
    apart_to_answer,
    leaf_from_question,
    letter_to_answer,
    looked_to_answer,
    reading_to_answer,
)

MEMORY = 2 << 30
"""Bytes of address space, the libraries included."""

CPU_SECONDS = 30
"""For one file."""


def _answer(asked: dict[str, Any], data: bytes) -> bytes:
    if "mail" in asked:
        return letter_to_answer(read_letter(data, tuple(asked["mail"])))
    if "file" in asked:
        return apart_to_answer(read_file(asked["file"], data))
    if "body" in asked:
        return reading_to_answer(FileReading(read_body(*asked["body"]), None))
    leaf = leaf_from_question(asked["leaf"], data)
    if "looked" in asked:
        from pipeline.reading.paper_kinds.looking import (
            look_at,  # drawing pages needs large libraries
        )

        return looked_to_answer(look_at(leaf))
    return reading_to_answer(read_papers(leaf))


if __name__ == "__main__":
    serve(_answer, MEMORY, CPU_SECONDS, ready=lambda: None)
