"""Tables about two people: who is meant by a row, a column or a section of it."""

from collections.abc import Iterator

from pipeline.reading.blocks import Cell
from pipeline.reading.candidates import BELOW, COMPOSITE, Candidate
from pipeline.reading.composites import parts_of
from pipeline.reading.header_rows import LONGEST_SECTION
from pipeline.reading.label_words import LEAVER_AND_INCOMING
from pipeline.reading.labels import field_of, normalised

Rows = tuple[tuple[Cell, ...], ...]


def role_of(text: str) -> str:
    """Whom the lines under a heading are about: leaver, incoming, or "" for nobody of the two."""
    words = normalised(text[:60]).removesuffix("信息")
    field = field_of(words) if len(words) <= LONGEST_SECTION else None
    return field.partition("_")[0] if field in LEAVER_AND_INCOMING else ""


def is_section(text: str) -> bool:
    """Whether a text heads lines about somebody who leaves or comes."""
    return bool(role_of(text))


def under_header(
    header: tuple[Cell, ...], row: tuple[Cell, ...], section: str = ""
) -> Iterator[Candidate]:
    labels = {cell.column: cell.text for cell in header}
    for cell in row:
        label = labels.get(cell.column, "")
        field = field_of(label)
        if field and cell.text and cell.text != section:
            yield Candidate(field, cell.text, cell.place, BELOW, label, section)
        for part_of, part in () if field else parts_of(label, cell.text):
            yield Candidate(part_of, part, cell.place, COMPOSITE, label, section)


def by_row_headings(rows: tuple[tuple[Cell, ...], ...], header: int) -> Iterator[Candidate]:
    """Rows such as 离岗助理 | 张三 | 3120… under 姓名 | 学号."""
    for number in range(header + 1, len(rows)):
        row = rows[number]
        if field_of(row[0].text) not in LEAVER_AND_INCOMING:
            return
        yield from under_header(rows[header], row, row[0].text)


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
