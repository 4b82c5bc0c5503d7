"""What ``deyu draft`` draws up: for one person, for a term, or a blank form."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.documents.catalogue import CATALOGUE, DocumentKind, DrawnFor, entry_of
from pipeline.domain.drawn_up import DrawnUp
from pipeline.domain.people import Person
from pipeline.domain.plans import SubmissionState
from pipeline.domain.school_calendar import Term
from pipeline.errors import DecisionRefusedError, NotFoundError, OfficeError
from pipeline.office.deciding import newest_revision
from pipeline.office.document_filing import DrawnDocument
from pipeline.office.drafting_forms import (
    draw_assessment_of,
    draw_registration_of,
    draw_term_plan_of,
    letters_of,
    prefilled_form,
)
from pipeline.office.drafting_terms import (
    blank_form,
    draw_due_lists_of,
    draw_roster_of,
    draw_statistics_of,
)
from pipeline.office.drawing_up import (
    draw_agreement_of,
    lay_out,
    notes_for_staff,
    preview_agreement,
)
from pipeline.office.house import Office
from pipeline.office.in_post import in_post, in_time, this_term
from pipeline.office.registered import CollegeWords, college_words
from pipeline.office.rows import ApplicationRow


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """What to draw up; exactly one of `student_no` and `term`, neither for a blank form.

    `final` refuses what still carries the draft mark; `signed_on` prints the date of signing.
    """

    kind: DocumentKind
    student_no: str = ""
    term: str = ""
    final: bool = False
    signed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """Somebody whose document could not be drawn up, and why: a Chinese sentence."""

    person: Person
    id: str
    says: str


OF_A_TERM = (DocumentKind.TERM_PLAN, DocumentKind.ASSESSMENT)
"""Papers that an assistant owes for each term (二.3, 三.3), not once."""

Outcome = DrawnDocument | NotDrawn


def draft(order: DraftOrder, office: Office) -> Iterator[Outcome]:
    """Draw up and lay out, one document after the other.

    In a term one person's trouble does not stop the others; for a single person it is raised.
    Raises `NotFoundError`, and `DecisionRefusedError` for `final`.
    """
    entry = entry_of(order.kind)
    if entry.drawn_for is DrawnFor.TERM:
        with office.ledger.act():
            yield from _FOR_TERM[order.kind](Term.parse(order.term), office)
    elif entry.drawn_for is DrawnFor.ANYBODY and not order.student_no:
        with office.ledger.act():
            yield blank_form(order.kind, office)
    else:
        words = college_words(office)
        for application in chosen(order, office):
            if order.term:
                yield from _one_of_many(application, order, office, words)
            else:
                with office.ledger.act():
                    yield from _documents(application, order, office, words)
        if order.term and order.kind in OF_A_TERM:
            yield from _without_application(order, office)


def _one_of_many(
    application: ApplicationRow, order: DraftOrder, office: Office, words: CollegeWords
) -> Iterator[Outcome]:
    try:
        with office.ledger.act():
            yield from tuple(_documents(application, order, office, words))
    except OfficeError as trouble:
        yield NotDrawn(application.person, application.id, str(trouble))


def blanks() -> tuple[DocumentKind, ...]:
    return tuple(one.kind for one in CATALOGUE if one.drawn_for is DrawnFor.ANYBODY)


def chosen(order: DraftOrder, office: Office) -> tuple[ApplicationRow, ...]:
    """The approved ones; of a single person those of the newest term with any.

    For somebody who is not approved yet, the newest candidature.
    """
    if order.term and order.kind in OF_A_TERM:
        return _serving(Term.parse(order.term), office)
    if order.term:
        term = str(Term.parse(order.term))
        rows = [one for one in office.ledger.applications(term=term) if approved(one)]
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
    settled = [one for one in everything if approved(one)]
    newest = max((in_time(Term.parse(one.term)) for one in settled), default=None)
    this_term = tuple(one for one in settled if in_time(Term.parse(one.term)) == newest)
    return this_term or everything[-1:]


def _serving(term: Term, office: Office) -> tuple[ApplicationRow, ...]:
    """Of everybody in post in a term the application by which they came."""
    found = (office.ledger.application(one.application) for one in in_post(term, office))
    rows = tuple(one for one in found if one is not None)
    if not rows:
        raise NotFoundError(
            f"{term.label}没有在岗的助理（由登记册导入的除外）。",
            "请用 deyu list 查看各申请的状态。",
        )
    return rows


def _without_application(order: DraftOrder, office: Office) -> Iterator[NotDrawn]:
    """Who served before this archive began has no application to file a paper with."""
    for one in in_post(Term.parse(order.term), office):
        if not one.application:
            says = f"由在岗助理登记册导入，没有申请，不能代印；请用空白的《{entry_of(order.kind).title}》。"
            yield NotDrawn(one.person, one.id, says)


def approved(application: ApplicationRow) -> bool:
    return application.state is SubmissionState.APPROVED


def _documents(
    application: ApplicationRow, order: DraftOrder, office: Office, words: CollegeWords
) -> Iterator[DrawnDocument]:
    if order.kind is DocumentKind.NOTICE_LETTER:
        yield from letters_of(application, office)
        return
    if order.kind in OF_A_TERM:
        yield _of_a_term(application, order, office, words)
        return
    document = _drawn(application, order, office, words)
    if order.final and document.draft:
        only_told = notes_for_staff(office.edition, newest_revision(office, application))
        raise DecisionRefusedError(
            f"{application.person.name}的这份文书还是草稿，不能作为正式文本："
            + "".join(one for one in document.warnings if one not in only_told),
            "请逐条确认后再用 --final；不带 --final 可先出草稿。",
        )
    yield lay_out(application, document, office)


def _of_a_term(
    application: ApplicationRow, order: DraftOrder, office: Office, words: CollegeWords
) -> DrawnDocument:
    """A paper that every term asks for anew: of the term given, else of this one while in post."""
    own = Term.parse(application.term)
    now = this_term(office)
    serving = any(one.application == application.id for one in in_post(now, office))
    term = Term.parse(order.term) if order.term else now if serving else own
    if order.kind is DocumentKind.ASSESSMENT:
        document = draw_assessment_of(application, term, office, words)
    else:
        document = draw_term_plan_of(application, term, office)
    return lay_out(application, document, office, "" if term == own else str(term))


def _drawn(
    application: ApplicationRow, order: DraftOrder, office: Office, words: CollegeWords
) -> DrawnUp:
    if order.kind is not DocumentKind.AGREEMENT:
        return _FOR_ONE[order.kind](application, office)
    revised = newest_revision(office, application)
    if approved(application):
        return draw_agreement_of(application, revised, office, words, order.signed_on)
    return preview_agreement(application, revised, office, words)


_FOR_ONE: Mapping[DocumentKind, Callable[[ApplicationRow, Office], DrawnUp]] = {
    DocumentKind.REGISTRATION_FORM: draw_registration_of,
    **{kind: prefilled_form(kind) for kind in blanks()},
}

_FOR_TERM: Mapping[DocumentKind, Callable[[Term, Office], Iterator[DrawnDocument]]] = {
    DocumentKind.ROSTER: draw_roster_of,
    DocumentKind.STATISTICS: draw_statistics_of,
    DocumentKind.DUE_LIST: draw_due_lists_of,
}
