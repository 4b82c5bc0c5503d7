"""One form in layouts drawn at random: whatever the order and shape, the same is meant."""

from collections.abc import Callable

import docx
from docx.document import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading.understood import paper_of, values
from reading.word_files import ANSWERS, MEANT, TITLE, saved

from pipeline.domain.papers import PaperKind

LONG = ("学习、科研情况", "社会工作经历", "学院意见")
SHORT = [label for label in ANSWERS if label not in LONG]
SPELLINGS = [
    lambda label: label,
    lambda label: "　".join(label) if len(label) <= 4 else label,
    lambda label: f"{label}：",
    lambda label: f"{label} *",
    lambda label: f"{label}（必填）",
    lambda label: f"\n{label}\n",
    lambda label: label[:2] + "\n" + label[2:] if len(label) >= 4 else label,
]
Pairs = list[tuple[str, str]]


def pairs_in_rows(document: Document, pairs: Pairs, per_row: int) -> None:
    rows = -(-len(pairs) // per_row)
    grid = document.add_table(rows, per_row * 2)
    for number, (label, answer) in enumerate(pairs):
        row, column = divmod(number, per_row)
        grid.cell(row, column * 2).text = label
        grid.cell(row, column * 2 + 1).text = answer


def labels_above(document: Document, pairs: Pairs, per_row: int) -> None:
    width = max(per_row, 2)
    for start in range(0, len(pairs), width):
        part = pairs[start : start + width]
        grid = document.add_table(2, len(part))
        for column, (label, answer) in enumerate(part):
            grid.cell(0, column).text, grid.cell(1, column).text = label, answer


def with_colons_in_cells(document: Document, pairs: Pairs, per_row: int) -> None:
    grid = document.add_table(-(-len(pairs) // per_row), per_row)
    for number, (label, answer) in enumerate(pairs):
        grid.cell(*divmod(number, per_row)).text = f"{label.strip().rstrip('：')}：{answer}"


def with_colons_in_lines(document: Document, pairs: Pairs, per_row: int) -> None:
    for start in range(0, len(pairs), per_row):
        document.add_paragraph(
            "　　　　".join(
                f"{''.join(label.split()).rstrip('：')}：{answer}"
                for label, answer in pairs[start : start + per_row]
            )
        )


def pairs_merged_wide(document: Document, pairs: Pairs, per_row: int) -> None:
    """Every answer in two or three merged columns, under a section merged down the left."""
    grid = document.add_table(len(pairs), 2 + 1 + per_row)
    section = grid.cell(0, 0).merge(grid.cell(len(pairs) - 1, 0))
    section.text = "基本\n情况"
    for row, (label, answer) in enumerate(pairs):
        grid.cell(row, 1).text = label
        grid.cell(row, 2).merge(grid.cell(row, 2 + per_row)).text = answer


LAYOUTS = [
    pairs_in_rows,
    labels_above,
    with_colons_in_cells,
    with_colons_in_lines,
    pairs_merged_wide,
]


Drawn = list[tuple[Callable[[Document, Pairs, int], None], int, Pairs]]


@st.composite
def drawings(draw) -> Drawn:
    """All short fields in any order, in groups each of which has its own layout."""
    labels = draw(st.permutations(SHORT))
    drawn: Drawn = []
    while labels:
        count = draw(st.integers(2, 7))
        part, labels = labels[:count], labels[count:]
        pairs = [(draw(st.sampled_from(SPELLINGS))(label), ANSWERS[label]) for label in part]
        drawn.append((draw(st.sampled_from(LAYOUTS)), draw(st.integers(1, 3)), pairs))
    return drawn


@given(drawings())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_form_of_random_layout_means_the_same(drawn) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    for layout, per_row, pairs in drawn:
        layout(document, pairs, per_row)
        document.add_paragraph()
    pairs_in_rows(document, [(label, ANSWERS[label]) for label in LONG], 1)
    paper = paper_of(saved(document))
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert values(paper) == MEANT
    assert paper.unclear == ()
