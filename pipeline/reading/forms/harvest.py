"""Raw candidates: which writing answers which label, from cells and from lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, Positions
from pipeline.reading.forms.answered import (
    OPINION,
    is_answer,
    is_answered_by,
    is_of_one_person,
    is_printed_choice,
    over_cells,
)
from pipeline.reading.forms.cell_lines import single_lines, with_whole_label
from pipeline.reading.forms.going_on import goes_on
from pipeline.reading.forms.header_rows import (
    LONGEST_SECTION,
    data_rows,
    is_header,
    rows_about_others,
    two_level_header,
)
from pipeline.reading.forms.lines import LONG_FIELDS, answers_in_line
from pipeline.reading.forms.people_rows import (
    Rows,
    by_column_headings,
    headings_over,
    is_section,
    rows_headed,
    rows_of_several,
    sections_of,
    under_header,
)
from pipeline.reading.forms.whose_cells import is_of_somebody_else, is_student_in_charge, sureness
from pipeline.reading.forms.whose_lines import of_the_applicant
from pipeline.reading.words.candidates import (
    BELOW,
    COMPOSITE,
    INLINE,
    NESTED,
    OWN_CELL,
    SAME_CELL,
    UNRULED,
    Candidate,
    Harvest,
)
from pipeline.reading.words.composites import parts_of, units_of
from pipeline.reading.words.label_words import LEAVER_AND_INCOMING
from pipeline.reading.words.labels import field_of, is_label, normalised
from pipeline.reading.words.unit_lines import LineAnswer


def harvest(blocks: Iterable[Block]) -> Harvest:
    found: list[Candidate] = []
    asked: set[str] = set()
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            continue
        found.extend(_in_paragraphs(paragraphs, asked))
        paragraphs = []
        sure = OWN_CELL if block.is_ruled else UNRULED
        found += [_at_most(sure, one) for one in _in_grid(block, asked)]
    found.extend(_in_paragraphs(paragraphs, asked))
    return Harvest(tuple(found), frozenset(asked))


def _at_most(sure: float, one: Candidate) -> Candidate:
    return one if one.confidence <= sure else replace(one, confidence=sure)


def _in_paragraphs(paragraphs: list[Paragraph], asked: set[str]) -> Iterator[Candidate]:
    """Answers in running lines; a long answer goes on until the next line with a label."""
    number, section, paragraphs = 0, "", list(of_the_applicant(paragraphs))
    while number < len(paragraphs):
        paragraph = paragraphs[number]
        number += 1
        if not paragraph.text.strip():
            continue
        answers = list(answers_in_line(paragraph)) or _headed(paragraph)
        asked.update(answer.field for answer in answers)
        if answers and answers[-1].field in LONG_FIELDS:
            lines = [answers[-1].written]
            below = list(goes_on(paragraph, paragraphs[number:]))
            lines += below
            number += len(below)
            answers[-1] = replace(answers[-1], written="\n".join(lines).strip())
        if not answers and is_section(paragraph.text):
            section = paragraph.text
        for answer in answers:
            section = answer.label if answer.field in LEAVER_AND_INCOMING else section
            if answer.written.strip():
                yield Candidate(
                    answer.field,
                    answer.written,
                    paragraph.place,
                    answer.confidence,
                    answer.label,
                    section,
                )


def _headed(paragraph: Paragraph) -> list[LineAnswer]:
    """四、学习科研情况: a heading alone in its line, whose answer is the lines below."""
    field = field_of(paragraph.text) or ""
    return [LineAnswer(field, paragraph.text.strip(), "")] if field in LONG_FIELDS else []


def _in_grid(grid: Grid, asked: set[str]) -> Iterator[Candidate]:
    positions = Positions(grid)
    rows = grid.rows
    others = rows_about_others(rows) | rows_of_several(rows)
    sections, over = sections_of(rows), headings_over(rows)
    skipped: set[int] = set()
    yield from _under_headers(rows, others, skipped, asked)
    for number, row in enumerate(rows):
        if number in skipped:
            continue
        for cell in row:
            if cell.row not in others:
                above = over.get(cell.row, {}).get(cell.column, "") if over else ""
                doubted = () if grid.is_ruled else _doubted(cell, positions, asked)
                for one in doubted or _from_cell(cell, positions, asked):
                    beside = "" if one.place != cell.place else _section_of(cell, positions)
                    section = one.section or beside or above or sections.get(cell.row, "")
                    yield one if section == one.section else replace(one, section=section)
            for nested in cell.grids:
                for one in _in_grid(nested, asked):
                    yield replace(one, confidence=one.confidence - NESTED)


def _under_headers(
    rows: Rows, others: frozenset[int], skipped: set[int], asked: set[str]
) -> Iterator[Candidate]:
    """Answers under rows of labels; adds to `skipped` the rows that are told by that."""
    for number, row in enumerate(rows):
        yield from by_column_headings(rows, number)
        levels = two_level_header(rows, number)
        below = data_rows(rows, number + 1, levels) if levels else ()
        if below:
            skipped.update(range(number, number + 2 + len(below)))
            if not any(cell.row in others for cell in row) and len(below) == 1:
                asked.update(field for cell in levels if (field := field_of(cell.text)))
                yield from under_header(levels, below[0])
            continue
        if number in skipped or not is_header(row):
            continue
        headed = rows_headed(rows, number)
        below = headed or data_rows(rows, number)
        if below and not headed and _begins_labelled(below[0][0].paragraphs):
            continue
        skipped.update(range(number, number + 1 + len(below)))
        if any(cell.row in others for cell in row):
            continue
        asked.update(field for cell in row if (field := field_of(cell.text)))
        for one in headed:
            yield from under_header(row, one, one[0].text)
        if len(below) == 1 and not headed:
            yield from under_header(row, below[0])


def _doubted(cell: Cell, positions: Positions, asked: set[str]) -> list[Candidate]:
    """What stands beside a label and others as well, and so needs a person."""
    right = positions.right_of(cell)
    field = field_of(cell.text) if right is not None and right.shared else None
    if right is None or field is None or is_of_somebody_else(cell, field, positions):
        return []
    asked.add(field)
    return [Candidate(field, "", right.place, OWN_CELL, cell.text, doubt=right.shared)]


def _from_cell(cell: Cell, positions: Positions, asked: set[str]) -> Iterator[Candidate]:
    if not cell.text:
        return
    field, left = field_of(cell.text), positions.left_of(cell)
    if field is None and is_student_in_charge(cell, positions):
        field = "name"
    if field and left is not None and is_printed_choice(cell, field, left):
        return
    right, below = positions.right_of(cell), positions.below(cell)
    if field is None:
        stacked = _stacked(cell, right)
        asked.update(one.field for one in stacked)
        yield from (one for one in stacked if one.written)
        if not stacked and not is_label(cell.text) and not units_of(cell.text):
            yield from _in_own_cell(cell, asked, is_answer=is_answered_by(positions, cell))
        yield from _composite(cell, right)
        return
    if is_of_somebody_else(cell, field, positions):
        return
    asked.add(field)
    section = _section_of(cell, positions)
    if right is not None and _answers(field, right):
        written = over_cells(field, right, positions)
        if written:
            sure = sureness(cell, field, positions)
            yield Candidate(field, written, right.place, sure, cell.text, section)
            return
        if not (positions.is_alone(cell) and below and positions.is_alone(below)):
            return
    elif right is not None:
        return
    if below is not None and _answers_from_below(field, cell, below, positions):
        yield Candidate(field, below.text, below.place, BELOW, cell.text, section)


def _stacked(cell: Cell, right: Cell | None) -> list[Candidate]:
    """姓名⏎学号 | 张三⏎3120…: labels one above the other beside as many answers."""
    labels = _written_lines(cell)
    answers = _written_lines(right) if right is not None else []
    if len(labels) < 2 or len(labels) != len(answers) or not all(map(is_label, labels)):
        return []
    pairs = ((field_of(label), label, said) for label, said in zip(labels, answers, strict=True))
    place = right.place if right is not None else ""
    return [
        Candidate(field, said if is_answer(field, said) else "", place, SAME_CELL, label)
        for field, label, said in pairs
        if field
    ]


def _written_lines(cell: Cell) -> list[str]:
    return [line.strip() for line in cell.text.split("\n") if line.strip()]


def _answers(field: str, right: Cell) -> bool:
    """Whether the cell beside a label answers it; 姓名：… beside 离岗助理 is a label again."""
    labelled = field in LEAVER_AND_INCOMING and _begins_labelled(right.paragraphs)
    return is_answer(field, right.text) and not labelled


def _answers_from_below(field: str, cell: Cell, below: Cell, positions: Positions) -> bool:
    """Whether what stands under a label answers it; in a list of several people it does not."""
    further = positions.below(below)
    return (
        (below.column, below.width) == (cell.column, cell.width)
        and bool(below.text)
        and is_answer(field, below.text)
        and not _begins_labelled(below.paragraphs)
        and not (_HEADING.match(cell.text) and _HEADING.match(below.text))
        and not (further is not None and is_of_one_person(field, further.text))
    )


_HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
"""二、去向 with nothing under it: 三、主要工作 and what stands there answers another question."""


def _begins_labelled(lines: Sequence[Paragraph]) -> bool:
    """Whether lines begin with a label and its answer: 更换前助理 | 姓名：张三 | 学号：3120…."""
    if not lines or not (lines[0].underlined or ":" in lines[0].text.replace("：", ":")):
        return False
    return any(one.confidence == INLINE for one in answers_in_line(lines[0]))


def _section_of(cell: Cell, positions: Positions) -> str:
    """The heading at the left end of a row, told from other cells by its words."""
    left = positions.left_of(cell)
    while left is not None:
        if is_section(left.text):
            return left.text
        left = positions.left_of(left)
    return ""


def _in_own_cell(cell: Cell, asked: set[str], is_answer: bool) -> Iterator[Candidate]:
    """Label and answer in one cell: 姓名：张三, or the label alone on the first line."""
    if is_answer:
        return
    lines = [line for line in single_lines(cell.paragraphs) if line.text.strip()]
    lines = with_whole_label(lines)
    field = field_of(lines[0].text)
    rest = "\n".join(line.text for line in lines[1:]).strip()
    if field in LEAVER_AND_INCOMING and _begins_labelled(lines[1:]):
        field = None
    if field and rest and not OPINION.fullmatch(normalised(cell.text[:40])):
        asked.add(field)
        yield Candidate(field, rest, cell.place, SAME_CELL, lines[0].text)
        return
    yield from _in_paragraphs(lines, asked)


def _composite(cell: Cell, right: Cell | None) -> Iterator[Candidate]:
    """学院、专业 | 机电学院、机械工程."""
    if right is None or len(cell.text) > LONGEST_SECTION * 2:
        return
    for name, part in parts_of(cell.text, right.text):
        yield Candidate(name, part, right.place, COMPOSITE, cell.text)
