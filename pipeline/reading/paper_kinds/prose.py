"""Facts told in sentences, where a paper is a letter and no form; never surer than a guess."""

import re
from collections.abc import Iterable, Iterator

from pipeline.reading.blocks import Block, Paragraph
from pipeline.reading.words.candidates import IN_A_SENTENCE, INLINE, Candidate
from pipeline.reading.words.dates_written import is_only_a_date

_NUMBER = r"[（(,，]?\s*(?:学号)?\s*[:：为是]?\s*(?P<no>[A-Za-z]{0,3}\d{8,12})(?!\d)"
_PERSON = re.compile(
    rf"(?P<before>助理|由|换为|聘任|聘用|推荐|更换|替换|接替|顶替|代替)(?P<name>[\u3400-\u9fff·]{{2,4}}?)(?:同学|同志)?\s*{_NUMBER}"
)
_LEAVING = re.compile(r"原|现任|离岗|离任|卸任")
_LEAVES = re.compile(r"离岗|离任|卸任|不再担任|辞去|毕业")
_REPLACING = re.compile(r"替换|接替|顶替|代替")
_WHOSE_OPINION = re.compile(r"关于(?:对)?(?P<name>[\u3400-\u9fff·]{2,6}?)(?:同学|同志)")
_STUDENT_NO = re.compile(rf"学号{_NUMBER}")
_PERIOD = re.compile(
    r"(\d{4}年\d{1,2}月)(?:\d{1,2}日)?起?(?:至|到|—+|-|~|～)(\d{4}年\d{1,2}月)(?=[^。；]{0,20}(?:担任|任职|在岗|任))"
)


def people_in_sentences(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """原助理张三（3120…）……由李四（3120…）接任: two people, the first of whom leaves.

    The other way round in 由李四（3120…）替换张三（3120…）.
    """
    for one in _lines(blocks):
        people = list(_PERSON.finditer(one.text))
        if len(people) != 2:
            continue
        roles = ("leaver", "incoming")
        if _REPLACING.fullmatch(people[1]["before"]):
            roles = ("incoming", "leaver")
        elif not _LEAVING.search(one.text[: people[0].start("name")]) and not _LEAVES.search(
            one.text[people[0].end() : people[1].start("name")]
        ):
            continue
        for role, person in zip(roles, people, strict=True):
            for field, group in (("name", "name"), ("student_no", "no")):
                yield Candidate(
                    f"{role}_{field}", person[group], one.place, IN_A_SENTENCE, person[0]
                )


def person_in_prose(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """Whom an opinion is about: by its title, its one student number, the period it tells."""
    lines = list(_lines(blocks))
    for one in lines[:3]:
        named = _WHOSE_OPINION.search(one.text)
        if named:
            yield Candidate("name", named["name"], one.place, INLINE - 0.05, one.text)
            break
    numbers = {found["no"]: one for one in lines for found in _STUDENT_NO.finditer(one.text)}
    if len(numbers) == 1:
        for number, one in numbers.items():
            yield Candidate("student_no", number, one.place, INLINE - 0.05, "学号")
    for one in lines:
        period = _PERIOD.search(one.text)
        if period:
            written = f"{period[1]}至{period[2]}"
            yield Candidate("tenure_months", written, one.place, IN_A_SENTENCE, "任职")
            return


def signed_below(blocks: Iterable[Block], field: str) -> Iterator[Candidate]:
    """The date that ends a letter."""
    lines = [one for one in _lines(blocks) if one.text.strip()]
    for one in lines[:-4:-1]:
        if is_only_a_date(one.text):
            yield Candidate(field, one.text.strip(), one.place, IN_A_SENTENCE, "落款")
            return


def _lines(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))
