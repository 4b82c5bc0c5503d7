"""People and what the regulation asks about them."""

from dataclasses import dataclass
from enum import StrEnum


class Gender(StrEnum):
    MALE = "男"
    FEMALE = "女"


class PartyStanding(StrEnum):
    """政治面貌 as far as clause 三.1.(1)③ asks; `MEMBER` says 党员 without saying which."""

    FULL = "full"
    PROBATIONARY = "probationary"
    MEMBER = "member"
    NONE = "none"


class DegreeLevel(StrEnum):
    DOCTOR = "doctor"
    MASTER = "master"
    OTHER = "other"


class StudyMode(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a paper names them; "" means the paper does not say."""

    name: str = ""
    student_no: str = ""
