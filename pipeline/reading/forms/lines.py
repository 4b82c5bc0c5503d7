"""Labels and answers in running lines: 姓名：张三   学号：3120…, underlined blanks, 姓名 张三."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.written import simplified
from pipeline.reading.blocks import Paragraph
from pipeline.reading.forms.whose_lines import REACHED, is_of_others, whose_number
from pipeline.reading.words.candidates import COMPOSITE, SPACED
from pipeline.reading.words.composites import UNITS, parts_of, shape_of, units_of
from pipeline.reading.words.labels import (
    field_of,
    is_label,
    looks_like_label,
    may_hold_label,
)
from pipeline.reading.words.other_people import is_another_person
from pipeline.reading.words.persons_written import asks_for_the_college
from pipeline.reading.words.unit_lines import (
    LONGEST_SPACED,
    MOST_WORDS,
    SHAPED,
    UNIT_BEHIND,
    LineAnswer,
    before_brackets,
    before_first_label,
    before_labels,
    by_shape_alone,
    head_of,
    unbracketed,
)

LONG_FIELDS = frozenset(
    {
        *("academic_standing", "social_experience", "college_opinion", "unit_opinion"),
        *("position_duties", "opinion", "reason", "leaving_reason"),
        *("work_done", "gains", "difficulties", "suggestions"),
    }
)
"""Fields whose answers may go on over several lines."""

_COLON = re.compile(
    r"(?<![ \t\u3000])[ \t\u3000]*(?:[（(][^（()）\n]{0,60}[)）][ \t\u3000]*)?[:：]"
)
_BEFORE_LABEL = re.compile(r"[，,。；;:：\n\t]|_{2,}")
_JOINING = frozenset("及与和或")
"""No label begins so: it is the end of an answer, as of a name that is spread out."""

_BLANKS = re.compile(r"[ \t\u3000]+")
_GAP = re.compile(r"[ \t\u3000]{4,}|\t|_{3,}(?=\s)")
_SHORT_ENDS = re.compile(rf"{_GAP.pattern}|\n|。")
_BRACKET = re.compile(r"[（(【\[]")
_REQUIRED = re.compile(r"(?:要求|条件|资格)$")
"""岗位要求：政治面貌：中共党员; 学历：硕士: what is asked of people, not of one."""

_GAPS = re.compile(r"[ \t\u3000\u00a0_]+")

LONGEST_LABEL = 14
LONGEST_RUN_ON = 30


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label in a line: where it begins, where its answer begins, and its field, if known."""

    start: int
    end: int
    label: str
    field: str | None


def answers_in_line(paragraph: Paragraph) -> Iterator[LineAnswer]:
    """The answers of a line, by whichever way finds most of them."""
    if not may_hold_label(paragraph.text):
        return
    paragraph = unbracketed(paragraph)
    marks = [mark for mark in _marks(paragraph.text) if mark is not None]
    if any(mark.field or units_of(mark.label) for mark in marks):
        ways = [list(_behind_colons(paragraph.text, marks)), list(_underlined(paragraph))]
        head = head_of(paragraph.text[: marks[0].start])
    else:
        finds = (_spaced, before_labels, _underlined, before_brackets, _glued)
        ways = [list(find(paragraph)) for find in finds]
        head = head_of(paragraph.text)
    best = max(ways, key=len)
    yield from best or by_shape_alone(paragraph.text)
    told = {answer.field for answer in best}
    heads = (list(before_first_label(head)), list(_spaced(Paragraph(head, paragraph.place))))
    yield from (one for one in max(heads, key=len) if one.field not in told)


def _behind_colons(text: str, marks: list["_Mark"]) -> Iterator[LineAnswer]:
    whose, theirs = "", False
    for number, mark in enumerate(marks):
        whose = whose_number(mark.label, mark.field, whose)
        theirs = is_of_others(mark.label, mark.field, theirs)
        if _REQUIRED.search(mark.label):
            return
        if (mark.field is None and not units_of(mark.label)) or (whose and mark.field in REACHED):
            continue
        if theirs and mark.field == "college" and not asks_for_the_college(mark.label):
            continue
        later = (marks[i] for i in range(number + 1, len(marks)))
        stop = next((m.start for m in later if _ends_answer(m, mark, text)), len(text))
        written = text[mark.end : stop].strip(" \t\u3000_")
        if mark.field is None:
            for field, part in parts_of(mark.label, written):
                yield LineAnswer(field, mark.label, part, COMPOSITE)
            continue
        if mark.field not in LONG_FIELDS:
            written = _SHORT_ENDS.split(written)[0].strip(" \t\u3000_，,；;。")
            written, behind = _up_to_label(written)
            if written.endswith(("：", ":")):  # 学科：　学段：　the next label, not an answer
                continue
            yield from _spaced(Paragraph(behind, "")) if behind else ()
        if mark.field in _OF_ONE_WORD and not _BOXES.search(written):
            written = _COMMA.split(written)[0].strip()
        yield LineAnswer(mark.field, mark.label, written)


_OF_ONE_WORD = ("gender", "ethnicity")
_BOXES = re.compile(r"[□☐☑√✓■●○]")
_COMMA = re.compile("[，,]")


def _up_to_label(written: str) -> tuple[str, str]:
    """An answer, and what a label without a colon begins behind it: 姓名：张三 性别 男."""
    for gap in _GAPS.finditer(written):
        word = _GAPS.split(written[gap.end() :], maxsplit=1)[0]
        if len(word) <= LONGEST_LABEL and field_of(word):
            return written[: gap.start()], written[gap.end() :]
    return written, ""


def _ends_answer(later: _Mark, mark: _Mark, text: str) -> bool:
    """Whether a later label ends an answer; in 题目：春风：一次谈心 the second word is no label."""
    if later.field or mark.field in LONG_FIELDS:
        return later.field is not None
    return bool(text[mark.end : later.start].strip()) or is_label(later.label)


def begins_with_label(paragraph: Paragraph) -> bool:
    """Whether a line starts something new: a label first, or a label and nothing else."""
    text = unbracketed(paragraph).text
    first = next((mark for mark in _marks(text) if mark is not None), None)
    return (
        is_label(text)
        or any(_spaced(paragraph))
        or (first is not None and not text[: first.start].strip() and is_label(first.label))
    )


def _marks(text: str) -> Iterator[_Mark | None]:
    reached = 0
    for colon in _COLON.finditer(text):
        before = text[reached : colon.start()]
        edge = 0
        for boundary in _BEFORE_LABEL.finditer(before):
            edge = boundary.end()
        goes_on = edge == 0 and reached > 0
        mark = _mark(text, reached + edge, colon)
        if goes_on and (mark is None or not _is_known(mark)):
            mark = _run_on(text, reached, colon) or mark
        yield mark
        reached = colon.end()


def _is_known(mark: _Mark) -> bool:
    return mark.field is not None or is_label(mark.label) or bool(units_of(mark.label))


def _run_on(text: str, start: int, colon: re.Match[str]) -> _Mark | None:
    """A label that follows an answer without a blank: 学院：机电学院专业：机械工程."""
    segment = text[start : colon.start()]
    if len(segment) > LONGEST_RUN_ON:
        return None
    for begin in range(1, len(segment) - 1):
        label = segment[begin:]
        if len(label) <= LONGEST_LABEL and is_label(label):
            return _Mark(start + begin, colon.end(), label, field_of(label))
    return None


def _mark(text: str, start: int, colon: re.Match[str]) -> _Mark | None:
    """The label that ends at a colon: the longest run of its last words that is one."""
    segment = text[start : colon.start()]
    remark = colon.group()[:-1]
    if len(segment) > 400:
        return None
    if "签" in remark:
        signer = _BLANKS.split(segment)[-1]
        return _Mark(start, colon.end(), signer, None) if is_another_person(signer) else None
    last = max((blank.end() for blank in _BLANKS.finditer(segment)), default=0)
    if units_of(segment[last:]) and field_of(segment[last:]) is None:
        return _Mark(start + last, colon.end(), segment[last:], None)
    begins = [0, *(blank.end() for blank in _BLANKS.finditer(segment))]
    begins += [i + 1 for i, char in enumerate(segment) if char == "、"]
    for begin in sorted(set(begins)):
        label = segment[begin:]
        if start and _ANSWERED.match(label):
            continue
        if len(label) <= 2 * LONGEST_LABEL and "签" not in label and label[:1] not in _JOINING:
            field = field_of(label) or field_of(label + remark)
            if field or is_label(label):
                return _Mark(start + begin, colon.end(), label + remark, field)
    if (last or not segment[:1].isdigit()) and 1 < len(segment) - last <= LONGEST_LABEL:
        return _Mark(start + last, colon.end(), segment[last:], None)
    return None


_ANSWERED = re.compile(r"(?:党员|团员|学生|研究生)[ \t\u3000]+(?=\S)")
"""政治面貌:党员  电话: what might be the prefix of a label is the answer before it."""


def _underlined(paragraph: Paragraph) -> Iterator[LineAnswer]:
    """Answers on underlined blanks, each after its label, or before its word: ____级____专业."""
    text, reached = paragraph.text, 0
    for start, end in paragraph.underlined:
        label = re.split(r"[，,。；;\s]", text[reached:start].rstrip(" \t\u3000:："))[-1]
        field = field_of(label)
        written = text[start:end].strip(" \t\u3000_")
        behind = UNIT_BEHIND.match(simplified(text), end)
        if behind and not label:
            unit, reached = UNITS[behind[1]], behind.end()
            if unit and shape_of(written) in (None, unit):
                yield LineAnswer(unit, behind[1], written)
            continue
        if field in SHAPED and behind and UNITS[behind[1]] != field:
            reached = end
            continue
        if field and (field not in SHAPED or shape_of(written) in (None, field)):
            yield LineAnswer(field, label, written)
        reached = end


def _spaced(paragraph: Paragraph) -> Iterator[LineAnswer]:
    """A line of labels and answers parted by blanks only: 姓 名　张三　学号　3120240001."""
    text = paragraph.text
    words = [word for word in _GAPS.split(text.strip(" \t\u3000_")) if word]
    if not 2 <= len(words) <= MOST_WORDS or len(text) > LONGEST_SPACED:
        return
    at, answers, whose = 0, [], ""
    while at < len(words):
        count, label = _label_at(words, at)
        if not count:
            return
        at += count
        whose = whose_number(label, field_of(label), whose)
        start = at
        while at < len(words) and not _label_at(words, at)[0]:
            at += 1
        field = field_of(label)
        if field and at > start and not (whose and field in REACHED):
            answers.append(LineAnswer(field, label, " ".join(words[start:at]), SPACED))
    yield from answers


def _glued(paragraph: Paragraph) -> Iterator[LineAnswer]:
    """学号3120240001, a line of its own."""
    found = _GLUED.fullmatch(paragraph.text)
    if found and (field := field_of(found[1])) in _NUMBERS:
        yield LineAnswer(field, found[1], found[2], SPACED)


_GLUED = re.compile(r"\s*([\u4e00-\u9fff]{2,5})([A-Za-z]{0,2}\d{8,14})\s*")
_NUMBERS = ("student_no", "phone")


def _label_at(words: list[str], at: int) -> tuple[int, str]:
    """How many words from here on are a label, at most three (姓 名), and the label.

    School of Law is a name, not a label and its answer.
    """
    for count in (3, 2, 1):
        label = "".join(words[at : at + count])
        if label[:1] in _JOINING or _is_foreign_answer(words[at : at + count]):
            continue
        if words[at + count : at + count + 1] == ["of"]:
            continue
        whole = count == 1 or not _BRACKET.search(label)
        if (
            whole
            and at + count <= len(words)
            and (
                is_label(label)
                or UNITS.get(label) == ""
                or (count == 1 and looks_like_label(label))
            )
        ):
            return count, label
    return 0, ""


def _is_foreign_answer(words: list[str]) -> bool:
    """姓名 Zhang: a label and the answer, not a label in two languages."""
    last = words[-1]
    return len(words) > 1 and last.isascii() and last.isalpha() and field_of(last) is None
