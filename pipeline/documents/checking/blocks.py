"""Tags in the order of one part: blocks that open and close, and where each kind may stand."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.documents.checking.expressions import NOTE, Found, expression_faults, shape_of
from pipeline.documents.checking.faults import FaultCode
from pipeline.documents.checking.inserts import insert_faults, placed_kind
from pipeline.documents.checking.paragraphs import TemplateParagraph
from pipeline.documents.checking.scope import Scope, nearest
from pipeline.documents.checking.tags import Level, Tag, is_one_tag
from pipeline.documents.inserts import InsertKind
from pipeline.documents.main_parts import BODY
from pipeline.documents.printed_fields import PrintedField

_FOR = re.compile(r"(?P<names>[^\s].*?)\s+in\s+(?P<over>.+)", re.DOTALL)
_FILTERED_LOOP = re.compile(r"(?P<over>.+?)\s+if\s+(?P<only>.+)", re.DOTALL)
_SET = re.compile(r"(?P<name>\w+)\s*=\s*(?P<value>.+)", re.DOTALL)
_NOTE_CALL = re.compile(rf"{NOTE}\s*[(（]")
_JOINED_LEVEL = re.compile(r"(tr|tc|p|r)\s*((?:end)?(?:if|for)|else|elif|set)\b", re.IGNORECASE)

OPENING = {"for": "endfor", "if": "endif"}
KNOWN = ("for", "endfor", "if", "elif", "else", "endif", "set")
_OF_PARENTS = frozenset({"else", "elif"})
_FORBIDDEN = frozenset(
    {
        *("include", "import", "from", "extends", "block", "macro", "call", "filter", "raw"),
        *("autoescape", "with", "do", "trans"),
    }
)


@dataclass(frozen=True, slots=True)
class Block:
    word: str
    tag: Tag
    paragraph: TemplateParagraph


@dataclass(slots=True)
class PartChecker:
    """Reads the tags of one part from top to bottom."""

    fields: Sequence[PrintedField]
    inserts: Mapping[str, bytes]
    lying: Sequence[str]
    scope: Scope = field(init=False)
    stack: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.scope = Scope(self.fields)

    def faults(self, tag: Tag, paragraph: TemplateParagraph) -> Iterator[Found]:
        if tag.written.startswith("{{{"):
            yield FaultCode.EXTRA_BRACE, "花括号多写了一个：开头、结尾各两个就够。"
            return
        yield from _standing(tag, paragraph)
        yield from _crossing(tag, paragraph)
        if tag.prints and (kind := placed_kind(tag)):
            yield from self._placing(kind, tag, paragraph)
            return
        if tag.prints:
            yield from self._printing(tag, paragraph)
            return
        word, _, rest = tag.words.partition(" ")
        rest = rest.strip()
        match word:
            case "for":
                yield from self._loop(rest)
                self.stack.append(Block(word, tag, paragraph))
            case "if":
                yield from expression_faults(rest, self.scope)
                self.stack.append(Block(word, tag, paragraph))
            case "elif" | "else":
                yield from self._alternative(word, rest)
            case "endif" | "endfor" if not rest:
                yield from self._end(word, tag)
            case "set":
                yield from self._set(rest)
            case _:
                yield self._unknown(word, rest, tag, paragraph)

    def left_open(self) -> Iterator[tuple[Block, str]]:
        for block in self.stack:
            end = OPENING[block.word]
            yield block, f"这个 {block.word} 一直没有用 {{% {end} %}} 结束。"

    def _placing(self, kind: InsertKind, tag: Tag, paragraph: TemplateParagraph) -> Iterator[Found]:
        if not self.fields:
            yield FaultCode.INSERT_TAG, f"空白表格不填标签，{kind.label}请直接在 Word 里插入。"
            return
        yield from insert_faults(kind, tag, paragraph, self.inserts, self.lying)

    def _printing(self, tag: Tag, paragraph: TemplateParagraph) -> Iterator[Found]:
        calls_note = _NOTE_CALL.match(tag.words) is not None
        if calls_note and paragraph.place.part != BODY:
            yield FaultCode.NOTE_TAG, "note(...) 只能用在正文里，页眉、页脚和脚注里不能再加脚注。"
        elif calls_note and paragraph.boxed:
            yield FaultCode.NOTE_TAG, "文本框里不能加脚注，请把 note(...) 移到文本框外面的正文里。"
        elif calls_note and tag.level is not Level.RUN:
            yield FaultCode.NOTE_TAG, "脚注要写成 {{r note(...) }}，r 紧跟在 {{ 后面，再空一格。"
        elif tag.level is Level.RUN and not calls_note:
            yield FaultCode.RUN_TAG, "{{r ... }} 只能用于 note(...)；印字段请写 {{ ... }}。"
        elif tag.level not in (Level.INLINE, Level.RUN):
            yield FaultCode.RUN_TAG, f"印字段不能带 {tag.level}，请写 {{{{ ... }}}}。"
        yield from expression_faults(tag.words, self.scope, printed=True)

    def _loop(self, words: str) -> Iterator[Found]:
        found = _FOR.fullmatch(words)
        if not found:
            yield FaultCode.SYNTAX, "循环要写成 {% for 项 in 列表 %}。"
            self.scope.enter(words.split()[:1], None)
            return
        names = [name.strip() for name in found["names"].split(",")]
        over, only = found["over"], ""
        filtered = _FILTERED_LOOP.fullmatch(over)
        if filtered:
            over, only = filtered["over"], filtered["only"]
        yield from expression_faults(over, self.scope)
        shape = shape_of(over, self.scope)
        if isinstance(shape, PrintedField) and not shape.items:
            yield (
                FaultCode.NOT_A_LIST,
                f"“{over.strip()}”（{shape.label}）不是列表，不能用 for 循环。",
            )
        self.scope.enter(names, shape)
        if only:
            yield from expression_faults(only, self.scope)

    def _alternative(self, word: str, rest: str) -> Iterator[Found]:
        if not self.stack:
            yield FaultCode.STRAY_END, f"这个 {word} 前面没有对应的 if。"
        if word == "else" and rest:
            yield FaultCode.UNKNOWN_TAG, "否则再判断要写成 {% elif 条件 %}，不能写 else if。"
        elif word == "elif":
            yield from expression_faults(rest, self.scope)

    def _end(self, word: str, tag: Tag) -> Iterator[Found]:
        opening = word.removeprefix("end")
        if not self.stack:
            yield FaultCode.STRAY_END, f"多了一个 {word}，前面没有对应的 {opening}。"
            return
        block = self.stack.pop()
        if block.word == "for":
            self.scope.leave()
        if block.word != opening:
            yield (
                FaultCode.WRONG_END,
                f"这里应该是 {OPENING[block.word]}：它要结束{block.paragraph.place}的“{block.tag.written}”。",
            )
        elif block.tag.level is not tag.level and not _told(block):
            yield (
                FaultCode.MIXED_LEVELS,
                f"开头写的是“{block.tag.written}”，结尾也要带同样的“{block.tag.level or '（不带 p、tr）'}”。",
            )

    def _set(self, words: str) -> Iterator[Found]:
        found = _SET.fullmatch(words)
        if not found:
            yield FaultCode.SYNTAX, "set 要写成 {% set 名字 = 值 %}。"
            return
        yield from expression_faults(found["value"], self.scope)
        self.scope.keep(found["name"])

    def _unknown(self, word: str, rest: str, tag: Tag, paragraph: TemplateParagraph) -> Found:
        if not word:
            return FaultCode.EMPTY_TAG, "标签是空的。"
        if word in _FORBIDDEN:
            return FaultCode.UNSAFE, f"模板里不能用 {word}。"
        joined = _JOINED_LEVEL.match(f"{word} {rest}".strip())
        if joined:
            self.take_for(joined[2], rest.removeprefix(joined[2]).strip(), tag, paragraph)
            level, more = joined[1].lower(), "" if joined[2].startswith("e") else " ..."
            if joined[1] != level:
                return (
                    FaultCode.UNKNOWN_TAG,
                    f"“{joined[1]}”要写成小写的 {level}：{{%{level} {joined[2]}{more} %}}。",
                )
            return (
                FaultCode.UNKNOWN_TAG,
                f"{joined[1]} 要紧跟在 {{% 后面，再空一格写 {joined[2]}：{{%{joined[1]} {joined[2]} ... %}}。",
            )
        like = nearest(word, KNOWN)
        if len(rest) < len("endfor") and f"{word}{rest}".casefold() in KNOWN:
            like = f"{word}{rest}".casefold()  # end if, written in two words
        self.take_for(like, rest, tag, paragraph)
        advice = (
            f"，您是不是想写 {like}？"
            if like
            else "；能用的有 for、if、elif、else、set 及其结束标签。"
        )
        return FaultCode.UNKNOWN_TAG, f"不认识的指令“{word}”{advice}"

    def go_on(self, words: str, paragraph: TemplateParagraph) -> None:
        """A tag whose braces are wrong was told: what it opens or ends is taken as done."""
        word, _, rest = words.partition(" ")
        if word in KNOWN:
            level = Level.PARAGRAPH if words == paragraph.text.strip() else Level.INLINE
            self.take_for(
                word, rest, Tag(False, level, words, paragraph.text.strip(), 0), paragraph
            )

    def take_for(self, meant: str, rest: str, tag: Tag, paragraph: TemplateParagraph) -> None:
        """Go on as if it were written right, so that one slip is told once."""
        if meant.startswith("end") and self.stack:
            if self.stack.pop().word == "for":
                self.scope.leave()
        elif meant in OPENING:
            self.stack.append(Block(meant, tag, paragraph))
            if meant == "for":
                found = _FOR.fullmatch(rest)
                names = found["names"].split(",") if found else rest.split()[:1]
                over = shape_of(found["over"], self.scope) if found else None
                self.scope.enter([name.strip() for name in names], over)


_TAKEN_AWAY: Mapping[Level, Callable[[TemplateParagraph], tuple[str, str]]] = {
    Level.PARAGRAPH: lambda one: (one.text, "段"),
    Level.ROW: lambda one: (one.row, "行"),
    Level.CELL: lambda one: (one.cell, "格"),
}
"""What docxtpl takes away with a tag of each level, and its name."""


def _told(block: Block) -> bool:
    """Whether the opening tag's level was wrong in itself, and is told already."""
    tag = block.tag
    joined = tag.level is Level.INLINE and _JOINED_LEVEL.match(tag.words) is not None
    rows = tag.level in (Level.ROW, Level.CELL) and not block.paragraph.place.in_table
    return joined or rows


def _standing(tag: Tag, paragraph: TemplateParagraph) -> Iterator[Found]:
    """Whether a tag that takes its paragraph or row away stands there alone."""
    if tag.prints or tag.level not in _TAKEN_AWAY:
        return
    if "%" in tag.words or "}" in tag.words:
        yield (
            FaultCode.PERCENT_INSIDE,
            "带 p、tr 的标签里不能再出现 % 或 }，请先用 {% set %} 算好再用。",
        )
    if tag.level is not Level.PARAGRAPH and not paragraph.place.in_table:
        yield FaultCode.OUTSIDE_TABLE, f"“{tag.written}”只能放在表格里。"
        return
    around, unit = _TAKEN_AWAY[tag.level](paragraph)
    if not is_one_tag(around):
        yield (
            FaultCode.TEXT_BESIDE_TAG,
            f"“{tag.written}”必须独占一{unit}：同一{unit}里的其他文字和标签会整{unit}删去。",
        )


def _crossing(tag: Tag, paragraph: TemplateParagraph) -> Iterator[Found]:
    """Half of it in a link or a control: taken out of its runs it leaves the other half open."""
    first, last = paragraph.holders[tag.start], paragraph.holders[tag.end - 1]
    if tag.level in (Level.INLINE, Level.RUN) and first != last:
        yield (
            FaultCode.CROSSES_LINK,
            "标签的一半在超链接或内容控件里面，一半在外面：请整个删去，在里面或外面重新输入。",
        )
