"""Run one step of an office in this process and die at a named point, as by ``kill -9``.

    python crashing.py HOME BOX STEP POINT [NTH]

STEP is ``run``, ``approve``, ``release`` or ``send``; the process dies when POINT is reached for the NTH time, and
ends with 0 when it never is.
"""

import os
import signal
import sys
from pathlib import Path

from offices import office_in, run

from pipeline.domain.plans import Decision
from pipeline.office.deciding import decide
from pipeline.office.orders import DecisionOrder
from pipeline.office.outbox import send
from pipeline.office.releasing import release


def killing(point: str, nth: int):
    times = 0

    def crash(reached: str) -> None:
        nonlocal times
        times += reached == point
        if reached == point and times == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    return crash


def step(home: Path, box: Path, name: str, point: str, nth: int) -> None:
    with office_in(home, killing(point, nth)) as office:
        if name == "run":
            run(office, box)
        elif name == "release":
            release(office)
        elif name == "send":
            send([one.id for one in office.ledger.notices()], "王老师", office)
        else:
            decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
            release(office)


if __name__ == "__main__":
    step(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5]))
