"""One page in a browser that shows each file as a table or picture, with every value on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, StrictUndefined

from pipeline.domain.papers import FileReading
from pipeline.explaining.marks import Mark, MarkedPaper, Standing, marked_paper, placed
from pipeline.explaining.sheets import Sheet, plain, sheet_of
from pipeline.explaining.words import ADVICE, OUTCOME
from pipeline.reading.appearance import Appearance
from pipeline.reading.blocks import Paragraph
from pipeline.reading.folding import appearance_of
from pipeline.shipped import shipped

Json = dict[str, Any]

STANDINGS = {
    Standing.SURE: "读出的值",
    Standing.FOR_REFERENCE: "只供参考，不用于核对",
    Standing.UNCLEAR: "没有读懂，请人工看",
}


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with its papers; `nowhere` are the numbers of marks that stand on none of its sheets."""

    source: str
    papers: tuple[MarkedPaper, ...]
    sheet: Sheet
    nowhere: frozenset[int]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for paper in self.papers for mark in paper.marks)


def explanation_page(name: str, document: Json, seen: Mapping[str, Appearance]) -> bytes:
    """The page in UTF-8, whole in itself: no script, nothing from elsewhere.

    `document` is what ``deyu read`` or ``check`` prints of the file `name`; `seen` tells what its
    leaf files look like, by their sources.
    """
    template = _environment().from_string(
        (shipped("templates") / "pages" / "explanation.html").read_text(encoding="utf-8")
    )
    page = template.render(
        name=name,
        document=document,
        files=shown_files(document, seen),
        standings=STANDINGS,
        advice=ADVICE,
        outcome=OUTCOME,
    )
    return page.encode(errors="replace")


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["plain"] = plain
    return environment


def shown_files(document: Json, seen: Mapping[str, Appearance]) -> list[ShownFile]:
    """Each source of papers once, in order, after it what holds no paper and can be looked at."""
    sources = [one["source"] for one in document["papers"]]
    sources += ["/".join(one["path"]) for one in document["attachments"]]
    files: list[ShownFile] = []
    number = 1
    for source in dict.fromkeys(sources):
        papers: list[MarkedPaper] = []
        told = [one for one in document["papers"] if one["source"] == source]
        for one in told:
            papers.append(marked_paper(one, number))
            number += len(papers[-1].marks)
        files.append(_shown(source, tuple(papers), told, seen.get(source, Appearance())))
    return files


def _shown(
    source: str, papers: tuple[MarkedPaper, ...], told: list[Json], appearance: Appearance
) -> ShownFile:
    if not appearance.blocks and not appearance.pages:
        lines = (line for one in told for line in one["text"].splitlines())
        lines_read = tuple(Paragraph(line, "") for line in lines)
        appearance = appearance_of(FileReading((), None), lines_read)
    marks = placed([mark for one in papers for mark in one.marks], appearance.blocks)
    return ShownFile(source, papers, sheet_of(appearance, marks), frozenset(marks.nowhere))
