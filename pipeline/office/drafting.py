"""What ``deyu draft`` draws up: for one person, for a term, or a blank form."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.documents.catalogue import CATALOGUE, DocumentKind, DrawnFor, entry_of
from pipeline.documents.registration import draw_registration_form, registration_terms
from pipeline.documents.roster import RosterRow, draw_roster
from pipeline.domain.entries import Revised
from pipeline.domain.people import DegreeLevel, PartyStanding, Person
from pipeline.domain.plans import STATE_LABELS, SubmissionState
from pipeline.domain.positions import PositionKind
from pipeline.domain.school_calendar import Term
from pipeline.errors import DecisionRefusedError, NotFoundError
from pipeline.office.deciding import newest_revision
from pipeline.office.drawing_up import (
    DrawnDocument,
    draw_agreement_of,
    file_name,
    lay_out,
    preview_agreement,
)
from pipeline.office.house import Office
from pipeline.office.rows import ApplicationRow

NOBODY = Person()


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """What to draw up; exactly one of `student_no` and `term`, neither for a blank form.

    `final` refuses what still carries the draft mark.
    """

    kind: DocumentKind
    student_no: str = ""
    term: str = ""
    final: bool = False


def draft(order: DraftOrder, office: Office) -> tuple[DrawnDocument, ...]:
    """Draw up and lay out; raises `NotFoundError`, and `DecisionRefusedError` for `final`."""
    entry = entry_of(order.kind)
    if entry.drawn_for is DrawnFor.ANYBODY:
        data = office.templates[order.kind]
        return (_put(order.kind, f"{order.kind}{entry.suffix}", NOBODY, data, office),)
    if order.kind is DocumentKind.ROSTER:
        return (_roster(order, office),)
    draw = _FOR_ONE[order.kind]
    with office.ledger.act():
        return tuple(draw(one, order, office) for one in _chosen(order, office))


def blanks() -> tuple[DocumentKind, ...]:
    return tuple(one.kind for one in CATALOGUE if one.drawn_for is DrawnFor.ANYBODY)


def _chosen(order: DraftOrder, office: Office) -> tuple[ApplicationRow, ...]:
    """The approved ones; for a single person who is not approved yet, the newest candidature."""
    if order.term:
        term = str(Term.parse(order.term))
        rows = [one for one in office.ledger.applications(term=term) if _approved(one)]
        if not rows:
            raise NotFoundError(
                f"{Term.parse(term).label}没有已同意上岗的人。", "请用 deyu list 查看各申请的状态。"
            )
        return tuple(rows)
    everything = office.ledger.applications(student_no=order.student_no)
    if not everything:
        raise NotFoundError(
            f"没有学号为“{order.student_no}”的申请。", "请用 deyu search 按姓名查找。"
        )
    approved = tuple(one for one in everything if _approved(one))
    return approved[-1:] or everything[-1:]


def _approved(application: ApplicationRow) -> bool:
    return application.state is SubmissionState.APPROVED


def _agreement(application: ApplicationRow, order: DraftOrder, office: Office) -> DrawnDocument:
    revised = newest_revision(office, application)
    if _approved(application):
        document = draw_agreement_of(application, revised, office)
        _refuse_drafts(order, application, document.warnings if document.draft else ())
        return lay_out(application, document, office)
    drawn = preview_agreement(application, revised, office)
    _refuse_drafts(order, application, drawn.warnings)
    name = file_name(order.kind, application.person)
    return _put(order.kind, name, application.person, drawn.data, office, drawn.warnings)


def _refuse_drafts(
    order: DraftOrder, application: ApplicationRow, warnings: tuple[str, ...]
) -> None:
    if order.final and warnings:
        raise DecisionRefusedError(
            f"{application.person.name}的这份文书还是草稿，不能作为正式文本：{''.join(warnings)}",
            "请逐条确认后再用 --final；不带 --final 可先出草稿。",
        )


def _registration_form(
    application: ApplicationRow, order: DraftOrder, office: Office
) -> DrawnDocument:
    revised = newest_revision(office, application)
    terms = registration_terms(revised.fields, application.agreement)
    approved = _approved(application)
    warnings = () if approved else ("该同学尚未批准上岗，登记表只供预览。",)
    _refuse_drafts(order, application, warnings)
    template = office.templates[order.kind]
    data = draw_registration_form(template, terms, approved, office.house.demo)
    name = file_name(order.kind, application.person)
    return _put(order.kind, name, application.person, data, office, warnings)


_FOR_ONE: Mapping[DocumentKind, Callable[[ApplicationRow, DraftOrder, Office], DrawnDocument]] = {
    DocumentKind.AGREEMENT: _agreement,
    DocumentKind.REGISTRATION_FORM: _registration_form,
}


def _roster(order: DraftOrder, office: Office) -> DrawnDocument:
    """The assistants of a term, by college; a term without any gives a roster that says so."""
    term = Term.parse(order.term)
    rows = [
        _roster_row(one, newest_revision(office, one))
        for one in office.ledger.applications(term=str(term))
        if _approved(one)
    ]
    data = draw_roster(term.label, rows, office.house.demo)
    name = f"{order.kind}_{term}{entry_of(order.kind).suffix}"
    return _put(order.kind, name, NOBODY, data, office)


def _roster_row(application: ApplicationRow, revised: Revised) -> RosterRow:
    said = {one.name: one.value for one in revised.fields}
    kind, standing, level = (
        said.get(name) for name in ("position_kind", "party_standing", "degree_level")
    )
    return RosterRow(
        college=application.college,
        name=application.person.name,
        student_no=application.person.student_no,
        position_kind=PositionKind(kind) if kind in set(PositionKind) else None,
        party_standing=PartyStanding(standing) if standing in set(PartyStanding) else None,
        degree_level=DegreeLevel(level) if level in set(DegreeLevel) else None,
        state=STATE_LABELS[application.state],
        agreement_number=application.agreement,
    )


def _put(
    kind: DocumentKind,
    name: str,
    person: Person,
    data: bytes,
    office: Office,
    warnings: tuple[str, ...] = (),
) -> DrawnDocument:
    path = office.documents.put(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    return DrawnDocument(kind, person, path, sha256, bool(warnings), warnings)
