"""Application forms built by hand, as the reader would hand them over."""

import datetime as dt

from pipeline.domain.findings import Finding, Judgement
from pipeline.domain.papers import Field, FieldValue, Paper, PaperKind, Unclear
from pipeline.judging import judge
from pipeline.regulation.edition import load_edition

EDITION = load_edition("2014-draft")
DAY = dt.date(2026, 9, 10)
GOOD: dict[str, FieldValue] = {
    "name": "林知夏",
    "student_no": "3120260041",
    "college": "机械与车辆学院",
    "study_mode": "full_time",
    "enrolment": "已注册",
    "degree_level": "doctor",
    "party_standing": "full",
    "position_kind": "academic",
    "other_post": False,
    "college_opinion": "同意",
    "academic_standing": "成绩优秀，发表论文两篇",
    "social_experience": "曾任班长",
}


def field(name: str, value: FieldValue, raw: str | None = None, confidence: float = 1.0) -> Field:
    return Field(name, value, str(value) if raw is None else raw, "表1 行2 列2", confidence)


def form(
    *fields: Field, text: str = "", unclear: tuple[Unclear, ...] = (), **values: FieldValue
) -> Paper:
    built = tuple(field(name, value) for name, value in values.items())
    return Paper(
        PaperKind.APPLICATION_FORM, "sha256", 1.0, (*fields, *built), text, unclear=unclear
    )


def good_form(*fields: Field, without: tuple[str, ...] = (), **changed: FieldValue) -> Paper:
    """A form that no rule objects to, but for what is changed; given fields replace their own."""
    replaced = {one.name for one in fields} | set(without)
    kept = {name: value for name, value in GOOD.items() if name not in replaced}
    return form(*fields, **(kept | changed))


def judged(paper: Paper, troubled: bool = False) -> Judgement:
    return judge(paper, EDITION, DAY, troubled)


def finding(paper: Paper, rule: str, troubled: bool = False) -> Finding:
    return next(one for one in judged(paper, troubled).findings if one.rule == rule)
