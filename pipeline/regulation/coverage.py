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


def read_coverage(sheet: Entry) -> tuple[Coverage, ...]:
    coverage = tuple(_read_one(entry) for entry in sheet.entries("coverage"))
    sheet.close()
    return coverage


def _read_one(entry: Entry) -> Coverage:
    written = entry.text("how")
    if written not in WRITTEN:
        entry.fault(
            f"“{written}”不认识，应为 tracked、document 或 person。{similar(written, WRITTEN)}",
            "how",
        )
        written = How.PERSON
    coverage = Coverage(
        clause=entry.text("clause"),
        quote=entry.text("quote"),
        how=How(written),
        because=entry.text("because"),
        line=entry.line,
    )
    entry.close()
    return coverage
