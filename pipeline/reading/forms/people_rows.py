"""Tables about two people: who is meant by a row, a column or a section of it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from pipeline.reading.blocks import Cell
from pipeline.reading.forms.answered import OF_ONE_PERSON, is_of_one_person
from pipeline.reading.forms.header_rows import LONGEST_SECTION
from pipeline.reading.forms.whose_lines import REACHED, whose_number
from pipeline.reading.words.candidates import BELOW, COMPOSITE, Candidate
from pipeline.reading.words.composites import parts_of
from pipeline.reading.words.label_words import LEAVER_AND_INCOMING
from pipeline.reading.words.labels import field_of, normalised

Rows = tuple[tuple[Cell, ...], ...]


LONGEST_HEADING = 60
"""Characters, its blanks among them, beyond which a text heads nothing; bounds what is remembered."""
IN_POST = "in_post"
_ROLES = {
    word: role
    for role, words in (
        (
            "leaver",
            "离岗 拟离岗 离职 辞任 离任 离岗者 卸任 原任 原 更换前 变更前 调整前 被更换 被替换 换下",
        ),
        (
            "incoming",
            "上岗 拟上岗 新上岗 接岗 拟接岗 接岗者 新任 拟任 拟聘 新聘 接任 拟接任 接替 拟接替 接任者 新 更换后 变更后 调整后 继任 换上",
        ),
        (IN_POST, "现任"),
    )
    for word in words.split()
}
"""Headings that say whom rows or columns are about, and are labels of nothing."""


@lru_cache(maxsize=8192)
def role_of(text: str) -> str:
    """Whom the lines under a heading are about: leaver, incoming, IN_POST, or "" for none."""
    words = re.sub("(?:基本)?(?:信息|情况|资料)$", "", normalised(text[:LONGEST_HEADING]))
    field = field_of(words) if len(words) <= LONGEST_SECTION else None
    if field in LEAVER_AND_INCOMING:
        return field.partition("_")[0]
    return _ROLES.get(re.sub("(?<=.)(?:人员|助理|学生|人选?|同志|同学|者)$", "", words), "")


def is_section(text: str) -> bool:
    """Whether a text heads lines about somebody who leaves or comes."""
    return len(text) <= LONGEST_HEADING and bool(role_of(text))


def under_header(
    header: tuple[Cell, ...], row: tuple[Cell, ...], section: str = ""
) -> Iterator[Candidate]:
    """A row's answers; 学号 behind 离岗助理 is the leaver's, where no `section` says more."""
    labels = {cell.column: cell.text for cell in header}
    whose, another = section, ""
    for cell in row:
        label = labels.get(cell.column, "")
        field = field_of(label)
        another = whose_number(label, field, another)
        if another and field in REACHED:
            continue
        whose = label if field in LEAVER_AND_INCOMING and not section else whose
        if field and cell.text and cell.text != section:
            yield Candidate(field, cell.text, cell.place, BELOW, label, whose)
        for part_of, part in () if field else parts_of(label, cell.text):
            yield Candidate(part_of, part, cell.place, COMPOSITE, label, whose)


def rows_headed(rows: Rows, header: int) -> Rows:
    """Rows such as 离岗助理 | 张三 | 3120… under a row of labels 姓名 | 学号."""
    return tuple(takewhile(lambda row: is_section(row[0].text), rows[header + 1 :]))


def by_column_headings(rows: Rows, header: int) -> Iterator[Candidate]:
    """Columns 离岗助理 and 接任助理 whose rows begin with 姓名, 学号."""
    if not _heads_columns(rows[header]):
        return
    people = {cell.column: cell.text for cell in rows[header] if is_section(cell.text)}
    for number in range(header + 1, len(rows)):
        first, *others = rows[number]
        field = field_of(first.text)
        if field is None or any(cell.column not in people for cell in others):
            return
        for cell in others:
            if cell.text:
                yield Candidate(
                    field, cell.text, cell.place, BELOW, first.text, people[cell.column]
                )


def rows_of_several(rows: Rows) -> frozenset[int]:
    """Rows with an answer of each of two people, or of two times, and none that is the one meant.

    姓名 | 张三 | 李四 over 学号 | 3120… | 3121…; what stands under 更正前 | 更正后.
    """
    if any(cell.text in _BEFORE for row in rows for cell in row):
        return _rows_of_a_change(rows)
    if not any(_answers_twice(row) == "name" for row in rows):
        return frozenset()
    found = frozenset(row[0].row for row in rows if _answers_twice(row))
    return found if len(found) > 1 else frozenset()


_BEFORE = ("更正前", "变更前", "修改前", "调整前", "更改前")


def _rows_of_a_change(rows: Rows) -> frozenset[int]:
    """Rows under 更正前 | 更正后: whether the change was granted, the paper does not say."""
    heads = next(n for n, row in enumerate(rows) if any(cell.text in _BEFORE for cell in row))
    columns = [cell.column for cell in rows[heads]]
    if not any(cell.text.endswith("后") for cell in rows[heads]):
        return frozenset()
    alike = takewhile(lambda row: [cell.column for cell in row] == columns, rows[heads + 1 :])
    return frozenset(row[0].row for row in alike)


def _answers_twice(row: tuple[Cell, ...]) -> str | None:
    """The field of a label that is followed by several answers, one to each person."""
    field = field_of(row[0].text)
    answers = [cell.text for cell in row[1:] if cell.text] if field in OF_ONE_PERSON else []
    several = len(answers) > 1 and all(is_of_one_person(field, one) for one in answers)
    return field if several else None


def headings_over(rows: Rows) -> dict[int, dict[int, str]]:
    """For each row the sections its columns stand under: 离岗助理信息 beside 新任助理信息."""
    found: dict[int, dict[int, str]] = {}
    over: dict[int, str] = {}
    for number, row in enumerate(rows):
        written = [cell for cell in row if cell.text]
        if (
            len(written) > 1
            and all(is_section(cell.text) for cell in written)
            and (all(cell.width > 1 for cell in written) or _are_labelled(rows[number + 1 :][:1]))
        ):
            over = {
                column: cell.text
                for cell in written
                for column in range(cell.column, cell.column + cell.width)
            }
        elif over:
            found[row[0].row] = over
    return found


def _are_labelled(below: Rows) -> bool:
    """Whether each cell of the row below holds labels and answers: 姓名：张三⏎学号：3120…."""
    return bool(below) and all(":" in cell.text.replace("：", ":")[:8] for cell in below[0])


def _heads_columns(row: tuple[Cell, ...]) -> bool:
    """Whether a row names the two people of the columns below it and nothing more."""
    return len(row) > 2 and not field_of(row[0].text) and all(is_section(c.text) for c in row[1:])


def sections_of(rows: Rows) -> dict[int, str]:
    """The section each row stands in: the last row above that names a person and nothing else."""
    found: dict[int, str] = {}
    section = ""
    for row in rows:
        written = [cell for cell in row if cell.text]
        if len(written) == 1 and written[0].column == 0 and is_section(written[0].text):
            section = written[0].text
        elif section:
            found[row[0].row] = section
    return found
