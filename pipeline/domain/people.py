"""People and what the regulation asks about them."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


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

    @property
    def named(self) -> bool:
        """Whether the paper says anything of who it is."""
        return bool(self.name or self.student_no)


def same_person(one: Person, other: Person) -> bool:
    """Numbers decide where both are stated; else the names, when there are any."""
    if one.student_no and other.student_no:
        return one.student_no == other.student_no
    return bool(one.name) and one.name == other.name


def comparable_name(name: str) -> str:
    """A name without what typing adds: spaces, and the dots of names from other languages."""
    text = unicodedata.normalize("NFKC", name)
    return "".join(one for one in text if one.isalnum()).casefold()


def fuller(known: Person, told: Person) -> Person:
    """What is known of somebody, completed by what was told."""
    return Person(known.name or told.name, known.student_no or told.student_no)
