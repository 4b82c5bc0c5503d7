"""What must be seen of every filled document: the edition's words, whole, once; marks on all pages."""

from collections.abc import Iterator, Sequence

from pipeline.documents.checking.faults import FaultCode, Place, Severity, TemplateFault
from pipeline.documents.checking.legal_text import LegalText
from pipeline.documents.checking.seen import (
    SeenDocument,
    seen_in,
    without_blanks,
)
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.main_parts import BODY
from pipeline.documents.printed_fields import PrintedField, another, emptied, labels_of, specimen_of
from pipeline.documents.values import Context

_BODY = Place(BODY, "正文")
_PAGES = Place("", "页眉和页脚")
_TOLD = 18
UNSEEN_BECAUSE = "可能设成了隐藏、加了删除线，字的颜色和底色一样，字太小，或行距、行高比字还小"


def printed_faults(
    data: bytes, shipped: bytes, fields: tuple[PrintedField, ...], legal: Sequence[LegalText]
) -> Iterator[TemplateFault]:
    """Both templates are filled with the same specimens, and what a reader sees is compared.

    Three times: with all there is, with the least, and with values that no condition foresaw.
    """
    told: set[str] = set()
    full, bare = specimen_of(fields), {**emptied(fields), **_told_apart(fields)}
    for context in (full, bare, {name: another(value) for name, value in full.items()}):
        ours, theirs = _filled(data, context, fields), _filled(shipped, context, fields)
        for fault in (
            *_law(ours, theirs, legal),
            *_never_seen(data, shipped, context, fields),
            *_fewer(ours, theirs, context, fields),
            *_notes(ours, theirs),
            *(_lost_marks(ours, theirs) if context is bare else ()),
            *_margins(ours, theirs, context, fields),
        ):
            if fault.says not in told:
                told.add(fault.says)
                yield fault


def _told_apart(fields: Sequence[PrintedField]) -> Context:
    """Specimens for what must stand on every page, also of a document in which all else is empty."""
    return {one.name: one.specimen for one in fields if one.required and one.specimen}


def _filled(data: bytes, context: Context, fields: tuple[PrintedField, ...]) -> SeenDocument:
    return seen_in(fill(compile_template(data), context, labels_of(fields)))


def _law(
    ours: SeenDocument, theirs: SeenDocument, legal: Sequence[LegalText]
) -> Iterator[TemplateFault]:
    for passage in legal:
        for piece in passage.pieces():
            noted = any(piece in text for _, text in ours.notes)
            times = ours.times(piece)
            clause = f"条文（{passage.clause} {passage.label}）"
            if not times and not noted:
                says = f"{clause}印出来看不见：{UNSEEN_BECAUSE}，或写在 if 里面。条文要每份都印。"
                yield _changed(piece, says)
            elif times < theirs.times(piece) and not noted:
                says = f"{clause}应有 {theirs.times(piece)} 处，现在只有 {times} 处，请照原文补上。"
                yield _changed(piece, says)
            elif times > max(1, theirs.times(piece)):
                yield _changed(piece, f"{clause}印了 {times} 遍，请只留一遍。")
            elif passage.whole and (more := ours.around(piece) - theirs.around(piece)):
                words = next("…".join(filter(None, one)) for one in more)
                says = f"{clause}的段落里多了或少了别的话（“{words[:_TOLD]}”），请照原文；要说明另起一段。"
                yield _changed(piece, says)


def _fewer(
    ours: SeenDocument, theirs: SeenDocument, context: Context, fields: Sequence[PrintedField]
) -> Iterator[TemplateFault]:
    """A field that is printed for both parties, as the date is, must not be lost for one."""
    for one in fields:
        value = without_blanks(str(context[one.name])) if one.required and not one.items else ""
        if value and 0 < (times := ours.times(value)) < theirs.times(value):
            says = (
                f"“{one.label}”应印 {theirs.times(value)} 处，现在只有 {times} 处，"
                f"请在缺少的地方补上 {{{{ {one.name} }}}}。"
            )
            yield TemplateFault(Severity.ERROR, FaultCode.MISSING_FIELD, _BODY, "", says)


def _never_seen(
    data: bytes, shipped: bytes, context: Context, fields: tuple[PrintedField, ...]
) -> Iterator[TemplateFault]:
    """A field whose value makes no difference to what is read, though it does in the shipped one."""
    ours, theirs = _filled(data, context, fields), _filled(shipped, context, fields)
    for one in fields:
        value = context[one.name]
        told_otherwise = theirs.on_every_page(value) or theirs.notes_hold(value)
        if not (one.required and value) or ours.holds(value) or told_otherwise:
            continue
        other = {**context, one.name: another(value)}
        if theirs != _filled(shipped, other, fields) and ours == _filled(data, other, fields):
            says = (
                f"“{one.label}”印出来看不见或不全：{UNSEEN_BECAUSE}，或写在不成立的 if 里面。"
                f"每一份都要印出 {one.name}。"
            )
            yield TemplateFault(Severity.ERROR, FaultCode.MISSING_FIELD, _BODY, "", says)


def _notes(ours: SeenDocument, theirs: SeenDocument) -> Iterator[TemplateFault]:
    """Each footnote stands on the word on which the shipped template has it."""
    there = dict(ours.notes)
    for word, text in theirs.notes:
        if word not in there or text == there[word]:
            continue
        says = f"“{word}”处的脚注应是“{text[:_TOLD]}”，现在是“{there[word][:_TOLD]}”：脚注的位置换了，请换回来。"
        yield TemplateFault(Severity.ERROR, FaultCode.LOST_NOTE, _BODY, word, says)


def _lost_marks(ours: SeenDocument, theirs: SeenDocument) -> Iterator[TemplateFault]:
    """A mark inside a tag, or in a paragraph that a tag takes away, is printed nowhere."""
    here, there = len(ours.notes), len(theirs.notes)
    if here < there:
        words = dict(ours.notes)
        lost = "、".join(word for word, _ in theirs.notes if word not in words)
        says = (
            f"印出来应有 {there} 个脚注标记，现在只有 {here} 个{f'（“{lost}”处少了）' if lost else ''}："
            "标记插在标签的花括号里面，或插在 {%p ... %} 那一段里，印的时候就没有了，请移到标签外面。"
        )
        yield TemplateFault(Severity.ERROR, FaultCode.LOST_NOTE, _BODY, "", says)


def _margins(
    ours: SeenDocument, theirs: SeenDocument, context: Context, fields: Sequence[PrintedField]
) -> Iterator[TemplateFault]:
    """What the shipped template prints on every page must stand on every page."""
    for one in fields:
        value = context[one.name]
        if one.required and theirs.on_every_page(value) and not ours.on_every_page(value):
            says = (
                f"“{one.label}”不是每一页的页眉页脚都有：请看是否勾了“首页不同”“奇偶页不同”，"
                f"是否有一节没有页眉页脚，或写在 if 里面，{UNSEEN_BECAUSE}；"
                f"每一种都要有 {{{{ {one.name} }}}}。"
            )
            yield TemplateFault(Severity.ERROR, FaultCode.MISSING_FIELD, _PAGES, "", says)


def _changed(piece: str, says: str) -> TemplateFault:
    return TemplateFault(Severity.ERROR, FaultCode.CHANGED_TEXT, _BODY, piece[:_TOLD], says)
