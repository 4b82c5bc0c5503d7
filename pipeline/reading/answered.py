"""Whether a cell that could be a label is an answer instead, or its printed options."""

import re

from pipeline.reading.blocks import Cell, Positions
from pipeline.reading.labels import field_of, normalised

_CHOICES = ("degree_level", "study_mode")
_BETWEEN = re.compile(r"[\s/／、|]")


def is_printed_choice(cell: Cell, field: str, left: Cell) -> bool:
    """培养层次 | 硕士/博士: options that nobody ticked, which are also words of labels."""
    chosen = field in _CHOICES and field_of(left.text) == field
    return chosen and _BETWEEN.search(cell.text.strip()) is not None


def ticked_beside(field: str, first: Cell, positions: Positions) -> str:
    """正式党员 | 预备党员 | √ as □正式党员　☑预备党员; "" where no cell of the run is a tick alone."""
    if field not in _TICKED_FIELDS or _TICK_ALONE.fullmatch(first.text.strip()):
        return ""
    options, cell = [["□", first.text]], positions.right_of(first)
    while cell is not None and len(options) < _MOST_OPTIONS and not _is_next_label(cell):
        if _TICK_ALONE.fullmatch(cell.text.strip()):
            options[-1][0] = "☑"
        elif cell.text.strip():
            options.append(["□", cell.text])
        cell = positions.right_of(cell)
    if all(mark == "□" for mark, _ in options):
        return ""
    return "　".join(mark + word.strip() for mark, word in options)


def _is_next_label(cell: Cell) -> bool:
    return field_of(cell.text) is not None and not _CHOICE_WORDS.search(cell.text)


_TICKED_FIELDS = frozenset(
    {
        *("gender", "party_standing", "degree_level", "study_mode", "level_or_mode"),
        *("position_kind", "other_post", "enrolment", "college_opinion"),
    }
)
_TICK_ALONE = re.compile(r"[√✓✔☑☒■●Vv]")
_CHOICE_WORDS = re.compile(r"博士|硕士|全日制")
_MOST_OPTIONS = 12


def is_answered_by(positions: Positions, cell: Cell) -> bool:
    """Whether a cell is the answer to a label on its left, so that its lines ask nothing.

    Beside 联系方式 they may: 固定电话：…　电子邮箱：….
    """
    left = positions.left_of(cell)
    return left is not None and (
        field_of(left.text) not in (None, "phone", "email")
        or _OWN_WORDS.fullmatch(normalised(left.text[:40])) is not None
    )


OPINION = re.compile(r".{0,20}(?:意见|承诺|评语|审核|审批)")
_OWN_WORDS = re.compile(
    rf"{OPINION.pattern}|.{{0,12}}(?:简历|简介|陈述|介绍|评价|设想|计划|经历|理由|总结|事迹|情况说明|体会)"
)
"""Beside such a label stands a long answer, whose lines are not labels and answers of the form."""
