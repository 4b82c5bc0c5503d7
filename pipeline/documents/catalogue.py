"""Which documents the office draws up: for whom, by which clause, from which template and fields.

One catalogue: commands, template checks and guides take what they say from here.
"""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.documents import field_lists as fields
from pipeline.documents.printed_fields import PrintedField
from pipeline.domain.drawn_up import DOCUMENT_TITLES


class DocumentKind(StrEnum):
    """What ``deyu draft`` can draw up."""

    AGREEMENT = "agreement"
    REGISTRATION_FORM = "registration_form"
    APPLICATION_FORM = "application_form"
    REPLACEMENT_REQUEST = "replacement_request"
    LEAVING_SURVEY = "leaving_survey"
    CASE_REPORT = "case_report"
    TERM_PLAN = "term_plan"
    ASSESSMENT = "assessment"
    NOTICE_LETTER = "notice_letter"
    ROSTER = "roster"
    STATISTICS = "statistics"
    DUE_LIST = "due_list"
    COVER_SHEET = "cover_sheet"


class DrawnFor(StrEnum):
    """What a document needs to know before it can be drawn up."""

    PERSON = "person"
    TERM = "term"
    ANYBODY = "anybody"  # a blank form; for one person it is prefilled


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """`template` is a file name, "" for what is drawn without one; `suffix` with its dot.

    `fields` are what the template may print, none for a form that is found again by its
    bookmarks. `copies` are as many as the paper itself asks for.
    """

    kind: DocumentKind
    clause: str
    drawn_for: DrawnFor
    filled_by: str
    template: str
    fields: tuple[PrintedField, ...] = ()
    suffix: str = ".docx"
    copies: int = 1

    @property
    def title(self) -> str:
        return DOCUMENT_TITLES[self.kind]


CATALOGUE = (
    DocumentEntry(
        DocumentKind.AGREEMENT,
        "三.1.(3)",
        DrawnFor.PERSON,
        "新上岗助理与设岗学院签字，一式三份",
        "agreement.docx",
        fields.AGREEMENT_FIELDS,
        copies=3,
    ),
    DocumentEntry(
        DocumentKind.REGISTRATION_FORM,
        "三.1.(1)",
        DrawnFor.PERSON,
        "新上岗助理本人填写，交回研究生工作部",
        "registration_form.docx",
        fields.REGISTRATION_FIELDS,
    ),
    DocumentEntry(
        DocumentKind.APPLICATION_FORM,
        "三.1.(1)",
        DrawnFor.ANYBODY,
        "拟任用人填写，学院审批后报送",
        "application_form.docx",
    ),
    DocumentEntry(
        DocumentKind.REPLACEMENT_REQUEST,
        "三.1.(2)①",
        DrawnFor.ANYBODY,
        "学院填写，加盖学院党委公章后报送",
        "replacement_request.docx",
    ),
    DocumentEntry(
        DocumentKind.LEAVING_SURVEY,
        "三.4.(2)",
        DrawnFor.ANYBODY,
        "拟离岗助理填写",
        "leaving_survey.docx",
    ),
    DocumentEntry(
        DocumentKind.CASE_REPORT,
        "三.1.(2)③",
        DrawnFor.ANYBODY,
        "离岗助理撰写，学院报送",
        "case_report.docx",
    ),
    DocumentEntry(
        DocumentKind.TERM_PLAN,
        "二.3",
        DrawnFor.PERSON,
        "助理本人填写，每学期一份",
        "term_plan.docx",
        fields.TERM_PLAN_FIELDS,
    ),
    DocumentEntry(
        DocumentKind.ASSESSMENT,
        "三.3",
        DrawnFor.PERSON,
        "学院考核评估时填写，报研究生工作部",
        "assessment.docx",
        fields.ASSESSMENT_FIELDS,
    ),
    DocumentEntry(
        DocumentKind.NOTICE_LETTER,
        "三.1.(2)",
        DrawnFor.PERSON,
        "研究生工作部盖章后发学院",
        "notice_letter.docx",
        fields.NOTICE_LETTER_FIELDS,
    ),
    DocumentEntry(
        DocumentKind.ROSTER,
        "三",
        DrawnFor.TERM,
        "研究生工作部留存",
        "",
        suffix=".xlsx",
    ),
    DocumentEntry(
        DocumentKind.STATISTICS,
        "三",
        DrawnFor.TERM,
        "研究生工作部留存",
        "",
        suffix=".xlsx",
    ),
    DocumentEntry(
        DocumentKind.DUE_LIST,
        "二",
        DrawnFor.TERM,
        "研究生工作部分发各学院",
        "due_list.docx",
        fields.DUE_LIST_FIELDS,
    ),
    DocumentEntry(
        DocumentKind.COVER_SHEET,
        "三",
        DrawnFor.TERM,
        "研究生工作部寄送各学院，学院签收",
        "cover_sheet.docx",
        fields.COVER_SHEET_FIELDS,
    ),
)


def entry_of(kind: DocumentKind) -> DocumentEntry:
    return next(entry for entry in CATALOGUE if entry.kind is kind)
