"""Tags that place a picture or a Word file: which file they name, and whether they may."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import nodes

from pipeline.documents.checking.expressions import Found, read, written_otherwise
from pipeline.documents.checking.faults import FaultCode
from pipeline.documents.checking.insert_files import MOST_WIDTH, annex_fault, picture_fault
from pipeline.documents.checking.paragraphs import TemplateParagraph, paragraphs_of
from pipeline.documents.checking.scope import nearest
from pipeline.documents.checking.tags import Level, Tag, is_one_tag, tags_in
from pipeline.documents.inserts import Insert, InsertKind
from pipeline.documents.main_parts import BODY
from pipeline.documents.template_parts import open_template

LEAST_WIDTH = 5
KEPT = 64
_CALL = re.compile(rf"({'|'.join(InsertKind)})\s*[(（]")
_PLAIN_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]+')
_LEVELS = {InsertKind.PICTURE: Level.INLINE, InsertKind.ANNEX: Level.PARAGRAPH}
_PAGE_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


@dataclass(frozen=True, slots=True)
class Placed:
    """What a tag places; `width` in millimetres, 0 for an annex."""

    insert: Insert
    width: float


def placed_kind(tag: Tag) -> InsertKind | None:
    found = _CALL.match(tag.words)
    return InsertKind(found[1]) if found else None


@lru_cache(maxsize=KEPT)
def named_in(data: bytes) -> tuple[Insert, ...]:
    """The files that a template's tags name; of a damaged template none."""
    try:
        paragraphs = paragraphs_of(data)
        tags = [tag for one in paragraphs for tag in tags_in(one.text) if tag.prints]
        placed = [one for one in map(placed_by, tags) if isinstance(one, Placed)]
        if placed:
            open_template(data)
    except Exception:  # noqa: BLE001  # whatever is wrong with it, the check tells it
        return ()
    return tuple(dict.fromkeys(one.insert for one in placed))


def placed_by(tag: Tag) -> Placed | Found | None:
    """None for a tag of another kind; a fault when it cannot be read."""
    kind = placed_kind(tag)
    if kind is None:
        return None
    tree = read(tag.words)
    if isinstance(tree, tuple):
        return tree
    call = next(tree.find_all(nodes.Output)).nodes[0]
    if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Name):
        return written_otherwise(kind)
    given = [one.value for one in call.args if isinstance(one, nodes.Const)]
    given += [
        one.value.value
        for one in call.kwargs
        if one.key == "width" and isinstance(one.value, nodes.Const)
    ]
    dynamic = bool(call.dyn_args or call.dyn_kwargs)
    if dynamic or len(given) != len(call.args) + len(call.kwargs):
        return written_otherwise(kind)
    match kind, given:
        case InsertKind.PICTURE, [str(name), int() | float() as width] if _may_be_named(kind, name):
            return Placed(Insert(kind, name), float(width))
        case InsertKind.ANNEX, [str(name)] if _may_be_named(kind, name):
            return Placed(Insert(kind, name), 0)
    return written_otherwise(kind)


def insert_faults(
    kind: InsertKind,
    tag: Tag,
    paragraph: TemplateParagraph,
    inserts: Mapping[str, bytes],
    lying: Sequence[str],
) -> Iterator[Found]:
    """`inserts` are the files the template brings along, `lying` those that it could name."""
    placed = placed_by(tag)
    if not isinstance(placed, Placed):
        yield placed or written_otherwise(kind)
        return
    yield from _standing(kind, tag, paragraph)
    data = inserts.get(placed.insert.file)
    if data is None:
        like = nearest(placed.insert.name, _names_of(kind, lying))
        advice = f"您是不是想写“{like}”？不然" if like else ""
        yield (
            FaultCode.INSERT_MISSING,
            f"没有名为“{placed.insert.name}”的{kind.label}：{advice}"
            f"请把文件放进工作目录的 templates/{kind.folder}/，或去掉这个标签。",
        )
    elif kind is InsertKind.ANNEX:
        yield from annex_fault(placed.insert.name, data)
    elif not LEAST_WIDTH <= placed.width <= MOST_WIDTH:
        yield (
            FaultCode.INSERT_TOO_BIG,
            f"图片的宽度按毫米写，要在 {LEAST_WIDTH} 到 {MOST_WIDTH} 之间。",
        )
    else:
        yield from picture_fault(placed.insert.name, data, placed.width)


def _standing(kind: InsertKind, tag: Tag, paragraph: TemplateParagraph) -> Iterator[Found]:
    part = paragraph.place.part
    if tag.level is not _LEVELS[kind]:
        yield written_otherwise(kind)
    elif kind is InsertKind.PICTURE and not _PAGE_PARTS.fullmatch(part):
        yield FaultCode.INSERT_TAG, "图片只能放在正文、页眉和页脚里。"
    elif kind is InsertKind.ANNEX and part != BODY:
        yield FaultCode.INSERT_TAG, "附文只能放在正文里。"
    elif kind is InsertKind.ANNEX and not is_one_tag(paragraph.text):
        yield (
            FaultCode.TEXT_BESIDE_TAG,
            f"“{tag.written}”必须独占一段：同一段里的其他文字和标签会整段删去。",
        )


def _names_of(kind: InsertKind, files: Sequence[str]) -> list[str]:
    folder = f"{kind.folder}/"
    return [one.removeprefix(folder) for one in files if one.startswith(folder)]


def _may_be_named(kind: InsertKind, name: str) -> bool:
    return name.lower().endswith(kind.endings) and _PLAIN_NAME.fullmatch(name) is not None
