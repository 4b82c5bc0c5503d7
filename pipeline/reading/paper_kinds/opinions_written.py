"""What tutor and college say of an application: 审批意见 | 导师 | 同意……, and which tutor signs it."""

import re
from collections.abc import Iterable, Iterator

from pipeline.reading.blocks import Block, Cell, Grid, Paragraph, Positions
from pipeline.reading.words.candidates import INLINE, SAME_CELL, Candidate
from pipeline.reading.words.labels import normalised
from pipeline.reading.words.persons_written import name, supervisor

_WHO = r"(?P<who>(?:学业|研究生|第一)?导师|指导(?:教师|老师)|学院(?:党委)?)"
_ASKS = r"(?P<asks>(?:推荐|审核|审批|审查)?(?:意见|评语|审批|审核|填写)?)"
_LABEL = re.compile(rf"{_WHO}{_ASKS}(?:[a-z/]+)?")
_BEFORE_OPINION = re.compile(
    rf"\s*(?:[一二三四五六七八九十]+、|\d{{1,2}}[.、])?\s*{_WHO}{_ASKS}\s*(?:[（(][^（()）]{{1,12}}[)）])?\s*[:：\n](?P<said>.*)",
    re.DOTALL,
)
_HINT = re.compile(r"[(\[【][^()\[\]【】]{0,30}[)\]】]")
_SAID = re.compile(r"\s*意见\s*[:：]\s*")
_OPINION = re.compile(
    r"同意|意见|支持|推荐|欢迎|属实|[聘任试]用|聘任|试岗|上岗|审[批核]|批准|通过|可以|符合"
)
LONGEST_LABEL = 40


def reads_as_opinion(one: Candidate) -> bool:
    """导师 | 同意。: beside what elsewhere asks for a name stands what is said of the applicant."""
    return one.field in ("college", "supervisor") and _OPINION.search(one.written) is not None


def opinions_written(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """The college's opinion under its bare name, and the tutor who signs below the tutor's own."""
    for place, label, asks, said in _opinions(blocks):
        if label.startswith("学院"):
            if not asks.endswith("意见") and _OPINION.search(said):
                yield Candidate("college_opinion", _SAID.sub("", said, 1), place, SAME_CELL, label)
        elif signed := _signed(said):
            yield Candidate("supervisor", signed, place, INLINE, label)


def _opinions(blocks: Iterable[Block]) -> Iterator[tuple[str, str, str, str]]:
    """Place, label, what it asks and what is said, for each opinion of cells and of lines."""
    lines: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Grid):
            yield from _in_lines(lines)
            lines = []
            yield from _in_cells(block)
        else:
            lines.append(block)
    yield from _in_lines(lines)


def _in_cells(grid: Grid) -> Iterator[tuple[str, str, str, str]]:
    positions: Positions | None = None
    for cell in grid.cells:
        head = cell.text[:LONGEST_LABEL]
        if "师" not in head and "院" not in head and "師" not in head:
            continue
        short = len(cell.text) <= LONGEST_LABEL
        label = _LABEL.fullmatch(_HINT.sub("", normalised(cell.text))) if short else None
        if label:
            positions = positions or Positions(grid)
            answer = _beside_or_below(cell, positions)
            if answer is not None and normalised(answer.text) == "姓名":
                named = positions.right_of(answer)
                if named is not None and label["who"] != "学院":
                    yield named.place, label["who"], "", f"签名：{named.text}"
            elif answer is not None:
                yield answer.place, label["who"] + label["asks"], label["asks"], answer.text
        elif (begun := _BEFORE_OPINION.match(cell.text)) and begun["said"].strip():
            yield cell.place, begun["who"] + begun["asks"], begun["asks"], begun["said"]


def _beside_or_below(cell: Cell, positions: Positions) -> Cell | None:
    right = positions.right_of(cell)
    if right is not None and not _LABEL.fullmatch(normalised(right.text[:LONGEST_LABEL])):
        return right
    below = positions.below(cell)
    alike = below is not None and (below.column, below.width) == (cell.column, cell.width)
    return below if alike else None


def _in_lines(lines: list[Paragraph]) -> Iterator[tuple[str, str, str, str]]:
    """An opinion goes on below its label up to the next one."""
    begun: tuple[str, str, str, list[str]] | None = None
    for one in lines:
        head = _BEFORE_OPINION.match(one.text + "\n")
        if head and head["asks"]:
            if begun:
                yield *begun[:3], "\n".join(begun[3])
            begun = (one.place, head["who"] + head["asks"], head["asks"], [head["said"].strip()])
        elif begun:
            begun[3].append(one.text)
    if begun:
        yield *begun[:3], "\n".join(begun[3])


_NAME = (
    r"(?P<name>(?!同意|支持|推荐|可以|情况|欢迎|建议|学院|学业|导师|日期|盖章|公章|签|年|月|日|已|见|无|电子|手签|确认|同上|本人)"
    r"(?:[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,8})?"
    r"|[\u3400-\u9fff](?:[ \u3000\u2006]{1,4}[\u3400-\u9fff]){1,2}))"
)
_DAY = (
    r"(?:\d{2,4}\s?[.\-/年]\s?\d{1,2}(?:\s?[.\-/月]\s?\d{1,2}\s?日?)?|\d{1,2}[.月]\d{1,2}日?)"
    r"(?:\s\d\d:\d\d)?"
)
_SIGNATURE = re.compile(
    rf"(?:签\s*[字名章]|(?:^|[\n。\s])(?:导师|指导教师|指导老师|推荐人))[)）:： \t\u3000\u2006]+{_NAME}"
    r"(?=$|[\s\d二（(，,；;]|日期|教授|副教授)"
)
_NAME_AND_DAY = re.compile(
    rf"(?:^|[\n。；！!（(]|(?<=同意)\s)[\s（(—\-]*{_NAME}\s+{_DAY}[)）]?\s*$"
)
_NAME_ALONE = re.compile(rf"—{{1,2}}\s*{_NAME}\s*$")


def _signed(said: str) -> str:
    """Who signs an opinion, "" where nobody does or two do."""
    for sign in (_SIGNATURE, _NAME_AND_DAY, _NAME_ALONE):
        names = {"".join(found["name"].split()) for found in sign.finditer(said)}
        if names:
            return _one_person(names)
    return ""


def _one_person(names: set[str]) -> str:
    tutor = supervisor(names.pop()) if len(names) == 1 else None
    named = isinstance(tutor, str) and isinstance(name(tutor), str)
    return str(tutor) if named and not _OFFICE.search(str(tutor)) else ""


_OFFICE = re.compile("[办处部会组室]$")
