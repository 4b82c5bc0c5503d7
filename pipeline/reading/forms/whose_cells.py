"""Whose telephone, birth or standing a cell asks for: the applicant's, or of who is named before."""

import re

from pipeline.reading.blocks import Cell, Positions
from pipeline.reading.forms.whose_lines import REACHED
from pipeline.reading.words.candidates import OWN_CELL, SAME_CELL
from pipeline.reading.words.label_words import RELATIVES, WITH_A_PHONE
from pipeline.reading.words.labels import field_of, normalised
from pipeline.reading.words.other_people import is_another_person

_PERSONAL = (
    *("gender", "birth_date", "ethnicity", "party_standing", "party_joined_on"),
    *("degree_level", "student_no"),
)


def is_of_somebody_else(cell: Cell, field: str, positions: Positions) -> bool:
    """紧急联系人 | 张大山 | 联系电话: whose it is, the pair before says, if not 本人电话."""
    people = WITH_A_PHONE if field in REACHED else RELATIVES if field in _PERSONAL else ()
    if "本人" in cell.text or not people:
        return False
    named = positions.left_of(cell)
    whose = None if named is None else positions.left_of(named)
    while whose is not None and field_of(whose.text) in REACHED and field in REACHED:
        named = positions.left_of(whose)
        whose = None if named is None else positions.left_of(named)
    if positions.left_of(cell) is None and field in REACHED:
        above = _named_above(cell, positions)
        return above is not None and is_another_person(above.text)
    if whose is None:
        return False
    label = normalised(whose.text[:60])
    if field in REACHED and _OF_ANOTHER.fullmatch(label):
        return True
    # 被推荐人姓名 is the applicant
    if field_of(whose.text) is not None:
        return field in REACHED and field_of(whose.text) == "leaver_name"
    return any(word in label for word in people) or is_another_person(whose.text)


def sureness(cell: Cell, field: str, positions: Positions) -> float:
    """Less for 导师 | 李明 | 联系电话: the applicant's where no other is told, as in most forms."""
    if field not in REACHED:
        return OWN_CELL
    named = positions.left_of(cell)
    whose = _named_above(cell, positions) if named is None else positions.left_of(named)
    doubted = whose is not None and field_of(whose.text) == "supervisor"
    return SAME_CELL if doubted else OWN_CELL


def _named_above(cell: Cell, positions: Positions) -> Cell | None:
    """秘书 | 李明 in the row above 联系电话 | 139…, where each row has one label."""
    above = positions.above(cell)
    while above is not None and field_of(above.text) in REACHED:
        above = positions.above(above)
    answer = None if above is None else positions.right_of(above)
    beyond = None if answer is None else positions.right_of(answer)
    return None if beyond is not None and beyond.text else above


_OF_ANOTHER = re.compile(
    r"(?:教?职?工号|职称|(?:原|新|校内|合作|校外|企业|行业|国外|外方|第二|副)导师"
    r"|(?:合作|共建|实习|实践|用人|接收)单位)(?:姓名|名称)?"
)
"""Behind 工号 or 职称 a row goes on about who works here, behind 实习单位 about a firm."""


def is_student_in_charge(cell: Cell, positions: Positions) -> bool:
    """Whether 负责人姓名 or 支部书记 asks for a student: behind the answer 学号 is asked for."""
    if not _OFFICES.search(cell.text) or not _IN_CHARGE.fullmatch(normalised(cell.text[:20])):
        return False
    answer = positions.right_of(cell)
    behind = None if answer is None else positions.right_of(answer)
    while behind is not None and field_of(behind.text) != "student_no":
        behind = positions.right_of(behind)
    return behind is not None and answer is not None and field_of(answer.text) is None


_OFFICES = re.compile("负责人|书记|研究生|学生")
_IN_CHARGE = re.compile(
    r"(?:项目|团队|申报|社团|支部)?负责人(?:姓名)?|(?:党|团)?支部书记|研究生|学生"
)
