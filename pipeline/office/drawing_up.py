"""Drawing up the agreement (clause 三.1.(3)): filed with its entry, then laid out for people."""

import hashlib
from dataclasses import dataclass, replace

from pipeline.documents.agreement import (
    ENACTING_WORDS,
    AgreementTerms,
    Drawn,
    draw_agreement,
    duties_for,
)
from pipeline.documents.catalogue import DocumentKind, entry_of
from pipeline.domain.entries import Decided, DrawnUp, FiledEntry, Revised
from pipeline.domain.people import Person
from pipeline.domain.plans import Decision, SubmissionState
from pipeline.domain.positions import PositionKind
from pipeline.errors import DecisionRefusedError
from pipeline.office.filing import entries_of, file_entry
from pipeline.office.house import SOFTWARE, Office, application_object
from pipeline.office.rows import ApplicationRow
from pipeline.regulation.edition import Edition
from pipeline.regulation.errata import ErratumStatus

PREAMBLE = "责.序"


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A document that was drawn up and laid out at `path`; `warnings` are for staff."""

    kind: DocumentKind
    person: Person
    path: str
    sha256: str
    draft: bool
    warnings: tuple[str, ...]


def draw_agreement_of(application: ApplicationRow, revised: Revised, office: Office) -> DrawnUp:
    """The agreement of somebody approved: filed once for each wording, not for each call.

    The number belongs to one approval, so that a decision taken back voids it for ever; what
    would be printed differently (settings, template, edition) is a new version of it.
    Must be called while the office is held.
    """
    number = agreement_number(application.id, office)
    earlier = _versions(application.id, number, office)
    drawn = _draw(application, revised, number, max(1, len(earlier)), office)
    if earlier:
        newest, body = earlier[-1]
        # What a killed attempt filed may not have been recorded.
        office.ledger.record([newest], office.archive.read)
        if body.sha256 == _sha256(drawn.data):
            return body
    version = len(earlier) + 1
    if earlier:
        drawn = _draw(application, revised, number, version, office)
    file = f"documents/{DocumentKind.AGREEMENT}-{number}-{version}.docx"
    body = DrawnUp(
        application=application.id,
        kind=DocumentKind.AGREEMENT,
        number=number,
        file=file,
        sha256=_sha256(drawn.data),
        template_sha256=_sha256(office.templates[DocumentKind.AGREEMENT]),
        edition=office.edition.id,
        draft=drawn.draft,
        warnings=(*drawn.warnings, *_notes_for_staff(office.edition, revised)),
    )
    filed = file_entry(
        office.archive,
        application_object(application.id),
        f"draw-{number}-{version}",
        office.ledger.clock(office.now())(),
        SOFTWARE,
        (application.id,),
        body,
        {file: drawn.data},
    )
    office.crash("drawn_filed")
    office.ledger.record([filed], office.archive.read)
    kept = filed.entry.body
    return kept if isinstance(kept, DrawnUp) else body


def lay_out(application: ApplicationRow, document: DrawnUp, office: Office) -> DrawnDocument:
    """Put a copy of a filed document where people open it; the archive keeps its own."""
    data = office.archive.read(application_object(application.id), document.file)
    name = file_name(DocumentKind(document.kind), application.person)
    return DrawnDocument(
        kind=DocumentKind(document.kind),
        person=application.person,
        path=office.documents.put(name, data),
        sha256=document.sha256,
        draft=document.draft,
        warnings=document.warnings,
    )


def preview_agreement(application: ApplicationRow, revised: Revised, office: Office) -> Drawn:
    """What the agreement would be, without a number, for somebody who is not approved."""
    drawn = _draw(application, revised, "", 1, office)
    return Drawn(drawn.data, (*drawn.warnings, *_notes_for_staff(office.edition, revised)))


def agreement_to_come(application: ApplicationRow, revised: Revised, office: Office) -> Drawn:
    """What the agreement will be, number and all, once the approval that is being filed is."""
    approved = replace(application, state=SubmissionState.APPROVED)
    number = agreement_number(application.id, office, more=1)
    return _draw(approved, revised, number, 1, office)


def agreement_number(application: str, office: Office, more: int = 0) -> str:
    """ZR-2026-0001 for A-2026-0001; after its n-th approval ZR-2026-0001-n.

    `more` counts approvals that are not filed yet.
    """
    approvals = more + sum(
        isinstance(filed.entry.body, Decided) and filed.entry.body.decision is Decision.APPROVE
        for filed in entries_of(office.archive, application_object(application))
    )
    number = f"ZR{application.removeprefix('A')}"
    return number if approvals <= 1 else f"{number}-{approvals}"


def file_name(kind: DocumentKind, person: Person) -> str:
    """``agreement_3120260001_张三.docx``; which characters a file may have is the folder's."""
    return f"{kind}_{person.student_no}_{person.name}{entry_of(kind).suffix}"


def _versions(application: str, number: str, office: Office) -> list[tuple[FiledEntry, DrawnUp]]:
    """Every version of this agreement in the archive, oldest first."""
    drawn = [
        (filed, filed.entry.body)
        for filed in entries_of(office.archive, application_object(application))
        if isinstance(filed.entry.body, DrawnUp) and filed.entry.body.number == number
    ]
    return sorted(drawn, key=lambda one: one[0].entry.at)


def _draw(
    application: ApplicationRow, revised: Revised, number: str, version: int, office: Office
) -> Drawn:
    if application.position_kind not in set(PositionKind):
        raise DecisionRefusedError(
            f"{application.id} 的岗位类型没有写明，责任书不能起草。",
            "请先退回，请学院写明岗位类型。",
        )
    kind = PositionKind(application.position_kind)
    said = {one.name: one.value for one in revised.fields}
    stated = said.get("position_duties", ())
    position = office.edition.position(kind)
    terms = AgreementTerms(
        number=number,
        version=version,
        person=application.person,
        college=application.college,
        position_kind=kind,
        edition=office.edition.id,
        duties=duties_for(
            stated if isinstance(stated, tuple) else (),
            _confirmed(office.edition, position.clause, position.duties),
        ),
        work_form=str(said.get("work_form", "")),
        basis=office.house.basis,
        notes=office.house.notes,
        enacting_words=_confirmed(office.edition, PREAMBLE, f"{ENACTING_WORDS}以下条款")[:3],
        approved=application.state is SubmissionState.APPROVED,
        demo=office.house.demo,
    )
    return draw_agreement(office.templates[DocumentKind.AGREEMENT], terms)


def _confirmed(edition: Edition, clause: str, text: str) -> str:
    """A passage of the source with its slips corrected, as far as the department confirmed them."""
    for one in edition.errata:
        if one.clause == clause and one.status is ErratumStatus.CONFIRMED and one.reading:
            text = text.replace(one.printed, one.reading)
    return text


def _notes_for_staff(edition: Edition, revised: Revised) -> tuple[str, ...]:
    """The slips of the source that this agreement prints as they stand; not printed in it."""
    clauses = {PREAMBLE}
    if revised.position_kind in set(PositionKind):
        clauses.add(edition.position(PositionKind(revised.position_kind)).clause)
    return tuple(
        f"原文（{one.clause}）印作“{one.printed}”，疑为“{one.reading}”；未经研究生工作部确认，照原文印。"
        for one in edition.errata
        if one.clause in clauses and one.status is ErratumStatus.PROPOSED and one.reading
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
