"""研究生德育工作助理上岗申请表: its fields, told from the candidates of a document."""

import re
from dataclasses import replace

from pipeline.domain.papers import Field, Unclear
from pipeline.reading.blocks import Block
from pipeline.reading.forms.fields import fields_from
from pipeline.reading.paper_kinds.colleges_printed import college_printed
from pipeline.reading.paper_kinds.opinions_written import opinions_written, reads_as_opinion
from pipeline.reading.paper_kinds.two_people import unsure_whose
from pipeline.reading.words.candidates import BELOW, IN_A_SENTENCE, SAME_CELL, Candidate
from pipeline.reading.words.labels import normalised
from pipeline.reading.words.long_answers import answer_in
from pipeline.reading.words.persons_described import person_described

FIELDS = (
    "name",
    "gender",
    "student_no",
    "birth_date",
    "ethnicity",
    "party_standing",
    "party_joined_on",
    "college",
    "major",
    "grade",
    "degree_level",
    "study_mode",
    "enrolment",
    "supervisor",
    "phone",
    "email",
    "position_kind",
    "start_on",
    "academic_standing",
    "social_experience",
    "other_post",
    "college_opinion",
    "college_approved_on",
    "position_duties",
    "work_form",
)


def read_application_form(
    candidates: tuple[Candidate, ...], blocks: tuple[Block, ...]
) -> tuple[tuple[Field, ...], tuple[Unclear, ...]]:
    """What the form's cells and lines say, and where it is a letter, what its sentences do."""
    opinions = tuple(opinions_written(blocks))
    plain = [one for one in candidates if not reads_as_opinion(one)]
    candidates = unsure_whose((*plain, *opinions))
    told = (
        *candidates,
        *college_printed(blocks),
        *_begun(candidates),
        *_perhaps_posts(candidates),
        *_approval_dates(candidates),
        *person_described(blocks),
    )
    return fields_from(told, FIELDS, of_one=_OF_ONE)


_OF_ONE = ("phone", "email", "gender", "birth_date", "ethnicity")
"""Not judged, but filled in elsewhere; a second one is likely to be somebody else's."""


def _perhaps_posts(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """其他岗位 as 其他助教、助管岗位: only shown, unless label or answer speaks of being employed."""
    return tuple(
        replace(one, field="other_post", confidence=min(one.confidence, _sure_of_posts(one)))
        for one in candidates
        if one.field == "post_perhaps"
    )


def _sure_of_posts(one: Candidate) -> float:
    employed = _EMPLOYED.search(normalised(one.label)) or _EMPLOYED.search(one.written)
    return SAME_CELL if employed else IN_A_SENTENCE


_EMPLOYED = re.compile("(?:兼职|兼任).*岗|聘|助教|助管|担任助理")


def _begun(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """起始时间 as 上岗时间, unless it may be that of an earlier post: with an end, or in a list."""
    if any(one.field == "left_on" for one in candidates):
        return ()
    return tuple(
        replace(one, field="start_on")
        for one in candidates
        if one.field == "started_on" and one.confidence != BELOW
    )


def _approval_dates(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The date of the signature line below the college's opinion."""
    return tuple(
        Candidate("college_approved_on", signed, one.place, one.confidence, one.label)
        for one in candidates
        if one.field == "college_opinion" and (signed := answer_in(one.written).signed)
    )
