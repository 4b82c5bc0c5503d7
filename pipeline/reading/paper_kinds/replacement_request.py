"""研究生德育工作助理更换申请: who leaves and who comes, one pair or a person looks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from pipeline.domain.papers import Field, Unclear
from pipeline.reading.blocks import Block, text_of_blocks
from pipeline.reading.doubts import Doubt
from pipeline.reading.forms.fields import fields_from
from pipeline.reading.forms.people_rows import IN_POST, role_of
from pipeline.reading.paper_kinds.colleges_printed import college_printed
from pipeline.reading.paper_kinds.other_papers import Read
from pipeline.reading.paper_kinds.pair_told import NO_STUDENT
from pipeline.reading.paper_kinds.prose import (
    college_that_writes,
    people_in_sentences,
    signed_below,
)
from pipeline.reading.words.candidates import IN_A_SENTENCE, Candidate
from pipeline.reading.words.label_words import LEAVER_AND_INCOMING
from pipeline.reading.words.long_answers import answer_in
from pipeline.reading.words.values import PARSERS

FIELDS = (
    "college",
    *LEAVER_AND_INCOMING,
    "reason",
    "requested_on",
    "started_on",
    "left_on",
    "incoming_start_on",
)
_OF_A_PAIR = (*LEAVER_AND_INCOMING, "reason", "started_on", "left_on", "incoming_start_on")
SEVERAL_PAIRS = "一份申请里写了不止一对离岗人和接任人，请逐对办理。"
_COMING = re.compile(r"上岗|新|接|拟任|拟聘")
_OF_THE_CHANGE = re.compile(r"拟|新|接|更换|调整|变更|替换|交接")
_NUMBER = re.compile(r"(?<![0-9A-Za-z.])[A-Za-z]{0,3}\d{8,12}(?!\d)")


def read_replacement_request(candidates: tuple[Candidate, ...], blocks: tuple[Block, ...]) -> Read:
    """Who leaves and who comes; a plain 姓名 counts for the one whose section it stands in."""
    sections = frozenset(one.section for one in candidates)
    roles = tuple(
        replace(one, field=f"{role}_{one.field}")
        for one in candidates
        if one.field in ("name", "student_no") and (role := _role(one, sections))
    )
    told = (
        *(one for one in candidates if one.field != "started_on"),
        *_begun(candidates, sections),
        *roles,
        *people_in_sentences(blocks),
        *college_that_writes(blocks),
        *signed_below(blocks, "requested_on"),
        *_signed_by_college(candidates),
        *college_printed(blocks),
    )
    fields, unclear = fields_from(told, FIELDS)
    several = _of_several_pairs(told, fields, text_of_blocks(blocks))
    if several is None:
        return fields, unclear
    return tuple(one for one in fields if one.name not in _OF_A_PAIR), (*unclear, several)


def _signed_by_college(candidates: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """The day on which the college signs, where nothing says of which day the request is."""
    for one in candidates:
        if one.field == "college_opinion" and (day := answer_in(one.written).signed):
            yield Candidate("requested_on", day, one.place, IN_A_SENTENCE, one.label)


def _role(candidate: Candidate, sections: frozenset[str]) -> str:
    """Whom an answer is about: leaver, incoming, or "" when neither label nor section says.

    现任 is who comes beside 原任, and who leaves beside 拟任.
    """
    coming = _COMING.search(candidate.label)
    return "incoming" if coming else _headed(candidate, sections)


def _headed(candidate: Candidate, sections: frozenset[str]) -> str:
    role = role_of(candidate.section)
    if role != IN_POST:
        return role
    others = {role_of(one) for one in sections} - {IN_POST, ""}
    known = next(iter(others)) if len(others) == 1 else ""
    return {"leaver": "incoming", "incoming": "leaver"}.get(known, "")


def _begun(candidates: tuple[Candidate, ...], sections: frozenset[str]) -> Iterator[Candidate]:
    """When who leaves began (`started_on`) and when who comes begins; what nobody's is, is left out.

    Label and heading say whose 上岗时间 it is, else whoever was named last before it; before 离岗时间 it
    is the leaver's.
    """
    ours = {one.place for one in candidates if one.field == "started_on"}
    named = ""
    for one, following in zip_longest(candidates, candidates[1:]):
        if one.field in LEAVER_AND_INCOMING:
            named = one.field.partition("_")[0]
        if following is not None and following.field == "left_on":
            named = "leaver"
        if one.field == "started_on" or (one.field == "start_on" and one.place not in ours):
            plain = "leaver" if one.field == "started_on" else named
            coming = "incoming" if _OF_THE_CHANGE.search(one.label) else ""
            whose = coming or _headed(one, sections) or plain
            if whose:
                field = "started_on" if whose == "leaver" else "incoming_start_on"
                yield replace(one, field=field)


def _of_several_pairs(
    told: Iterable[Candidate], fields: tuple[Field, ...], text: str
) -> Unclear | None:
    """What says that more than one pair is named: two answers, or a third student number."""
    named = [one for one in told if one.field in LEAVER_AND_INCOMING]
    meant: dict[str, set[object]] = {}
    for one in named:
        value = PARSERS[one.field](one.written, one.label)
        if value is not None and not isinstance(value, Doubt):
            meant.setdefault(one.field, set()).add(value)
    ours = {str(one.value) for one in fields if one.name.endswith("student_no")}
    alike = {len(number) for number in ours}
    others = {
        number
        for number in _NUMBER.findall(text)
        if len(number) in alike and not NO_STUDENT.fullmatch(number)
    }
    if len(others | ours) <= len(LEAVER_AND_INCOMING) // 2 and all(
        len(values) == 1 for values in meant.values()
    ):
        return None
    raw = "、".join(dict.fromkeys(one.written.strip() for one in named))
    return Unclear("leaver_name", raw, named[0].place if named else "", SEVERAL_PAIRS)
