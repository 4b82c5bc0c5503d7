"""The process in which pictures are looked at: ``python -m pipeline.scanning.child``."""

from typing import Any

from pipeline.scanning.papers import read_scan
from pipeline.scanning.recognition import warm_up
from pipeline.workshop.serving import serve
from pipeline.workshop.wire import leaf_from_question, reading_to_answer

MEMORY = 4 << 30
"""Bytes of address space; the models and their libraries alone take 1.5 GB of it."""

CPU_SECONDS = 240
"""For one file of at most eight pages."""


def _answer(asked: dict[str, Any], data: bytes) -> bytes:
    return reading_to_answer(read_scan(leaf_from_question(asked["leaf"], data)))


if __name__ == "__main__":
    serve(_answer, MEMORY, CPU_SECONDS, ready=warm_up)
