"""Papers about a whole term, and blank forms."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from pipeline.documents.catalogue import DocumentKind, entry_of
from pipeline.documents.drawn import Drawn
from pipeline.documents.forms import Due, draw_due_list
from pipeline.documents.roster import RosterRow, draw_roster
from pipeline.documents.statistics import draw_statistics
from pipeline.domain.identity import sha256_of
from pipeline.domain.obligations import SETTLED_STATES
from pipeline.domain.people import Person
from pipeline.domain.school_calendar import Term, term_of
from pipeline.errors import NotFoundError
from pipeline.office.appointments.owing import owed
from pipeline.office.drawing.document_filing import (
    DrawnDocument,
    Filing,
    file_drawn,
    lay_out,
)
from pipeline.office.drawing.holders import Holder, holders_in
from pipeline.office.drawing.stated import stated_of
from pipeline.office.drawing.templates import template_of
from pipeline.office.house import Office, term_object

NOBODY = Person()


def blank_form(kind: DocumentKind, office: Office) -> DrawnDocument:
    """The template as it is; which version it was is filed with the template itself."""
    template = template_of(kind, office)
    path = office.documents.put(f"{kind}{entry_of(kind).suffix}", template.data)
    doubts = (template.doubt,) if template.doubt else ()
    return DrawnDocument(
        kind, NOBODY, path, template.sha256, False, doubts, template_sha256=template.sha256
    )


def draw_roster_of(term: Term, office: Office) -> Iterator[DrawnDocument]:
    """Who holds a post in a term, by college; a term without any gives a roster that says so."""
    drawn = draw_roster(term.label, roster_rows(term, office), office.house.demo)
    yield file_for_term(DocumentKind.ROSTER, term, drawn, office)


def draw_statistics_of(term: Term, office: Office) -> Iterator[DrawnDocument]:
    """How many assistants of each kind each college has."""
    drawn = draw_statistics(term.label, roster_rows(term, office), office.house.demo)
    yield file_for_term(DocumentKind.STATISTICS, term, drawn, office)


def draw_due_lists_of(term: Term, office: Office) -> Iterator[DrawnDocument]:
    """For each college what its assistants owe today; raises `NotFoundError` when nobody does."""
    today, due = due_today(term, office)
    template = template_of(DocumentKind.DUE_LIST, office)
    for college, rows in due.items():
        house = office.house
        drawn = draw_due_list(
            template.data, college, term.label, rows, house.name, today, house.demo
        )
        yield file_for_term(DocumentKind.DUE_LIST, term, drawn, office, template.sha256, college)


def due_today(term: Term, office: Office) -> tuple[dt.date, Mapping[str, Sequence[Due]]]:
    """Today, and what is open by college; raises `NotFoundError` for another term, or nothing."""
    today = office.today()
    if term_of(today) != term:
        raise NotFoundError(
            "待报送的材料按今天的情况列出，只能起草本学期的。", f"请写 --term {term_of(today)}。"
        )
    open_ones = [one for one in owed(office, today) if one.state not in SETTLED_STATES]
    if not open_ones:
        raise NotFoundError("现在没有待报送的材料。", "各人的情况可用 deyu obligations 查看。")
    return today, {
        college: [
            Due(one.person, one.label, one.clause, one.due_on, one.state.label)
            for one in open_ones
            if one.college == college
        ]
        for college in sorted({one.college for one in open_ones})
    }


def file_for_term(
    kind: DocumentKind,
    term: Term,
    drawn: Drawn,
    office: Office,
    template_sha256: str = "",
    college: str = "",
    of: str = "",
) -> DrawnDocument:
    """File a paper about a term, of one college if named, and lay it out.

    `of` tells several papers of a kind, term and college apart.
    """
    key = f"{term}-{sha256_of(college.encode())[:12]}" if college else str(term)
    key = f"{of}-{key}" if of else key
    filing = Filing(kind, term_object(str(term)), str(term), key, template_sha256)
    document = file_drawn(filing, lambda _: drawn, office)
    name = name_in_term(kind, term, college, of)
    return lay_out(filing.object_id, name, document, NOBODY, college, office)


def name_in_term(kind: DocumentKind, term: Term, college: str = "", of: str = "") -> str:
    return "_".join(filter(None, (str(kind), of, str(term), college))) + entry_of(kind).suffix


def roster_rows(term: Term, office: Office) -> list[RosterRow]:
    return [_roster_row(one, office) for one in holders_in(term, office)]


def _roster_row(holder: Holder, office: Office) -> RosterRow:
    stated = stated_of(holder, office)
    return RosterRow(
        college=holder.college,
        name=holder.person.name,
        student_no=holder.person.student_no,
        position_kind=holder.position,
        party_standing=stated.party_standing,
        degree_level=stated.degree_level,
        state=holder.state,
        agreement_number=stated.agreement,
        remarks=holder.remarks,
        serves=holder.serves,
    )
