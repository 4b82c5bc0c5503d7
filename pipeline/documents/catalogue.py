"""Which documents the office draws up: for whom, by which clause, from which template."""

from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """What ``deyu draft`` can draw up."""

    AGREEMENT = "agreement"
    REGISTRATION_FORM = "registration_form"
    APPLICATION_FORM = "application_form"
    REPLACEMENT_REQUEST = "replacement_request"
    LEAVING_SURVEY = "leaving_survey"
    CASE_REPORT = "case_report"
    ROSTER = "roster"


class DrawnFor(StrEnum):
    """What a document needs to know before it can be drawn up."""

    PERSON = "person"
    TERM = "term"
    ANYBODY = "anybody"  # a blank form


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """`template` is a file name, "" for what is drawn without one; `suffix` with its dot."""

    kind: DocumentKind
    title: str
    clause: str
    drawn_for: DrawnFor
    filled_by: str
    template: str
    suffix: str = ".docx"


CATALOGUE = (
    DocumentEntry(
        DocumentKind.AGREEMENT,
        "研究生德育工作助理岗位责任书",
        "三.1.(3)",
        DrawnFor.PERSON,
        "新上岗助理与设岗学院签字，一式三份",
        "agreement.docx",
    ),
    DocumentEntry(
        DocumentKind.REGISTRATION_FORM,
        "研究生德育工作助理登记表",
        "三.1.(1)",
        DrawnFor.PERSON,
        "新上岗助理本人填写，交回研究生工作部",
        "registration_form.docx",
    ),
    DocumentEntry(
        DocumentKind.APPLICATION_FORM,
        "研究生德育工作助理上岗申请表",
        "三.1.(1)",
        DrawnFor.ANYBODY,
        "拟任用人填写，学院审批后报送",
        "application_form.docx",
    ),
    DocumentEntry(
        DocumentKind.REPLACEMENT_REQUEST,
        "研究生德育工作助理更换申请",
        "三.1.(2)①",
        DrawnFor.ANYBODY,
        "学院填写，加盖学院党委公章后报送",
        "replacement_request.docx",
    ),
    DocumentEntry(
        DocumentKind.LEAVING_SURVEY,
        "拟离岗研究生德育工作助理情况调查表",
        "三.4.(2)",
        DrawnFor.ANYBODY,
        "拟离岗助理填写",
        "leaving_survey.docx",
    ),
    DocumentEntry(
        DocumentKind.CASE_REPORT,
        "研究生德育工作助理工作案例",
        "三.1.(2)③",
        DrawnFor.ANYBODY,
        "离岗助理撰写，学院报送",
        "case_report.docx",
    ),
    DocumentEntry(
        DocumentKind.ROSTER,
        "研究生德育工作助理名册",
        "三",
        DrawnFor.TERM,
        "研究生工作部留存",
        "",
        ".xlsx",
    ),
)


def entry_of(kind: DocumentKind) -> DocumentEntry:
    return next(entry for entry in CATALOGUE if entry.kind is kind)
