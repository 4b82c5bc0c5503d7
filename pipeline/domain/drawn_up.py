"""Entries about documents: what was drawn up, and from which version of a template."""

from collections.abc import Mapping
from dataclasses import dataclass

DOCUMENT_TITLES: Mapping[str, str] = {
    "agreement": "研究生德育工作助理岗位责任书",
    "registration_form": "研究生德育工作助理登记表",
    "application_form": "研究生德育工作助理上岗申请表",
    "replacement_request": "研究生德育工作助理更换申请",
    "leaving_survey": "拟离岗研究生德育工作助理情况调查表",
    "case_report": "研究生德育工作助理工作案例",
    "term_plan": "研究生德育工作助理学期工作计划",
    "assessment": "研究生德育工作助理考核表",
    "notice_letter": "通知（公函）",
    "roster": "研究生德育工作助理名册",
    "statistics": "研究生德育工作助理统计表",
    "due_list": "研究生德育工作助理待报送材料清单",
    "cover_sheet": "研究生德育工作助理材料封面",
}
"""What each kind of document is called."""


@dataclass(frozen=True, slots=True)
class DrawnUp:
    """A document was drawn up; its bytes are filed beside this entry.

    `application` is "" for a paper about a whole term; `printed` is the file that says what was
    printed into the template, "" in older entries. `reasons` are those of the warnings that make
    it a draft; the others only tell staff something. Empty in older entries.
    """

    application: str
    kind: str
    number: str
    file: str
    sha256: str
    template_sha256: str
    edition: str
    draft: bool
    warnings: tuple[str, ...]
    printed: str = ""
    version: int = 1
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateAdopted:
    """A version of a Word template was used for the first time; `own` is the office's own."""

    kind: str
    sha256: str
    file: str
    own: bool
    edition: str


def document_title(kind: str) -> str:
    """The office's word; a kind that is not drawn up any more is named as it was filed."""
    return DOCUMENT_TITLES.get(kind, kind)
