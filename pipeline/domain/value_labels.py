"""How the office writes the values that are kept as keys."""

from collections.abc import Mapping

from pipeline.domain.people import DegreeLevel, PartyStanding, StudyMode
from pipeline.domain.positions import AMBIGUOUS_KIND, PositionKind
from pipeline.domain.registers import EnrolmentState, OtherPostKind

PARTY_STANDING = {
    PartyStanding.FULL: "中共党员（正式）",
    PartyStanding.PROBATIONARY: "中共预备党员",
    PartyStanding.MEMBER: "中共党员（未注明正式或预备）",
    PartyStanding.NONE: "非中共党员",
}
DEGREE_LEVEL = {
    DegreeLevel.DOCTOR: "博士",
    DegreeLevel.MASTER: "硕士",
    DegreeLevel.OTHER: "其他",
}
STUDY_MODE = {
    StudyMode.FULL_TIME: "全日制",
    StudyMode.PART_TIME: "非全日制",
}
ENROLMENT = {
    EnrolmentState.REGISTERED: "已注册",
    EnrolmentState.UNREGISTERED: "未注册",
    EnrolmentState.ON_LEAVE: "休学或保留学籍",
    EnrolmentState.PROLONGED: "延期",
    EnrolmentState.LEFT: "已离校",
}
SENDER_STANDING = {
    "listed": "学院报送邮箱",
    "unlisted": "不在学院名录",
    "other_college": "另一学院的报送邮箱",
    "unchecked": "没有核对",
}
POSITION_KIND = {kind.value: kind.label for kind in PositionKind} | {AMBIGUOUS_KIND: "不止一类"}

_OF_FIELD: Mapping[str, Mapping[str, str]] = {
    "party_standing": {key.value: label for key, label in PARTY_STANDING.items()},
    "degree_level": {key.value: label for key, label in DEGREE_LEVEL.items()},
    "study_mode": {key.value: label for key, label in STUDY_MODE.items()},
    "enrolment": {key.value: label for key, label in ENROLMENT.items()},
    "position_kind": POSITION_KIND,
    "sender_standing": SENDER_STANDING,
    "post": {kind.value: kind.label for kind in OtherPostKind},
}


def value_label(field: str, value: str) -> str:
    """The office's word for a value of this field; free text is its own word."""
    return _OF_FIELD.get(field, {}).get(value, value)
