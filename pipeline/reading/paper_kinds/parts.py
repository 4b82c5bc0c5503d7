"""Which parts of a file are papers of their own: not what covers, repeats or lists them."""

import re
from collections.abc import Callable

from pipeline.domain.papers import Paper, PaperKind
from pipeline.domain.people import Person
from pipeline.reading.blocks import Block, Grid, Paragraph
from pipeline.reading.paper_kinds.kinds import BY_WORDS
from pipeline.reading.paper_kinds.segments import ENCLOSED

COVERING = 300
"""How long, in characters, the words are that only cover what stands below."""
_COVERS = re.compile("如下|附后|附上|查收|见附件|随信|见下|审阅|贴在|打不开")
_REPLACES = re.compile("更换|换人|接替|接任|接手|离岗|不再|调整|辞")
"""Words that ask for something themselves cover nothing."""
NOBODY = Person("", "")

Part = tuple[tuple[Block, ...], Paper]
"""The blocks of a part, and how they were read."""


def own_papers(parts: list[Part], read: Callable[[tuple[Block, ...]], Paper]) -> tuple[Paper, ...]:
    """The papers among the parts of a file; `read` reads what belongs together anew."""
    return _without_covering_words(_together(parts, read))


def _together(parts: list[Part], read: Callable[[tuple[Block, ...]], Paper]) -> list[Part]:
    """Parts with what belongs to the one before and is about nobody of its own.

    That is what is of the same kind, and what a letter lists as enclosed.
    """
    kept: list[Part] = []
    for blocks, paper in parts:
        before = kept[-1] if kept else None
        if (
            before
            and paper.person == NOBODY
            and (paper.kind is before[1].kind or _lists_enclosures(blocks, paper))
        ):
            whole = (*before[0], *blocks)
            kept[-1] = (whole, read(whole))
        else:
            kept.append((blocks, paper))
    return kept


def _lists_enclosures(blocks: tuple[Block, ...], paper: Paper) -> bool:
    first = blocks[0]
    listed = isinstance(first, Paragraph) and ENCLOSED.match(first.text) is not None
    return listed and paper.kind is PaperKind.UNRECOGNISED


def _without_covering_words(parts: list[Part]) -> tuple[Paper, ...]:
    """The papers; 请查收申请表 above one, in the same file, is no paper of its own."""
    if len(parts) > 1:
        blocks, first = parts[0]
        is_short = len(first.text) < COVERING and not any(isinstance(one, Grid) for one in blocks)
        covers = first.kind is PaperKind.UNRECOGNISED or (
            first.confidence <= BY_WORDS and _COVERS.search(first.text) is not None
        )
        if is_short and covers and not _REPLACES.search(first.text):
            parts = parts[1:]
    return tuple(paper for _, paper in parts)
