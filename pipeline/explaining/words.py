"""How a value was found, what a paper is and what was judged, in the office's words."""

from typing import Any

from pipeline.domain.papers import CONFIDENT, PaperKind
from pipeline.domain.value_labels import value_label
from pipeline.notices.wording import PAPER_LABELS

Json = dict[str, Any]

ADVICE = {
    "no_obstacle": "未见障碍（机审意见，由人决定）",
    "needs_person": "需要人工核实",
    "does_not_meet": "有不符合项",
}
OUTCOME = {"meets": "符合", "fails": "不符合", "person": "人工"}

WAYS = (
    (1.0, "在“{label}”旁边的一格里"),
    (0.9, "在“{label}”下面的一格里"),
    (0.85, "和“{label}”排在一起，表格没有画线，按位置看出来"),
    (0.75, "和“{label}”写在同一格里"),
    (0.7, "写在“{label}”后面，同一行"),
    (0.65, "同一行里和“{label}”用空格隔开，或写在它前面"),
    (0.6, "从“{label}”一并写的几项里分出来"),
    (0.0, "从文句的样子看出来，没有栏目"),
)
"""How a value was found, by the least confidence of each way (`reading.candidates`)."""


SEEN = "由图片识别，须人工核对"


def why(field: Json) -> str:
    """Where a value was found and how far that may be relied on."""
    way = next(says for least, says in WAYS if field["confidence"] >= least)
    told = way.format(label=field["label"] or "标题")
    judged = "" if field["confidence"] >= CONFIDENT else "，只供参考，不用于核对"
    return f"{told}（把握 {field['confidence']}{judged}）"


def kind_label(kind: str) -> str:
    return PAPER_LABELS[PaperKind(kind)]


def value_in_words(name: str, value: object) -> str:
    """One value of the field `name`."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(map(str, value))
    return value_label(name, str(value))
