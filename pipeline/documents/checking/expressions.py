"""What stands inside a tag: can it be read, and does it name what there is?"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.documents.checking.faults import FaultCode
from pipeline.documents.checking.scope import Scope, Shape, listed, nearest
from pipeline.documents.inserts import InsertKind
from pipeline.documents.printed_fields import PrintedField

ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True)
NOTE = "note"

Found = tuple[FaultCode, str]

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_FULL_WIDTH = re.compile("[｜（）［］：；，。、＝！＜＞＋－＊／％｛｝《》「」]")
_DASHES = re.compile("[–—−…]")
_SINGLE_EQUALS = re.compile(r"(?<![=!<>])=(?!=)")
_KEEPS_ITEMS = frozenset({"sort", "reverse", "list", "unique", "select", "reject"})
_AMONG = ("in", "notin")
_TEXT_METHODS = frozenset(dir(str))
_PLACING = {str(kind): kind for kind in InsertKind}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CHINESE_WORDS = {
    **dict.fromkeys(("且", "并且", "而且", "和", "与", "&&"), "and"),
    **dict.fromkeys(("或", "或者", "||"), "or"),
    **dict.fromkeys(("非", "不是"), "not"),
}
_CHINESE_WORD = re.compile(
    rf"(?<!\S)(?:{'|'.join(map(re.escape, sorted(_CHINESE_WORDS, key=len, reverse=True)))})(?!\S)"
)
_CAPITAL_LEVEL = re.compile(r"(?!(?-i:tr|tc|p|r) )(tr|tc|p|r) ", re.IGNORECASE)


def expression_faults(words: str, scope: Scope, printed: bool = False) -> Iterator[Found]:
    """Faults of one expression; `printed` when its value goes onto the page as it is."""
    tree = read(words)
    if isinstance(tree, tuple):
        yield tree
        return
    yield from _filters(tree)
    yield from _names(tree, scope)
    yield from _blanks_compared(tree)
    if printed:
        yield from _printed_list(tree, scope)


def read(words: str) -> nodes.Template | Found:
    """The expression taken apart, or why it cannot be."""
    invisible = _INVISIBLE.search(words)
    if invisible:
        return (
            FaultCode.INVISIBLE,
            f"标签里夹着看不见的字符（U+{ord(invisible[0]):04X}），请删去标签重新输入。",
        )
    if not words:
        return FaultCode.EMPTY_TAG, "标签是空的，里面要写字段名。"
    try:
        return ENVIRONMENT.parse("{{ (" + words + ") }}")
    except TemplateSyntaxError as fault:
        return _unreadable(words, str(fault.message))


def shape_of(words: str, scope: Scope) -> Shape:
    """What a loop runs over: the field it names, through filters that keep the items."""
    tree = read(words)
    if isinstance(tree, tuple):
        return None
    output = next(tree.find_all(nodes.Output), None)
    node = output.nodes[0] if output and output.nodes else None
    while isinstance(node, nodes.Filter) and node.name in _KEEPS_ITEMS:
        node = node.node
    return _shape(node, scope)


def _shape(node: nodes.Node | None, scope: Scope) -> Shape:
    if isinstance(node, nodes.Name):
        return scope.find(node.name)[1]
    if isinstance(node, nodes.Getattr):
        outer = _shape(node.node, scope)
        return outer.get(node.attr) if isinstance(outer, dict) else None
    return None


def _unreadable(words: str, message: str) -> Found:
    full_width = _FULL_WIDTH.search(words)
    if full_width:
        return (
            FaultCode.FULL_WIDTH,
            f"标签里用了全角符号“{full_width[0]}”，请改成英文半角。",
        )
    capital = _CAPITAL_LEVEL.match(words)
    if capital:
        return FaultCode.SYNTAX, f"“{capital[1]}”要写成小写的 {capital[1].lower()}。"
    spoken = _CHINESE_WORD.search(_QUOTED.sub("", words))
    if spoken:
        meant = _CHINESE_WORDS[spoken[0]]
        return FaultCode.SYNTAX, f"标签里的“{spoken[0]}”要写成英文的 {meant}，前后各空一格。"
    dash = _DASHES.search(words)
    if dash:
        return FaultCode.SYNTAX, f"标签里有 Word 自动换成的“{dash[0]}”，请改成键盘上的 - 或 ...。"
    if words.startswith("{") or words.endswith("}"):
        return FaultCode.EXTRA_BRACE, "花括号多写了一个：开头、结尾各两个就够。"
    if _SINGLE_EQUALS.search(words):
        return FaultCode.SYNTAX, "比较是否相等要写两个等号 ==。"
    if words.count('"') % 2 or words.count("'") % 2:
        return FaultCode.SYNTAX, "引号没有成对，或引号里又用了引号。"
    if re.search(r"\w\s+\w", words):
        return (
            FaultCode.SYNTAX,
            f"写法不对：字段名里不能有空格，两个字段要分成两个标签（{message}）。",
        )
    return FaultCode.SYNTAX, f"写法不对（{message}）。"


def _filters(tree: nodes.Template) -> Iterator[Found]:
    known = ENVIRONMENT.filters
    for one in tree.find_all(nodes.Filter):
        if one.name not in known:
            like = nearest(one.name, known)
            advice = f"，您是不是想写 {like}？" if like else "。"
            yield FaultCode.UNKNOWN_FILTER, f"不认识的格式“|{one.name}”{advice}"
        elif one.name == "safe":
            yield FaultCode.UNSAFE, "不能用 |safe：来件里的文字会被当作文件结构。"
    for test in tree.find_all(nodes.Test):
        if test.name not in ENVIRONMENT.tests:
            yield FaultCode.UNKNOWN_FILTER, f"不认识的判断“is {test.name}”。"


def _blanks_compared(tree: nodes.Template) -> Iterator[Found]:
    """No field has blanks at its ends: nothing is ever like a word that has."""
    for one in tree.find_all(nodes.Compare):
        for operand in one.ops:
            listed_words = isinstance(operand.expr, nodes.List | nodes.Tuple)
            if operand.op not in ("eq", "ne") and not (operand.op in _AMONG and listed_words):
                continue
            for word in _words_of([one.expr, operand.expr]):
                if word != word.strip():
                    yield (
                        FaultCode.NEVER_TRUE,
                        f"引号里的“{word}”前后有空格，永远不会与字段相等，请删去空格。",
                    )


def _words_of(compared: Iterable[nodes.Node]) -> Iterator[str]:
    for one in compared:
        if isinstance(one, nodes.Const) and isinstance(one.value, str):
            yield one.value
        elif isinstance(one, nodes.List | nodes.Tuple):
            yield from _words_of(one.items)


def _names(tree: nodes.Template, scope: Scope) -> Iterator[Found]:
    told: set[str] = set()
    for path in _paths(tree):
        for found in _path_faults(path, scope):
            if found[1] not in told:
                told.add(found[1])
                yield found


def _paths(node: nodes.Node) -> Iterator[tuple[str, ...]]:
    """Dotted names, the longest first: ``duty.text`` is one of two words."""
    if isinstance(node, nodes.Getattr):
        words: list[str] = []
        inner: nodes.Node = node
        while isinstance(inner, nodes.Getattr):
            words.insert(0, inner.attr)
            inner = inner.node
        if isinstance(inner, nodes.Name):
            yield (inner.name, *words)
            return
        yield ("", *words)
    elif isinstance(node, nodes.Name) and node.ctx == "load":
        yield (node.name,)
        return
    for child in node.iter_child_nodes():
        yield from _paths(child)


def _path_faults(path: tuple[str, ...], scope: Scope) -> Iterator[Found]:
    private = next((word for word in path if word.startswith("_")), "")
    if private:
        yield FaultCode.UNSAFE, f"不能用以下划线开头的名字“{private}”。"
        return
    if not path[0] or path[0] in (NOTE, *ENVIRONMENT.globals):
        return
    known, shape = scope.find(path[0])
    if not known and scope.fields and path[0] in _PLACING:
        yield written_otherwise(_PLACING[path[0]])
        return
    if not known:
        yield FaultCode.UNKNOWN_FIELD, f"不认识的字段“{path[0]}”{scope.advice(path[0])}"
        return
    for outer, word in pairwise(path):
        if shape is None or (isinstance(shape, PrintedField) and _is_method(shape, word)):
            return
        if isinstance(shape, PrintedField):
            yield _no_part(shape, outer, word)
            return
        if word not in shape:
            like = nearest(word, shape)
            advice = f"，您是不是想写 {outer}.{like}？" if like else listed(tuple(shape))
            yield FaultCode.UNKNOWN_FIELD, f"“{outer}”里没有“{word}”{advice}"
            return
        shape = shape[word]


def _is_method(field: PrintedField, word: str) -> bool:
    return not field.items and isinstance(field.specimen, str) and word in _TEXT_METHODS


def _no_part(field: PrintedField, outer: str, word: str) -> Found:
    if field.items:
        return (
            FaultCode.LIST_PRINTED,
            f"“{outer}”（{field.label}）是一个列表，要先用 for 循环逐项取出，再写 项.{word}。",
        )
    return FaultCode.UNKNOWN_FIELD, f"“{outer}”（{field.label}）没有下级字段“{word}”。"


def _printed_list(tree: nodes.Template, scope: Scope) -> Iterator[Found]:
    output = next(tree.find_all(nodes.Output), None)
    node = output.nodes[0] if output and output.nodes else None
    shape = _shape(node, scope)
    if isinstance(node, nodes.Name | nodes.Getattr) and (
        isinstance(shape, dict) or (isinstance(shape, PrintedField) and shape.items)
    ):
        yield (
            FaultCode.LIST_PRINTED,
            "这是一个列表或一组字段，不能直接印；请用 for 循环逐项印出。",
        )


def written_otherwise(kind: InsertKind) -> Found:
    """How a picture or a Word file is placed, for whoever wrote it in another way."""
    if kind is InsertKind.PICTURE:
        says = (
            f"图片要写成 {kind.example}：引号里写 templates/{kind.folder}/ 里的文件名"
            "（png 或 jpg，不带路径），30 是宽度（毫米）。"
        )
    else:
        says = (
            f"附文要独占一段，写成 {kind.example}：引号里写 templates/{kind.folder}/ 里的文件名"
            "（docx，不带路径）。"
        )
    return FaultCode.INSERT_TAG, says
