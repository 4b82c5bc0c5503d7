"""Who a certificate, a notice or a decision is about, told in a sentence; never surer than a guess.

董小鹏，男，汉族，2001年3月出生，共青团员，学号2023…，机电工程学院机械专业2023级硕士研究生。
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.reading.blocks import Block, Paragraph
from pipeline.reading.words.belonging import belonging_in
from pipeline.reading.words.candidates import IN_A_SENTENCE, Candidate
from pipeline.reading.words.labels import field_of, looks_like_label

LONGEST = 600
"""Characters of a paragraph that is looked at, so that the work stays bounded."""

_NAME = r"(?P<name>[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,6})?)"
_SEXED = re.compile(
    rf"(?:^|[\s：:。]|兹有|兹证明|现有|学生|我叫){_NAME}[ \u3000]{{0,3}}(?:同学|同志|[（(][^（）()]{{1,24}}[)）])?[ \u3000]{{0,3}}[，,（(]"
    r"[ \u3000]{0,3}(?:性别[ \u3000]{0,3}[:：]?[ \u3000]{0,3})?(?P<gender>[男女])[ \u3000]{0,3}(?=[，,）)。（(])"
)
_CALLED = re.compile(
    rf"(?:^[ \u3000]{{0,4}}|兹有|现有|兹证明|学生姓名|关于(?:同意|对|给予|解除|表彰|表扬|推荐){{0,2}})[ \u3000]{{0,4}}{_NAME}"
    r"[ \u3000]{0,4}(?:[（(][^（）()]{0,20}[)）])?[ \u3000]{0,2}(?:同学|同志)"
)
_MEMBER = re.compile(
    rf"^[ \u3000]{{0,4}}{_NAME}[，,](?=(?:中共|共青|正式|预备)[^，,]{{0,4}}员[，,])"
)
_SELF = re.compile(
    rf"(?:我是|我叫|本人)[ \u3000]{{0,4}}{_NAME}[，,](?=[^，,。；]{{0,24}}(?:学院|书院|\d级|专业))"
)
_OF_A_DEGREE = re.compile(
    rf"(?:研究生|硕士生|博士生|学生){_NAME}[ \u3000]{{0,3}}(?:同学|同志)?[ \u3000]{{0,3}}(?=[（(])"
)
_DESCRIBED = re.compile(r"^[ \u3000]{0,3}(?:同学|同志)?[ \u3000]{0,3}[（(]([^（）()]{1,60})[)）]")
_GENDER = re.compile(r"(?:性别)?[ \u3000]{0,3}[:：]?[ \u3000]{0,3}[男女]")
_LABELLED_IN_CLAUSES = ("major", "supervisor", "grade")
_ADDRESSED = re.compile(r"^(?:你|该生|该同学)[ \u3000]{0,3}(?:系|是|为)")
_LABELLED = re.compile(
    rf"(?:兹证明|兹有)[：:]?[ \u3000]{{0,3}}学生姓名[ \u3000]{{0,3}}{_NAME}(?=[\s，,])"
)
_NUMBERED = re.compile(
    rf"学生[ \u3000]{{0,3}}{_NAME}[ \u3000]{{0,3}}[（(，,]?[ \u3000]{{0,3}}(?=学号)"
)
_BRACKETED = re.compile(rf"(?:^|[ \u3000]){_NAME}[ \u3000]{{0,3}}[（(]姓名[)）]")
_NOBODY = re.compile(
    r"某|各位|全体|广大|所有|其[他它中余]|亲爱|以下|该|本人|部分|优秀|老师|秘书|书记|教师|领导|参加|学生|家长|成员|信息|[网站]$"
)
_NUMBER = re.compile(
    r"学号[ \u3000]{0,3}[为是:：]?[ \u3000]{0,3}(?P<no>[A-Za-z]{0,3}\d{5,14})(?!\d)"
)
_NUMBER_BEHIND = re.compile(r"[（(](?P<no>[A-Za-z]{0,3}\d{7,14})[)）]")
_BORN = re.compile(
    r"(\d{2,4}[ \u3000]{0,2}年[ \u3000]{0,3}\d{1,2}[ \u3000]{0,2}月(?:[ \u3000]{0,3}\d{1,2}日)?"
    r"|(?<![\d.-])(?:(?:19|20)\d{6}|(?:19|20)\d{2}(?:[.-]\d{1,2}){1,2}))[ \u3000]{0,3}(?:出)?生"
)
_REACHED = {
    "phone": re.compile(r"(?:联系电话|手机号?码?|电话)[为是:：]?[ \u3000]{0,3}(1[3-9]\d{9})(?!\d)"),
    "email": re.compile(r"邮箱[为是:：]?[ \u3000]{0,3}([\w.+-]{1,64}@[\w.-]{3,64})", re.ASCII),
    "major": re.compile(r"专业[为是]([\u4e00-\u9fff]{2,16})(?=[，,。；])"),
}
_GROUP = re.compile(r"[\u3400-\u9fff]{1,8}族")
_STANDING = re.compile(
    r"(?:政治面貌[为是:：]?)?(?:中共|中国共产党)?(?:正式|预备)?党员(?:[（(].{1,8}[)）])?|(?:共青)?团员|群众"
)
_CLAUSE = re.compile(r"[，,。；;\n]")
_OURS = re.compile(
    r"^(?:兹证明|兹有|经研究|拟?推荐|选派|同意|该生|现[为系是]?|系|为|是|于|属|我[校院]|本[校院]|[（(][校院][)）]|[ \u3000])*"
)
_STUDENT_OF = re.compile(r"学院|书院|系|专业|级")


def person_described(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """What running text says of the one person it is about; nothing where it names several."""
    lines = [one for one in _running_text(blocks) if one.text.strip()]
    named = [(name, one) for one in lines for name in _named(one.text[:LONGEST])]
    if len({name for name, _ in named}) != 1:
        return
    name, first = named[0]
    numbers = {hit["no"] for one in lines for hit in _NUMBER.finditer(one.text[:LONGEST])}
    yield _told("name", name, first)
    for one in lines:
        if name in one.text or one is not first:
            yield from _about(one, name, is_only_number=len(numbers) == 1)


def _running_text(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Paragraphs, and those that a frame of one cell holds."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            continue
        for row in block.rows:
            if len(row) == 1:
                yield from row[0].paragraphs


def _named(text: str) -> Iterator[str]:
    for shape in (_SEXED, _CALLED, _MEMBER, _SELF, _OF_A_DEGREE, _LABELLED, _NUMBERED, _BRACKETED):
        for found in shape.finditer(text):
            name = found["name"]
            if not _NOBODY.search(name) and not looks_like_label(name):
                yield name


def _about(one: Paragraph, name: str, is_only_number: bool) -> Iterator[Candidate]:
    text = one.text[:LONGEST]
    sexed = _SEXED.search(text)
    if sexed and sexed["name"] == name:
        yield _told("gender", sexed["gender"], one)
        yield from _in_clauses(text[sexed.end() :], one)
    elif name in text:
        yield from _of_a_student(_CLAUSE.split(text[: text.index(name)])[-1], one)
        yield from _in_clauses(_out_of_brackets(text[text.index(name) + len(name) :]), one)
    elif _ADDRESSED.match(text) or _NUMBER.search(text):
        yield from _in_clauses(_ADDRESSED.sub("", text), one)
    born = _BORN.search(text)
    if born and name in text:
        yield _told("birth_date", born[1], one)
    for field, shape in _REACHED.items() if name in text else ():
        reached = shape.search(text)
        if reached:
            yield _told(field, reached[1], one)
    # Of several numbers, the person's is the one behind the name.
    number = _NUMBER.search(text) if is_only_number else None
    if number is None and name in text:
        behind = text.index(name)
        number = _NUMBER.search(text, behind) or _NUMBER_BEHIND.search(text, behind)
    if number:
        yield _told("student_no", number["no"], one)


def _out_of_brackets(behind: str) -> str:
    """What follows a name, with the brackets opened that describe the person: （学号…，女）."""
    return _DESCRIBED.sub(r"，\1，", behind, count=1)


def _in_clauses(text: str, one: Paragraph) -> Iterator[Candidate]:
    for clause in _CLAUSE.split(text):
        plain = clause.strip(" \u3000")
        if _GROUP.fullmatch(plain):
            yield _told("ethnicity", plain, one)
        elif _STANDING.fullmatch(plain.removeprefix("政治面貌").lstrip("为是:： \u3000")):
            yield _told("party_standing", plain, one)
        elif _GENDER.fullmatch(plain):
            yield _told("gender", plain[-1], one)
        elif (labelled := plain.split()) and field_of(labelled[0]) in _LABELLED_IN_CLAUSES:
            if len(labelled) == 2:
                yield _told(str(field_of(labelled[0])), labelled[1], one)
        elif not plain.startswith("专业"):
            yield from _of_a_student(plain, one)


def _of_a_student(clause: str, one: Paragraph) -> Iterator[Candidate]:
    """我校环境学院2023级环境科学专业硕士研究生, before a name or as a clause of its own."""
    plain = _OURS.sub("", clause.strip(" \u3000"))
    if _STUDENT_OF.search(plain):
        told = belonging_in(plain, asks_major=True)
        yield from (_told(field, part, one) for field, part in told.items())


def _told(field: str, written: str, one: Paragraph) -> Candidate:
    return Candidate(field, written, one.place, IN_A_SENTENCE, "")
