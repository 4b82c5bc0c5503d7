"""Which version of a template the office uses: its own when it is sound, else the last good one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.documents.catalogue import CATALOGUE, DocumentEntry, DocumentKind, entry_of
from pipeline.documents.checking.check import Expected, check_template, sound
from pipeline.documents.checking.faults import TemplateFault
from pipeline.documents.checking.inserts import named_in
from pipeline.documents.checking.legal_text import LegalText
from pipeline.documents.inserts import with_inserts
from pipeline.domain.drawn_up import TemplateAdopted
from pipeline.domain.identity import sha256_of
from pipeline.errors import OfficeError
from pipeline.office.document_ports import Templates
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import OFFICE_OBJECT, SOFTWARE, Office
from pipeline.regulation.clauses import find
from pipeline.regulation.edition import Edition
from pipeline.regulation.errata import ErratumStatus

CHECKED = 64
KEPT_WHOLE = 16

AGREEMENT_HEADINGS = (
    *(
        "研究生德育工作助理岗位责任书",
        "一、设岗单位",
        "二、上岗人员",
        "三、岗位类型",
        "四、工作内容",
    ),
    *("五、工作职责", "（一）基本职责", "（二）岗位职责"),
)
"""The words of the agreement that are no clause of their own, as the source prints them."""

SIGNATURES = ("设岗单位负责人：（签字）", "上岗人员：（签字）", "（盖章）")

ASSESSED = tuple(f"三.3{number}" for number in "①②③④⑤")
"""The five contents of the assessment, which its sheet prints."""

TITLED_OTHERWISE = (DocumentKind.AGREEMENT, DocumentKind.NOTICE_LETTER)
"""The agreement's title stands among its words; a letter has that of its notice."""


@dataclass(frozen=True, slots=True)
class TemplateInForce:
    """`doubt` tells staff that their own newer version was not taken, "" when all is well."""

    kind: DocumentKind
    data: bytes
    sha256: str
    own: bool
    doubt: str = ""


def expected_of(entry: DocumentEntry, edition: Edition, shipped: bytes) -> Expected:
    """What a template of this kind must keep; a form's title, and the words that are the edition's."""
    legal: tuple[LegalText, ...] = ()
    if entry.kind is DocumentKind.AGREEMENT:
        legal = tuple(
            LegalText(one.clause, one.label, confirmed(edition, one.clause, one.text))
            for one in edition.agreement
        )
        legal += tuple(LegalText("责", "标题", words, whole=False) for words in AGREEMENT_HEADINGS)
        legal += tuple(LegalText("责.尾", "签署", words, whole=False) for words in SIGNATURES)
    elif entry.kind is DocumentKind.ASSESSMENT:
        legal = tuple(
            LegalText(address, "考评内容", confirmed(edition, address, clause.text.strip()))
            for address in ASSESSED
            if (clause := find(edition.clauses, address)) is not None
        )
    if entry.kind not in TITLED_OTHERWISE:
        legal += (LegalText(entry.clause, "标题", entry.title, whole=False),)
    return Expected(entry.fields, shipped, legal)


def confirmed(edition: Edition, clause: str, text: str) -> str:
    """A passage of the source with its slips corrected, as far as the department confirmed them."""
    for one in edition.errata:
        if one.clause == clause and one.status is ErratumStatus.CONFIRMED and one.reading:
            text = text.replace(one.printed, one.reading)
    return text


@lru_cache(maxsize=CHECKED)
def faults_of(data: bytes, expected: Expected) -> tuple[TemplateFault, ...]:
    """`check_template`, once for the same template and expectations."""
    return check_template(data, expected)


def own_template(entry: DocumentEntry, templates: Templates) -> bytes | None:
    """The office's own version with all it places, None when it uses the shipped one."""
    own = templates.own(entry.template)
    return None if own is None else whole(own, templates)


def whole(data: bytes, templates: Templates) -> bytes:
    """A template with the pictures and annexes that its tags name, as they lie there now.

    What does not lie there is left out, and the check tells it.
    """
    files = ((one.file, templates.own(one.file)) for one in named_in(data))
    return _put_together(data, tuple((name, raw) for name, raw in files if raw is not None))


@lru_cache(maxsize=KEPT_WHOLE)
def _put_together(data: bytes, files: tuple[tuple[str, bytes], ...]) -> bytes:
    """`with_inserts`, once for the same files: a batch asks for each of its documents."""
    return with_inserts(data, dict(files))


def template_of(kind: DocumentKind, office: Office) -> TemplateInForce:
    """The template to draw with. A template that fails its check is never used.

    Must be called while the office is held: a version that is used for the first time is filed,
    so that every document can be traced to its template for as long as the archive lasts.
    """
    entry = entry_of(kind)
    shipped = office.templates.shipped(entry.template)
    own = own_template(entry, office.templates)
    adopted = _adopted(kind, office)
    if own is None:
        chosen = TemplateInForce(kind, shipped, sha256_of(shipped), own=False)
    else:
        faults = faults_of(own, expected_of(entry, office.edition, shipped))
        if sound(faults):
            chosen = TemplateInForce(kind, own, sha256_of(own), own=True)
        else:
            chosen = _last_good(entry, shipped, adopted, len(faults), office)
    if not adopted or adopted[-1].sha256 != chosen.sha256:
        _adopt(chosen, len(adopted) + 1, office)
    return chosen


def refused_templates(office: Office) -> Iterator[str]:
    """What is wrong with the office's own templates, although its work goes on without them."""
    for entry in CATALOGUE:
        try:
            own = own_template(entry, office.templates) if entry.template else None
        except OfficeError as fault:
            yield str(fault)
            continue
        if own is None:
            continue
        shipped = office.templates.shipped(entry.template)
        faults = faults_of(own, expected_of(entry, office.edition, shipped))
        if not sound(faults):
            yield _doubt(entry, len(faults), office)


def _doubt(entry: DocumentEntry, faults: int, office: Office) -> str:
    place = office.templates.place(entry.template)
    return (
        f"模板 {place} 有 {faults} 处错误，没有采用，用的是上一个好的版本；"
        f"请运行 deyu templates check 查看。"
    )


def _last_good(
    entry: DocumentEntry,
    shipped: bytes,
    adopted: tuple[TemplateAdopted, ...],
    faults: int,
    office: Office,
) -> TemplateInForce:
    data, own = shipped, False
    if adopted:
        data, own = office.archive.read(OFFICE_OBJECT, adopted[-1].file), adopted[-1].own
    return TemplateInForce(entry.kind, data, sha256_of(data), own, _doubt(entry, faults, office))


def _adopted(kind: DocumentKind, office: Office) -> tuple[TemplateAdopted, ...]:
    """The versions that have been used, the newest last."""
    filed = [
        one
        for one in entries_of(office.archive, OFFICE_OBJECT)
        if isinstance(one.entry.body, TemplateAdopted) and one.entry.body.kind == kind
    ]
    # What a killed attempt filed may not have been recorded.
    office.ledger.record(filed, office.archive.read)
    bodies = [one.entry.body for one in sorted(filed, key=lambda one: one.entry.at)]
    return tuple(one for one in bodies if isinstance(one, TemplateAdopted))


def _adopt(chosen: TemplateInForce, number: int, office: Office) -> None:
    file = f"templates/{chosen.kind}-{chosen.sha256[:16]}.docx"
    body = TemplateAdopted(chosen.kind, chosen.sha256, file, chosen.own, office.edition.id)
    filed = file_entry(
        office.archive,
        OFFICE_OBJECT,
        f"adopt-template-{chosen.kind}-{number}",
        office.ledger.clock(office.now())(),
        SOFTWARE,
        (),
        body,
        {file: chosen.data},
    )
    office.crash("template_filed")
    office.ledger.record([filed], office.archive.read)
