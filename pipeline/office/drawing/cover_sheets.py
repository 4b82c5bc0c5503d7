"""Envelopes to the colleges: what is due, and what a batch has drawn up for each of them."""

from collections.abc import Iterator, Sequence

from pipeline.documents.catalogue import DocumentKind, entry_of
from pipeline.documents.cover_sheet import Cover, Enclosed, draw_cover_sheet
from pipeline.domain.school_calendar import Term
from pipeline.office.drawing.document_filing import DrawnDocument
from pipeline.office.drawing.drafting_terms import due_today, file_for_term
from pipeline.office.drawing.templates import template_of
from pipeline.office.house import Office
from pipeline.office.registered import directory_of

DRAFT = "草稿，供核对，请勿签字"


def draw_due_covers_of(term: Term, office: Office) -> Iterator[DrawnDocument]:
    """An envelope for each college's list of what is due; raises `NotFoundError` without any."""
    _, due = due_today(term, office)
    kind = DocumentKind.DUE_LIST
    for college, rows in due.items():
        people = len({(one.person.student_no, one.person.name) for one in rows})
        note = f"{people} 人，{len(rows)} 项"
        yield cover_for(
            kind, term, college, (Enclosed(entry_of(kind).title, 1, note=note),), office
        )


def draw_cover_of(
    kind: DocumentKind,
    term: Term,
    college: str,
    documents: Sequence[DrawnDocument],
    office: Office,
) -> DrawnDocument:
    """The envelope of what a batch has drawn up for one college."""
    entry = entry_of(kind)
    enclosed = tuple(
        Enclosed(
            entry.title,
            entry.copies,
            one.person.name,
            one.person.student_no,
            DRAFT if one.draft else "",
        )
        for one in documents
    )
    return cover_for(kind, term, college, enclosed, office)


def cover_for(
    kind: DocumentKind, term: Term, college: str, enclosed: tuple[Enclosed, ...], office: Office
) -> DrawnDocument:
    """Must be called while the office is held."""
    template = template_of(DocumentKind.COVER_SHEET, office)
    listed = directory_of(office).named(college)
    cover = Cover(
        college=listed.name if listed else college,
        term=term.label,
        office=office.house.name,
        enclosed=enclosed,
        address="、".join(listed.addresses) if listed else "",
        office_address=office.house.address,
        demo=office.house.demo,
    )
    drawn = draw_cover_sheet(template.data, cover)
    return file_for_term(
        DocumentKind.COVER_SHEET, term, drawn, office, template.sha256, college, str(kind)
    )
