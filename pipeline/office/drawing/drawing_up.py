"""Drawing up the agreement (clause 三.1.(3)): filed with its entry, then laid out for people."""

import datetime as dt
import json
from dataclasses import replace

from pipeline.documents.agreement import (
    ENACTING_WORDS,
    AgreementTerms,
    Duty,
    DutySource,
    draw_agreement,
    duties_for,
    left_to_hand,
)
from pipeline.documents.catalogue import DocumentKind
from pipeline.documents.chinese_dates import chinese_date, read_chinese_date
from pipeline.documents.drawn import Drawn
from pipeline.domain.drawn_up import DrawnUp
from pipeline.domain.entries import Decided, Revised
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.domain.positions import PositionKind
from pipeline.errors import DecisionRefusedError
from pipeline.lifecycle.serving import ENDED
from pipeline.office.drawing.document_filing import (
    DrawnDocument,
    Filing,
    file_drawn,
    file_name,
    newest_drawn,
)
from pipeline.office.drawing.document_filing import lay_out as laid_out
from pipeline.office.drawing.holders import Holder
from pipeline.office.drawing.templates import confirmed, template_of
from pipeline.office.filing import entries_of
from pipeline.office.house import Office, application_object
from pipeline.office.registered import CollegeWords, college_words
from pipeline.office.rows import ApplicationRow
from pipeline.regulation.edition import Edition
from pipeline.regulation.errata import ErratumStatus

PREAMBLE = "责.序"
ALREADY_DATED = (
    "这份责任书印有签订日期{day}，视为已签：照存档的第 {version} 版，没有重做。"
    "确要重做，请写 --signed-on 日期。"
)


def draw_agreement_of(
    application: ApplicationRow,
    revised: Revised,
    office: Office,
    words: CollegeWords,
    signed_on: dt.date | None = None,
) -> DrawnUp:
    """The agreement of somebody approved: filed once for each wording, not for each call.

    The number belongs to one approval, so that a decision taken back voids it for ever; what
    would be printed differently (settings, template, edition) is a new version of it. One that
    was drawn with a day of signing is taken to be signed: without a new day it is not made anew,
    and while it was a draft it keeps its day.
    Must be called while the office is held.
    """
    template = template_of(DocumentKind.AGREEMENT, office)
    number = agreement_number(application.id, office)
    notes = (*_notes_for_staff(office.edition, revised), *_ended(application, office))
    filing = Filing(
        kind=DocumentKind.AGREEMENT,
        object_id=application_object(application.id),
        about=application.id,
        key=number,
        template_sha256=template.sha256,
        number=number,
        application=application.id,
        notes=(*notes, template.doubt) if template.doubt else notes,
    )
    if signed_on is None and (kept := _dated(filing, office)):
        signed_on, filed = kept
        if not filed.draft:
            day = chinese_date(signed_on)
            told = ALREADY_DATED.format(day=day, version=filed.version)
            return replace(filed, warnings=(*filing.notes, told))
    terms = agreement_terms(application, revised, number, signed_on, office, words)
    return file_drawn(
        replace(filing, notes=(*filing.notes, *left_to_hand(terms))),
        lambda version: draw_agreement(template.data, replace(terms, version=version)),
        office,
    )


def lay_out(application: ApplicationRow, document: DrawnUp, office: Office) -> DrawnDocument:
    """Put a copy of a filed document of somebody where people open it."""
    return laid_out(
        application_object(application.id),
        file_name(
            DocumentKind(document.kind), application.person, _told_apart(application, office)
        ),
        document,
        application.person,
        application.college,
        office,
    )


def lay_out_of_term(holder: Holder, document: DrawnUp, office: Office) -> DrawnDocument:
    """The same for a paper that each term has of its own: no term's takes another's place."""
    application = holder.application
    first = application is not None and application.term == str(holder.term)
    return _lay_out_of(holder, document, "" if first else str(holder.term), office)


def lay_out_of_post(holder: Holder, document: DrawnUp, office: Office) -> DrawnDocument:
    """The same for a paper about a post, whatever the term."""
    return _lay_out_of(holder, document, "", office)


def _lay_out_of(holder: Holder, document: DrawnUp, term: str, office: Office) -> DrawnDocument:
    number, application = holder.person.student_no, holder.application
    if application is not None:
        apart = _told_apart(application, office)
    else:  # beside what the same person may have applied for since
        apart = holder.id if number and office.ledger.applications(student_no=number) else ""
    return laid_out(
        holder.object_id,
        file_name(
            DocumentKind(document.kind), holder.person, "_".join(filter(None, (apart, term)))
        ),
        document,
        holder.person,
        holder.college,
        office,
    )


def _dated(filing: Filing, office: Office) -> tuple[dt.date, DrawnUp] | None:
    """The day of signing that the newest version prints, and that version; None without a day."""
    newest = newest_drawn(filing, office)
    if newest is None or not newest.printed:
        return None
    printed = json.loads(office.archive.read(filing.object_id, newest.printed))
    day = read_chinese_date(str(printed.get("signed_on", "")))
    return (day, newest) if day else None


def _ended(application: ApplicationRow, office: Office) -> tuple[str, ...]:
    """Told to staff, who may want the agreement of somebody who is not in post any more."""
    return tuple(
        f"{application.person.name}{one.state.label}（{one.ended_on}）。"
        for one in office.ledger.lives.appointments(application=application.id)
        if one.state in ENDED
    )


def _told_apart(application: ApplicationRow, office: Office) -> str:
    """What keeps the papers of two candidatures apart: nothing for a person's first."""
    number = application.person.student_no
    theirs = office.ledger.applications(student_no=number) if number else ()
    first = min((one.id for one in theirs), key=lambda id_: (len(id_), id_), default="")
    return "" if application.id == first else application.id


def preview_agreement(
    application: ApplicationRow, revised: Revised, office: Office, words: CollegeWords
) -> DrawnUp:
    """What the agreement would be, without a number, for somebody who is not approved."""
    template = template_of(DocumentKind.AGREEMENT, office)
    filing = Filing(
        kind=DocumentKind.AGREEMENT,
        object_id=application_object(application.id),
        about=application.id,
        key=f"preview-{application.id}",
        template_sha256=template.sha256,
        application=application.id,
        notes=_notes_for_staff(office.edition, revised),
    )
    terms = agreement_terms(application, revised, "", None, office, words)
    return file_drawn(filing, lambda _: draw_agreement(template.data, terms), office)


def agreement_to_come(application: ApplicationRow, revised: Revised, office: Office) -> Drawn:
    """What the agreement will be, number and all, once the approval that is being filed is."""
    template = template_of(DocumentKind.AGREEMENT, office)
    approved = replace(application, state=SubmissionState.APPROVED)
    number = agreement_number(application.id, office, more=1)
    words = college_words(office)
    terms = agreement_terms(approved, revised, number, None, office, words)
    return draw_agreement(template.data, terms)


def agreement_number(application: str, office: Office, more: int = 0) -> str:
    """ZR-2026-0001 for A-2026-0001; after its n-th approval ZR-2026-0001-n.

    `more` counts approvals that are not filed yet.
    """
    approvals = more + sum(
        isinstance(filed.entry.body, Decided) and filed.entry.body.decision is Decision.APPROVE
        for filed in entries_of(office.archive, application_object(application))
    )
    number = f"ZR{application.removeprefix('A')}"
    return number if approvals <= 1 else f"{number}-{approvals}"


def agreement_terms(
    application: ApplicationRow,
    revised: Revised,
    number: str,
    signed_on: dt.date | None,
    office: Office,
    words: CollegeWords,
) -> AgreementTerms:
    """Everything the agreement of this person says, as far as it is known now."""
    if application.position_kind not in set(PositionKind):
        raise DecisionRefusedError(
            f"{application.id} 的岗位类型没有写明，责任书不能起草。",
            "请先退回，请学院写明岗位类型。",
        )
    kind = PositionKind(application.position_kind)
    said = {one.name: one.value for one in revised.fields}
    listed = words.directory.named(application.college)
    college = listed.name if listed else application.college
    return AgreementTerms(
        number=number,
        version=1,
        person=application.person,
        college=college,
        college_official=listed is not None,
        position_kind=kind,
        edition=office.edition.printed,
        duties=_duties(application, kind, college, said.get("position_duties"), office, words),
        work_form=str(said.get("work_form", "")),
        basis=office.house.basis,
        notes=office.house.notes,
        enacting_words=confirmed(office.edition, PREAMBLE, f"{ENACTING_WORDS}以下条款")[:3],
        approved=application.state is SubmissionState.APPROVED,
        demo=office.house.demo,
        signed_on=signed_on,
    )


def _duties(
    application: ApplicationRow,
    kind: PositionKind,
    college: str,
    stated: object,
    office: Office,
    words: CollegeWords,
) -> tuple[Duty, ...]:
    """Whose words come first: the register's for the person, the form's, the college's, 一.2's."""
    number = application.person.student_no
    own = words.duties_of(college, kind, number) if number else ()
    form = tuple((str(text), "") for text in stated) if isinstance(stated, tuple) else ()
    position = office.edition.position(kind)
    return duties_for(
        tuple(Duty(text, DutySource.PERSON, note) for text, note in own or form),
        tuple(
            Duty(text, DutySource.COLLEGE, note)
            for text, note in words.duties_of(college, kind, "")
        ),
        confirmed(office.edition, position.clause, position.duties),
    )


def written_duties(holder: Holder, words: CollegeWords) -> tuple[Duty, ...]:
    """What the college wrote for somebody whose agreement the office has not drawn up."""
    if holder.position is None:
        return ()
    listed = words.directory.named(holder.college)
    college = listed.name if listed else holder.college
    number = holder.person.student_no
    own = words.duties_of(college, holder.position, number) if number else ()
    for_all = words.duties_of(college, holder.position, "")
    return duties_for(
        tuple(Duty(text, DutySource.PERSON, note) for text, note in own),
        tuple(Duty(text, DutySource.COLLEGE, note) for text, note in for_all),
        "",
    )


def _notes_for_staff(edition: Edition, revised: Revised) -> tuple[str, ...]:
    """The slips of the source that this agreement prints as they stand; not printed in it."""
    clauses = {PREAMBLE}
    if revised.position_kind in set(PositionKind):
        clauses.add(edition.position(PositionKind(revised.position_kind)).clause)
    return tuple(
        f"原文（{one.clause}）印作“{one.printed}”，疑为“{one.reading}”；未经研究生工作部确认，照原文印。"
        for one in edition.errata
        if one.clause in clauses and one.status is ErratumStatus.PROPOSED and one.reading
    )
