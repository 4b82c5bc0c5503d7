"""Whose form it is by what the college printed on it: 宇航学院研究生德育工作助理上岗申请表."""

import re
from collections.abc import Iterable, Iterator

from pipeline.reading.blocks import Block, Grid, Paragraph
from pipeline.reading.paper_kinds.segments import title_lines
from pipeline.reading.words.candidates import SPACED, Candidate

COLLEGE = r"(?P<college>(?!我|本|各|该|某|学院|关于)[\u4e00-\u9fff]{1,16}?(?:学院|书院))"
"""A college by the look of its name, our own words before it left out."""
_COLLEGE = rf"\s*(?:关于)?\s*(?:北京理工大学)?\s*{COLLEGE}"
_PRINTED = (
    re.compile(rf"{_COLLEGE}\s*(?:学?生?研究生|[“\"]?德育|助理|上岗).*"),
    re.compile(rf"{_COLLEGE}(?:分?党委)?(?:学生工作办公室|学工办)?(?:制表?)?(?:\s+\S{{0,12}})?\s*"),
    re.compile(rf".*申请[表书单]?\s*[（(]{_COLLEGE}[)）]\s*"),
)
HEAD_LINES = 4


def college_printed(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """The one college of the title and of the lines around it; less sure than an answer."""
    found: dict[str, Paragraph] = {}
    for one in _head(blocks):
        hit = next((hit for shape in _PRINTED if (hit := shape.fullmatch(one.text))), None)
        if hit:
            found.setdefault(hit["college"], one)
    if len(found) == 1:
        for name, one in found.items():
            yield Candidate("college", name, one.place, SPACED, one.text.strip())


def _head(blocks: Iterable[Block]) -> list[Paragraph]:
    lines: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Grid):
            lines += [Paragraph(line, block.place) for line in title_lines(block)]
            break
        if block.text.strip():
            lines.append(block)
    return lines[:HEAD_LINES]
