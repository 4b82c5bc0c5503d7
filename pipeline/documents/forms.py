"""The papers with a few fixed fields: term plan (二.3), assessment (三.3), letters, lists of what is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.documents.chinese_dates import chinese_date, plain_date
from pipeline.documents.drawn import Drawn
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.field_lists import (
    ASSESSMENT_FIELDS,
    DUE_LIST_FIELDS,
    NOTICE_LETTER_FIELDS,
    TERM_PLAN_FIELDS,
)
from pipeline.documents.marks import NOT_APPROVED, marks
from pipeline.documents.printed_fields import PrintedField, labels_of
from pipeline.documents.values import Context, tidy_lines
from pipeline.domain.people import Person

NO_AGREEMENT_DUTIES = "（责任书尚未写明岗位职责）"
NO_ATTENDANCE = "（本学期没有考勤记录）"


@dataclass(frozen=True, slots=True)
class Assistant:
    """Somebody in a position, as the head of a form names them; `position` in the office's word."""

    person: Person
    college: str
    position: str
    term: str
    approved: bool = True
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    """One training or meeting (二.2, 三.2) and whether the person came; None: not recorded."""

    held_on: dt.date
    title: str
    came: bool | None

    @property
    def outcome(self) -> str:
        if self.came is None:
            return "未登记"
        return "到会" if self.came else "缺席"


@dataclass(frozen=True, slots=True)
class Due:
    """One paper that somebody still owes; `due_on` None when the calendar does not say."""

    person: Person
    paper: str
    clause: str
    due_on: dt.date | None
    standing: str = "未到"


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice on paper; `lines` are its paragraphs without salutation lines taken apart."""

    number: str
    title: str
    lines: tuple[str, ...]
    office: str
    dated: dt.date
    demo: bool = False


def draw_term_plan(template: bytes, assistant: Assistant) -> Drawn:
    """The head is printed, the plan is the assistant's to write."""
    return _drawn(template, _head(assistant), TERM_PLAN_FIELDS)


def draw_assessment(
    template: bytes,
    assistant: Assistant,
    duties: Sequence[str],
    attendance: Sequence[Attendance],
    agreement_number: str = "",
) -> Drawn:
    """The five headings of 三.3 stand in the template; duties and attendance are printed."""
    listed = duties or (NO_AGREEMENT_DUTIES,)
    context: Context = {
        **_head(assistant),
        "agreement_number": agreement_number,
        "duties": [{"text": tidy_lines(text)} for text in listed],
        "attendance": [
            {"held_on": plain_date(one.held_on), "title": one.title, "outcome": one.outcome}
            for one in attendance
        ],
        "attendance_summary": _summary(attendance),
    }
    return _drawn(template, context, ASSESSMENT_FIELDS)


def draw_letter(template: bytes, letter: Letter) -> Drawn:
    context: Context = {
        "marks": marks("", letter.demo),
        "number": letter.number,
        "title": letter.title,
        "lines": [{"text": line} for line in letter.lines],
        "office": letter.office,
        "dated": chinese_date(letter.dated),
    }
    return _drawn(template, context, NOTICE_LETTER_FIELDS)


def draw_due_list(
    template: bytes,
    college: str,
    term: str,
    due: Sequence[Due],
    office: str,
    on: dt.date,
    demo: bool = False,
) -> Drawn:
    """What the assistants of one college still owe, for the college to hand on."""
    context: Context = {
        "marks": marks("", demo),
        "term": term,
        "college": college,
        "office": office,
        "dated": chinese_date(on),
        "due": [
            {
                "person": one.person.name,
                "student_no": one.person.student_no,
                "paper": one.paper,
                "clause": one.clause,
                "due_on": plain_date(one.due_on) if one.due_on else "",
                "standing": one.standing,
            }
            for one in due
        ],
    }
    return _drawn(template, context, DUE_LIST_FIELDS)


def _head(assistant: Assistant) -> dict[str, str]:
    return {
        "marks": marks("" if assistant.approved else NOT_APPROVED, assistant.demo),
        "term": assistant.term,
        "name": assistant.person.name,
        "student_no": assistant.person.student_no,
        "college": assistant.college,
        "position": assistant.position,
    }


def _summary(attendance: Sequence[Attendance]) -> str:
    if not attendance:
        return NO_ATTENDANCE
    recorded = [one for one in attendance if one.came is not None]
    came = sum(1 for one in recorded if one.came)
    open_ones = len(attendance) - len(recorded)
    more = f"，未登记 {open_ones} 次" if open_ones else ""
    return f"应到 {len(attendance)} 次，实到 {came} 次{more}"


def _drawn(template: bytes, context: Context, fields: tuple[PrintedField, ...]) -> Drawn:
    """Raises `TemplateError`, `UnprintableTextError`."""
    return Drawn(fill(compile_template(template), context, labels_of(fields)), (), context)
