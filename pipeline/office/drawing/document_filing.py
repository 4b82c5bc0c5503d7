"""Filing what was drawn up: once for each wording, with its template, edition and what it says."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pipeline.documents.catalogue import DocumentKind, entry_of
from pipeline.documents.drawn import Drawn, printed_json
from pipeline.domain.drawn_up import DrawnUp
from pipeline.domain.entries import FiledEntry
from pipeline.domain.identity import sha256_of
from pipeline.domain.people import Person
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import SOFTWARE, Office


@dataclass(frozen=True, slots=True)
class Filing:
    """Where and as what a document is filed.

    `about` is the application or term it concerns, `key` is its own among the documents of that
    object, `number` one by which people cite it ("" for none). `notes` are for staff and do not
    make it a draft.
    """

    kind: DocumentKind
    object_id: str
    about: str
    key: str
    template_sha256: str
    number: str = ""
    application: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A document that was drawn up and laid out at `path`; `warnings` are for staff.

    `pdf` and `copies` are the paths of its printed form, "" when none was asked for.
    """

    kind: DocumentKind
    person: Person
    path: str
    sha256: str
    draft: bool
    warnings: tuple[str, ...]
    college: str = ""
    template_sha256: str = ""
    version: int = 1
    pdf: str = ""
    copies: str = ""


def file_drawn(filing: Filing, draw: Callable[[int], Drawn], office: Office) -> DrawnUp:
    """Draw and file; the version that was filed last when nothing would be printed differently.

    `draw` gets the number of the version it prints. Must be called while the office is held.
    """
    earlier = _versions(filing, office)
    drawn = draw(max(1, len(earlier)))
    if earlier:
        newest, body = earlier[-1]
        # What a killed attempt filed may not have been recorded.
        office.ledger.record([newest], office.archive.read)
        if body.sha256 == sha256_of(drawn.data):
            # What is told to staff is of today: a settings change or a broken template since then.
            told = (*drawn.warnings, *filing.notes)
            return replace(body, warnings=told, reasons=drawn.warnings)
        drawn = draw(len(earlier) + 1)
    return _file(filing, drawn, len(earlier) + 1, office)


def _file(filing: Filing, drawn: Drawn, version: int, office: Office) -> DrawnUp:
    stem = f"documents/{filing.kind}-{filing.key}-{version}"
    file = f"{stem}{entry_of(filing.kind).suffix}"
    body = DrawnUp(
        application=filing.application,
        kind=filing.kind,
        number=filing.number,
        file=file,
        sha256=sha256_of(drawn.data),
        template_sha256=filing.template_sha256,
        edition=office.edition.id,
        draft=drawn.draft,
        warnings=(*drawn.warnings, *filing.notes),
        printed=f"{stem}.json",
        version=version,
        reasons=drawn.warnings,
    )
    filed = file_entry(
        office.archive,
        filing.object_id,
        f"{_id_stem(filing)}-{version}",
        office.ledger.clock(office.now())(),
        SOFTWARE,
        (filing.about,),
        body,
        {file: drawn.data, body.printed: printed_json(drawn)},
    )
    office.crash("drawn_filed")
    office.ledger.record([filed], office.archive.read)
    kept = filed.entry.body
    return kept if isinstance(kept, DrawnUp) else body


def _id_stem(filing: Filing) -> str:
    """Entry ids are known beforehand; those of agreements are their numbers, since the first day."""
    if filing.kind is DocumentKind.AGREEMENT and filing.number:
        return f"draw-{filing.number}"
    return f"draw-{filing.kind}-{filing.key}"


def _versions(filing: Filing, office: Office) -> list[tuple[FiledEntry, DrawnUp]]:
    """What was filed under this key, the first version first."""
    stem = _id_stem(filing)
    found = [
        (filed, filed.entry.body)
        for filed in entries_of(office.archive, filing.object_id)
        if isinstance(filed.entry.body, DrawnUp) and filed.entry.id.rpartition("-")[0] == stem
    ]
    return sorted(found, key=lambda one: int(one[0].entry.id.rpartition("-")[2]))


def newest_drawn(filing: Filing, office: Office) -> DrawnUp | None:
    """The version that was filed last, recorded if a killed attempt did not come to it."""
    earlier = _versions(filing, office)
    if not earlier:
        return None
    newest, body = earlier[-1]
    office.ledger.record([newest], office.archive.read)
    return body


def lay_out(
    filing_object: str, name: str, document: DrawnUp, person: Person, college: str, office: Office
) -> DrawnDocument:
    """Put a copy of a filed document where people open it; the archive keeps its own.

    A print of other bytes that lies beside it goes first: it would be printed and signed.
    """
    data = office.archive.read(filing_object, document.file)
    kind = DocumentKind(document.kind)
    if office.documents.read(name) != data:
        for print_ in filter(None, print_names(kind, name)):
            office.documents.remove(print_)
    return DrawnDocument(
        kind=kind,
        person=person,
        path=office.documents.put(name, data),
        sha256=document.sha256,
        draft=document.draft,
        warnings=document.warnings,
        college=college,
        template_sha256=document.template_sha256,
        version=document.version,
    )


def file_name(kind: DocumentKind, person: Person, apart: str = "") -> str:
    """``agreement_3120260001_张三.docx``; which characters a file may have is the folder's.

    `apart` tells a person's further candidatures apart: ``..._张三_A-2026-0007.docx``.
    """
    words = [str(kind), person.student_no, person.name, *filter(None, [apart])]
    return "_".join(words) + entry_of(kind).suffix


def print_names(kind: DocumentKind, name: str) -> tuple[str, str]:
    """What the PDF of a file is called, and its copies to be signed, "" for a paper of one copy."""
    stem = name.rpartition(".")[0]
    copies = entry_of(kind).copies
    return f"{stem}.pdf", f"{stem}_{copies}份.pdf" if copies > 1 else ""


def name_of(path: str) -> str:
    return PurePosixPath(path).name
