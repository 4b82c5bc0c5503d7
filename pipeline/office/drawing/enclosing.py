"""Documents that go with a letter: the agreement with an acceptance, a blank form with a request.

A file's name says at most the person's name: letters are read by more people than one.
"""

from dataclasses import dataclass

from pipeline.documents.catalogue import DocumentKind, entry_of
from pipeline.domain.entries import Revised
from pipeline.domain.plans import NoticeKind
from pipeline.domain.positions import PositionKind
from pipeline.notices.envelope import Enclosure
from pipeline.office.drawing.drawing_up import agreement_to_come
from pipeline.office.drawing.templates import template_of
from pipeline.office.house import Office
from pipeline.office.rows import ApplicationRow


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What goes with a letter; `draft` says that it bears the draft mark."""

    files: tuple[Enclosure, ...] = ()
    draft: bool = False

    @property
    def named(self) -> str:
        return "、".join(f"《{one.name.removesuffix('.docx')}》" for one in self.files)


NOTHING = Enclosed()


def with_decision(
    kind: NoticeKind, application: ApplicationRow, revised: Revised, office: Office
) -> Enclosed:
    """What goes with the letter that tells a decision."""
    if kind is NoticeKind.COMPLETION:
        return blank_form(office)
    if kind is NoticeKind.ACCEPTANCE and application.position_kind in set(PositionKind):
        drawn = agreement_to_come(application, revised, office)
        title = entry_of(DocumentKind.AGREEMENT).title
        return Enclosed(
            (Enclosure(f"{title}（{application.person.name}）.docx", drawn.data),), drawn.draft
        )
    return NOTHING


def blank_form(office: Office) -> Enclosed:
    """Our own form, which we read best."""
    entry = entry_of(DocumentKind.APPLICATION_FORM)
    return Enclosed((Enclosure(f"{entry.title}.docx", template_of(entry.kind, office).data),))
