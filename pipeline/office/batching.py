"""A batch of documents: printed, bundled by college, with a list of what was made.

It may be ended at any moment and run again: what lies there already is not made anew.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.documents.catalogue import DrawnFor, entry_of
from pipeline.domain.school_calendar import Term
from pipeline.errors import OfficeError
from pipeline.office.cover_sheets import draw_cover_of
from pipeline.office.document_filing import DrawnDocument, name_of
from pipeline.office.document_ports import Printer
from pipeline.office.drafting import DraftOrder, NotDrawn, Outcome, chosen, draft
from pipeline.office.house import Office
from pipeline.office.printing import print_all
from pipeline.office.telling import somebody

Advance = Callable[[int, int], None]
"""How far the batch is: documents done, documents in all."""

NO_COLLEGE = "学院未注明"


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A document that lies there without its PDF, and why."""

    file: str
    trouble: OfficeError


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch made; `failed` are the people whose document could not be drawn up or printed."""

    documents: tuple[DrawnDocument, ...]
    failed: tuple[NotDrawn, ...] = ()
    unprinted: tuple[Unprinted, ...] = ()
    """Which documents could not be printed; they are there nevertheless."""
    covers: tuple[DrawnDocument, ...] = ()
    """One for the envelope to each college, first in its bundle."""
    manifest: str = ""
    bundles: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    """Which fonts stood in for others in the PDFs."""


def draw_batch(
    order: DraftOrder, office: Office, printer: Printer | None, advance: Advance
) -> Batch:
    """Draw up, print if wanted, and for a term of people bundle by college with a manifest."""
    failed: list[NotDrawn] = []
    documents: list[DrawnDocument] = []
    substitutes: dict[str, None] = {}
    unprinted: list[Unprinted] = []
    total = _total(order, office)
    drawn = _drawn(draft(order, office), failed)
    for one in print_all(drawn, printer, office.documents):
        documents.append(one.document)
        substitutes |= dict.fromkeys(one.substitutes)
        if one.trouble is not None:
            unprinted.append(Unprinted(name_of(one.document.path), one.trouble))
        advance(len(documents) + len(failed), total)
    batch = Batch(tuple(documents), tuple(failed), tuple(unprinted), substitutes=tuple(substitutes))
    return _bundled(batch, order, office, printer) if _is_batch(order) else batch


def _drawn(outcomes: Iterator[Outcome], failed: list[NotDrawn]) -> Iterator[DrawnDocument]:
    """Those that were drawn up; the others are put aside."""
    for outcome in outcomes:
        if isinstance(outcome, NotDrawn):
            failed.append(outcome)
        else:
            yield outcome


def _is_batch(order: DraftOrder) -> bool:
    of_many = bool(order.term) and not order.student_no
    return of_many and entry_of(order.kind).drawn_for is DrawnFor.PERSON


def _total(order: DraftOrder, office: Office) -> int:
    return len(chosen(order, office)) if _is_batch(order) else 1


def _bundled(batch: Batch, order: DraftOrder, office: Office, printer: Printer | None) -> Batch:
    batch = _covered(batch, order, office, printer)
    covers = {one.college: (one,) for one in batch.covers}
    bundles = tuple(
        office.documents.bundle(
            f"{order.kind}_{order.term}_{college}.zip",
            [
                name_of(path)
                for one in (*covers.get(college, ()), *documents)
                for path in _paths(one)
            ],
        )
        for college, documents in _by_college(batch.documents)
    )
    told = json.dumps(_manifest(batch, order, bundles, office), ensure_ascii=False, indent=1)
    name = f"{order.kind}_{order.term}_manifest.json"
    path = office.documents.put(name, (told + "\n").encode(errors="backslashreplace"))
    return replace(batch, manifest=path, bundles=bundles)


def _covered(batch: Batch, order: DraftOrder, office: Office, printer: Printer | None) -> Batch:
    """With the sheet for the envelope to each college, printed if the rest is."""
    term = Term.parse(order.term)
    with office.ledger.act():
        drawn = [
            draw_cover_of(order.kind, term, college, documents, office)
            for college, documents in _by_college(batch.documents)
            if college != NO_COLLEGE
        ]
    printed = tuple(print_all(drawn, printer, office.documents))
    unprinted = tuple(
        Unprinted(name_of(one.document.path), one.trouble) for one in printed if one.trouble
    )
    told = dict.fromkeys((*batch.substitutes, *(s for one in printed for s in one.substitutes)))
    return replace(
        batch,
        covers=tuple(one.document for one in printed),
        unprinted=(*batch.unprinted, *unprinted),
        substitutes=tuple(told),
    )


def _by_college(
    documents: Sequence[DrawnDocument],
) -> Iterator[tuple[str, list[DrawnDocument]]]:
    colleges = sorted({one.college for one in documents})
    for college in colleges:
        yield college or NO_COLLEGE, [one for one in documents if one.college == college]


def _paths(document: DrawnDocument) -> tuple[str, ...]:
    return tuple(filter(None, (document.path, document.pdf, document.copies)))


def _manifest(
    batch: Batch, order: DraftOrder, bundles: Sequence[str], office: Office
) -> dict[str, object]:
    """The same documents give the same manifest: no moment stands in it."""
    return {
        "kind": order.kind.value,
        "term": order.term,
        "edition": office.edition.id,
        "documents": [
            {
                "person": somebody(one.person),
                "college": one.college or None,
                "file": name_of(one.path),
                "sha256": one.sha256,
                "version": one.version,
                "template_sha256": one.template_sha256,
                "draft": one.draft,
                "pdf": name_of(one.pdf) or None,
                "copies": name_of(one.copies) or None,
            }
            for one in batch.documents
        ],
        "failed": [
            {
                "person": somebody(one.person),
                "application": one.id,
                "says": one.says,
            }
            for one in batch.failed
        ],
        "unprinted": unprinted_json(batch),
        "covers": [
            {
                "college": one.college,
                "file": name_of(one.path),
                "sha256": one.sha256,
                "version": one.version,
                "template_sha256": one.template_sha256,
                "pdf": name_of(one.pdf) or None,
            }
            for one in batch.covers
        ],
        "bundles": [name_of(path) for path in bundles],
    }


def unprinted_json(batch: Batch) -> list[dict[str, str]]:
    return [{"file": one.file, "says": str(one.trouble)} for one in batch.unprinted]


def troubles_of(batch: Batch) -> list[OfficeError]:
    """What kept documents from being printed, each cause once with the files it concerns."""
    files: dict[tuple[str, str], list[str]] = {}
    for one in batch.unprinted:
        files.setdefault((one.trouble.what, one.trouble.way_out), []).append(one.file)
    return [
        OfficeError(f"{len(names)} 份没有另存 PDF（{'、'.join(names)}）：{what}", way_out)
        for (what, way_out), names in files.items()
    ]
