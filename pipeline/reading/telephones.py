"""Whose telephone or standing a cell is about, and which of several numbers is the mobile one."""

import re

from pipeline.reading.blocks import Cell, Positions
from pipeline.reading.label_words import RELATIVES, WITH_A_PHONE
from pipeline.reading.labels import field_of, normalised

REACHED = ("phone", "email")
PERSONAL = ("gender", "birth_date", "ethnicity", "party_standing", "degree_level", "student_no")


def is_of_somebody_else(cell: Cell, field: str, positions: Positions) -> bool:
    """紧急联系人 | 张大山 | 联系电话: whose it is, the pair before says, if not 本人电话."""
    people = WITH_A_PHONE if field in REACHED else RELATIVES if field in PERSONAL else ()
    if "本人" in cell.text or not people:
        return False
    named = positions.left_of(cell)
    whose = None if named is None else positions.left_of(named)
    return (
        whose is not None
        and field_of(whose.text) is None  # 被推荐人姓名 is the applicant
        and bool(named and named.text)
        and any(word in normalised(whose.text[:60]) for word in people)
    )


def is_fixed_line(written: str) -> bool:
    """固定电话：…: a number with its own label; the mobile one stands in the next cell."""
    return _FIXED_LINE.match(written) is not None


_FIXED_LINE = re.compile(r"(?:固定|住宅|家庭|宿舍|办公)电话[:：](?!.*(?:移动电话|手机))", re.DOTALL)
