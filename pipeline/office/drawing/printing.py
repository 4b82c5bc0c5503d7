"""Printing what was drawn up, a few documents at a time; what fails for one stops nobody else."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from pipeline.documents.catalogue import entry_of
from pipeline.errors import OfficeError
from pipeline.office.document_ports import Documents, Printer
from pipeline.office.drawing.document_filing import DrawnDocument, name_of, print_names

AHEAD = 2
"""Documents waiting for each hand of the printer, so that none is idle; memory stays flat."""


@dataclass(frozen=True, slots=True)
class PrintedOut:
    """A document with the paths of its prints; `trouble` says why it has none."""

    document: DrawnDocument
    substitutes: tuple[str, ...] = ()
    trouble: OfficeError | None = None


def print_all(
    drawn: Iterable[DrawnDocument], printer: Printer | None, documents: Documents
) -> Iterator[PrintedOut]:
    """In the order given; without a printer everything as it is. More are drawn while one prints."""
    if printer is None:
        yield from map(PrintedOut, drawn)
        return
    waiting: deque[Future[PrintedOut]] = deque()
    with ThreadPoolExecutor(printer.at_once) as hands:
        for one in drawn:
            waiting.append(hands.submit(print_one, one, printer, documents))
            if len(waiting) > AHEAD * printer.at_once:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def print_one(document: DrawnDocument, printer: Printer, documents: Documents) -> PrintedOut:
    """One that lies there already, printed from these very bytes, is not printed again."""
    name = name_of(document.path)
    pdf_name, copies_name = print_names(document.kind, name)
    data = documents.read(name) or b""
    unprintable = tuple(f"{name}：{says}" for says in printer.unprintable(data))
    document = replace(document, warnings=(*document.warnings, *unprintable))
    substitutes: tuple[str, ...] = ()
    copies = ""
    try:
        pdf = documents.read(pdf_name)
        if pdf is None or not printer.is_print_of(pdf, document.sha256):
            made = printer.print(data, f".{name.rpartition('.')[2]}", document.sha256)
            pdf, substitutes = made.data, made.substitutes
        path = documents.put(pdf_name, pdf)
        if copies_name:
            copies = documents.put(copies_name, printer.copies(pdf, entry_of(document.kind).copies))
    except OfficeError as trouble:
        return PrintedOut(document, trouble=trouble)
    return PrintedOut(replace(document, pdf=path, copies=copies), substitutes)
