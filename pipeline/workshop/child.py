"""The process in which mailed-in files are read: ``python -m pipeline.workshop.child``.

It may use so much memory, so much processor time for each file, and write no file at all. What
goes wrong in it ends this process and no other; `pipeline.workshop.isolated_reader` starts anew.
"""

import json
import os
import resource
import signal
import sys
from typing import IO, Any

from pipeline.domain.papers import FileReading
from pipeline.reading.body import read_body
from pipeline.reading.letter import read_file, read_letter
from pipeline.reading.papers import read_papers
from pipeline.workshop.pipes import READY, receive, send
from pipeline.workshop.wire import (
    apart_to_answer,
    leaf_from_question,
    letter_to_answer,
    reading_to_answer,
)

MEMORY = 2 << 30
"""Bytes of address space, the libraries included."""

CPU_SECONDS = 30
"""For one file."""


def main() -> None:
    """Answer questions until the asking end is closed.

    A signal that ends a service goes to all of its processes; were this one to die of it, the
    file in hand would be taken for one that kills.
    """
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    questions, answers = sys.stdin.buffer, _own_stdout()
    _limit_once()
    send(answers, READY)
    while (about := receive(questions)) is not None:
        data = receive(questions)
        if data is None:
            return
        _limit_cpu()
        send(answers, _answer(json.loads(about), data))


def _answer(asked: dict[str, Any], data: bytes) -> bytes:
    if "mail" in asked:
        return letter_to_answer(read_letter(data, tuple(asked["mail"])))
    if "file" in asked:
        return apart_to_answer(read_file(asked["file"], data))
    if "body" in asked:
        return reading_to_answer(FileReading(read_body(*asked["body"]), None))
    return reading_to_answer(read_papers(leaf_from_question(asked["leaf"], data)))


def _own_stdout() -> IO[bytes]:
    """The pipe to the asking end; what libraries print goes to stderr and cannot garble it."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _limit_once() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_cpu() -> None:
    """The limit counts the whole life of a process, so it is moved on before each file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS, hard))


if __name__ == "__main__":
    main()
