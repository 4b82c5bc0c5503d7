"""What our child processes have in common: limits, and questions answered until nobody asks.

A child may use so much memory, so much processor time for each file, write no file at all, and
reach no network where the kernel can forbid it. What goes wrong in it ends this process and no
other; whoever asked starts it anew.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import IO, Any

from pipeline.workshop.no_network import give_up_network
from pipeline.workshop.pipes import READY, receive, send

Answer = Callable[[dict[str, Any], bytes], bytes]


def serve(answer: Answer, memory: int, cpu_seconds: int, ready: Callable[[], None]) -> None:
    """Answer questions until the asking end is closed; `memory` is bytes of address space.

    `ready` loads what the child needs. A signal that ends a service goes to all of its
    processes; were this one to die of it, the file in hand would be taken for one that kills.
    """
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    questions, answers = sys.stdin.buffer, _own_stdout()
    _limit_once(memory)
    ready()
    send(answers, READY)
    while (about := receive(questions)) is not None:
        data = receive(questions)
        if data is None:
            return
        _limit_cpu(cpu_seconds)
        send(answers, answer(json.loads(about), data))


def _own_stdout() -> IO[bytes]:
    """The pipe to the asking end; what libraries print goes to stderr and cannot garble it."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _limit_once(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    give_up_network()


def _limit_cpu(seconds: int) -> None:
    """The limit counts the whole life of a process, so it is moved on before each file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))
