"""Papers about one person: registration form, term plan, assessment, letters."""

import re
from collections.abc import Iterator

from pipeline.documents.agreement import Duty
from pipeline.documents.catalogue import DocumentKind
from pipeline.documents.drawn import Drawn
from pipeline.documents.forms import (
    Assistant,
    Attendance,
    Letter,
    draw_assessment,
    draw_letter,
    draw_term_plan,
)
from pipeline.documents.registration import draw_registration_form, registration_terms
from pipeline.domain.drawn_up import DrawnUp
from pipeline.domain.plans import SubmissionState
from pipeline.domain.school_calendar import term_of
from pipeline.errors import NotFoundError
from pipeline.office.drawing.document_filing import DrawnDocument, Filing, file_drawn
from pipeline.office.drawing.document_filing import lay_out as laid_out
from pipeline.office.drawing.drawing_up import agreement_terms, written_duties
from pipeline.office.drawing.holders import Holder
from pipeline.office.drawing.stated import stated_of
from pipeline.office.drawing.templates import TemplateInForce, template_of
from pipeline.office.filed import newest_revision
from pipeline.office.house import DECISION_NOTICES, Office, application_object
from pipeline.office.letters.outbox import notice_text
from pipeline.office.registered import CollegeWords, trainings_of
from pipeline.office.rows import ApplicationRow

_BRACKETED_NUMBER = re.compile(r"\s*\[N-[\d-]+\]\s*$")

_ATTACHED = re.compile(
    r"附件(?:《[^》]*》、?)+(?:供打印签字|带有“草稿”字样，供核对，请勿签字，正式文本另发)。"
)
_OF_A_MAIL = (
    ("请直接回复本邮件，由研究生工作部答复", "请与研究生工作部联系"),
    ("可回复本邮件向研究生工作部提出", "可向研究生工作部提出"),
)
"""What the letters by mail say, and what the same letter says on paper."""

_SAYS_MAIL = re.compile("邮件|附件|回复")
STILL_A_MAIL = "公函里还有只适用于电子邮件的话，请核对后再盖章：{line}"


def draw_registration_of(application: ApplicationRow, office: Office) -> DrawnUp:
    revised = newest_revision(office, application)
    terms = registration_terms(revised.fields, application.agreement)
    template = template_of(DocumentKind.REGISTRATION_FORM, office)
    drawn = draw_registration_form(template.data, terms, _approved(application), office.house.demo)
    return _file(application, template, drawn, office)


def draw_term_plan_of(holder: Holder, office: Office) -> DrawnUp:
    template = template_of(DocumentKind.TERM_PLAN, office)
    drawn = draw_term_plan(template.data, _who(holder, office))
    return _file_of_term(holder, template, drawn, office)


def draw_assessment_of(holder: Holder, office: Office, words: CollegeWords) -> DrawnUp:
    """Bound to the agreement, as 三.3 wants it: its duties are printed on the sheet."""
    template = template_of(DocumentKind.ASSESSMENT, office)
    drawn = draw_assessment(
        template.data,
        _who(holder, office),
        [duty.text for duty in _agreed(holder, office, words)],
        _attendance(holder, office),
        stated_of(holder, office).agreement,
    )
    return _file_of_term(holder, template, drawn, office)


def _agreed(holder: Holder, office: Office, words: CollegeWords) -> tuple[Duty, ...]:
    """The duties of the agreement; of one the office did not draw up, what the college wrote."""
    if holder.application is None:
        return written_duties(holder, words)
    revised = newest_revision(office, holder.application)
    number = holder.application.agreement
    return agreement_terms(holder.application, revised, number, None, office, words).duties


def _attendance(holder: Holder, office: Office) -> tuple[Attendance, ...]:
    """The trainings of the term, as the register says."""
    return tuple(
        Attendance(one.held_on, one.training, one.attended)
        for one in trainings_of(holder.person.student_no, office)
        if term_of(one.held_on) == holder.term
    )


def letters_of(application: ApplicationRow, office: Office) -> Iterator[DrawnDocument]:
    """The decision's notices as letters to be printed and sealed; raises `NotFoundError`."""
    notices = [
        one
        for one in office.ledger.notices(application=application.id)
        if one.kind in DECISION_NOTICES
    ]
    if not notices:
        raise NotFoundError(
            f"{application.person.name}（{application.id}）还没有审查结果通知。",
            "请先用 deyu decide 作出决定，通知随之起草。",
        )
    template = template_of(DocumentKind.NOTICE_LETTER, office)
    for notice in notices[-1:]:
        letter = _letter(notice.id, office)
        drawn = draw_letter(template.data, letter)
        told = tuple(
            STILL_A_MAIL.format(line=line) for line in letter.lines if _SAYS_MAIL.search(line)
        )
        document = _file(application, template, drawn, office, notice.id, told)
        name = f"{DocumentKind.NOTICE_LETTER}_{notice.id}_{application.person.name}.docx"
        yield laid_out(
            application_object(application.id),
            name,
            document,
            application.person,
            application.college,
            office,
        )


def _letter(id_: str, office: Office) -> Letter:
    """The very words of the notice that was filed, without what only a mail needs."""
    notice, text, _ = notice_text(id_, office)
    lines = [on_paper(line.strip()) for line in text.split("\n") if line.strip()]
    if lines and lines[-1] == office.house.name:  # the letter has a signature of its own
        lines.pop()
    return Letter(
        number=notice.id,
        title=_BRACKETED_NUMBER.sub("", notice.subject).strip(),
        lines=tuple(lines),
        office=office.house.name,
        dated=office.house.day_of(notice.created_at),
        demo=office.house.demo,
    )


def on_paper(line: str) -> str:
    """A line without what is only true of a mail: its attachments, and answering it."""
    line = _ATTACHED.sub("", line)
    for said_in_a_mail, said_on_paper in _OF_A_MAIL:
        line = line.replace(said_in_a_mail, said_on_paper)
    return line


def _who(holder: Holder, office: Office) -> Assistant:
    return Assistant(
        person=holder.person,
        college=holder.college,
        position=holder.position.label if holder.position else "",
        term=holder.term.label,
        approved=holder.approved,
        demo=office.house.demo,
    )


def _file_of_term(
    holder: Holder, template: TemplateInForce, drawn: Drawn, office: Office
) -> DrawnUp:
    """Each term has a paper of its own; that of the application's term has the oldest key."""
    first = holder.application is not None and holder.application.term == str(holder.term)
    notes = tuple(filter(None, (*holder.remarks, template.doubt)))
    filing = Filing(
        kind=template.kind,
        object_id=holder.object_id,
        about=holder.id,
        key=holder.id if first else f"{holder.id}-{holder.term}",
        template_sha256=template.sha256,
        application=holder.application.id if holder.application else "",
        notes=notes,
    )
    return file_drawn(filing, lambda _: drawn, office)


def _file(
    application: ApplicationRow,
    template: TemplateInForce,
    drawn: Drawn,
    office: Office,
    key: str = "",
    notes: tuple[str, ...] = (),
) -> DrawnUp:
    filing = Filing(
        kind=template.kind,
        object_id=application_object(application.id),
        about=application.id,
        key=key or application.id,
        template_sha256=template.sha256,
        application=application.id,
        notes=tuple(filter(None, (*notes, template.doubt))),
    )
    return file_drawn(filing, lambda _: drawn, office)


def _approved(application: ApplicationRow) -> bool:
    return application.state is SubmissionState.APPROVED
