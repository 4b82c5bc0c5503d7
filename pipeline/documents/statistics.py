"""The statistics of a term as a workbook: assistants by college and kind of position."""

from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook

from pipeline.documents.drawn import Drawn
from pipeline.documents.roster import RosterRow
from pipeline.documents.sheets import (
    CREATED,
    NO_GUESSING,
    TITLE_ROWS,
    lay_out,
    row_height,
    styles_of,
    write_heading,
    write_text,
)
from pipeline.documents.values import Context, refuse_unprintable
from pipeline.domain.people import DegreeLevel
from pipeline.domain.positions import PositionKind

TITLE = "北京理工大学研究生德育工作助理统计表"
TOTAL = "合计"
NO_COLLEGE = "（学院未注明）"
KINDS = tuple(PositionKind)
COLUMNS = (
    ("学院", 24),
    *((kind.label, 12) for kind in KINDS),
    ("未注明", 9),
    (TOTAL, 9),
    ("其中博士生", 12),
)


def draw_statistics(term_label: str, rows: Sequence[RosterRow], demo: bool = False) -> Drawn:
    """One line a college in the order of their names, then the sum. Raises `UnprintableTextError`.

    Who does not serve any more is told below and not counted. The numbers are written as numbers
    and not as formulas: what was counted is what is kept.
    """
    lines = counted([row for row in rows if row.serves])
    notes = _notes(rows)
    refuse_unprintable({"学院": [name for name, _ in lines]}, {})
    written = BytesIO()
    with Workbook(written, NO_GUESSING) as book:
        book.set_properties({"title": TITLE, "subject": term_label, "created": CREATED})
        sheet = book.add_worksheet("统计")
        styles = styles_of(book)
        write_heading(sheet, styles, f"{TITLE}（{term_label}）", COLUMNS, demo)
        for row, (college, numbers) in enumerate(lines, TITLE_ROWS):
            last = row == TITLE_ROWS + len(lines) - 1
            sheet.set_row(row, row_height(COLUMNS[:1], (college,)))
            write_text(sheet, row, 0, college, styles.total if last else styles.text)
            for column, number in enumerate(numbers, 1):
                sheet.write_number(row, column, number, styles.total if last else styles.number)
        below = TITLE_ROWS + len(lines)
        for row, note in enumerate(notes, below):
            sheet.merge_range(row, 0, row, len(COLUMNS) - 1, "", styles.note)
            write_text(sheet, row, 0, note, styles.note)
        lay_out(sheet, below + len(notes) - 1, COLUMNS, fixed=1, demo=demo)
    printed: Context = {
        "term": term_label,
        "rows": [list(one) for one in lines],
        "notes": list(notes),
    }
    return Drawn(written.getvalue(), (), printed)


def _notes(rows: Sequence[RosterRow]) -> tuple[str, ...]:
    """What the numbers take in and what they leave out, so that nobody has to guess."""
    serving = [row for row in rows if row.serves]
    states = Counter(row.state.partition("（")[0] for row in serving)
    gone, remarked = len(rows) - len(serving), sum(bool(row.remarks) for row in rows)
    notes = []
    if serving:
        told = "、".join(f"{state} {number} 人次" for state, number in sorted(states.items()))
        notes.append(f"注：按任用计，合计中{told}。")
    if gone:
        notes.append(f"注：本学期已离岗、免职或离岗日期已过的 {gone} 人次列在名册里，未计入合计。")
    if remarked:
        notes.append(f"注：{remarked} 人次的情况见名册备注。")
    return tuple(notes)


def counted(rows: Sequence[RosterRow]) -> list[tuple[str, tuple[int, ...]]]:
    """Each college with its numbers in the order of the columns; the last line is the sum."""
    colleges = sorted({row.college or NO_COLLEGE for row in rows})
    lines = [
        (college, _numbers(row for row in rows if (row.college or NO_COLLEGE) == college))
        for college in colleges
    ]
    return [*lines, (TOTAL, _numbers(rows))]


def _numbers(rows: Iterable[RosterRow]) -> tuple[int, ...]:
    counting = Counter((row.position_kind, row.degree_level) for row in rows)
    of_kind: Counter[PositionKind | None] = Counter()
    for (kind, _), number in counting.items():
        of_kind[kind] += number
    doctors = sum(n for (_, level), n in counting.items() if level is DegreeLevel.DOCTOR)
    return (*(of_kind[kind] for kind in KINDS), of_kind[None], of_kind.total(), doctors)
