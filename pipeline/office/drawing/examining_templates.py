"""``deyu templates``: what there is, what is wrong with it, and how it would look."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.documents.catalogue import CATALOGUE, DocumentEntry, DocumentKind, entry_of
from pipeline.documents.checking.check import sound
from pipeline.documents.checking.faults import TemplateFault
from pipeline.documents.engine import compile_template, fill
from pipeline.documents.inserts import InsertKind
from pipeline.documents.printed_fields import PrintedField, labels_of, specimen_of
from pipeline.documents.template_parts import identifier_of
from pipeline.domain.identity import sha256_of
from pipeline.errors import NotFoundError
from pipeline.office.document_ports import Templates
from pipeline.office.drawing.templates import expected_of, faults_of, own_template
from pipeline.regulation.edition import Edition

_IDENTIFIER = "deyu:"


@dataclass(frozen=True, slots=True)
class ExaminedTemplate:
    """One template with all its faults; `own` when it is the office's."""

    kind: DocumentKind
    place: str
    own: bool
    data: bytes
    faults: tuple[TemplateFault, ...]

    @property
    def sha256(self) -> str:
        return sha256_of(self.data)

    @property
    def sound(self) -> bool:
        return sound(self.faults)


def with_templates() -> tuple[DocumentEntry, ...]:
    return tuple(one for one in CATALOGUE if one.template)


def examined_all(templates: Templates, edition: Edition) -> Iterator[ExaminedTemplate]:
    """The template of each kind that would be used: the office's own, else the shipped one."""
    for entry in with_templates():
        own = own_template(entry, templates)
        data = templates.shipped(entry.template) if own is None else own
        place = f"随软件提供的 {entry.template}" if own is None else templates.place(entry.template)
        yield examined(entry.kind, data, place, own is not None, templates, edition)


def examined(
    kind: DocumentKind,
    data: bytes,
    place: str,
    own: bool,
    templates: Templates,
    edition: Edition,
) -> ExaminedTemplate:
    entry = entry_of(kind)
    lying = tuple(
        f"{one.folder}/{name}" for one, names in placeable(templates).items() for name in names
    )
    expected = replace(expected_of(entry, edition, templates.shipped(entry.template)), lying=lying)
    return ExaminedTemplate(kind, place, own, data, faults_of(data, expected))


def kind_of(data: bytes, file_name: str) -> DocumentKind:
    """Which document a file is the template of, by its own mark, else by its name."""
    stem = file_name.rpartition(".")[0]
    mark = identifier_of(data).removeprefix(_IDENTIFIER).partition(":")[0]
    for word in (mark, stem):
        if word in set(DocumentKind) and entry_of(DocumentKind(word)).template:
            return DocumentKind(word)
    raise NotFoundError(
        f"看不出“{file_name}”是哪一种文书的模板。",
        f"请用 --kind 指明：{'、'.join(one.kind.value for one in with_templates())}。",
    )


def preview(kind: DocumentKind, data: bytes) -> bytes:
    """The template filled with invented values; raises `TemplateError`."""
    fields = entry_of(kind).fields
    return fill(compile_template(data), specimen_of(fields), labels_of(fields))


def placeable(templates: Templates) -> dict[InsertKind, tuple[str, ...]]:
    """The pictures and annexes that lie there for tags to name."""
    return {
        kind: tuple(
            name for name in templates.names(kind.folder) if name.lower().endswith(kind.endings)
        )
        for kind in InsertKind
    }


def flat(fields: tuple[PrintedField, ...], within: str = "") -> Iterator[tuple[str, PrintedField]]:
    """Every field as a template writes it; those of a list's items as ``item.text``."""
    for one in fields:
        yield f"{within}{one.name}", one
        yield from flat(one.items, f"{within}{one.name}[].")
