"""Everything that may be wrong with a Word template, in one reading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.documents.checking.blocks import PartChecker
from pipeline.documents.checking.faults import (
    FaultCode,
    Place,
    Severity,
    TemplateFault,
    quotation,
)
from pipeline.documents.checking.legal_text import LegalText, changed_text
from pipeline.documents.checking.paragraphs import (
    PROPERTIES,
    TemplateParagraph,
    bookmarks_of,
    comments_in,
    paragraphs_of,
)
from pipeline.documents.checking.printed_law import printed_faults
from pipeline.documents.checking.scope import nearest
from pipeline.documents.checking.tags import Stray, meant_by, strays_in, tags_in, without_tags
from pipeline.documents.checking.trial import trial_faults
from pipeline.documents.faults import told_as_template_error
from pipeline.documents.inserts import inserts_in
from pipeline.documents.main_parts import BODY
from pipeline.documents.printed_fields import PrintedField
from pipeline.documents.template_parts import open_template
from pipeline.errors import TemplateError

WHOLE = Place("", "整个模板")
_MERGE_SIGNS = ("«", "»")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a template of this kind must keep.

    `shipped` are the bytes of the product's own template: its bookmarks and footnote marks are
    expected. `legal` is text that nobody may change here. `lying` are the files that could be
    placed (`Insert.file`), for advice on a name that is misspelt.
    """

    fields: tuple[PrintedField, ...]
    shipped: bytes
    legal: tuple[LegalText, ...] = ()
    lying: tuple[str, ...] = ()


def check_template(data: bytes, expected: Expected) -> tuple[TemplateFault, ...]:
    """All faults, in the order in which they stand in the template; () when it is sound.

    The trial filling comes last and only when nothing else is wrong: it would only say the same
    in worse words. What cannot be checked is no sound template either.
    """
    try:
        open_template(data)
    except TemplateError as fault:
        return (_of_the_whole(FaultCode.NOT_WORD, fault),)
    try:
        with told_as_template_error():
            return _faults(data, expected)
    except TemplateError as fault:
        return (_of_the_whole(FaultCode.UNCHECKED, fault),)


def _of_the_whole(code: FaultCode, fault: TemplateError) -> TemplateFault:
    return TemplateFault(Severity.ERROR, code, WHOLE, "", f"{fault.what}{fault.way_out}")


def _faults(data: bytes, expected: Expected) -> tuple[TemplateFault, ...]:
    paragraphs = paragraphs_of(data)
    used: set[str] = set()
    faults = [*_tag_faults(paragraphs, expected, inserts_in(data), used)]
    if not faults:  # a misspelt field is told as such, not once more as missing
        faults += _missing_fields(expected.fields, used)
    faults += _lost_bookmarks(data, expected.shipped)
    faults += _lost_notes(paragraphs, paragraphs_of(expected.shipped))
    faults += changed_text(paragraphs, expected.legal)
    faults += _tracked_changes(paragraphs)
    faults += _comments(data)
    if not any(one.severity is Severity.ERROR for one in faults):
        faults += trial_faults(data, expected.fields)
    if not faults:
        faults += printed_faults(data, expected.shipped, expected.fields, expected.legal)
    return tuple(faults)


def sound(faults: Sequence[TemplateFault]) -> bool:
    """Warnings do not keep a template from being used."""
    return all(one.severity is Severity.WARNING for one in faults)


def _tag_faults(
    paragraphs: Sequence[TemplateParagraph],
    expected: Expected,
    inserts: Mapping[str, bytes],
    used: set[str],
) -> Iterator[TemplateFault]:
    for name, part in groupby(paragraphs, key=lambda one: one.place.part):
        checker = PartChecker(expected.fields, inserts, expected.lying)
        open_tag: tuple[TemplateParagraph, Stray] | None = None
        for paragraph in part:
            for stray in strays_in(paragraph.text):
                if _opens(stray, paragraph.text):
                    open_tag = (paragraph, stray)
                elif open_tag and stray.code is FaultCode.UNCLOSED_TAG:
                    yield _crossing(*open_tag)
                    open_tag = None
                    continue
                if open_tag and open_tag[1] is stray:
                    continue
                yield _fault(stray.code, paragraph, stray.start, stray.end, stray.says)
                checker.go_on(meant_by(stray, paragraph.text), paragraph)
            yield from _merge_fields(paragraph, expected.fields)
            for tag in tags_in(paragraph.text):
                for code, says in checker.faults(tag, paragraph):
                    yield _fault(code, paragraph, tag.start, tag.end, says)
        if open_tag:
            paragraph, stray = open_tag
            yield _fault(stray.code, paragraph, stray.start, stray.end, stray.says)
        for block, says in checker.left_open():
            yield _fault(
                FaultCode.UNCLOSED_BLOCK, block.paragraph, block.tag.start, block.tag.end, says
            )
        if name != PROPERTIES:  # what must be seen must stand on a page
            used |= checker.scope.used


def _opens(stray: Stray, text: str) -> bool:
    """An opening without end, which may end in a later paragraph."""
    return stray.code is FaultCode.UNCLOSED_TAG and text[stray.start] == "{"


def _crossing(paragraph: TemplateParagraph, stray: Stray) -> TemplateFault:
    says = "一个标签断在了两段里（中间多按了回车），请把它放回同一段。"
    return _fault(FaultCode.CROSSES_PARAGRAPHS, paragraph, stray.start, stray.end, says)


def _merge_fields(
    paragraph: TemplateParagraph, fields: Sequence[PrintedField]
) -> Iterator[TemplateFault]:
    start, (left, right) = 0, _MERGE_SIGNS
    while (start := paragraph.text.find(left, start)) >= 0:
        end = paragraph.text.find(right, start)
        if end < 0:
            return
        name = paragraph.text[start + 1 : end].strip()
        if nearest(name, [word for one in fields for word in (one.name, one.label)]):
            says = f"这是 Word 的邮件合并域，这里不认，请改成 {{{{ {name} }}}}。"
            yield _fault(FaultCode.MERGE_FIELD, paragraph, start, end + 1, says)
        start = end


def _missing_fields(fields: Sequence[PrintedField], used: set[str]) -> Iterator[TemplateFault]:
    for one in fields:
        if one.required and one.name not in used:
            yield TemplateFault(
                Severity.ERROR,
                FaultCode.MISSING_FIELD,
                WHOLE,
                "",
                f"缺少必有的字段“{one.label}”：请在适当的地方写上 {{{{ {one.name} }}}}。",
            )


def _lost_bookmarks(data: bytes, shipped: bytes) -> Iterator[TemplateFault]:
    for name in sorted(bookmarks_of(shipped) - bookmarks_of(data)):
        yield TemplateFault(
            Severity.ERROR,
            FaultCode.LOST_BOOKMARK,
            WHOLE,
            name,
            f"书签“{name}”不见了，软件就找不到这一栏：请在该栏里插入同名书签（插入—书签），或从原模板复制该格。",
        )


def _lost_notes(
    paragraphs: Sequence[TemplateParagraph], shipped: Sequence[TemplateParagraph]
) -> Iterator[TemplateFault]:
    """Footnote marks that the shipped template has, told by the words before them."""
    here = sum(len(one.marks) for one in paragraphs if one.place.part == BODY)
    there = [one for one in shipped if one.marks]
    expected = sum(len(one.marks) for one in there)
    if here >= expected:
        return
    words = "、".join(quotation(without_tags(one.text))[:8] for one in there)
    yield TemplateFault(
        Severity.ERROR,
        FaultCode.LOST_NOTE,
        WHOLE,
        "",
        f"正文里应有 {expected} 个脚注标记，现在只有 {here} 个；原来在：{words}。请用“插入脚注”补上。",
    )


def _tracked_changes(paragraphs: Sequence[TemplateParagraph]) -> Iterator[TemplateFault]:
    tracked = next((one for one in paragraphs if one.tracked), None)
    if tracked:
        yield TemplateFault(
            Severity.ERROR,
            FaultCode.TRACKED_CHANGE,
            tracked.place,
            quotation(tracked.text),
            "模板里还有没有接受或拒绝的修订，会印进每一份文件：请在“审阅”里全部接受后再存。",
        )


def _comments(data: bytes) -> Iterator[TemplateFault]:
    left = comments_in(data)
    if left:
        yield TemplateFault(
            Severity.ERROR,
            FaultCode.COMMENT_LEFT,
            WHOLE,
            left[0],
            f"模板里还有 {len(left)} 条批注，会随每一份文件发出去：请在“审阅”里删除文档中的所有批注后再存。",
        )


def _fault(
    code: FaultCode, paragraph: TemplateParagraph, start: int, end: int, says: str
) -> TemplateFault:
    quoted = quotation(paragraph.text, start, end)
    return TemplateFault(Severity.ERROR, code, paragraph.place, quoted, says)
