"""Of several labels for one field those that ask for it plainly: 姓名 before 班长姓名, 学院 before 系."""

import re
from collections.abc import Iterable

from pipeline.reading.words.candidates import INLINE, Candidate
from pipeline.reading.words.persons_written import asks_for_the_college
from pipeline.reading.words.values import PARSERS


def asked_plainly(candidates: Iterable[Candidate]) -> list[Candidate]:
    return _named_as_college(_named_plainly(list(candidates)))


def _named_plainly(listed: list[Candidate]) -> list[Candidate]:
    """Without 班长姓名, 委托人 or 接任人 as the name, where 姓名 itself is answered."""
    if not any(one.field == "name" and _PLAIN_NAME.search(one.label) for one in listed):
        return listed
    return [one for one in listed if one.field != "name" or not _NAMED_BY_PART.search(one.label)]


_PLAIN_NAME = re.compile(r"^\W*姓\s*名|申请人|学生姓名|本人姓名|拟任用人|拟上岗人")
_NAMED_BY_PART = re.compile(r"长|书记|支书|委托|接任|接替|继任|离岗|离任|原")


def _named_as_college(listed: list[Candidate]) -> list[Candidate]:
    """Without what stands under 基层单位 or 系, where 学院 itself is answered."""
    if not any(_tells_college(one) for one in listed):
        return listed
    return [
        one
        for one in listed
        if one.field != "college" or not one.label or asks_for_the_college(one.label)
    ]


def _tells_college(one: Candidate) -> bool:
    if one.field != "college" or one.confidence < INLINE or not asks_for_the_college(one.label):
        return False
    return isinstance(PARSERS["college"](one.written, one.label), str)
