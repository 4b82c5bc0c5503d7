"""Which term or academic year a plan, summary, report or assessment says it is for."""

import re
from collections.abc import Iterable

from pipeline.domain.papers import Field, PaperKind
from pipeline.domain.school_calendar import Season, Term
from pipeline.reading.blocks import Block, paragraphs_of
from pipeline.reading.paper_kinds.titles import kind_of_title

OF_A_PERIOD = (
    PaperKind.TERM_PLAN,
    PaperKind.YEARLY_REPORT,
    PaperKind.YEARLY_WRITING,
    PaperKind.ASSESSMENT,
)

_PERIOD = re.compile(
    r"(20\d\d)[-—–－~～至/]{1,2}(20\d\d)学年度?,?(?:第?([秋春一二12])季?学期)?(?!第?[秋春一二12三]季?学?期?)"
)
_LABEL = re.compile(r"(?:(?:所属|考核|计划|总结|本)?(?:学年|学期|学年学期|学年度))[:：]")


def period_named(blocks: Iterable[Block]) -> tuple[Field, ...]:
    """The field `period` ("2026-autumn" or "2026-2027") where all lines that name one agree.

    Only a title and a line or cell of nothing else name the paper's own period; a sentence may
    tell of another.
    """
    found = [
        Field("period", value, line.text.strip(), line.place)
        for line in paragraphs_of(blocks)
        if (value := _named(line.text))
    ]
    return tuple(found[:1]) if len({one.value for one in found}) == 1 else ()


def _named(line: str) -> str:
    plain = _LABEL.sub("", re.sub(r"\s", "", line), count=1)
    match = _PERIOD.search(plain)
    if match is None or int(match[2]) != int(match[1]) + 1:
        return ""
    rest = plain[: match.start()] + plain[match.end() :]
    if rest and kind_of_title(rest) is None:
        return ""
    if match[3] is None:
        return f"{match[1]}-{match[2]}"
    autumn = match[3] in "秋一1"
    return str(Term(int(match[1 if autumn else 2]), Season.AUTUMN if autumn else Season.SPRING))
