"""The last gate: the template is filled for trial, full and empty, and what comes out is looked at."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from docxtpl import DocxTemplate
from lxml import etree

from pipeline.documents.checking.faults import FaultCode, Place, Severity, TemplateFault
from pipeline.documents.checking.paragraphs import W, paragraphs_of
from pipeline.documents.checking.tags import strays_in, tags_in
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.faults import UnplacedInsertError
from pipeline.documents.inserts import InsertKind, inserts_in
from pipeline.documents.main_parts import BODY, parts_of
from pipeline.documents.placing import Placing
from pipeline.documents.printed_fields import PrintedField, emptied, labels_of, specimen_of
from pipeline.documents.template_parts import parsed, settled
from pipeline.documents.values import Context
from pipeline.errors import OfficeError

SOME_WIDTH = 30  # millimetres; a picture fits or not whatever its width


def trial_faults(data: bytes, fields: tuple[PrintedField, ...]) -> Iterator[TemplateFault]:
    """Fill with a specimen and with nothing at all; told once what goes wrong in either."""
    yield from _unplaceable(data)
    told: set[str] = set()
    for context in (specimen_of(fields), emptied(fields)):
        for fault in _filled(data, context, fields):
            if str(fault) not in told:
                told.add(str(fault))
                yield fault


def _unplaceable(data: bytes) -> Iterator[TemplateFault]:
    """Annexes that stand in an `if` which the specimen does not meet are tried as well."""
    inserts = inserts_in(data)
    files = [file.split("/", 1) for file in inserts]
    pictures = [name for kind, name in files if kind == InsertKind.PICTURE.folder]
    for name in (name for kind, name in files if kind == InsertKind.ANNEX.folder):
        try:
            _together(settled(data), inserts, name, pictures)
        except Exception as fault:  # noqa: BLE001  # docxcompose throws what it likes
            known = isinstance(fault, UnplacedInsertError)
            why = str(fault) if known else f"附文“{name}”放不进这份文件（{type(fault).__name__}）"
            says = f"{why}：请用 Word 打开附文，另存为新的 .docx。"
            yield _error(FaultCode.INSERT_DAMAGED, Place("", "试填"), says)


def _together(
    tags: DocxTemplate, inserts: Mapping[str, bytes], annex: str, pictures: Sequence[str]
) -> None:
    """Placed behind every picture and before every picture, since they share what is equal."""
    tags.current_rendering_part = tags.docx.part
    placing = Placing(tags, inserts)
    for name in pictures:
        str(placing.picture(name, SOME_WIDTH))
    str(placing.annex(annex))
    for name in pictures:
        str(placing.picture(name, SOME_WIDTH))
    tags.docx.save(BytesIO())


def _filled(
    data: bytes, context: Context, fields: tuple[PrintedField, ...]
) -> Iterator[TemplateFault]:
    try:
        drawn = fill(compile_template(data), context, labels_of(fields))
    except OfficeError as fault:
        yield _error(FaultCode.TRIAL, Place("", "试填"), f"{fault.what}{fault.way_out}")
        return
    for paragraph in paragraphs_of(drawn):
        if any(tags_in(paragraph.text)) or any(strays_in(paragraph.text)):
            yield _error(
                FaultCode.TRIAL,
                paragraph.place,
                "填写后还留着没有认出的标签，请删去重新输入。",
                paragraph.text,
            )
    root = parsed(parts_of(drawn)[BODY])
    yield from _empty_cells(root)
    yield from _misplaced_runs(root)


def _empty_cells(root: etree._Element) -> Iterator[TemplateFault]:
    """Word calls a file damaged whose table cell does not end with a paragraph (17.4.65)."""
    for cell in root.iter(f"{W}tc"):
        last = cell[-1] if len(cell) else None
        if last is None or last.tag != f"{W}p":
            yield _error(
                FaultCode.EMPTY_CELL,
                Place(BODY, "正文", in_table=True),
                "填写后有一格里一个段落也没有，Word 会说文件损坏：请在这一格的 {%p ...%} 之外留一个空段。",
            )
            return


def _misplaced_runs(root: etree._Element) -> Iterator[TemplateFault]:
    for text in root.iter(f"{W}t"):
        if len(text):
            yield _error(
                FaultCode.TRIAL,
                Place(BODY, "正文"),
                "填写后有文字套进了文字，多半是 {{r ... }} 写成了 {{ ... }}。",
                text.text or "",
            )
            return


def _error(code: FaultCode, place: Place, says: str, quoted: str = "") -> TemplateFault:
    return TemplateFault(Severity.ERROR, code, place, quoted[:40], says)
