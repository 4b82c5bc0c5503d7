"""What an edition says of clauses that no rule, obligation or text of the agreement takes up."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.regulation.sheets import Entry, similar


class How(StrEnum):
    JUDGED = "judged"
    TRACKED = "tracked"
    DOCUMENT = "document"
    PERSON = "person"
    HEADING = "heading"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    How.JUDGED: "核对",
    How.TRACKED: "跟踪",
    How.DOCUMENT: "写进文书",
    How.PERSON: "由人",
    How.HEADING: "标题",
}
WRITTEN = (How.TRACKED, How.DOCUMENT, How.PERSON)
"""What the sheet may say; judging is told by the rules themselves."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One use of a clause that no rule, obligation or text of the agreement tells."""

    clause: str
    quote: str
    how: How
    because: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a clause asks for, in its words, and how it has to be taken up."""

    name: str
    clause: str
    quote: str
    how: How
    line: int


def read_coverage(sheet: Entry) -> tuple[tuple[Coverage, ...], tuple[Item, ...]]:
    """How clauses are taken up otherwise; and the items of them, () where an edition lists none."""
    coverage = tuple(_read_one(entry) for entry in sheet.entries("coverage"))
    items = tuple(_read_item(entry) for entry in sheet.entries("items", required=False))
    sheet.close()
    return coverage, items


def _read_item(entry: Entry) -> Item:
    item = Item(
        name=entry.text("item"),
        clause=entry.text("clause"),
        quote=entry.text("quote"),
        how=_how(entry, (How.JUDGED, *WRITTEN)),
        line=entry.line,
    )
    entry.close()
    return item


def _how(entry: Entry, known: tuple[How, ...]) -> How:
    written = entry.text("how")
    if written in known:
        return How(written)
    words = "、".join(known[:-1])
    entry.fault(f"“{written}”不认识，应为 {words} 或 {known[-1]}。{similar(written, known)}", "how")
    return How.PERSON


def _read_one(entry: Entry) -> Coverage:
    how = _how(entry, WRITTEN)
    coverage = Coverage(
        clause=entry.text("clause"),
        quote=entry.text("quote"),
        how=how,
        because=entry.text("because"),
        line=entry.line,
    )
    entry.close()
    return coverage
