"""Lines whose words stand behind their answers, in brackets, or name none: 宇航学院 学院　兵器 专业."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.reading.blocks import Paragraph
from pipeline.reading.words.belonging import several_in
from pipeline.reading.words.candidates import IN_A_SENTENCE, INLINE, SPACED
from pipeline.reading.words.composites import UNITS, shape_of
from pipeline.reading.words.labels import field_of, is_label, normalised

_REMARK = re.compile(r"[（(][^（）()]*[）)]")
_WORD_ENDS = re.compile(r"[ \t\u3000\u00a0_,，;；]+")
SHAPED = ("college", "major", "grade")
"""Fields whose answers can be told from each other by their look."""
MOST_WORDS, LONGEST_SPACED = 20, 120


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """`written` is "" where the label stands without an answer; `confidence` as of candidates."""

    field: str
    label: str
    written: str
    confidence: float = INLINE


def before_first_label(head: str) -> Iterator[LineAnswer]:
    """What stands before the first label of a line: 机电学院　2025 级　力学 专业　学号 3120."""
    for field, part in several_in(head).items():
        yield LineAnswer(field, "", part, IN_A_SENTENCE)


def head_of(text: str) -> str:
    """A line up to its first word that is a label and not merely 学院, 专业 or 级."""
    if len(text) > LONGEST_SPACED:
        return ""
    for word in re.finditer(r"\S+", text):
        if is_label(word[0]) and not unit_of(word[0]):
            return text[: word.start()]
    return text


UNIT_BEHIND = re.compile(r"[ \t\u3000]{0,20}(学院|院系|系部|系|专业|年级|级)")
"""The word behind a blank, which it belongs to rather than to the word before: 学院 力学 专业."""

_IN_BRACKETS = re.compile(
    r"([^\s，,。；;:：（）()]{1,20})[ \t\u3000]{0,4}[（(][ \u3000]{0,4}([^\s（）()]{1,6})[ \u3000]{0,4}[)）]"
)


def before_brackets(paragraph: Paragraph) -> Iterator[LineAnswer]:
    """Answers whose words stand behind them in brackets: 张三（姓名）　机电学院（学院）."""
    found = [
        LineAnswer(UNITS[one[2]], one[2], one[1], SPACED)
        for one in _IN_BRACKETS.finditer(paragraph.text)
        if one[2] in UNITS
    ]
    if len({one.label for one in found}) > 1:
        yield from _one_college(found)


def _one_college(answers: list[LineAnswer]) -> Iterator[LineAnswer]:
    """Of 宇航学院（学院） and 力学（系） only the first is the college; "" is not extracted."""
    shaped = {shape_of(one.written) for one in answers if one.field == "college"}
    for one in answers:
        other = one.field == "college" and "college" in shaped and shape_of(one.written) is None
        if one.field and not other:
            yield one


def by_shape_alone(text: str) -> Iterator[LineAnswer]:
    """A line that names nothing it asks for: 机电学院　2021级　力学专业. Shown, never judged."""
    words = [word for word in _WORD_ENDS.split(text.strip(" \t\u3000_")) if word]
    shapes = [shape_of(word) for word in words]
    if len(text) > LONGEST_SPACED or "college" not in shapes or len(words) < 2:
        return
    if None in shapes:
        if len(words) < 3 or shapes.count(None) > 1 or not {"grade", ""} & set(shapes):
            return
        shapes[shapes.index(None)] = "major"
    for word, shape in zip(words, shapes, strict=True):
        if shape and shapes.count(shape) == 1:
            yield LineAnswer(shape, "", word.removesuffix("专业"), IN_A_SENTENCE)


def before_labels(paragraph: Paragraph) -> Iterator[LineAnswer]:
    """Answers before their words: 宇航学院 学院　兵器 专业　学号 3120240001, read from the left."""
    text = paragraph.text
    words = [word for word in _WORD_ENDS.split(text.strip(" \t\u3000_")) if word]
    if not 2 <= len(words) <= MOST_WORDS or len(text) > LONGEST_SPACED or unit_of(words[0]):
        return
    answers, waiting, at = [], "", 0
    while at < len(words):
        word, unit = words[at], unit_of(words[at])
        at += 1
        if unit and waiting:
            field = UNITS[unit]
            if field and shape_of(waiting) in (None, field):
                answers.append(LineAnswer(field, word, waiting, SPACED))
            waiting = ""
        elif unit or (waiting and shape_of(waiting) not in ("", "college")):
            return
        elif waiting:
            answers.append(LineAnswer(shape_of(waiting) or "", "", waiting, SPACED))
            waiting = word
        elif at < len(words) and is_label(word):
            answers.append(LineAnswer(field_of(word) or "", word, words[at], SPACED))
            at += 1
        else:
            waiting = word
    if not waiting:
        yield from _one_college(answers)


def unit_of(word: str) -> str | None:
    plain = normalised(_REMARK.sub("", word) or word.strip("（()）"))
    return plain if plain in UNITS and len(plain) <= 3 and plain not in ("学号", "姓名") else None


_LABEL_IN_BRACKETS = re.compile(r"[【\[]([^【】\[\]]{1,14})[】\]]")


def unbracketed(paragraph: Paragraph) -> Paragraph:
    """【姓名】张三 as 姓名：张三, each character where it was."""
    if "【" not in paragraph.text and "[" not in paragraph.text:
        return paragraph
    text = _LABEL_IN_BRACKETS.sub(
        lambda found: f" {found[1]}：" if is_label(found[1]) else found[0], paragraph.text
    )
    return replace(paragraph, text=text.replace("：：", " ：").replace("：:", " :"))
