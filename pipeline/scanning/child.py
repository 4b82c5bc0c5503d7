"""The process in which pictures are looked at: ``python -m pipeline.scanning.child``."""

from typing import Any

from pipeline.scanning.papers import look_at_scan, read_scan
from pipeline.scanning.recognition import warm_up
from pipeline.workshop.serving import serve
from pipeline.workshop.wire import leaf_from_question, looked_to_answer, reading_to_answer

MEMORY = 4 << 30
"""Bytes of address space; the models and their libraries alone take 1.5 GB of it."""

CPU_SECONDS = 240
"""For one file of at most eight pages."""


def _answer(asked: dict[str, Any], data: bytes) -> bytes:
    leaf, beside_written = leaf_from_question(asked["leaf"], data), "beside_written" in asked
    if "looked" in asked:
        return looked_to_answer(look_at_scan(leaf, beside_written))
    return reading_to_answer(read_scan(leaf, beside_written))


if __name__ == "__main__":
    serve(_answer, MEMORY, CPU_SECONDS, ready=warm_up)
