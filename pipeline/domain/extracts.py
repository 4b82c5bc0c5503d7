"""What the registers hold about one candidate: all that judging is told of them."""

import datetime as dt
from dataclasses import dataclass

from pipeline.domain.colleges import NO_COLLEGES, CollegeDirectory
from pipeline.domain.registers import EnrolledStudent, OtherPost, RegisterVersion


@dataclass(frozen=True, slots=True)
class Extract:
    """A version is None while that register has never been imported; then it says nothing.

    `student` is the roster's line under the candidate's number, None when it has none;
    `posts_until` is the last day for which a person without a post has none, None when the
    register does not list every kind that counts.
    """

    roster: RegisterVersion | None = None
    student: EnrolledStudent | None = None
    posts_register: RegisterVersion | None = None
    posts: tuple[OtherPost, ...] = ()
    posts_until: dt.date | None = None
    colleges: RegisterVersion | None = None
    directory: CollegeDirectory = NO_COLLEGES


NO_EXTRACT = Extract()
