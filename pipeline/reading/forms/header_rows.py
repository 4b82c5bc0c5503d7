"""Rows of labels over rows of answers, and rows that are about other people."""

import re
from itertools import pairwise, takewhile

from pipeline.reading.blocks import Cell
from pipeline.reading.words.composites import units_of
from pipeline.reading.words.label_words import SECTIONS_ABOUT_OTHERS
from pipeline.reading.words.labels import field_of, is_label, looks_like_label, normalised
from pipeline.reading.words.other_people import is_another_person

LONGEST_SECTION = 14
FEWEST_SIDE_BY_SIDE, LONGEST_COLUMN = 3, 6
OF_THE_APPLICANT = frozenset(
    {
        *("position_kind", "start_on", "other_post", "academic_standing", "social_experience"),
        *("college_opinion", "unit_opinion", "position_duties", "work_form", "enrolment"),
    }
)
"""What no list of relatives asks for: a row with such a label ends a section about others."""


def rows_about_others(rows: tuple[tuple[Cell, ...], ...]) -> frozenset[int]:
    """Rows about family and other people: beside a heading that says so, or under 称谓, 关系."""
    found: set[int] = set()
    heading = ""
    for number, row in enumerate(rows):
        written = [cell for cell in row if cell.text]
        if len(written) == 1 and _is_heading(written[0].text, len(row)):
            heading = normalised(written[0].text)
        elif any(field_of(cell.text) in OF_THE_APPLICANT for cell in row):
            heading = ""
        elif _is_about_others(heading) or is_another_person(heading):
            found.update(cell.row for cell in row)
        among_labels = is_header(row)
        for left, cell, right in zip((None, *row), row, (*row[1:], None), strict=False):
            text = normalised(cell.text[:60])
            if not text or len(text) > LONGEST_SECTION:
                continue
            answers = left is not None and not among_labels and field_of(left.text) is not None
            in_list = among_labels and _names_before(row, cell)
            if (
                right is not None
                and not answers
                and _heads_others(text, right, among_labels, in_list)
            ):
                found.update(range(cell.row, cell.row + cell.height))
                found.update(_under(rows, number, cell))
            elif _RELATION.fullmatch(text) and not (right and right.text.strip() == "本人"):
                found.add(cell.row)
                found.update(_under(rows, number, cell))
    return frozenset(found)


_RELATION = re.compile(r"与.{0,5}关系|关系|称谓|亲属关系|家庭关系|成员关系")


def _names_before(row: tuple[Cell, ...], cell: Cell) -> bool:
    """Whether a row of labels has 姓名 before a cell: a list of people with a column 入党介绍人."""
    return any(field_of(one.text) == "name" for one in row if one.column < cell.column)


def _heads_others(text: str, right: Cell, among_labels: bool, in_list: bool) -> bool:
    """Whether a cell is a heading: a label stands beside it, where an answer would.

    In a row of labels (`among_labels`) 导师 beside 姓名 is one of them; 导师：李明远 has its answer.
    """
    if _HAS_ITS_ANSWER.search(text):
        return False
    if in_list and not normalised(right.text).endswith("姓名"):
        return False
    if among_labels and field_of(text):
        return False
    beside, listed = normalised(right.text), _is_about_others(text)
    if beside.endswith("姓名") or beside.startswith("姓名:"):
        return listed or is_another_person(text)
    return listed and field_of(text) is None and looks_like_label(beside)


_HAS_ITS_ANSWER = re.compile(r"[:：][^:：\s]")


def _is_heading(text: str, cells: int) -> bool:
    field = field_of(text) if len(text) <= LONGEST_SECTION else text
    asks = field is not None and (field != "supervisor" or cells > 1)
    return not asks and re.search(r"[:：\n]|(?:[表册单]|(?<![秘支])书)$", text) is None


def _is_about_others(heading: str) -> bool:
    return _OTHERS.search(heading) is not None and not _NO_HEADING.search(heading)


_OTHERS = re.compile("|".join(SECTIONS_ABOUT_OTHERS))
_NO_HEADING = re.compile(r"(?:意见|地址|住址|电话|收入|人口|人数|邮编|签[字名])$")


def _under(rows: tuple[tuple[Cell, ...], ...], number: int, cell: Cell) -> set[int]:
    """Rows of the list that a row heads, as long as the heading's cell or the layout goes on."""
    return {one[0].row for one in data_rows(rows, number)} if is_header(rows[number]) else set()


def is_header(row: tuple[Cell, ...]) -> bool:
    """A row of labels only, none of which has an empty cell to fill in beside it."""
    written = [cell for cell in row if cell.text]
    labels = sum(_asks(cell) for cell in written)
    if len(row) == len(written) and _begins_a_list(row):
        return True
    alike = sum(looks_like_label(cell.text) for cell in written) if labels > 1 else 0
    if labels < 2 or 2 * labels < len(written):
        return False
    if max(labels, alike) < len(written) - len(written) // 3:
        return False
    if len(row) > len(written) + 1:
        return False
    beside = pairwise(row)
    return not any(_asks(cell) and not _may_ask(right) for cell, right in beside if cell.text)


def _begins_a_list(row: tuple[Cell, ...]) -> bool:
    """Whether labels stand side by side before columns of another kind: 姓名 | 学号 | 学院 | 第一讲 | 第二讲."""
    asking = sum(1 for _ in takewhile(_asks, row))
    others = row[asking:]
    return (
        asking >= FEWEST_SIDE_BY_SIDE
        and len(others) > 1
        and not any(
            len(cell.text) > LONGEST_COLUMN or re.search(r"[\d@：:]", cell.text) for cell in others
        )
    )


def _may_ask(cell: Cell) -> bool:
    """A label, or built like one, or one with a hint below it (籍贯⏎省、市)."""
    first, _, hint = cell.text.partition("\n")
    return _asks(cell) or looks_like_label(cell.text) or bool(hint and is_label(first))


def _asks(cell: Cell) -> bool:
    """Whether a cell is a label, of one thing or of several (专业年级)."""
    return is_label(cell.text) or bool(units_of(cell.text))


def two_level_header(rows: tuple[tuple[Cell, ...], ...], upper: int) -> tuple[Cell, ...]:
    """The lowest labels of a header of two rows (学习情况 over 学院 | 专业); () for any other."""
    if upper + 1 >= len(rows):
        return ()
    tall = [cell for cell in rows[upper] if cell.height == 2]
    wide = [cell for cell in rows[upper] if cell.height == 1 and cell.text]
    lower = rows[upper + 1]
    if not tall or not wide or any(cell.width < 2 for cell in wide):
        return ()
    under = {c for cell in wide for c in range(cell.column, cell.column + cell.width)}
    whole = (*tall, *lower)
    labelled = all(is_label(cell.text) for cell in whole if cell.text)
    return whole if labelled and {cell.column for cell in lower} <= under else ()


def data_rows(
    rows: tuple[tuple[Cell, ...], ...], header: int, labels: tuple[Cell, ...] = ()
) -> tuple[tuple[Cell, ...], ...]:
    """The rows under a header: those laid out as it is, up to the next row with a label.

    `labels` are the cells of a header that is more than the row numbered `header`.
    """
    columns = {(cell.column, cell.width) for cell in labels or rows[header]}
    found = []
    for number in range(header + 1, len(rows)):
        row = rows[number]
        laid_out_alike = sum((cell.column, cell.width) in columns for cell in row)
        if laid_out_alike < max(2, len(row) - 1) or any(is_label(cell.text) for cell in row):
            break
        found.append(row)
    return tuple(row for row in found if any(cell.text for cell in row))
