"""The agreement (岗位责任书, clause 三.1.(3)): what is printed, and what keeps it a draft."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.documents.chinese_dates import chinese_date
from pipeline.documents.drawn import Drawn
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.field_lists import AGREEMENT_FIELDS
from pipeline.documents.marks import UNCONFIRMED, marks
from pipeline.documents.printed_fields import labels_of
from pipeline.documents.values import Context, tidy_lines
from pipeline.domain.people import Person
from pipeline.domain.positions import PositionKind
from pipeline.domain.written import without_numbering

ENACTING_WORDS = "特指定"
"""As the source prints it (责.序); 特制定 once the office has confirmed the erratum."""

NO_NUMBER = "（预览，未编号）"
NO_BASIS = "（待研工部确认）"
NO_NOTE = "（原文缺失，待研究生工作部确认）"
BLANK = "　" * 20
BLANK_DATE = "二〇　　　年　　月　　日"
"""To be written by hand at the signing."""

NOTHING_STATED = frozenset(
    [
        "无",
        "暂无",
        "没有",
        "略",
        "待定",
        "待确定",
        "待学院确定",
        "同上",
        "见附件",
        "详见附件",
        "另附",
        "学院填写",
        "按学院要求",
        "按学院安排",
        "按照学院安排",
        "另行通知",
        "与学院协商确定",
        "按学院分工",
        "由学院安排",
        "由学院确定",
        "以学院分工为准",
    ]
) | {""}
"""What is written into the blank and states no duty and no form of work."""

_ENDS = " 　。.；;，,、/／-—－_（）()"


class DutySource(StrEnum):
    """Whose words a duty is, in the order in which they are asked (note 4, clause 一.2)."""

    PERSON = "person"  # what the college wrote for this very person
    COLLEGE = "college"  # what it wrote for everybody of this kind of position
    REGULATION_PROPOSAL = "regulation_proposal"  # the general words of 一.2


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of this person; a note becomes a footnote of its own."""

    text: str
    source: DutySource
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """Everything an agreement says. "" means that it is not stated or not confirmed.

    `basis` are the two documents it rests on, without 《》; `notes` are notes 1 to 3, lost from
    the source; `signed_on` None leaves the date to be written by hand; `doubts` are further open
    questions about its wording, one sentence each.
    """

    number: str
    version: int
    person: Person
    college: str
    position_kind: PositionKind
    edition: str
    duties: tuple[Duty, ...] = ()
    work_form: str = ""
    basis: tuple[str, str] = ("", "")
    notes: tuple[str, str, str] = ("", "", "")
    enacting_words: str = ENACTING_WORDS
    college_official: bool = False
    approved: bool = False
    demo: bool = False
    signed_on: dt.date | None = None
    doubts: tuple[str, ...] = ()


def duties_for(
    persons: Sequence[Duty], colleges: Sequence[Duty], proposal: str
) -> tuple[Duty, ...]:
    """The person's own duties; else the college's for the kind; else the regulation's proposal.

    The college's own numbering is taken off: the agreement numbers the duties itself.
    """
    for duties in (persons, colleges):
        plain = tuple(replace(one, text=_unnumbered(one.text)) for one in duties)
        stated = tuple(one for one in plain if _is_stated(one.text))
        if stated:
            return stated
    return (Duty(proposal, DutySource.REGULATION_PROPOSAL),) if proposal else ()


def _is_stated(text: str) -> bool:
    return text.strip(_ENDS) not in NOTHING_STATED


def _unnumbered(text: str) -> str:
    return without_numbering(tidy_lines(text)).strip()


def agreement_warnings(terms: AgreementTerms) -> tuple[str, ...]:
    """Why this agreement may not be signed yet; empty when nothing is open."""
    proposed = any(duty.source is DutySource.REGULATION_PROPOSAL for duty in terms.duties)
    missing_notes = [
        f"注{number}" for number, note in enumerate(terms.notes, 1) if not note.strip()
    ]
    reasons = (
        (not terms.approved, "该同学尚未批准上岗，责任书只供预览。"),
        (not terms.person.name, "上岗人员的姓名没有写明。"),
        (not terms.person.student_no, "上岗人员的学号没有写明。"),
        (not terms.college, "设岗单位没有写明。"),
        (
            bool(terms.college) and not terms.college_official,
            f"“{terms.college}”不在学院名录里，请核对设岗单位的正式名称。",
        ),
        (
            not all(_title(basis) for basis in terms.basis),
            "责任书所依据的两份文件（书名号内）原文空白，请在设置 [agreement] 的 basis_1、basis_2 中填写。",
        ),
        (
            bool(missing_notes),
            f"{'、'.join(missing_notes)}的文字原文缺失，请在设置 [agreement] 的 note_1 至 note_3 中填写。",
        ),
        (not terms.duties, "岗位职责尚未写明，请学院填写。"),
        (proposed, "岗位职责是按管理办法一.2 的一般文字拟的，请学院结合实际分工确认或改写。"),
    )
    return tuple(reason for holds, reason in reasons if holds) + terms.doubts


def left_to_hand(terms: AgreementTerms) -> tuple[str, ...]:
    """What the paper leaves a line for, told to staff; it does not keep the agreement a draft."""
    if _is_stated(terms.work_form):
        return ()
    return ("“形式”没有写明，责任书上留了空线，请在签订时手填。",)


def agreement_context(terms: AgreementTerms) -> Context:
    """What the template prints. A work form that is not stated is a line to write on."""
    basis_1, basis_2 = (_title(basis) or NO_BASIS for basis in terms.basis)
    note_1, note_2, note_3 = (tidy_lines(note).strip() or NO_NOTE for note in terms.notes)
    return {
        "number": terms.number or NO_NUMBER,
        "version": terms.version,
        "edition": terms.edition,
        "marks": marks(UNCONFIRMED if agreement_warnings(terms) else "", terms.demo),
        "college": terms.college or BLANK,
        "person": _named(terms.person),
        "position": terms.position_kind.label,
        "work_form": tidy_lines(terms.work_form) if _is_stated(terms.work_form) else BLANK,
        "basis_1": basis_1,
        "basis_2": basis_2,
        "enacting_words": terms.enacting_words,
        "note_1": note_1,
        "note_2": note_2,
        "note_3": note_3,
        "duties": tuple(
            {"text": tidy_lines(duty.text), "note": tidy_lines(duty.note)} for duty in terms.duties
        ),
        "signed_on": chinese_date(terms.signed_on) if terms.signed_on else BLANK_DATE,
    }


def draw_agreement(template: bytes, terms: AgreementTerms) -> Drawn:
    """The agreement as docx. Raises `TemplateError`, `UnprintableTextError`."""
    context = agreement_context(terms)
    data = fill(compile_template(template), context, labels_of(AGREEMENT_FIELDS))
    return Drawn(data, agreement_warnings(terms), context)


def _title(basis: str) -> str:
    """A document's title without the quotation marks that the agreement prints itself."""
    title = tidy_lines(basis).strip()
    enclosed = title.startswith("《") and title.endswith("》") and title.count("《") == 1
    return title[1:-1].strip() if enclosed else title


def _named(person: Person) -> str:
    name = person.name or BLANK
    return f"{name}（学号 {person.student_no}）" if person.student_no else name
