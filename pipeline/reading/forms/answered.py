"""Whether a cell that could be a label is an answer instead, and over which cells an answer goes on."""

import re
from collections.abc import Callable, Iterator

from pipeline.reading.blocks import Cell, Positions
from pipeline.reading.doubts import Doubt
from pipeline.reading.words.composites import units_of
from pipeline.reading.words.label_words import LEAVER_AND_INCOMING
from pipeline.reading.words.labels import field_of, is_label, looks_like_label, normalised
from pipeline.reading.words.options import is_printed_pair
from pipeline.reading.words.telephones import is_fixed_line
from pipeline.reading.words.values import PARSERS

_CHOICES = ("degree_level", "study_mode")
_BETWEEN = re.compile(r"[\s/／、|]")


OPEN_FIELDS = frozenset(
    {"name", "college", "major", "grade", "ethnicity", "supervisor", "enrolment"}
)
"""Fields whose answers are words of any kind, so that a label might pass for one."""


def is_answer(field: str, written: str) -> bool:
    """Whether a cell beside a label can be its answer, and is not the next label."""
    if field == "phone" and is_fixed_line(written):
        return False
    if field in OPEN_FIELDS:
        return not (written[-1:] in ("：", ":") or looks_like_label(written) or units_of(written))
    return not is_label(written)


def is_printed_choice(cell: Cell, field: str, left: Cell) -> bool:
    """培养层次 | 硕士/博士: options that nobody ticked, which are also words of labels."""
    chosen = field in _CHOICES and field_of(left.text) == field
    return chosen and _BETWEEN.search(cell.text.strip()) is not None


OF_ONE_PERSON = ("name", "gender", "student_no", "phone", "email", "birth_date", "ethnicity")


def is_of_one_person(field: str | None, written: str) -> bool:
    """Whether a text answers one of the fields that a list of people has for each of them."""
    if field not in OF_ONE_PERSON or not written.strip():
        return False
    value = PARSERS[field](written, "")
    return value is not None and not isinstance(value, Doubt)


def over_cells(field: str, first: Cell, positions: Positions) -> str:
    """An answer that goes on in the cells to its right: boxes of digits, or of one option."""
    boxes = _boxes_in(first)
    if boxes:
        return boxes
    if field in _DATES and _OF_A_DATE.fullmatch(first.text):
        day = "".join(_run_of(first, positions, lambda text: bool(_OF_A_DATE.fullmatch(text))))
        if "年" in day:
            return day
    if len(first.text) == 1 and first.text.isalnum() and first.text.isascii():
        return "".join(_run_of(first, positions, lambda text: len(text) == 1 and text.isascii()))
    ticked = _ticked_beside(field, first, positions)
    if ticked:
        return ticked
    if _OPTION.match(first.text):
        return "　".join(_run_of(first, positions, lambda text: bool(_OPTION.match(text))))
    return first.text


def _boxes_in(cell: Cell) -> str:
    """Digits each in a box of a small table that stands in the cell and nothing beside it."""
    if cell.text or len(cell.grids) != 1:
        return ""
    written = [one.text for one in cell.grids[0].cells if one.text]
    whole = all(len(text) == 1 and text.isascii() and text.isalnum() for text in written)
    return "".join(written) if whole and len(written) > 1 else ""


def _run_of(first: Cell, positions: Positions, goes_on: Callable[[str], bool]) -> Iterator[str]:
    cell: Cell | None = first
    while cell is not None and goes_on(cell.text):
        yield cell.text
        cell = positions.right_of(cell)


_DATES = frozenset(
    {
        *("birth_date", "party_joined_on", "start_on", "college_approved_on", "requested_on"),
        *("started_on", "left_on", "signed_on"),
    }
)
_OF_A_DATE = re.compile(r"\d{1,4}[年月日]?|[年月日]")
"""A box of a date, or what forms print between such boxes."""
_OPTION = re.compile(r"[□☐☑☒√✓■○●◯〇]|[（(]\s*√?\s*[)）]")


def _ticked_beside(field: str, first: Cell, positions: Positions) -> str:
    """正式党员 | 预备党员 | √ as □正式党员　☑预备党员; "" where the cell is an answer by itself.

    Printed options of which none is ticked (男 | 女) are told together, and so answer nothing.
    """
    if field not in _TICKED_FIELDS or _TICK_ALONE.fullmatch(first.text.strip()):
        return ""
    options, cell = [["□", first.text]], positions.right_of(first)
    while cell is not None and len(options) < _MOST_OPTIONS and not _is_next_label(cell):
        if _TICK_ALONE.fullmatch(cell.text.strip()):
            options[-1][0] = "☑"
        elif cell.text.strip():
            options.append(["□", cell.text])
        cell = positions.right_of(cell)
    if all(mark == "□" for mark, _ in options):
        printed = list(_printed(field, [word.strip() for _, word in options]))
        return "　".join(printed) if len(printed) > 1 else ""
    return "　".join(mark + word.strip() for mark, word in options)


def _printed(field: str, words: list[str]) -> Iterator[str]:
    """The words at the beginning that are choices of a field, each another one."""
    if field in _IN_OWN_WORDS:
        pair = words[:2]
        yield from pair if is_printed_pair("　".join(pair)) else ()
        return
    told = set()
    for word in words:
        value = PARSERS[field](word, "") if len(word) <= _LONGEST_CHOICE else None
        if value is None or isinstance(value, Doubt) or value in told:
            return
        told.add(value)
        yield word


def _is_next_label(cell: Cell) -> bool:
    return is_label(cell.text) and not _CHOICE_WORDS.search(cell.text)


_TICKED_FIELDS = frozenset(
    {
        *("gender", "party_standing", "degree_level", "study_mode", "level_or_mode"),
        *("position_kind", "other_post", "enrolment", "college_opinion", "unit_opinion"),
    }
)
_IN_OWN_WORDS = frozenset({"enrolment", "college_opinion", "unit_opinion", "level_or_mode"})
_LONGEST_CHOICE = 10
_TICK_ALONE = re.compile(r"[√✓✔☑☒■●Vv]")
_CHOICE_WORDS = re.compile(r"博士|硕士|全日制")
_MOST_OPTIONS = 12


def is_answered_by(positions: Positions, cell: Cell) -> bool:
    """Whether a cell is the answer to a label on its left, so that its lines ask nothing.

    Beside 联系方式 they may: 固定电话：…　电子邮箱：…, and beside 离岗助理: 姓名：…　学号：….
    """
    left = positions.left_of(cell)
    return left is not None and (
        field_of(left.text) not in (None, "phone", "email", *LEAVER_AND_INCOMING)
        or _OWN_WORDS.fullmatch(normalised(left.text[:40])) is not None
    )


OPINION = re.compile(r".{0,20}(?:意见|承诺|评语|审核|审批)")
_OWN_WORDS = re.compile(
    rf"{OPINION.pattern}|.{{0,12}}(?:简历|简介|陈述|介绍|评价|设想|计划|经历|理由|总结|事迹|情况说明|体会)"
)
"""Beside such a label stands a long answer, whose lines are not labels and answers of the form."""
