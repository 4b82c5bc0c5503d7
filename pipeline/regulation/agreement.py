"""The agreement's own words (岗位责任书), verbatim from the source."""

from dataclasses import dataclass

from pipeline.regulation.sheets import Entry


@dataclass(frozen=True, slots=True)
class AgreementText:
    """One passage of the agreement; `name` is how templates ask for it."""

    name: str
    clause: str
    label: str
    text: str
    line: int


def read_agreement(sheet: Entry) -> tuple[AgreementText, ...]:
    texts = tuple(_read_text(entry) for entry in sheet.entries("texts"))
    sheet.close()
    return texts


def _read_text(entry: Entry) -> AgreementText:
    text = AgreementText(
        name=entry.text("name"),
        clause=entry.text("clause"),
        label=entry.text("label"),
        text=entry.text("text"),
        line=entry.line,
    )
    entry.close()
    return text
