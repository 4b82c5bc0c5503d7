"""Which parts of a file are papers of their own: not what covers, repeats or lists them."""

import re
from collections.abc import Callable

from pipeline.domain.papers import Paper, PaperKind
from pipeline.domain.people import Person
from pipeline.reading.blocks import Block, Grid, Paragraph
from pipeline.reading.paper_kinds.kinds import BY_WORDS
from pipeline.reading.paper_kinds.segments import ENCLOSED, asks_for_name

COVERING = 300
"""How long, in characters, the words are that only cover what stands below."""
_COVERS = re.compile(
    "如下|附后|附上|查收|见附件|随信|见下|审阅|现将|报送|报上|提交|发给|转来|这是|以下是|[贴填写]在|补[上一]|打不开|请看|纸质"
    "|编号|〔20"
)
_SAYS_MORE = re.compile(
    "更换|换人|接替|接任|接手|顶替|替换|代替|改由|换[为成]|离岗|不再|调整|变更|辞|退出|放弃|撤回|撤销|取消|作废"
    "|更正|有误|为准|不同意|不予|暂缓|处分|批评|证明"
)
"""Words that ask for something or say something of somebody themselves cover nothing."""
MOST_REPEATED = 2
"""How many answers a part may repeat (a college that signs) of the paper that it belongs to."""
NOBODY = Person("", "")

Part = tuple[tuple[Block, ...], Paper]
"""The blocks of a part, and how they were read."""


def own_papers(parts: list[Part], read: Callable[[tuple[Block, ...]], Paper]) -> tuple[Paper, ...]:
    """The papers among the parts of a file; `read` reads what belongs together anew."""
    return _without_covering_words(_together(parts, read))


def _together(parts: list[Part], read: Callable[[tuple[Block, ...]], Paper]) -> list[Part]:
    """Parts with what belongs to the one before; each is read anew but once."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _belongs(part, groups[-1][0][1]):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [_as_one(group, read) for group in groups]


def _as_one(group: list[Part], read: Callable[[tuple[Block, ...]], Paper]) -> Part:
    if len(group) == 1:
        return group[0]
    whole = tuple(block for blocks, _ in group for block in blocks)
    return whole, read(whole)


def _belongs(part: Part, before: Paper) -> bool:
    """Whether a part is no paper of its own: under a repeated heading, or a letter's enclosures.

    A form that asks for 姓名, or answers again what the one before answers, is somebody else's,
    however little can be read of whose it is.
    """
    blocks, paper = part
    if paper.person != NOBODY or any(map(asks_for_name, blocks)):
        return False
    if paper.kind is not before.kind:
        return _lists_enclosures(blocks, paper)
    repeated = {one.name for one in paper.fields} & {one.name for one in before.fields}
    return len(repeated) <= MOST_REPEATED


def _lists_enclosures(blocks: tuple[Block, ...], paper: Paper) -> bool:
    first = blocks[0]
    listed = isinstance(first, Paragraph) and ENCLOSED.match(first.text) is not None
    return listed and paper.kind is PaperKind.UNRECOGNISED


def _without_covering_words(parts: list[Part]) -> tuple[Paper, ...]:
    """The papers; 请查收申请表 above one, in the same file, is no paper of its own."""
    papers = tuple(paper for _, paper in parts)
    return papers[1:] if len(parts) > 1 and _covers(parts[0], papers[1:]) else papers


def _covers(part: Part, others: tuple[Paper, ...]) -> bool:
    blocks, first = part
    if len(first.text) >= COVERING or any(isinstance(one, Grid) for one in blocks):
        return False
    says_so = _COVERS.search(first.text) and not _SAYS_MORE.search(first.text)
    return bool(says_so) and _is_like(first, {paper.kind for paper in others})


def _is_like(first: Paper, below: set[PaperKind]) -> bool:
    """Whether words could be about the papers below; what is known as another kind is a paper.

    Words above an application (我院拟任用……) are easily taken for a request.
    """
    if PaperKind.APPLICATION_FORM in below:
        below = below | {PaperKind.REPLACEMENT_REQUEST}
    is_sure = first.confidence > BY_WORDS
    return first.kind is PaperKind.UNRECOGNISED or (first.kind in below and not is_sure)
