"""Run one step of an office in this process and die at a named point, as by ``kill -9``.

    python crashing.py HOME BOX STEP POINT [NTH]

STEP is ``run``, ``approve``, ``release``, ``send``, ``sort``, ``sort_form``, ``sort_request`` or ``print`` (the agreements of a term,
for which the point ``put`` is a file laid out); the process dies when POINT is reached for the NTH time, and
ends with 0 when it never is.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from offices import office_in, run

from pipeline.documents.catalogue import DocumentKind
from pipeline.domain.appointments import PaperItemKind
from pipeline.domain.people import Person
from pipeline.domain.plans import Decision
from pipeline.office.appointments.opening_adjustments import Request
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.document_ports import Documents
from pipeline.office.drawing.batching import Batch, draw_batch
from pipeline.office.drawing.drafting import DraftOrder
from pipeline.office.house import Office
from pipeline.office.letters.outbox import send
from pipeline.office.letters.releasing import release
from pipeline.office.mails.sorting import Sorting, sort_scan
from pipeline.office.orders import DecisionOrder
from pipeline.workshop.printing import PdfPrinter

A_FORM = Sorting("S-2026-0001", PaperItemKind.APPROVED_APPLICATION)
A_REQUEST = Sorting(
    "S-2026-0001",
    PaperItemKind.REPLACEMENT_REQUEST,
    request=Request(Person("高远", "3120210003"), Person("张喆", ""), "信息与电子学院"),
)
SORTED = {"sort_form": A_FORM, "sort_request": A_REQUEST}
A_SCAN = Sorting("S-2026-0002", PaperItemKind.REGISTRATION_FORM, "", "P-2026-0001")


def killing(point: str, nth: int):
    times = 0

    def crash(reached: str) -> None:
        nonlocal times
        times += reached == point
        if reached == point and times == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    return crash


class Counted:
    """A documents folder at which every file laid out is a point."""

    def __init__(self, documents: Documents, crash: Callable[[str], None]) -> None:
        self.read, self.bundle, self.remove = documents.read, documents.bundle, documents.remove
        self._put, self._crash = documents.put, crash

    def put(self, name: str, data: bytes) -> str:
        path = self._put(name, data)
        self._crash("put")
        return path


def print_agreements(office: Office) -> Batch:
    order = DraftOrder(DocumentKind.AGREEMENT, term="2026-autumn")
    with tempfile.TemporaryDirectory() as fonts, PdfPrinter(Path(fonts)) as printer:
        return draw_batch(order, office, printer, lambda done, total: None)


def step(home: Path, box: Path, name: str, point: str, nth: int) -> None:
    with office_in(home, killing(point, nth)) as office:
        if name == "run":
            run(office, box)
        elif name == "release":
            release(office)
        elif name == "print":
            print_agreements(replace(office, documents=Counted(office.documents, office.crash)))
        elif name == "send":
            send([one.id for one in office.ledger.notices()], "王老师", office)
        elif name == "sort":
            sort_scan(A_SCAN, Telling("王老师"), office)
        elif name in SORTED:
            sort_scan(SORTED[name], Telling("王老师"), office)
        else:
            decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
            release(office)


if __name__ == "__main__":
    step(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5]))
