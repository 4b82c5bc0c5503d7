"""Facts told in sentences, where a paper is a letter and no form; never surer than a guess."""

import re
from collections.abc import Iterable, Iterator

from pipeline.reading.blocks import Block, Grid, Paragraph
from pipeline.reading.paper_kinds.colleges_printed import COLLEGE
from pipeline.reading.paper_kinds.pair_told import pair_told
from pipeline.reading.paper_kinds.segments import title_lines
from pipeline.reading.words.candidates import IN_A_SENTENCE, INLINE, Candidate
from pipeline.reading.words.dates_written import is_only_a_date

_BECAUSE = re.compile(
    r"(?:因|由于)[\s_]{0,40}(?P<reason>[^，,。；;]{2,40}?)[\s_]{0,40}(?:[，,。；;]|不再|不能|无法|离岗|离任|辞去)"
)
_FROM = r"(?:自|从|于)[\s_]{0,40}(\d{4}年\d{1,2}月(?:\d{1,2}日)?)[\s_]{0,40}"
_BEGINS = re.compile(rf"{_FROM}(?:起|开始|上岗|到岗)")
_BEGAN = re.compile(rf"{_FROM}(?:起|开始)?(?:至今|一直)?(?:担任|任|上岗|在岗)")
_WHOSE_OPINION = re.compile(
    r"(?:关于|对)(?:对)?拟?(?:离岗|离任)?(?:研究生)?(?:德育)?(?:工作)?(?:助理)?(?P<name>[\u3400-\u9fff·]{2,6}?)(?:(?:同学|同志)|的(?:评议|鉴定|评价|工作评议))"
)
_NOBODY = re.compile(r"助理|离岗|离任|工作|德育|研究生|学生|人员|期间|^[该其本我各此他她]")
_COLLEGE_IN_TITLE = re.compile(
    rf"^[\s_]{{0,40}}(?:关于)?(?:北京理工大学)?{COLLEGE}(?:关于|拟?离岗|研究生|德育)"
)
_COLLEGE_SIGNS = re.compile(
    rf"^[\s_]{{0,40}}(?:中共)?(?:北京理工大学)?{COLLEGE}(?:分?党委|委员会|党总支|学生工作办公室|学工办|学工组)?[\s_]{{0,40}}(?:[（(]?(?:盖章|公章|章)[)）]?[:：]?)?[\s_]{{0,40}}(?P<day>\S{{0,40}})$"
)
_AUTHOR = re.compile(
    r"(?P<college>[\u4e00-\u9fff]{2,18}(?:学院|书院))[\s_]{1,40}(?P<name>[\u3400-\u9fff·]{2,5})[\s_]{1,40}(?P<no>[A-Za-z]{0,3}\d{8,14})"
)
_STUDENT_NO = re.compile(r"学号\s*[:：为是]?\s*(?P<no>[A-Za-z]{0,3}\d{8,12})(?!\d)")
_PERIOD = re.compile(
    r"(\d{4}年\d{1,2}月)(?:\d{1,2}日)?起?(?:至|到|—+|-|~|～)(\d{4}年\d{1,2}月)(?=[^。；]{0,20}(?:担任|任职|在岗|任))"
)


def people_in_sentences(blocks: tuple[Block, ...]) -> Iterator[Candidate]:
    """Who leaves and who comes, and why and when where one line tells it of both in this order."""
    people = tuple(pair_told(blocks))
    yield from people
    names = {one.field: one.written for one in people}
    if not names:
        return
    leaver, comer = names["leaver_name"], names["incoming_name"]
    for one in _lines(blocks):
        left, came = one.text.find(leaver), one.text.find(comer)
        if 0 <= left < came:
            yield from _why_and_when(one, left + len(leaver), came, came + len(comer))
            return


def _why_and_when(one: Paragraph, leaver: int, other: int, comer: int) -> Iterator[Candidate]:
    """因毕业离校，不再担任 behind who leaves (at `leaver`, up to `other`); 自2025年9月15日起上岗.

    A day behind who comes (at `comer`) is theirs, one before that told with 担任 who leaves.
    """
    because = _BECAUSE.search(one.text, leaver)
    if because:
        yield Candidate("reason", because["reason"], one.place, IN_A_SENTENCE, "因")
    for field, day in (
        ("started_on", _BEGAN.search(one.text, leaver, other)),
        ("incoming_start_on", _BEGINS.search(one.text, comer)),
    ):
        if day:
            yield Candidate(field, day[1], one.place, IN_A_SENTENCE, day[0])


def person_in_prose(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """Whom an opinion is about: by its title, its one student number, the period it tells."""
    lines = list(_lines(blocks))
    for one in lines[:3]:
        named = _WHOSE_OPINION.search(one.text)
        if named and not _NOBODY.search(named["name"]):
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


def college_that_writes(blocks: tuple[Block, ...]) -> Iterator[Candidate]:
    """The one college that the title begins with or that signs at the end: 宇航学院党委（盖章）."""
    lines = [one for one in _lines(blocks) if one.text.strip()]
    titles = [
        Paragraph(line, block.place)
        for block in blocks
        if isinstance(block, Grid)
        for line in title_lines(block)
    ]
    found = [
        (hit, one) for one in (*lines[:3], *titles) if (hit := _COLLEGE_IN_TITLE.match(one.text))
    ]
    found += [
        (hit, one)
        for one in lines[:-5:-1]
        if (hit := _COLLEGE_SIGNS.match(one.text))
        and (not hit["day"] or is_only_a_date(hit["day"]))
    ]
    if len({hit["college"] for hit, _ in found}) == 1:
        hit, one = found[0]
        yield Candidate("college", hit["college"], one.place, IN_A_SENTENCE, "")


def author_line(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """机电学院　张三　3120250001, a line of its own below the title."""
    lines = [one for one in _lines(blocks) if one.text.strip()]
    for one in lines[:6]:
        found = _AUTHOR.fullmatch(one.text.strip())
        if found:
            for field, group in (("name", "name"), ("student_no", "no"), ("college", "college")):
                yield Candidate(field, found[group], one.place, INLINE - 0.05, one.text.strip())
            return


def signed_below(blocks: Iterable[Block], field: str) -> Iterator[Candidate]:
    """The date that ends a letter."""
    lines = [one for one in _lines(blocks) if one.text.strip()]
    for one in lines[:-4:-1]:
        signed = _COLLEGE_SIGNS.match(one.text)
        day = one.text.strip() if signed is None else signed["day"]
        if day and is_only_a_date(day):
            yield Candidate(field, day, one.place, IN_A_SENTENCE, "落款")
            return


def _lines(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))
