"""A batch of documents: printed, bundled by college, with a list of what was made.

It may be ended at any moment and run again: what lies there already is not made anew.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.documents.catalogue import DocumentKind, DrawnFor, entry_of
from pipeline.domain.identity import sha256_of
from pipeline.domain.school_calendar import Term
from pipeline.errors import OfficeError
from pipeline.office.document_ports import Printer
from pipeline.office.drawing.cover_sheets import draw_cover_of
from pipeline.office.drawing.document_filing import DrawnDocument, name_of, print_names
from pipeline.office.drawing.drafting import DraftOrder, NotDrawn, Outcome, chosen, draft
from pipeline.office.drawing.drafting_terms import name_in_term
from pipeline.office.drawing.former_papers import FormerPaper, files_listed, take_away
from pipeline.office.drawing.printing import print_all
from pipeline.office.house import Office
from pipeline.office.telling import somebody

Advance = Callable[[int, int], None]
"""How far the batch is: documents done, documents in all."""

NO_COLLEGE = "学院未注明"


@dataclass(frozen=True, slots=True)
class NotLaid:
    """A cover or bundle that could not be written, and why."""

    file: str
    trouble: OfficeError


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
    unwritten: tuple[NotLaid, ...] = ()
    former: tuple[FormerPaper, ...] = ()


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
    batch = _zipped(_covered(batch, order, office, printer), order, office)
    name = f"{order.kind}_{order.term}_manifest.json"
    listed = files_listed(office.documents.read(name))
    batch = replace(
        batch, former=tuple(take_away(listed, _names_of(batch, order), office.documents))
    )
    told = json.dumps(_manifest(batch, order, listed, office), ensure_ascii=False, indent=1)
    path = office.documents.put(name, (told + "\n").encode(errors="backslashreplace"))
    return replace(batch, manifest=path)


def _zipped(batch: Batch, order: DraftOrder, office: Office) -> Batch:
    """One zip for each college, its cover first; what cannot be written is told at the end."""
    covers = {one.college: (one,) for one in batch.covers}
    bundles: list[str] = []
    unwritten = list(batch.unwritten)
    for college, documents in _by_college(batch.documents):
        name = _bundle_name(order, college)
        papers = (*covers.get(college, ()), *documents)
        try:
            bundles.append(
                office.documents.bundle(
                    name, [name_of(path) for one in papers for path in _paths(one)]
                )
            )
        except OfficeError as trouble:
            unwritten.append(NotLaid(name, trouble))
    return replace(batch, bundles=tuple(bundles), unwritten=tuple(unwritten))


def _names_of(batch: Batch, order: DraftOrder) -> set[str]:
    """Every file that belongs to this batch, whether it was made this time or not."""
    papers = [(one.kind, name_of(one.path)) for one in (*batch.documents, *batch.covers)]
    return {
        *_made(batch),
        *(print_ for paper in papers for print_ in print_names(*paper)),
        *(_bundle_name(order, college) for college, _ in _by_college(batch.documents)),
        *(one.file for one in batch.unwritten),
    }


def _bundle_name(order: DraftOrder, college: str) -> str:
    return f"{order.kind}_{order.term}_{college}.zip"


def _covered(batch: Batch, order: DraftOrder, office: Office, printer: Printer | None) -> Batch:
    """With the sheet for the envelope to each college, printed if the rest is."""
    term = Term.parse(order.term)
    drawn: list[DrawnDocument] = []
    unwritten: list[NotLaid] = []
    for college, documents in _by_college(batch.documents):
        if college == NO_COLLEGE:
            continue
        try:
            with office.act():
                drawn.append(draw_cover_of(order.kind, term, college, documents, office))
        except OfficeError as trouble:
            file = name_in_term(DocumentKind.COVER_SHEET, term, college, str(order.kind))
            unwritten.append(NotLaid(file, trouble))
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
        unwritten=tuple(unwritten),
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
    batch: Batch, order: DraftOrder, listed: Mapping[str, str], office: Office
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
        "bundles": [name_of(path) for path in batch.bundles],
        "unwritten": unwritten_json(batch),
        "former": former_json(batch),
        "files": _files(batch, listed, office),
    }


def _files(batch: Batch, listed: Mapping[str, str], office: Office) -> dict[str, str]:
    """Every file with its sha256; by it the next batch knows its own from what people changed."""
    made = _made(batch)
    lying = ((name, office.documents.read(name)) for name in sorted(made | set(listed)))
    return {
        name: sha256_of(data) if name in made else listed[name]
        for name, data in lying
        if data is not None
    }


def _made(batch: Batch) -> set[str]:
    papers = [path for one in (*batch.documents, *batch.covers) for path in _paths(one)]
    return {name_of(path) for path in (*papers, *batch.bundles)}


def unwritten_json(batch: Batch) -> list[dict[str, str]]:
    return [{"file": one.file, "says": str(one.trouble)} for one in batch.unwritten]


def former_json(batch: Batch) -> list[dict[str, object]]:
    """Files of the last batch that are nobody's now; `says` why one still lies there."""
    return [{"file": one.file, "removed": not one.stays, "says": one.stays} for one in batch.former]


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
