"""What ``deyu draft`` draws up: for one person, for a term, or a blank form."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.catalogue import CATALOGUE, DocumentKind, DrawnFor, entry_of
from pipeline.domain.drawn_up import DrawnUp
from pipeline.domain.people import Person
from pipeline.domain.plans import SubmissionState
from pipeline.domain.school_calendar import Season, Term, term_of
from pipeline.errors import DecisionRefusedError, NotFoundError, OfficeError
from pipeline.office.drawing.cover_sheets import draw_due_covers_of
from pipeline.office.drawing.document_filing import DrawnDocument
from pipeline.office.drawing.drafting_forms import (
    draw_assessment_of,
    draw_registration_of,
    draw_term_plan_of,
    letters_of,
)
from pipeline.office.drawing.drafting_terms import (
    blank_form,
    draw_due_lists_of,
    draw_roster_of,
    draw_statistics_of,
)
from pipeline.office.drawing.drawing_up import (
    draw_agreement_of,
    lay_out,
    lay_out_of_post,
    lay_out_of_term,
    preview_agreement,
)
from pipeline.office.drawing.holders import (
    Holder,
    holder_by_application,
    holders_in,
    imported_posts,
)
from pipeline.office.drawing.prefilling import draw_prefilled
from pipeline.office.filed import newest_revision
from pipeline.office.house import Office
from pipeline.office.registered import CollegeWords, college_words
from pipeline.office.rows import ApplicationRow


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """What to draw up; exactly one of `student_no` and `term`, neither for a blank form.

    For a paper of `EACH_TERM` both: that person's of that term.

    `final` refuses what still carries the draft mark; `signed_on` prints the date of signing.
    """

    kind: DocumentKind
    student_no: str = ""
    term: str = ""
    final: bool = False
    signed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """Somebody whose document could not be drawn up, and why: a Chinese sentence.

    `id` is the application's, of somebody who was imported the appointment's.
    """

    person: Person
    id: str
    says: str


Outcome = DrawnDocument | NotDrawn
Subject = ApplicationRow | Holder

EACH_TERM = (DocumentKind.TERM_PLAN, DocumentKind.ASSESSMENT)
"""What somebody in a post is due in every term (二.3, 三.3), not only in that of the approval."""

ABOUT_A_POST = (
    DocumentKind.REPLACEMENT_REQUEST,
    DocumentKind.LEAVING_SURVEY,
    DocumentKind.CASE_REPORT,
)
"""Forms about the post that somebody holds, not about one that is applied for."""


def draft(order: DraftOrder, office: Office) -> Iterator[Outcome]:
    """Draw up and lay out, one document after the other.

    In a term one person's trouble does not stop the others; for a single person it is raised.
    Raises `NotFoundError`, and `DecisionRefusedError` for `final`.
    """
    entry = entry_of(order.kind)
    if entry.drawn_for is DrawnFor.TERM:
        with office.act():
            yield from _FOR_TERM[order.kind](Term.parse(order.term), office)
    elif entry.drawn_for is DrawnFor.ANYBODY and not order.student_no:
        with office.act():
            yield blank_form(order.kind, office)
    else:
        words = college_words(office)
        for subject in chosen(order, office):
            if order.term and not order.student_no:
                yield from _one_of_many(subject, order, office, words)
            else:
                with office.act():
                    yield from _documents(subject, order, office, words)


def _one_of_many(
    subject: Subject, order: DraftOrder, office: Office, words: CollegeWords
) -> Iterator[Outcome]:
    try:
        with office.act():
            yield from tuple(_documents(subject, order, office, words))
    except OfficeError as trouble:
        yield NotDrawn(subject.person, subject.id, str(trouble))


def blanks() -> tuple[DocumentKind, ...]:
    return tuple(one.kind for one in CATALOGUE if one.drawn_for is DrawnFor.ANYBODY)


def chosen(order: DraftOrder, office: Office) -> Sequence[Subject]:
    """Whom the order is about; raises `NotFoundError` when nobody is."""
    if order.kind in EACH_TERM:
        return _serving(order, office)
    if order.kind in blanks():
        return _form_of(order, office)
    return _applied(order, office)


def _form_of(order: DraftOrder, office: Office) -> Sequence[Subject]:
    """Whose form is prefilled: by the newest application, of who was imported by the post.

    What is written about a post is about the one that is held, whatever was applied for since.
    """
    posts = imported_posts(order.student_no, office)
    held = tuple(one for one in posts if one.serves)
    if held and order.kind in ABOUT_A_POST:
        return held
    applied = office.ledger.applications(student_no=order.student_no)
    for_the_post = order.kind in ABOUT_A_POST and not any(map(approved, applied))
    if posts and (for_the_post or not applied):
        return posts[-1:]
    return _applied(order, office)


def _serving(order: DraftOrder, office: Office) -> tuple[Holder, ...]:
    """Who serves in the term; of a single person in this one, unless another is named.

    For somebody who does not, the newest candidature, in its own term.
    """
    today = office.today()
    term = Term.parse(order.term) if order.term else term_of(today)
    found = tuple(one for one in holders_in(term, office, order.student_no) if one.serves)
    if found:
        return found
    if not order.student_no:
        raise NotFoundError(
            f"{term.label}没有在岗或待上岗的助理。",
            "请用 deyu list 查看各申请的状态；原已在岗的人请用 deyu import assistants 导入。",
        )
    if order.term:
        raise NotFoundError(
            f"{term.label}没有学号为“{order.student_no}”的在岗或待上岗的助理。",
            f"请用 deyu person {order.student_no} 查看任用的情况。",
        )
    return tuple(
        holder_by_application(one, Term.parse(one.term)) for one in _applied(order, office)
    )


def _applied(order: DraftOrder, office: Office) -> tuple[ApplicationRow, ...]:
    """The approved ones; of a single person those of the newest term with any.

    For somebody who is not approved yet, the newest candidature.
    """
    if order.term:
        term = str(Term.parse(order.term))
        rows = [one for one in office.ledger.applications(term=term) if approved(one)]
        if not rows:
            raise NotFoundError(
                f"{Term.parse(term).label}没有已同意上岗的人。", "请用 deyu list 查看各申请的状态。"
            )
        return tuple(rows)
    everything = office.ledger.applications(student_no=order.student_no)
    if not everything and office.ledger.lives.appointments(Person("", order.student_no)):
        raise NotFoundError(
            f"学号“{order.student_no}”是从在岗名单导入的，没有上岗申请，这份文书无从填写。",
            "学期工作计划（term_plan）、考核表（assessment）和预填的表格可以起草。",
        )
    if not everything:
        raise NotFoundError(
            f"没有学号为“{order.student_no}”的申请。", "请用 deyu search 按姓名查找。"
        )
    settled = [one for one in everything if approved(one)]
    newest = max((_in_time(one.term) for one in settled), default=None)
    this_term = tuple(one for one in settled if _in_time(one.term) == newest)
    return this_term or everything[-1:]


def _in_time(term: str) -> tuple[int, bool]:
    """Terms in the order of time: the spring of a year comes before its autumn."""
    parsed = Term.parse(term)
    return parsed.year, parsed.season is Season.AUTUMN


def approved(application: ApplicationRow) -> bool:
    return application.state is SubmissionState.APPROVED


def _documents(
    subject: Subject, order: DraftOrder, office: Office, words: CollegeWords
) -> Iterator[DrawnDocument]:
    if order.kind is DocumentKind.NOTICE_LETTER and isinstance(subject, ApplicationRow):
        yield from letters_of(subject, office)
        return
    document = _drawn(subject, order, office, words)
    if order.final and document.draft:
        raise DecisionRefusedError(
            f"{subject.person.name}的这份文书还是草稿，不能作为正式文本："
            + "".join(document.reasons),
            "请逐条确认后再用 --final；不带 --final 可先出草稿。",
        )
    if not isinstance(subject, Holder):
        yield lay_out(subject, document, office)
    elif order.kind in EACH_TERM:
        yield lay_out_of_term(subject, document, office)
    else:
        yield lay_out_of_post(subject, document, office)


def _drawn(subject: Subject, order: DraftOrder, office: Office, words: CollegeWords) -> DrawnUp:
    if order.kind in blanks():
        return draw_prefilled(order.kind, subject, office)
    if isinstance(subject, Holder):
        if order.kind is DocumentKind.ASSESSMENT:
            return draw_assessment_of(subject, office, words)
        return draw_term_plan_of(subject, office)
    if order.kind is DocumentKind.REGISTRATION_FORM:
        return draw_registration_of(subject, office)
    revised = newest_revision(office, subject)
    if approved(subject):
        return draw_agreement_of(subject, revised, office, words, order.signed_on)
    return preview_agreement(subject, revised, office, words)


_FOR_TERM: Mapping[DocumentKind, Callable[[Term, Office], Iterator[DrawnDocument]]] = {
    DocumentKind.ROSTER: draw_roster_of,
    DocumentKind.STATISTICS: draw_statistics_of,
    DocumentKind.DUE_LIST: draw_due_lists_of,
    DocumentKind.COVER_SHEET: draw_due_covers_of,
}
