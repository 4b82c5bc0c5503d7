"""Of a case report whose is whose: the assistant who wrote it, and the student it is about."""

import re
from collections.abc import Iterable, Iterator

from pipeline.reading.blocks import Block, Paragraph
from pipeline.reading.words.candidates import Candidate
from pipeline.reading.words.labels import normalised

_SUBJECT = re.compile(
    r"(?:^|\s)(?:(?:案例|个案|工作|谈话|访谈|帮扶|辅导|咨询|教育|转化|服务|关注)(?:的)?(?:对象|学生)|当事人|案主|来访者)(?:姓名|学号|(?:基本)?(?:信息|情况))?\s*(?:[:：]|$)"
)
_AUTHOR = re.compile(r"作者|撰写|撰稿|执笔|报告人|助理")
_OF_A_PERSON = ("name", "student_no", "college")
_LONGEST_LINE = 80
"""Characters of a line of labels; the case itself speaks of 当事人 in sentences."""


def of_the_author(
    candidates: tuple[Candidate, ...], blocks: Iterable[Block]
) -> tuple[Candidate, ...]:
    """Without the name, number and college that stand in one line with 案例对象, or before an author."""
    theirs = frozenset(_places_of_subjects(blocks))
    ours = [one for one in candidates if one.field not in _OF_A_PERSON or one.place not in theirs]
    authors = [n for n, one in enumerate(ours) if one.field == "name" and _names_author(one)]
    if not authors:
        return tuple(ours)
    return tuple(
        one
        for number, one in enumerate(ours)
        if _names_author(one)
        or (one.field != "name" and (one.field != "student_no" or number > authors[0]))
    )


def _names_author(one: Candidate) -> bool:
    return _AUTHOR.search(normalised(one.label[:40])) is not None


def _places_of_subjects(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if len(block.text) <= _LONGEST_LINE and _SUBJECT.search(block.text):
                yield block.place
            continue
        for row in block.rows:
            if any(len(one.text) <= _LONGEST_LINE and _SUBJECT.search(one.text) for one in row):
                yield from (one.place for one in row)
                yield from (line.place for one in row for line in one.paragraphs)
