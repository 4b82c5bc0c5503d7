"""The kind of a paper that bears no title, by the labels it asks for or the headings it has."""

import re

from pipeline.domain.papers import PaperKind

_SIGNS: tuple[tuple[PaperKind, frozenset[str], frozenset[str], int], ...] = (
    (
        PaperKind.REPLACEMENT_REQUEST,
        frozenset({"leaver_name", "incoming_name"}),
        frozenset({"leaver_name", "incoming_name"}),
        2,
    ),
    (
        PaperKind.APPLICATION_FORM,
        frozenset({"name", "position_kind"}),
        frozenset(
            {
                "student_no",
                "party_standing",
                "other_post",
                "college_opinion",
                "academic_standing",
                "social_experience",
            }
        ),
        3,
    ),
    (
        PaperKind.APPLICATION_FORM,
        frozenset({"name", "other_post"}),
        frozenset(
            {
                "student_no",
                "party_standing",
                "college_opinion",
                "academic_standing",
                "social_experience",
            }
        ),
        2,
    ),
    (
        PaperKind.LEAVING_SURVEY,
        frozenset({"name", "left_on"}),
        frozenset({"started_on", "tenure", "position_kind", "student_no", "suggestions"}),
        2,
    ),
    (
        PaperKind.LEAVING_SURVEY,
        frozenset({"name", "next_step", "reason"}),
        frozenset({"left_on", "tenure", "tenure_months", "suggestions"}),
        1,
    ),
    (
        PaperKind.EVALUATION_OPINION,
        frozenset({"name", "opinion"}),
        frozenset({"tenure_months", "tenure", "student_no", "signed_on"}),
        1,
    ),
)


def kind_by_labels(asked: frozenset[str]) -> PaperKind | None:
    """The kind whose labels these are; None where they could be those of any office."""
    for kind, needed, signs, enough in _SIGNS:
        if needed <= asked and len(signs & asked) >= enough:
            return kind
    return None


FEWEST_CASE_HEADINGS, FEWEST_ASPECTS = 2, 4
_CASE_HEADING = re.compile(
    r"^[ \t\u3000]*(?:(?:[一二三四五六七八九十\d]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)])[ \t\u3000]*)?"
    r"(案例(?:背景|简介|概述|概况|描述|介绍|经过|回顾|过程|内容|情况|分析|处理|反思|启示|总结|思考|点评|评析)"
    r"|(?:工作|经验)?(?:与|和)?(?:启示|反思|思考))[^，。；：:\n]{0,10}(?:[：:][^\n]*)?$",
    re.MULTILINE,
)
_ASPECTS = re.compile(r"^[^\n\t]{0,4}(政治素质|思想方法|敬业精神|工作能力|业务水平)", re.MULTILINE)
"""What an assessment weighs (三.3)."""
_POST = re.compile("助理|岗位")


def kind_by_headings(text: str) -> PaperKind | None:
    """A case by its 案例背景 and 案例启示, an assessment by the aspects that the regulation names."""
    headings = {found[1] for found in _CASE_HEADING.finditer(text)}
    if len(headings) >= FEWEST_CASE_HEADINGS and any("案例" in one for one in headings):
        return PaperKind.CASE_REPORT
    if len(set(_ASPECTS.findall(text))) >= FEWEST_ASPECTS and _POST.search(text):
        return PaperKind.ASSESSMENT
    return None
